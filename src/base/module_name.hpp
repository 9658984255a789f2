// What the name of a Python module tells its users.
#pragma once

#include <string_view>

namespace pylon {

// Whether a user who imports the dotted `name` sees "_dynlink". Source: the naming rule of capsule modules:
// `_<name>_dynlink_cap` is private and may say it; nothing else may.
bool shows_dynlink(std::string_view name);

}  // namespace pylon
