// Files that a distribution or a package index has by *package name*: its ordinary client finds and downloads
// them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "toolchain/lock.hpp"

namespace pylon {

// Downloads what `place` ("debian", "debian-source", "pypi" or "crate") has for `source` into the empty
// folder `to`; other files of the package may appear there too. Returns "" or, in one line, why it could not
// be had. `toolchain`: the project's folder, for its `debian-suite` and `crate`. `programs`: where `unearth`
// is looked for before PATH; may be empty.
std::string get_package(const Place& place, const Source& source, const std::filesystem::path& to,
                        const std::filesystem::path& toolchain, const std::filesystem::path& programs);

// What a suite's signed list says of the archive (a source's own one) that "debian" or "debian-source" has
// there.
struct ListedArchive {
  std::string address, sha256;
};

// Nothing is downloaded but the list. Error when apt cannot be asked, or knows no such package.
ListedArchive listed_archive(const Place& place, const std::filesystem::path& toolchain);

// unearth, which `programs` or PATH has, and its options that every question needs: the Python that files are
// chosen for, and the index that a user has set for pip (PIP_INDEX_URL).
std::vector<std::string> unearth_command(const std::filesystem::path& programs);

// What a client says is wrong, in one line: the first of apt's "E: …" lines, else the last line.
std::string reason_of(std::string_view output);

}  // namespace pylon
