// toolchain/lock.json as text: entries put in and taken out, with everything else as people have laid it out.
#pragma once

#include <string>
#include <vector>

#include "toolchain/lock.hpp"

namespace pylon {

// An entry as lock.json writes it: one field a line, one place a line.
std::string lock_entry_text(const Source& source);

// The text of the lock with `entry` (zlib 1.3.2) in the place of `old` (zlib 1.3.1); with `keep` it stands
// behind `old`. What the lock has of `entry`'s own version is replaced. Error when `old` is not there.
std::string with_lock_entry(const std::string& text, const Source& old, const Source& entry, bool keep);

}  // namespace pylon
