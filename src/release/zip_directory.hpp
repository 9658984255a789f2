// A zip says everything twice: in its central directory, by which most programs unpack, and before each
// member, by which others do. Pure.
#pragma once

#include <string_view>

namespace pylon {

// Error naming the member and its offset when the two differ in names, methods, sizes or checksums, when the
// members do not fill the file one after the other from its first byte, when something follows the directory,
// and for a zip64, which no release is. Source: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
void check_zip_directory(std::string_view zip);

}  // namespace pylon
