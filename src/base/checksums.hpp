// SHA256SUMS: what `sha256sum -c` reads, written and read strictly.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace pylon {

inline constexpr std::string_view kChecksums = "SHA256SUMS";

// File name (relative, with slashes) -> SHA-256.
using Checksums = std::map<std::string, std::string>;

// Whether `path` is relative, clean and stays below where it starts.
bool is_inside(std::string_view path);

// "<digest>  <name>" lines, sorted by name. Error for a name that would need escapes (a line break, a
// backslash): nothing here has one.
std::string checksums_text(const Checksums& sums);

// Reads what checksums_text() writes. Error that names `name` and the line for anything else, be it another
// order of the lines, so that no byte can change unseen; and for absolute names and "..".
Checksums parse_checksums(std::string_view text, const std::string& name);

}  // namespace pylon
