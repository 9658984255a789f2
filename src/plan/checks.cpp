#include "plan/checks.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "manifest/manifest.hpp"
#include "system/files.hpp"
#include "variant/setup_local.hpp"
#include "wasm/symbols.hpp"

namespace pylon {
namespace {

std::vector<fs::path> archives_in(const std::vector<fs::path>& paths) {
  std::vector<fs::path> archives;
  for (const fs::path& path : paths) {
    if (!fs::is_directory(path)) {
      archives.push_back(path);
      continue;
    }
    for (const fs::path& file : list_tree(path)) {
      if (file.extension() == ".a") archives.push_back(path / file);
    }
  }
  return archives;
}

// "numpy-0123456789abcdef/lib/mtrand.a": enough for a reader, and the same on every machine.
std::string short_label(const fs::path& archive) {
  const fs::path folder = archive.parent_path().parent_path();
  return (folder.filename() / archive.parent_path().filename() / archive.filename()).string();
}

}  // namespace

void check_config(const Variant& variant, const fs::path& config, const fs::path& facts) {
  const nlohmann::json states = parse_json(read_file(facts), facts.string());
  std::vector<std::string> provided;
  for (const auto& [name, state] : states.items()) {
    if (state == "yes") provided.push_back(name);
  }
  check_inittab(read_file(config), variant, provided);
}

void check_archives(const std::vector<fs::path>& paths) {
  std::vector<std::string> contents;  // owns what the objects point into
  const std::vector<fs::path> archives = archives_in(paths);
  contents.reserve(archives.size());
  std::vector<wasm::Object> objects;
  for (const fs::path& archive : archives) {
    contents.push_back(read_file(archive));
    with_context("while reading " + archive.string(), [&] {
      for (const wasm::ArchiveMember& member : wasm::read_archive(wasm::as_bytes(contents.back()))) {
        objects.push_back({short_label(archive) + "(" + member.name + ")", member.bytes});
      }
    });
  }
  std::string message;
  for (const wasm::Twin& twin : wasm::find_twins(objects)) {
    message += fmt::format("\n    {} is defined more than once ({}): {}", twin.symbol, twin.difference,
                           join(twin.labels, ", "));
  }
  for (const wasm::Mismatch& call : wasm::find_mismatches(objects)) {
    message += fmt::format("\n    {} is {} in {}, but {} calls it as {}", call.symbol, call.defined_as,
                           call.definition, call.caller, call.declared_as);
  }
  if (message.empty()) return;
  throw Error(
      "symbols do not fit together:" + message,
      "the linker would take one of two bodies without a word, and a call with another type traps: give "
      "one side names of its own (a rename header), or correct the declaration");
}

void write_sizes(const fs::path& wasm, const fs::path& json) {
  const std::string content = read_file(wasm);
  write_file(json, sizes_text(measure_file(wasm::as_bytes(content))));
}

}  // namespace pylon
