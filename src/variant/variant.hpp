// A variant: what is asked for. Resolved from variants/<name>.json and the files it extends.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "variant/catalog.hpp"
#include "variant/gate_setting.hpp"

namespace pylon {

// What became of one catalogue module in this variant, and which file decided it.
struct ModuleChoice {
  const Module* module = nullptr;  // owned by the Catalog
  bool kept = false;
  std::string reason;  // why it is not there; empty when kept
  std::string file;    // which decided it: "variants/lean.json"
  // The entry of `file`'s /drop that leaves it out: its own name or its package's. Empty when it is kept, and
  // when nobody asked for its package: then no file names it, and `file` is the variant's own.
  std::string dropped;

  bool not_asked() const { return !kept && dropped.empty(); }
};

// Where a variant's library is.
struct LibrarySetting {
  // "folder": lib/ beside the file, which the host mounts. "inside": in pylon.wasm itself, which runs alone;
  // lib/ is there too, and wins when mounted. "either": beside it, and `pylonctl pack` can put one in.
  std::string where = "folder";
  std::string pack = "lz4";  // how its files are stored: "stored" | "lz4" | "deflate"
  bool sources = true;       // with the .py files; without them tracebacks have no lines

  bool has_place() const { return where != "folder"; }  // the file system and its segment, empty or not
  bool is_inside() const { return where == "inside"; }
  std::string words() const;  // "inside, packed with lz4, with sources"
};

// Whether the file is a component of WASI 0.2: a module, wrapped, with an adapter between it and its host.
struct ComponentSetting {
  bool is_one = false;
  // It ends with any code, which not all hosts of WASI 0.2 can: wasi:cli has the call since 0.2.12.
  bool exit_with_code = true;

  // It is one, and ends with 0 or 1 alone.
  bool ends_with_one() const { return is_one && !exit_with_code; }
  std::string words() const;  // "component, ends with any code"
};

struct Variant {
  std::string name;
  std::string description;
  std::string version = "0.0.0";                // semantic version of what is shipped: "1.0.0"
  bool abstract = false;                        // only there to be extended; cannot be built
  std::vector<std::string> files;               // the chain, the variant's own file first
  std::string cpython;                          // full version, a key of the lock: "3.13.5"
  std::vector<std::string> packages;            // catalogue packages to build and link, sorted
  std::vector<ModuleChoice> modules;            // every catalogue module of this CPython, sorted by name
  std::map<std::string, std::string> optimize;  // recipe name -> compiler flags; key "default" for the rest
  std::vector<std::string> wasm_opt;            // arguments for wasm-opt: {"-Oz"}; empty: it is not run
  // Level -> arguments for wasm-opt in place of those above: "dev" is made fast and released never.
  std::map<std::string, std::vector<std::string>> levels;
  std::string level;                             // of this build; empty: release
  std::uint64_t stack_bytes = 0;                 // linear-memory stack
  std::uint64_t initial_memory_bytes = 0;        // multiple of 65536
  std::map<std::string, std::uint64_t> budgets;  // "raw", "gzip", "brotli" -> bytes
  GateSetting gate;                              // what else is checked of the finished file
  // Whether its smokes may skip checks, and smokes be left out, for want of modules; see tests/smoke.
  bool smokes_may_skip = false;
  std::string compare_with;  // another variant, which tables of sizes set it against; empty: none
  LibrarySetting library;
  ComponentSetting component;
  // Modules that the file's snapshot holds: it goes on from an initialised Python. None: it starts from
  // nothing.
  std::optional<std::vector<std::string>> snapshot;
  std::string old_name;        // "python.composed.wasm"
  std::string old_name_until;  // its last day: "2027-12-31"; empty: no end is set
  // Folder or file below lib/python3.x -> why it is left out.
  std::map<std::string, std::string> stdlib_exclude;
  // How Python checks the .pyc files of lib/ (PEP 552): "unchecked-hash", "checked-hash".
  std::string pyc = "unchecked-hash";

  // As compilers call what the file is for.
  const char* target() const { return component.is_one ? "wasm32-wasip2" : "wasm32-wasip1"; }

  // The folder in artifacts/: "lean", "lean-dev".
  std::string title() const { return level.empty() ? name : name + "-" + level; }
};

// The variant as the level asks for it: the same code, another wasm-opt. "release" and "" are the variant
// itself. Error for a level that it does not have.
Variant at_level(Variant variant, const std::string& level);

// Gives the text of variants/<name>.json; throws when there is none.
using ReadVariant = std::function<std::string(const std::string& name)>;

// Resolves `name`. `known` lists all variant names (for "did you mean"). Unknown field, module or package, a
// cycle in `extends`, a wrong type: Error naming file, JSON path and the nearest right word. `cpython` (a
// version) stands in for the variant's own unless it is empty.
Variant load_variant(const std::string& name, const ReadVariant& read, const std::vector<std::string>& known,
                     const Catalog& catalog, const nlohmann::json& schema, const std::string& cpython = {});

// Error with the JSON path for a snapshot that cannot be taken: the library is not inside, a module is not
// there, or what its import makes belongs to one start.
void check_snapshot(const Variant& variant);

}  // namespace pylon
