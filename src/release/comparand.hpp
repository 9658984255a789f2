// What `manifest`, `diff` and `report` are given to show or to compare: found, read, and said in one shape.
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "checkout/project.hpp"
#include "manifest/diff.hpp"

namespace pylon {

// A WebAssembly file, whose `manifest` is null, or a manifest.
struct Operand {
  std::filesystem::path wasm{};
  nlohmann::json manifest{};
  std::string name{};               // where it is from, for messages
  std::filesystem::path symbols{};  // the symbols.tsv that may be the manifest's; empty: there is none
};

// `text` is one of
//   lean           artifacts/lean/manifest.json; lean-dev: artifacts/lean-dev/pylon.wasm
//   a file         by its first bytes, whatever its name: a manifest, the manifest in a baseline, a module or
//                  component, the manifest in an archive of a release
//   a folder       with a manifest.json, or with a pylon.wasm alone
//   lean@HEAD~3    artifacts/lean/baseline.json as the git revision has it
// `project` is called only for operands that need one. Error for an unknown variant or revision, a variant
// that is not built, and a file that is none of these. Fields of a newer manifest are told on standard error.
Operand resolve_operand(const std::string& text, const std::function<Project()>& project);

// The operand as a side of a comparison. Of a .wasm file: what it says of itself, its size raw only. The
// side's symbols are those of the operand's symbols.tsv, if they are the very ones that the manifest names by
// digest; else empty.
DiffSide load_comparand(const std::string& operand, const std::function<Project()>& project);

enum class FileKind { kWasm, kJson, kArchive, kOther };

// kWasm: "\0asm"; kJson: an object, after blanks and a byte order mark; kArchive: zip or zstd. A file that
// begins like none of these is what its name says (.wasm, .json, .zip, .tar.zst): its reader then says what
// is damaged. Error when it is no regular file, or cannot be read.
FileKind file_kind(const std::filesystem::path& file);

}  // namespace pylon
