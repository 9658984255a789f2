// Writes a release's archives: the same members give the same bytes, whoever packs them, where and when.
// And what goes into them, and what a release's files are called.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pylon {

// What a variant's release files end in, behind their common name: those that its statement is about. The
// statement itself ends in ".intoto.json".
inline constexpr std::array kDescribed{".cdx.json", ".manifest.json", ".tar.zst", ".zip"};

// What pylon.wasm compiled ahead of time ends in; between: ".wasmtime-49.0.3.x86_64-unknown-linux-gnu".
inline constexpr std::string_view kCompiled = ".cwasm";

// A file or a symbolic link of an archive.
struct ArchiveMember {
  std::string path;    // in the archive: "pylon-1.0.0-lean-wasm32-wasip1/lib/python3.13/os.py"
  std::string target;  // of a link; empty: it is a file
  std::string source;  // path of the file that holds the content; empty: `content` does
  std::string content;
};

// A file of a release before it is in an archive.
struct ReleaseFile {
  std::string source;  // as in ArchiveMember
  std::string content;
  std::string sha256;
};

// "pylon-1.0.0-lean-wasm32-wasip1": the archives' common name and the folder in them.
std::string release_name(const std::string& version, const std::string& variant, const std::string& target);

// Members of an archive, sorted by path. `files`: by path below the folder, pylon.wasm among them. `old_name`
// (may be empty) leads to pylon.wasm: by a link, or with `copy` as a copy. SHA256SUMS of all of it is added.
std::vector<ArchiveMember> archive_plan(const std::string& folder, std::map<std::string, ReleaseFile> files,
                                        const std::string& old_name, bool copy);

// Members in their order, with `seconds` (since 1970) as the time of each, owned by nobody in particular,
// files readable by all. Errors name the archive and the member. Compressed by several threads, whose number
// does not change the bytes.
void write_tar_zst(const std::filesystem::path& to, std::span<const ArchiveMember> members,
                   std::int64_t seconds);

// The same as a zip, whose times count from 1980 in steps of two seconds. The caller must have set TZ to UTC:
// libarchive writes local times.
void write_zip(const std::filesystem::path& to, std::span<const ArchiveMember> members, std::int64_t seconds);

// How much a release ships of a variant, before there is a release: packs `wasm` and the files of each folder
// at its place ({"…/lib", "lib"}) as a release's tar.zst, and writes {"bytes": N} of it to `to`. A folder
// that is not there has no files.
void write_archive_size(const std::filesystem::path& wasm,
                        const std::vector<std::pair<std::string, std::string>>& parts,
                        const std::filesystem::path& to);

}  // namespace pylon
