// The steps of a variant whose library is inside the file: the objects that mount it, and its bytes.
#include "checkout/library.hpp"
#include "manifest/inside_facts.hpp"
#include "plan/library_inside.hpp"
#include "plan/planner.hpp"
#include "system/files.hpp"
#include "wasm/custom_section.hpp"
#include "wasm/library_segment.hpp"

namespace pylon {
namespace {

// zlib's decoder is asked only where the variant has zlib.
constexpr const char* kDeflateName = "deflate";
constexpr const char* kUnpacker = "lz4";

bool is_source(const fs::path& file) { return file.extension() == ".c" || file.extension() == ".S"; }

// The sources that the variant compiles, sorted.
std::vector<fs::path> sources_of(const Project& project, const VariantParts& parts) {
  std::vector<fs::path> files = list_source_tree(library_sources(project));
  std::erase_if(files, [&](const fs::path& file) {
    return !is_source(file) || (file.stem() == kDeflateName && !parts.packages.contains("zlib"));
  });
  return files;
}

}  // namespace

Built Planner::library_objects(const VariantParts& parts) {
  const fs::path folder = library_sources(setting_.project);
  Step step;
  step.name = "library";
  needs(step, "sdk", parts.sdk);
  for (const fs::path& file : list_source_tree(folder))
    add_file(step, "library/" + file.string(), folder / file);
  for (const fs::path& file : sources_of(setting_.project, parts)) {
    const std::string object = file.stem().string() + ".o";
    // For size; the decompressor for speed, as it runs for each byte that is read.
    StepCommand command{{file_in(parts.sdk, "bin/clang"), "--target=wasm32-wasip1",
                         file.stem() == kUnpacker ? "-O2" : "-Oz", "-DNDEBUG", "-ffunction-sections"},
                        {}};
    if (file.stem() == kDeflateName) {
      needs(step, "zlib", parts.packages.at("zlib"));
      command.argv.push_back("-I" + file_in(parts.packages.at("zlib"), "include"));
    }
    command.argv.insert(command.argv.end(), {"-c", (folder / file).string(), "-o", "{out}/" + object});
    step.commands.push_back(command);
    step.outputs.push_back(object);
  }
  return add_step(std::move(step));
}

void Planner::link_library(StepCommand& command, const VariantParts& parts) const {
  for (const std::string& name : wrapped_names(library_wraps(setting_.project)))
    command.argv.push_back("-Wl,--wrap=" + name);
  for (const fs::path& file : sources_of(setting_.project, parts))
    command.argv.push_back(file_in(*parts.library, file.stem().string() + ".o"));
}

// The attribution looks for functions.map beside the finished file.
void keep_functions_map(Step& step, const Variant& variant, const VariantParts& parts) {
  if (variant.wasm_opt.empty()) return;
  step.outputs.insert(step.outputs.begin(), "functions.map");
  step.commands.push_back({{"cp", file_in(parts.finished, "functions.map"), "{out}/functions.map"}, {}});
}

// The library is filled in after wasm-opt: a change in it costs seconds, not another run of wasm-opt.
Built Planner::fill(const Variant& variant, const VariantParts& parts) {
  Step step;
  step.name = "fill-" + variant.title();
  step.outputs = {"pylon.wasm"};
  needs(step, "optimize", parts.finished);
  needs(step, "config", parts.config);
  needs(step, "stdlib", parts.stdlib);
  for (const auto& [name, built] : parts.packages) needs(step, name, built);
  const wasm::Codec codec = wasm::codec_named(variant.library.pack);
  step.ingredients.push_back({"library image", std::to_string(wasm::kLibraryImageVersion)});
  if (!variant.library.sources)
    step.ingredients.push_back({"library layout", std::to_string(kInsideLayoutVersion)});
  step.ingredients.push_back({"library segment", std::to_string(wasm::kLibrarySegmentVersion)});
  step.ingredients.push_back({"custom section", std::to_string(wasm::kCustomSectionVersion)});
  step.ingredients.push_back({"packed by", wasm::codec_version(codec)});
  StepCommand fill{
      {"{pylonctl}", "action", "fill", file_in(parts.finished, "pylon.wasm"), "{work}/filled.wasm", "--pack",
       variant.library.pack, "--sources", variant.library.sources ? "true" : "false"},
      {}};
  for (const LibraryPart& part : library_places(variant, parts)) {
    for (const std::string& word : {std::string("--part"), part.from.string(), part.below.string()})
      fill.argv.push_back(word);
  }
  step.commands.push_back(fill);
  StepCommand finish{{"{pylonctl}", "action", "section", "{work}/filled.wasm",
                      file_in(parts.config, "build.json"), "{out}/pylon.wasm"},
                     {}};
  // The identity goes in last.
  if (parts.snapshot) finish = {{"cp", "{work}/filled.wasm", "{out}/pylon.wasm"}, {}};
  step.commands.push_back(finish);
  keep_functions_map(step, variant, parts);
  return add_step(std::move(step));
}

}  // namespace pylon
