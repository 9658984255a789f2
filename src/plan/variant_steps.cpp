// The steps that belong to one variant: its config.c, checks, wasm-opt, sizes and publication.
#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "checkout/build_inputs.hpp"
#include "checkout/library.hpp"
#include "manifest/build_facts.hpp"
#include "manifest/file_sizes.hpp"
#include "plan/planner.hpp"
#include "system/files.hpp"
#include "variant/setup_local.hpp"
#include "wasm/custom_section.hpp"
#include "wasm/library_segment.hpp"
#include "wasm/numbering.hpp"

namespace pylon {
namespace {

std::vector<std::string> compile(const VariantParts& parts, const Variant& variant, const std::string& source,
                                 const std::string& object) {
  const std::string python = "python" + variant.cpython.substr(0, variant.cpython.rfind('.'));
  const std::string headers = file_in(parts.cpython, "include/") + python;
  std::vector<std::string> argv{file_in(parts.sdk, "bin/clang")};
  argv.insert(argv.end(), {"--target=wasm32-wasip1", "-Os", "-DNDEBUG", "-DPy_BUILD_CORE", "-I", headers,
                           "-I", headers + "/internal", "-c", source, "-o", object});
  return argv;
}

}  // namespace

// makesetup writes config.c from the variant's Setup.local and CPython's own Setup files.
Built Planner::config(const Variant& variant, const VariantParts& parts) {
  const fs::path modules = setting_.project.modules() / variant.name;
  Step step;
  step.name = "config-" + variant.name;
  needs(step, "sdk", parts.sdk);
  needs(step, "cpython", parts.cpython);
  step.ingredients.push_back(
      {"Setup.local without comments", sha256_hex(active_lines(read_file(modules / "Setup.local")))});
  add_file(step, std::string(kRegistryFile), modules / kRegistryFile);
  step.commands.push_back(
      {{"sh", file_in(parts.cpython, "setup/makesetup"), "-c", file_in(parts.cpython, "setup/config.c.in"),
        "-s", file_in(parts.cpython, "setup"), "-m", file_in(parts.cpython, "setup/Makefile.pre"),
        (modules / "Setup.local").string(), file_in(parts.cpython, "setup/Setup.stdlib"),
        file_in(parts.cpython, "setup/Setup.bootstrap"), file_in(parts.cpython, "setup/Setup")},
       {}});
  step.commands.push_back({compile(parts, variant, "config.c", "{out}/config.o"), {}});
  step.ingredients.push_back({"build facts", std::to_string(kBuildFactsVersion)});
  const nlohmann::json known = make_known(known_inputs(setting_, lock_, catalog_, variant));
  StepCommand facts{{"{pylonctl}", "action", "identity", "--known", canonical_json(known_before_link(known)),
                     "--config", "config.c", "--to", "{out}"},
                    {}};
  const std::vector<std::string> registered = registered_modules(variant);
  if (!registered.empty()) facts.argv.push_back("--registered");
  facts.argv.insert(facts.argv.end(), registered.begin(), registered.end());
  step.commands.push_back(facts);
  std::vector<std::string> registry =
      compile(parts, variant, (modules / kRegistryFile).string(), "{out}/pylon_build.o");
  registry.insert(registry.end(), {"-include", "{out}/pylon_identity.h"});
  step.commands.push_back({registry, {}});
  step.commands.push_back({{"cp", "config.c", "{out}/config.c"}, {}});
  step.outputs = {"config.c", "config.o", "pylon_build.o", "build.json", "pylon_identity.h"};
  if (variant.component.ends_with_one()) {
    const fs::path source = setting_.project.modules() / "_pylon_component/exit.c";
    add_file(step, "component/exit.c", source);
    step.commands.push_back(
        {compile(parts, variant, source.string(), std::string("{out}/") + kComponentExit), {}});
    step.outputs.emplace_back(kComponentExit);
  }
  return add_step(std::move(step));
}

// makesetup silently drops a module whose line is misspelt, so what it wrote is compared with what was asked.
Built Planner::check_config(const Variant& variant, const VariantParts& parts) {
  Step step;
  step.name = "check-config-" + variant.name;
  needs(step, "config", parts.config);
  step.ingredients.push_back({"pylonctl", own_digest_});
  step.commands.push_back(
      {{"{pylonctl}", "action", "inittab", "--project", setting_.project.root.string(), "--variant",
        variant.name, "--cpython", variant.cpython, "--config", file_in(parts.config, "config.c"), "--facts",
        file_in(parts.cpython, "facts/modules.json")},
       {}});
  return add_step(std::move(step));
}

// wasm-ld silently takes the first of two definitions: NumPy's random had 66 such symbols. Nor does it
// compare the types of functions in tables: six of NumPy's trapped.
Built Planner::check_symbols(const Variant& variant, const VariantParts& parts) {
  Step step;
  step.name = "check-symbols-" + variant.name;
  step.ingredients.push_back({"pylonctl", own_digest_});
  needs(step, "cpython", parts.cpython);
  for (const auto& [name, built] : parts.packages) needs(step, name, built);
  StepCommand check{{"{pylonctl}", "action", "symbols", "--patches", setting_.project.patches().string(),
                     file_in(parts.cpython, "lib")},
                    {}};
  for (const std::string& archive : linked_archives(variant, catalog_, parts)) check.argv.push_back(archive);
  step.commands.push_back(check);
  return add_step(std::move(step));
}

// Numbers the functions before wasm-opt, so that one run gives the file and the origin of each byte. The
// identity goes in last, as nothing may depend on it; where the library is inside, the next step adds it.
Built Planner::optimize(const Variant& variant, const VariantParts& parts) {
  Step step;
  step.name = "optimize-" + variant.title();
  step.outputs = {"pylon.wasm"};
  needs(step, "binaryen", parts.binaryen);
  needs(step, "link", parts.link);
  step.ingredients.push_back({"wasm-opt", fmt::format("{}", fmt::join(variant.wasm_opt, " "))});
  step.ingredients.push_back({"custom section", std::to_string(wasm::kCustomSectionVersion)});
  std::string linked = file_in(parts.link, "pylon.wasm");
  const std::string facts = file_in(parts.config, "build.json");
  const auto finish = [&](const std::string& from) {
    StepCommand command{{"{pylonctl}", "action", "section", from, facts, "{out}/pylon.wasm"}, {}};
    if (variant.library.is_inside()) command = {{"cp", from, "{out}/pylon.wasm"}, {}};
    step.commands.push_back(command);
    return add_step(std::move(step));
  };
  if (parts.library) {
    step.ingredients.push_back({"library segment", std::to_string(wasm::kLibrarySegmentVersion)});
    step.commands.push_back({{"{pylonctl}", "action", "segment", linked, "{work}/segmented.wasm"}, {}});
    linked = "{work}/segmented.wasm";
  }
  if (variant.wasm_opt.empty()) return finish(linked);
  step.outputs.insert(step.outputs.begin(), "functions.map");
  step.ingredients.push_back({"numbering", std::to_string(wasm::kNumberingVersion)});
  step.commands.push_back({{"{pylonctl}", "action", "number", linked, "{work}/numbered.wasm"}, {}});
  StepCommand command{
      {file_in(parts.binaryen, "bin/wasm-opt"), "{work}/numbered.wasm", "-o", "{work}/optimized.wasm",
       "--strip-producers", fmt::format("--no-inline={}", wasm::kCutOff)},
      {}};
  command.argv.insert(command.argv.end(), variant.wasm_opt.begin(), variant.wasm_opt.end());
  command.argv.push_back("--symbolmap={out}/functions.map");
  step.commands.push_back(command);
  return finish("{work}/optimized.wasm");
}

Built Planner::attribute(const Variant& variant, const VariantParts& parts) {
  Step step;
  step.name = "attribute-" + variant.name;
  step.outputs = {"attribution.json", "symbols.tsv"};
  step.ingredients.push_back({"pylonctl", own_digest_});
  needs(step, "sdk", parts.sdk);
  needs(step, "cpython", parts.cpython);
  needs(step, "config", parts.config);
  needs(step, "link", parts.link);
  needs(step, "optimize", parts.finished);
  for (const auto& [name, built] : parts.packages) needs(step, name, built);
  step.ingredients.push_back({"catalogue", sha256_hex(catalog_part(setting_.project, variant))});
  StepCommand command{{"{pylonctl}", "action", "attribute", "--project", setting_.project.root.string(),
                       "--variant", variant.name, "--cpython-version", variant.cpython},
                      {}};
  const auto add = [&](const char* option, const Built& built) {
    command.argv.insert(command.argv.end(), {option, built.out.string()});
  };
  add("--link", parts.link);
  add("--optimized", parts.finished);
  add("--sdk", parts.sdk);
  add("--cpython", parts.cpython);
  add("--config", parts.config);
  command.argv.insert(command.argv.end(), {"--to", "{out}"});
  if (parts.library) {
    needs(step, "library", *parts.library);
    add("--library", *parts.library);
  }
  if (parts.snapshot) {
    needs(step, "snapshot", *parts.snapshot);
    add("--snapshot", *parts.snapshot);
  }
  for (const auto& [name, built] : parts.packages) {
    for (const std::string& word : {std::string("--package"), name, built.out.string()})
      command.argv.push_back(word);
  }
  step.commands.push_back(command);
  return add_step(std::move(step));
}

// brotli at its best level takes as long as wasm-opt: the sizes are kept with the file they belong to.
Built Planner::measure(const Variant& variant, const VariantParts& parts) {
  Step step;
  step.name = "sizes-" + variant.name;
  step.outputs = {"sizes.json"};
  needs(step, "optimize", parts.finished);
  step.ingredients.push_back({"measure", std::to_string(kMeasureVersion)});
  step.commands.push_back(
      {{"{pylonctl}", "action", "sizes", file_in(parts.finished, "pylon.wasm"), "{out}/sizes.json"}, {}});
  return add_step(std::move(step));
}

void Planner::add_publications(const Variant& variant, const VariantParts& parts) {
  const fs::path folder = setting_.project.artifacts() / variant.title();
  Publication file;
  file.variant = variant.name;
  file.level = variant.level;
  file.cpython = variant.cpython;
  file.outputs = {folder / "pylon.wasm", folder / "lib"};
  if (!variant.old_name.empty()) file.outputs.push_back(folder / variant.old_name);
  // Everything that publishing reads: discard_damaged() checks these before.
  std::vector<Built> products{parts.stdlib, parts.finished};
  for (const auto& [name, built] : parts.packages) products.push_back(built);
  Sha256 key;
  key.update("file" + own_digest_ + variant.old_name);
  for (const Built& built : products) {
    key.update(built.key);
    file.after.push_back(*built.stamp);
  }
  file.key = key.hex();
  plan_.publications.push_back(file);
  if (!variant.level.empty()) return;

  Publication manifest = file;
  manifest.manifest = true;
  manifest.outputs = {folder / "symbols.tsv", folder / "manifest.json"};
  manifest.inputs = {folder / "pylon.wasm"};
  Sha256 facts;
  // The catalogue's part is in the attribution's key.
  facts.update(file.key + sha256_hex(lock_part(setting_.project, catalog_, variant)) +
               digests_.digest_of(setting_.project.toolchain() / "hosts.json"));
  for (const Built& built : {parts.cpython, parts.config, parts.attribution, parts.sizes, parts.archive}) {
    facts.update(built.key);
    manifest.after.push_back(*built.stamp);
  }
  for (const std::string& from : variant.files)
    facts.update(digests_.digest_of(setting_.project.root / from));
  manifest.key = facts.hex();
  plan_.publications.push_back(manifest);
}

Built Planner::measure_archive(const Variant& variant, const VariantParts& parts) {
  constexpr int kPackingVersion = 1;  // another one packs in another way
  Step step;
  step.name = "archive-" + variant.name;
  step.outputs = {"archive.json"};
  needs(step, "optimize", parts.finished);
  needs(step, "stdlib", parts.stdlib);
  for (const auto& [name, built] : parts.packages) needs(step, name, built);
  step.ingredients.push_back({"packing", std::to_string(kPackingVersion)});
  StepCommand command{{"{pylonctl}", "action", "archive", file_in(parts.finished, "pylon.wasm"), "--to",
                       "{out}/archive.json"},
                      {}};
  // All packages are named: whether one has Python files is known only when the step runs.
  for (const LibraryPart& part : library_places(variant, parts)) {
    for (const std::string& word :
         {std::string("--part"), part.from.string(), (std::filesystem::path("lib") / part.below).string()})
      command.argv.push_back(word);
  }
  step.commands.push_back(command);
  return add_step(std::move(step));
}

}  // namespace pylon
