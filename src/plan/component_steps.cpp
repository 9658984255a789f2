// The step of a variant whose form is a component: the finished module, wrapped with an adapter.
#include "base/error.hpp"
#include "plan/component.hpp"
#include "plan/planner.hpp"
#include "system/files.hpp"
#include "wasm/renamed_import.hpp"

namespace pylon {

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
