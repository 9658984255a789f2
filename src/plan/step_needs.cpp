#include "plan/step_needs.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/text.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

constexpr std::string_view kNameCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.+-";

// Where the name of a step's folder ends that `text` begins with: behind a dash and 16 hexadecimal digits. 0:
// it is none.
std::size_t name_length(std::string_view text) {
  text = text.substr(0, text.find_first_not_of(kNameCharacters));
  for (std::size_t dash = text.find('-', 1); dash != text.npos; dash = text.find('-', dash + 1)) {
    const std::string_view digits = text.substr(dash + 1, kShortKey);
    if (digits.size() == kShortKey && digits.find_first_not_of("0123456789abcdef") == digits.npos)
      return dash + 1 + kShortKey;
  }
  return 0;
}

std::set<std::string> named_by_commands(const Step& step) {
  const std::string store = step.out.parent_path().string();
  std::set<std::string> names;
  for (const StepCommand& command : step.commands) {
    for (const std::string& word : command.argv) names.merge(steps_named(word, store));
    for (const auto& [variable, value] : command.environment) names.merge(steps_named(value, store));
  }
  return names;
}

class Walk {
 public:
  explicit Walk(const Plan& plan) {
    for (const Step& step : plan.steps) by_stamp_[step.stamp()] = &step;
    for (const Publication& publication : plan.publications) {
      for (const fs::path& stamp : publication.after) want(stamp, false);
    }
  }

  Waits run(const Bring& bring) {
    while (!next_.empty()) {
      const std::vector<const Step*> wanted(next_.begin(), next_.end());
      next_.clear();
      bring_missing(wanted, bring);
      for (const Step* step : wanted) expand(*step);
    }
    return std::move(waits_);
  }

 private:
  // `read`: a step that is to be made needs its files. What was wanted before to be published alone is
  // then looked at again.
  void want(const fs::path& stamp, bool read) {
    const auto step = by_stamp_.find(stamp);
    if (step == by_stamp_.end()) return;  // what was there before, such as a given wasi-sdk
    const bool first = !wanted_.contains(stamp);
    bool& is_read = wanted_[stamp];
    if (!first && (is_read || !read)) return;
    is_read = is_read || read;
    next_.insert(step->second);
  }

  void bring_missing(const std::vector<const Step*>& wanted, const Bring& bring) {
    std::vector<const Step*> missing;
    for (const Step* step : wanted) {
      if (!fs::exists(step->stamp()) && tried_.insert(step).second) missing.push_back(step);
    }
    if (bring && !missing.empty()) bring(missing);
  }

  void expand(const Step& step) {
    const bool made = fs::exists(step.stamp()), read = wanted_.at(step.stamp());
    const bool fetched = made && fs::exists(step.out / kFetchedMark);
    std::set<fs::path> waits;
    if (!fetched) waits.insert(step.after.begin(), step.after.end());
    std::set<std::string> names;
    if (!made) names = named_by_commands(step);
    if (fetched && read) {
      const std::vector<std::string> lines = split_lines(read_file(step.out / kFetchedMark));
      names = {lines.begin(), lines.end()};
    }
    for (const std::string& name : names) {
      const fs::path stamp = step.out.parent_path() / name / ".done";
      if (stamp != step.stamp() && by_stamp_.contains(stamp)) waits.insert(stamp);
    }
    for (const fs::path& stamp : waits) want(stamp, read || !made);
    waits_[step.stamp()] = {waits.begin(), waits.end()};
  }

  // In the plan's own order, whatever the machine: by the address in its list of steps.
  std::set<const Step*> next_, tried_;
  std::map<fs::path, const Step*> by_stamp_;
  std::map<fs::path, bool> wanted_;  // by stamp; true: a step that is to be made reads its files
  Waits waits_;
};

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
std::string short_value(const std::string& label, const std::string& value) {
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

std::set<std::string> steps_named(std::string_view text, const std::string& store) {
  const std::string beginning = store + "/";
  std::set<std::string> names;
  for (std::size_t at = text.find(beginning); at != text.npos; at = text.find(beginning, at + 1)) {
    const std::string_view rest = text.substr(at + beginning.size());
    if (const std::size_t length = name_length(rest); length > 0) names.emplace(rest.substr(0, length));
  }
  return names;
}

Waits find_waits(const Plan& plan, const Bring& bring) { return Walk(plan).run(bring); }

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
      reasons.push_back(fmt::format("{}: {} changed: {} -> {}", step.name, label,
                                    short_value(label, old->second), short_value(label, value)));
    }
  }
  for (const auto& [label, value] : old_values) {
    if (!new_values.contains(label)) reasons.push_back(fmt::format("{}: {} has gone", step.name, label));
  }
  if (reasons.empty()) reasons.push_back(step.name + ": its command line changed");
  return reasons;
}

}  // namespace pylon
