#include "plan/build_identity.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "manifest/build_facts.hpp"
#include "system/files.hpp"
#include "variant/setup_local.hpp"
#include "wasm/custom_section.hpp"

namespace pylon {

void write_build_facts(const std::string& known, const std::vector<std::string>& registered,
                       const fs::path& config, const fs::path& to) {
  nlohmann::json manifest = parse_json(known, "--known");
  manifest["modules"]["built_in"] = built_in_modules(read_file(config), registered);
  const nlohmann::json facts = build_facts(manifest);
  write_file(to / "build.json", canonical_json(facts));
  write_file(to / "pylon_identity.h", build_header(facts));
}

void write_identified(const fs::path& from, const fs::path& facts, const fs::path& to) {
  const std::string content = read_file(from);
  with_context("while adding the identity to " + from.string(), [&] {
    write_file(to, wasm::with_custom_section(wasm::as_bytes(content), kBuildSection, read_file(facts)));
  });
}

}  // namespace pylon
