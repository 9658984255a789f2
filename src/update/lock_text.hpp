// toolchain/lock.json as text: entries put in and taken out, with everything else as people have laid it out.
#pragma once

#include <string>
#include <vector>

#include "toolchain/lock.hpp"

namespace pylon {

// An entry as lock.json writes it: one field a line, one place a line.
std::string lock_entry_text(const Source& source);

// The lock `text` in which `entry` stands behind the entry `old` of the same name and host, or in place of it
// unless `keep`. An entry of the same name, version and host as `entry` is replaced. Error when `old` is not
// there.
std::string with_lock_entry(const std::string& text, const Source& old, const Source& entry, bool keep);

}  // namespace pylon
