#include "plan/audit.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "manifest/module_facts.hpp"
#include "plan/checks.hpp"
#include "plan/planner.hpp"
#include "plan/provenance.hpp"
#include "system/files.hpp"
#include "wasm/contents.hpp"

namespace pylon {
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

}  // namespace

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

}  // namespace pylon
