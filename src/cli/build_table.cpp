#include "cli/build_table.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/verbs.hpp"
#include "plan/step_needs.hpp"
#include "report/size_report.hpp"
#include "system/files.hpp"

namespace pylon::cli {
namespace {

// A level such as dev has no manifest, where all sizes but the file's own come from.
std::string level_table(const Project& project, const std::vector<Variant>& variants,
                        const std::string& format) {
  nlohmann::json rows = nlohmann::json::array();
  std::string text;
  for (const Variant& variant : variants) {
    const fs::path file = project.artifacts() / variant.title() / "pylon.wasm";
    const std::string path = file.lexically_relative(project.root).string();
    rows.push_back(
        {{"variant", variant.name}, {"level", variant.level}, {"raw", fs::file_size(file)}, {"path", path}});
    text += fmt::format("{}  level {}  {} bytes  {}\n", variant.name, variant.level,
                        with_thousands(fs::file_size(file)), path);
  }
  return format == "json" ? json_text({{"variants", rows}}) : text;
}

}  // namespace

std::string build_table(const Project& project, const std::vector<Variant>& variants,
                        const std::string& format) {
  if (!variants.front().level.empty()) return level_table(project, variants, format);
  std::vector<SizeRow> rows;
  for (const Variant& variant : variants) {
    const fs::path folder = project.artifacts() / variant.name;
    rows.push_back(size_row(variant.name, nlohmann::json::parse(read_file(folder / "manifest.json")),
                            (folder / "pylon.wasm").lexically_relative(project.root).string(),
                            variant.compare_with));
  }
  if (format == "json") return json_text(size_table_json(rows));
  return size_table_text(rows, wants_colours());
}

void print_plan(const Plan& plan, const std::string& format) {
  if (format == "json") {
    nlohmann::json steps = nlohmann::json::array();
    for (const Step& step : plan.steps) {
      steps.push_back({{"name", step.name},
                       {"key", step.key},
                       {"out", step.out.string()},
                       {"done", step_state(step) == StepState::kDone}});
    }
    print_report(json_text({{"steps", steps}}));
    return;
  }
  for (const Step& step : plan.steps) {
    print_report(fmt::format("{:5} {} {}\n", step_state(step) == StepState::kDone ? "done" : "to do",
                             step.key.substr(0, kShortKey), step.name));
  }
}

void print_reasons(const Plan& plan) {
  std::size_t count = 0;
  for (const Step& step : plan.steps) {
    for (const std::string& reason : explain(step)) {
      fmt::print(stderr, "{}\n", reason);
      ++count;
    }
  }
  if (count == 0) fmt::print(stderr, "every step is finished; nothing has to run\n");
}

}  // namespace pylon::cli
