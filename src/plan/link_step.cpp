// The step that links a variant: one file of CPython, its packages and, where it has them, library and
// snapshot.
// And the one that wraps the finished module of a component with an adapter.
#include <fmt/format.h>

#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "plan/library_inside.hpp"
#include "plan/planner.hpp"
#include "plan/snapshot.hpp"
#include "system/files.hpp"
#include "wasm/custom_section.hpp"

namespace pylon {
namespace {

constexpr std::uint64_t kPage = 65536;

}  // namespace

std::vector<std::string> linked_archives(const Variant& variant, const Catalog& catalog,
                                         const VariantParts& parts) {
  std::vector<std::string> list;
  std::set<std::string> seen;
  const auto add = [&](const std::string& package, const std::string& archive) {
    const std::string path = (parts.packages.at(package).out / archive).string();
    if (seen.insert(path).second) list.push_back(path);
  };
  for (const ModuleChoice& choice : variant.modules) {
    if (!choice.kept || !parts.packages.contains(choice.module->package)) continue;
    for (const std::string& archive : choice.module->archives) add(choice.module->package, archive);
  }
  for (const std::string& name : variant.packages) {
    if (!parts.packages.contains(name)) continue;
    for (const std::string& archive : catalog.find_package(name)->archives) add(name, archive);
  }
  return list;
}

Built Planner::link(const Variant& variant, const VariantParts& parts, const std::vector<Built>& checks) {
  Step step;
  step.name = "link-" + variant.name;
  step.outputs = {"pylon.map", "pylon.wasm"};
  needs(step, "sdk", parts.sdk);
  needs(step, "cpython", parts.cpython);
  needs(step, "config", parts.config);
  for (const auto& [name, built] : parts.packages) needs(step, name, built);
  for (const Built& check : checks) step.after.push_back(*check.stamp);
  const std::string python = "python" + variant.cpython.substr(0, variant.cpython.rfind('.'));
  // No -O here: with it clang would run any wasm-opt it finds on PATH. Not --strip-all: it would take
  // target_features away, which wasm-opt needs.
  StepCommand command{
      {file_in(parts.sdk, "bin/clang"), "--target=wasm32-wasip1", "-o", "{out}/pylon.wasm",
       "-Wl,--fatal-warnings", "-Wl,--strip-debug", "-Wl,-Map={out}/pylon.map", "-Wl,--stack-first",
       fmt::format("-Wl,-z,stack-size={}", variant.stack_bytes), file_in(parts.cpython, "lib/python.o"),
       file_in(parts.config, "config.o"), file_in(parts.config, "pylon_build.o"),
       file_in(parts.cpython, "lib/lib") + python + ".a"},
      {}};
  // With a snapshot no initial size is set: the snapshot's memory is as large as what it uses.
  if (!parts.snapshot)
    command.argv.push_back(
        fmt::format("-Wl,--initial-memory={}", variant.initial_memory_bytes / kPage * kPage));
  if (variant.component.ends_with_one())
    command.argv.insert(command.argv.end(),
                        {"-Wl,--wrap=__wasi_proc_exit", file_in(parts.config, kComponentExit)});
  if (parts.library) {
    needs(step, "library", *parts.library);
    link_library(command, parts);
  }
  if (parts.snapshot) {
    needs(step, "snapshot", *parts.snapshot);
    link_snapshot(command, parts);
  }
  for (const std::string& archive : linked_archives(variant, catalog_, parts))
    command.argv.push_back(archive);
  command.argv.push_back("-L" + file_in(parts.cpython, "lib"));
  command.argv.push_back("@" + file_in(parts.cpython, "facts/link.rsp"));
  std::set<std::string> libraries;
  for (const std::string& name : variant.packages) {
    for (const std::string& library : catalog_.find_package(name)->libraries) libraries.insert(library);
  }
  for (const std::string& library : libraries) command.argv.push_back("-l" + library);
  // Where C++ can throw, the driver takes the C++ library that can, and the unwinder.
  if (!libraries.empty()) {
    for (const std::string& word : split_words(setting_.sdk.exceptions_link)) command.argv.push_back(word);
  }
  // wasi-libc's own parts that code which prints long doubles needs, and what stands in for C++ exceptions.
  for (const char* library : {"-lpthread", "-lc-printscan-long-double", "-lcxa-abort"})
    command.argv.push_back(library);
  // Hosts bound the bytes of one call: reads and writes go in pieces.
  command.argv.push_back("@" + file_in(parts.cpython, "facts/host_calls.rsp"));
  step.commands.push_back(command);
  if (parts.library) {
    step.ingredients.push_back({"check of wrapped calls", std::to_string(kWrapCheckVersion)});
    step.commands.push_back({{"{pylonctl}", "action", "wraps", "--map", "{out}/pylon.map", "--names",
                              library_wraps(setting_.project).string()},
                             {}});
  }
  if (parts.snapshot) {
    step.commands.push_back({{"{pylonctl}", "action", "wraps", "--all", "--map", "{out}/pylon.map", "--names",
                              (snapshot_sources(setting_.project) / "wraps").string()},
                             {}});
  }
  return add_step(std::move(step));
}

void write_exit_with_code(const fs::path& from, const fs::path& to) {
  constexpr wasm::ImportName kPreview1{"wasi_snapshot_preview1", "proc_exit"};
  // As toolchain/recipes/wasi-adapter/exit.wit declares it.
  constexpr wasm::ImportName kPreview2{"wasi:cli/exit@0.2.12", "exit-with-code"};
  const std::string module = read_file(from);
  with_context("while reading " + from.string(),
               [&] { write_file(to, wasm::renamed_import(wasm::as_bytes(module), kPreview1, kPreview2)); });
}

Built Planner::make_component(const Variant& variant, const VariantParts& parts) {
  const Built tools = recipe("wasm-tools", variant);
  expect(tools, {"bin/wasm-tools"});
  expect(*parts.adapter, {"command.wasm", "exit.wit", "licenses/wasi-adapter"});
  Step step;
  step.name = "component-" + variant.title();
  step.outputs = {"pylon.wasm"};
  needs(step, "finished", parts.finished);
  needs(step, "wasm-tools", tools);
  needs(step, "wasi-adapter", *parts.adapter);
  const std::string program = (tools.out / "bin/wasm-tools").string();
  std::string module = (parts.finished.out / "pylon.wasm").string();
  if (variant.component.exit_with_code) {
    step.ingredients.push_back({"renamed import", std::to_string(wasm::kRenamedImportVersion)});
    step.commands.push_back({{"{pylonctl}", "action", "exit-with-code", module, "{work}/exits.wasm"}, {}});
    step.commands.push_back({{program, "component", "embed", (parts.adapter->out / "exit.wit").string(),
                              "{work}/exits.wasm", "--world", "command", "-o", "{work}/embedded.wasm"},
                             {}});
    module = "{work}/embedded.wasm";
  }
  step.commands.push_back({{program, "component", "new", module, "--adapt",
                            "wasi_snapshot_preview1=" + (parts.adapter->out / "command.wasm").string(), "-o",
                            "{work}/named.wasm"},
                           {}});
  // Names of the adapter's functions and of the component's own parts: 29 kB.
  step.commands.push_back({{program, "strip", "--delete", "^(name|component-name)$", "{work}/named.wasm",
                            "-o", "{out}/pylon.wasm"},
                           {}});
  // The attribution looks for them beside the file.
  std::vector<std::string> beside;
  if (!variant.wasm_opt.empty()) beside.emplace_back("functions.map");
  if (variant.snapshot) beside.emplace_back("snapshot.json");
  for (const std::string& file : beside) {
    step.outputs.insert(step.outputs.begin(), file);
    step.commands.push_back({{"cp", (parts.finished.out / file).string(), "{out}/" + file}, {}});
  }
  return add_step(std::move(step));
}

}  // namespace pylon
