// doctor: shows what this machine has of what a build needs.
#include "toolchain/doctor.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/verbs.hpp"
#include "plan/needed_sources.hpp"
#include "plan/project.hpp"
#include "system/files.hpp"

namespace pylon::cli {
namespace {

const char* word_of(Health health) {
  if (health == Health::kGood) return "good";
  return health == Health::kMissing ? "missing" : "note";
}

void print_text(const std::vector<Finding>& findings) {
  std::string group;
  for (const Finding& finding : findings) {
    if (finding.group != group) fmt::print("{}{}\n", group.empty() ? "" : "\n", finding.group);
    group = finding.group;
    fmt::print("  {:<8}{:<15} {:<12} {}\n", word_of(finding.health), finding.name, finding.version,
               finding.meaning);
    constexpr const char* kIndent = "          ";
    if (!finding.path.empty()) fmt::print("{}{}\n", kIndent, finding.path);
    if (!finding.digest.empty()) fmt::print("{}sha256 {}\n", kIndent, finding.digest);
    if (!finding.advice.empty()) fmt::print("{}to do: {}\n", kIndent, finding.advice);
  }
  fmt::print("\n{}\n", can_build(findings) ? "A build can work here."
                                           : "A build cannot work here: see what is missing above.");
}

void print_json(const std::vector<Finding>& findings) {
  nlohmann::json list = nlohmann::json::array();
  for (const Finding& finding : findings) {
    nlohmann::json entry{{"group", finding.group},
                         {"name", finding.name},
                         {"health", word_of(finding.health)},
                         {"meaning", finding.meaning}};
    if (!finding.version.empty()) entry["version"] = finding.version;
    if (!finding.path.empty()) entry["path"] = finding.path;
    if (!finding.digest.empty()) entry["sha256"] = finding.digest;
    if (!finding.advice.empty()) entry["advice"] = finding.advice;
    list.push_back(entry);
  }
  fmt::print("{}\n", nlohmann::json{{"can_build", can_build(findings)}, {"findings", list}}.dump(2));
}

int run(const std::string& format, const Project& project) {
  const Lock lock = load_lock(project.toolchain());
  const Catalog catalog = load_catalog(project);
  std::vector<Variant> variants;
  for (const std::string& name : variant_names(project))
    variants.push_back(load_variant(project, catalog, name));
  const char* sdk = std::getenv("WASI_SDK_PATH");
  DoctorSetting setting;
  setting.build = project.root / "build";
  setting.venv = project.venv();
  setting.cache = cache_root();
  setting.sources = needed_sources(project, lock, catalog, variants, sdk != nullptr && *sdk != '\0');
  DigestCache digests(cache_root() / "digests");
  const std::vector<Finding> findings = examine(setting, lock, digests);
  digests.save();
  if (format == "json") {
    print_json(findings);
  } else {
    print_text(findings);
  }
  return can_build(findings) ? 0 : 1;
}

}  // namespace

void add_doctor(CLI::App& app, Context& context) {
  auto format = std::make_shared<std::string>("text");
  CLI::App* verb = app.add_subcommand("doctor", "Shows what this machine has of what a build needs");
  verb->description(
      "Shows every tool, library and source that a build needs: found or not, version, digest where the "
      "bytes matter,\n"
      "what it is for, and exactly how to get what is missing. Exit code 1 when a build could not work.");
  verb->add_option("--format", *format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  verb->footer(
      "Examples:\n  pylonctl doctor\n  pylonctl doctor --format json | jq '.findings[] | select(.health == "
      "\"missing\")'");
  verb->callback([format, &context] { context.exit_code = run(*format, {context.root()}); });
}

}  // namespace pylon::cli
