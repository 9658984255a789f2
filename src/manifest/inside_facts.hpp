// What a finished file holds of a library inside, by its own index.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/library_facts.hpp"
#include "wasm/library_image.hpp"
#include "wasm/sections.hpp"

namespace pylon {

// A file's library: its bytes (a view of the file) and what they are.
struct InsideLibrary {
  wasm::Bytes image;
  wasm::LibraryImage index;
};

// None where a file has no segment for one. Error with the offset for one that is malformed.
std::optional<InsideLibrary> inside_library(wasm::Bytes module);

// The row of the attribution that a file inside belongs to, by its path there: "inside: json" for
// lib/python3.13/json/decoder.py and for a package in site-packages, "inside: app" for what is mounted
// elsewhere.
std::string inside_row(std::string_view path);

// The manifest's "inside": how many files and bytes, how they are stored, and the digest of the list of them
// (as library_digest()), which is most of the work: without `digest` each file is only unpacked. Null where
// the file has no segment for a library.
nlohmann::json inside_json(wasm::Bytes module, bool digest = true);

// How the files inside, of those mounted at /lib, differ from a lib/: "/lib/python3.13/os.pyc inside is not
// what lib/ has", "… inside is not in lib/", "… is missing inside". Sorted by path.
std::vector<std::string> inside_differences(const LibraryDigests& inside, const LibraryDigests& lib);

// The same, and whether the image is written as pylonctl writes it, to the byte: what its index says in more
// than one way, nobody else compares. Error for files that cannot be unpacked.
std::vector<std::string> inside_problems(const InsideLibrary& library, const LibraryDigests& lib);

// How files of lib/ lie in the library inside: raised when they lie elsewhere, or say other things, without
// sources.
inline constexpr int kInsideLayoutVersion = 2;

// Path inside -> path below lib/ of the same file. With sources the two are equal. Without, a compiled file
// takes its source's place: "python3.13/json/decoder.pyc" ->
// "python3.13/json/__pycache__/decoder.cpython-313.pyc". A source that was not compiled stays.
std::map<std::string, std::string> inside_layout(const std::vector<std::string>& files, bool sources);

// What compiled files of a Python have in their names, by a path below lib/: "python3.13/os.py" ->
// "cpython-313"; "" for what is in no Python's folder.
std::string compiled_tag(std::string_view path);

// Whether the file lists what a package consists of (PEP 376): it says other things where compiled files take
// the place of their sources.
bool is_record(std::string_view path);

// What the RECORD at `path` ("python3.13/site-packages/x-1.0.dist-info/RECORD") says without sources: each
// compiled file by its new name and without a digest, as installers list compiled files; its source is gone.
std::string compiled_record(const std::string& path, std::string_view record);

}  // namespace pylon
