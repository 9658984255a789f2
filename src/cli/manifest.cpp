// manifest: what an artifact is, from its manifest.json, or what a .wasm file says of itself.

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "checkout/project.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "manifest/module_facts.hpp"
#include "release/comparand.hpp"
#include "report/manifest_summary.hpp"
#include "report/section_table.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"

namespace pylon::cli {
namespace {

struct ManifestOptions {
  std::string what;
  std::string format = "text";
  bool sections = false;
};

void print_wasm(const fs::path& path, bool json) {
  const MappedFile file(path);
  // The text does not show the library's digest.
  const nlohmann::json facts =
      with_context("while reading " + path.string(), [&] { return file_facts(file.bytes(), json); });
  print_report(json ? json_text(facts) : file_summary(facts));
}

void print_sections(const fs::path& path, bool json) {
  const MappedFile file(path);
  print_report(
      with_context("while reading " + path.string(), [&] { return section_table(file.bytes(), json); }));
}

void run_manifest(const ManifestOptions& options, Context& context) {
  const bool json = options.format == "json";
  const Operand operand = resolve_operand(options.what, [&] { return Project{context.root()}; });
  const bool wasm = operand.manifest.is_null();
  if (options.sections && !wasm)
    throw Error("--sections needs a .wasm file: " + options.what, "name the file, or leave --sections out");
  if (options.sections) return print_sections(operand.wasm, json);
  if (wasm) return print_wasm(operand.wasm, json);
  print_report(json ? json_text(operand.manifest) : manifest_summary(operand.manifest, operand.name));
}

}  // namespace

void add_manifest(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<ManifestOptions>(
      app, "manifest",
      "Shows what an artifact is: identity, sizes, built-in and absent modules with the reasons, sections to "
      "the byte, and what it asks of its host. Reads the manifest that a build writes, or a WebAssembly file "
      "directly, whatever its name; of a component, the core modules in it.");
  verb->add_option(
          "WHAT", options->what,
          "A variant, a manifest.json or baseline.json, a WebAssembly file, an archive of a release, "
          "or VARIANT@REVISION")
      ->type_name("VARIANT|FILE")
      ->required();
  add_format(verb, options->format, {"text", "json"});
  verb->add_flag("--sections", options->sections,
                 "Of a .wasm file, its sections alone: fast, reads no content");
  verb->footer(
      "Examples:\n"
      "  pylonctl manifest lean\n"
      "  pylonctl manifest artifacts/fat/pylon.wasm\n"
      "  pylonctl manifest lean@HEAD~3           as its baseline was three commits ago\n"
      "  pylonctl manifest artifacts/fat/pylon.wasm --sections\n"
      "  pylonctl manifest fat --format json | jq '.modules.absent'");
  verb->callback([options, &context] { run_manifest(*options, context); });
}

}  // namespace pylon::cli
