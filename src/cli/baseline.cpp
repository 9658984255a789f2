// baseline: records a built variant as what growth is judged by from now on.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/text.hpp"
#include "checkout/artifact.hpp"
#include "checkout/project.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "system/files.hpp"

namespace pylon::cli {
namespace {

struct BaselineFlags {
  std::vector<std::string> variants;
  bool all = false;
  std::string reason;
  std::string format = "text";
};

struct Recorded {
  std::string variant;
  std::optional<Baseline> baseline;  // none: nothing changed
};

void print_baseline_text(const std::vector<Recorded>& list) {
  for (const Recorded& each : list) {
    const std::string file = fmt::format("artifacts/{}/baseline.json", each.variant);
    if (!each.baseline) {
      print_report(fmt::format("{}: nothing changed\n", file));
      continue;
    }
    const nlohmann::json& entry = each.baseline->history.front();
    const auto bytes = [&](const char* kind) { return with_thousands(entry[kind].get<std::uint64_t>()); };
    print_report(fmt::format("{}: recorded {} bytes (gzip {}, brotli {}), {}\n", file, bytes("raw"),
                             bytes("gzip"), bytes("brotli"), each.baseline->note()));
  }
}

void print_baseline_json(const std::vector<Recorded>& list) {
  nlohmann::json entries = nlohmann::json::array();
  for (const Recorded& each : list) {
    nlohmann::json entry{{"variant", each.variant},
                         {"file", fmt::format("artifacts/{}/baseline.json", each.variant)},
                         {"changed", each.baseline.has_value()}};
    if (each.baseline) entry["entry"] = each.baseline->history.front();
    entries.push_back(std::move(entry));
  }
  print_report(json_text({{"baselines", entries}}));
}

// All are looked at before the first is written.
void run_baseline(const BaselineFlags& options, const Project& project) {
  const Workspace workspace(project);
  const FileLock lock(project.build() / "lock");
  std::vector<Recorded> list;
  for (const Variant& variant : wanted_variants(workspace, options.variants, options.all, "")) {
    list.push_back({variant.name, next_baseline(project, workspace.catalog(), variant, options.reason)});
  }
  for (const Recorded& each : list) {
    if (each.baseline) write_baseline(project, *each.baseline);
  }
  if (options.format == "json") {
    print_baseline_json(list);
  } else {
    print_baseline_text(list);
  }
}

}  // namespace

void add_baseline(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<BaselineFlags>(
      app, "baseline",
      "Writes artifacts/<variant>/baseline.json from the present manifest, with the reason, the day, "
      "the state of the checkout and all earlier baselines. Commit it: `pylonctl gate` judges growth by it. "
      "The generated Setup.local must be current and committed.");
  add_variants(verb, options->variants, options->all, "to record");
  verb->add_option("--reason", options->reason, "Why the new numbers are right")->required();
  add_format(verb, options->format, {"text", "json"});
  verb->footer(
      "Examples:\n"
      "  pylonctl baseline lean --reason \"nanoarrow 0.9 brings a larger IPC reader\"\n"
      "  pylonctl baseline --all --reason \"Binaryen 131\"");
  verb->callback([options, &context] { run_baseline(*options, {context.root()}); });
}

}  // namespace pylon::cli
