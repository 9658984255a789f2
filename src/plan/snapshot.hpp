// The snapshot of a start, as the build takes it: Python is initialised by wizer, and its memory becomes the
// file's data. Taken in two made-up worlds, so that nothing that depends on the start gets in unseen.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "checkout/project.hpp"

namespace pylon {

// Raised when write_snapshot() gives other bytes, or accepts or refuses other files.
inline constexpr int kSnapshotVersion = 2;

// Modules/_pylon_snapshot of the project; in it `wraps`, its list of calls to wrap, and `allowed`, which data
// may differ between two worlds.
std::filesystem::path snapshot_sources(const Project& project);

// Error that names each wrapped call of the list that the linked file does not have, by the linker's map: its
// name is no longer called, as after an update of CPython, and what it does for the snapshot is not done.
void check_all_wrapped(const std::filesystem::path& map, const std::filesystem::path& names);

struct SnapshotOrder {
  std::filesystem::path wasmtime;  // has the subcommand wizer
  std::filesystem::path filled;    // with its library, not yet a snapshot
  std::filesystem::path map;       // the linker's
  std::filesystem::path allowed;
  std::vector<std::string> modules;  // to import
  std::filesystem::path work;        // for files in between
  std::filesystem::path to;          // gets pylon.wasm and snapshot.json: what is inside
};

// Error when a module cannot be imported (which, and why), when Python does not come up, and when data
// outside the allowed differ between the worlds: which data, and the import that brought them.
void write_snapshot(const SnapshotOrder& order);

// One line of `allowed`: "obmalloc.o .data._mi_heap_main  why".
struct AllowedData {
  std::string object, section, reason;
};
// Error with the line for one that has not all three.
std::vector<AllowedData> read_allowed(std::string_view text, const std::string& name);

}  // namespace pylon
