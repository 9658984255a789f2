// The steps of a variant that starts from a snapshot: the objects that take it and go on from it, and the
// file whose memory it is.
#include "plan/library_inside.hpp"
#include "plan/planner.hpp"
#include "plan/snapshot.hpp"
#include "system/files.hpp"
#include "wasm/custom_section.hpp"
#include "wasm/snapshot_image.hpp"

namespace pylon {
namespace {

std::vector<fs::path> sources_in(const fs::path& folder) {
  std::vector<fs::path> files = list_source_tree(folder);
  std::erase_if(files,
                [](const fs::path& file) { return file.extension() != ".c" && file.extension() != ".S"; });
  return files;
}

}  // namespace

Built Planner::snapshot_objects(const Variant& variant, const VariantParts& parts) {
  const fs::path folder = snapshot_sources(setting_.project);
  const fs::path library = library_sources(setting_.project);
  Step step;
  step.name = "snapshot-objects";
  needs(step, "sdk", parts.sdk);
  needs(step, "cpython", parts.cpython);
  for (const fs::path& file : list_source_tree(folder))
    add_file(step, "snapshot/" + file.string(), folder / file);
  for (const char* header : {"content.h", "index.h", "mount.h"})
    add_file(step, std::string("library/") + header, library / header);
  const std::string headers =
      file_in(parts.cpython, "include") + "/python" + variant.cpython.substr(0, variant.cpython.rfind('.'));
  for (const fs::path& file : sources_in(folder)) {
    const std::string object = file.stem().string() + ".o";
    // New strings are hashed by it all the time.
    const char* const level = file.stem() == "hash" ? "-O2" : "-Oz";
    step.commands.push_back(
        {{file_in(parts.sdk, "bin/clang"), "--target=wasm32-wasip1", level, "-DNDEBUG", "-ffunction-sections",
          "-I" + folder.string(), "-I" + headers, "-I" + headers + "/internal", "-c",
          (folder / file).string(), "-o", "{out}/" + object},
         {}});
    step.outputs.push_back(object);
  }
  return add_step(std::move(step));
}

void Planner::link_snapshot(StepCommand& command, const VariantParts& parts) const {
  const fs::path folder = snapshot_sources(setting_.project);
  for (const std::string& name : wrapped_names(folder / "wraps"))
    command.argv.push_back("-Wl,--wrap=" + name);
  for (const fs::path& file : sources_in(folder))
    command.argv.push_back(file_in(*parts.snapshot, file.stem().string() + ".o"));
}

Built Planner::take_snapshot(const Variant& variant, const VariantParts& parts) {
  const fs::path folder = snapshot_sources(setting_.project);
  Step step;
  step.name = "snapshot-" + variant.title();
  step.outputs = {"pylon.wasm", "snapshot.json"};
  needs(step, "fill", parts.finished);
  needs(step, "link", parts.link);
  needs(step, "config", parts.config);
  add_file(step, "allowed", folder / "allowed");
  add_file(step, "tools (requirements.txt)", setting_.project.requirements());
  step.ingredients.push_back({"snapshot", std::to_string(kSnapshotVersion)});
  step.ingredients.push_back({"tidy", std::to_string(wasm::kSnapshotTidyVersion)});
  step.ingredients.push_back({"custom section", std::to_string(wasm::kCustomSectionVersion)});
  StepCommand take{
      {"{pylonctl}", "action", "snapshot", "--wasmtime", (setting_.project.venv() / "bin/wasmtime").string(),
       "--filled", file_in(parts.finished, "pylon.wasm"), "--map", file_in(parts.link, "pylon.map"),
       "--allowed", (folder / "allowed").string(), "--work", "{work}", "--to", "{out}", "--modules"},
      {}};
  take.argv.insert(take.argv.end(), variant.snapshot->begin(), variant.snapshot->end());
  step.commands.push_back(take);
  step.commands.push_back({{"mv", "{out}/pylon.wasm", "{work}/taken.wasm"}, {}});
  step.commands.push_back({{"{pylonctl}", "action", "section", "{work}/taken.wasm",
                            file_in(parts.config, "build.json"), "{out}/pylon.wasm"},
                           {}});
  keep_functions_map(step, variant, parts);
  return add_step(std::move(step));
}

}  // namespace pylon
