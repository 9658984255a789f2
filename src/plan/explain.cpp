#include "plan/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "base/error.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

// The newest finished step of this name: most likely the one that the last build wanted.
std::optional<Step> last_finished(const Step& step) {
  std::optional<fs::path> newest;
  fs::file_time_type newest_time;
  std::error_code error;
  for (fs::directory_iterator entry(step.out.parent_path(), error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string folder = entry->path().filename().string();
    const bool same_name =
        folder.size() == step.out.filename().native().size() && folder.starts_with(step.name + "-");
    const fs::path stamp = entry->path() / ".done";
    if (!same_name || !fs::exists(stamp)) continue;
    const auto time = fs::last_write_time(stamp);
    if (!newest || time > newest_time) {
      newest = stamp;
      newest_time = time;
    }
  }
  if (!newest) return std::nullopt;
  return parse_step_specification(read_file(*newest), newest->string());
}

// Digests by their first digits; a command line as a whole says nothing to a reader.
std::string shown(const std::string& label, const std::string& value) {
  constexpr std::size_t kShort = 12;
  if (label == "command") return "another command line";
  const bool digest = value.size() == 64 && value.find_first_not_of("0123456789abcdef") == std::string::npos;
  return digest ? value.substr(0, kShort) : "'" + value + "'";
}

std::map<std::string, std::string> by_label(const Step& step) {
  std::map<std::string, std::string> values;
  for (const auto& [label, value] : step.ingredients) values[label] += value;
  return values;
}

}  // namespace

StepState step_state(const Step& step) {
  return fs::exists(step.stamp()) ? StepState::kDone : StepState::kToDo;
}

std::vector<std::string> explain(const Step& step) {
  if (step_state(step) == StepState::kDone) return {};
  const std::optional<Step> before = last_finished(step);
  if (!before) return {step.name + ": never built before"};
  const auto old_values = by_label(*before);
  const auto new_values = by_label(step);
  std::vector<std::string> reasons;
  for (const auto& [label, value] : new_values) {
    const auto old = old_values.find(label);
    if (old == old_values.end()) {
      reasons.push_back(fmt::format("{}: {} is new", step.name, label));
    } else if (old->second != value && label != "command") {
      reasons.push_back(fmt::format("{}: {} changed: {} -> {}", step.name, label, shown(label, old->second),
                                    shown(label, value)));
    }
  }
  for (const auto& [label, value] : old_values) {
    if (!new_values.contains(label)) reasons.push_back(fmt::format("{}: {} has gone", step.name, label));
  }
  if (reasons.empty()) reasons.push_back(step.name + ": its command line changed");
  return reasons;
}

}  // namespace pylon
