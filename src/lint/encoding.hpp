// Source files that are no UTF-8: editors on Windows write UTF-16, and compilers there read it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pylon::lint {

enum class Encoding { kUtf8, kUtf16Little, kUtf16Big, kUtf32Little, kUtf32Big };

// By the byte order mark; UTF-16 without one is known by the zero bytes that its ASCII characters have.
Encoding encoding_of(std::string_view text);

// "UTF-16" and the like, for messages.
const char* name_of(Encoding encoding);

// The text in UTF-8, a byte order mark too. None when it is not of this encoding after all.
std::optional<std::string> decoded(std::string_view text, Encoding encoding);

// The other way round; `text` is what decoded() gave, or that with edits. Error when it is no UTF-8.
std::string encoded(std::string_view text, Encoding encoding);

}  // namespace pylon::lint
