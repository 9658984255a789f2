// audit: what native builds forgive and WebAssembly does not.
#include "manifest/audit.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "checkout/library.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "manifest/module_facts.hpp"
#include "plan/checks.hpp"
#include "plan/planner.hpp"
#include "plan/provenance.hpp"
#include "report/audit_report.hpp"
#include "system/files.hpp"
#include "variant/variant.hpp"
#include "wasm/contents.hpp"

namespace pylon::cli {
namespace {

// The archives of the link; Error with advice when a step that makes one has not run.
std::vector<fs::path> archives_of(const Variant& variant, const Catalog& catalog, const VariantParts& parts) {
  std::vector<fs::path> archives{parts.cpython.out / "lib"};
  for (const std::string& archive : linked_archives(variant, catalog, parts)) archives.emplace_back(archive);
  for (const fs::path& path : archives) {
    if (fs::exists(path)) continue;
    throw Error("variant " + variant.name + " is not built: there is no " + path.filename().string(),
                "run: pylonctl build " + variant.name);
  }
  return archives;
}

void look_at_linked(Audit& audit, const Variant& variant, const VariantParts& parts) {
  const fs::path linked = parts.link.out / "pylon.wasm", finished = parts.finished.out / "pylon.wasm";
  if (!fs::exists(linked) || !fs::exists(finished)) {
    audit.notes.emplace_back("not linked yet: imports and stubs of the linker were not looked at");
    return;
  }
  const std::string content = read_file(linked);
  with_context("while reading " + linked.string(), [&] {
    const wasm::Contents contents = wasm::read_contents(wasm::as_bytes(content));
    audit_names(audit, wasm::function_names(wasm::as_bytes(content),
                                            contents.imported_functions + contents.bodies.size()));
  });
  const std::string shipped = read_file(finished);
  with_context("while reading " + finished.string(), [&] {
    std::vector<std::string> imports;
    for (const nlohmann::json& import : module_facts(wasm::as_bytes(shipped)).at("interface").at("imports"))
      imports.push_back(import.at("module").get<std::string>() + "." + import.at("name").get<std::string>());
    // What every host of WASI has, unless the variant says otherwise.
    const char* const usual = variant.component.is_one ? "wasi:*" : "wasi_snapshot_preview1.*";
    audit_imports(audit, imports, variant.gate.imports.value_or(std::vector<std::string>{usual}));
  });
}

// Looks at what is built so far. A build that stopped at its check of symbols has archives and no linked
// file: a note says so. Audit::undecided when nothing is built, or something is malformed.
Audit audit_variant(const Variant& variant, const Catalog& catalog, const VariantParts& parts) {
  Audit audit;
  try {
    const Ownership ownership = read_ownership(variant, catalog, provenance_places(parts));
    const ArchiveObjects archives = read_archives(archives_of(variant, catalog, parts));
    std::vector<AuditedObject> objects;
    for (const ArchiveObject& object : archives.list) {
      const Owner* owner = ownership.find(object.archive, object.member);
      objects.push_back({object.object, owner == nullptr ? "" : owner->row});
    }
    audit_objects(audit, objects);
    look_at_linked(audit, variant, parts);
  } catch (const Error& error) {
    audit = {};
    audit.undecided = error.what();
  }
  audit.variant = variant.name;
  return audit;
}

struct AuditFlags {
  std::vector<std::string> variants;
  bool all = false;
  std::string format = "text";
};

std::string audit_formatted(const Audits& audits, const std::string& format) {
  if (format == "json") return audit_json(audits);
  if (format == "sarif") return findings_sarif(to_findings(audits), PYLON_VERSION);
  if (format == "github") return findings_github(to_findings(audits));
  return audit_text(audits, wants_colours());
}

int run_audit(const AuditFlags& options, const Project& project) {
  const Workspace workspace(project);
  const std::vector<Variant> variants = wanted_variants(workspace, options.variants, options.all, "");
  const Plan plan = make_plan(workspace, variants);
  Audits audits;
  for (const Variant& variant : variants)
    audits.push_back(audit_variant(variant, workspace.catalog(), plan.parts.at(variant.name)));
  print_report(audit_formatted(audits, options.format));
  for (const Audit& audit : audits) tell_undecided(audit.variant, audit.undecided);
  return audit_exit_code(audits);
}

}  // namespace

void add_audit(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<AuditFlags>(
      app, "audit",
      "Looks into the objects that a variant is linked from, and into the linked file: functions that "
      "CPython calls through its tables by another type than they have, symbols with two different bodies, "
      "calls with another type than the function's, imports that the variant does not allow, and functions "
      "that the linker made to trap. Nothing is run. A build checks the objects before it links, and "
      "fails on a finding. Exit code 1 when something is found, 2 when a variant could not be looked at.");
  add_variants(verb, options->variants, options->all, "to look at");
  add_format(verb, options->format, {"text", "json", "sarif", "github"});
  verb->footer(
      "Examples:\n"
      "  pylonctl audit fat\n"
      "  pylonctl audit --all --format github      annotations in a workflow\n"
      "  pylonctl audit --all --format json | jq '.variants[].findings[] | {rule, module, entry, found, "
      "expected}'");
  verb->callback([options, &context] { context.exit_code = run_audit(*options, {context.root()}); });
}

}  // namespace pylon::cli
