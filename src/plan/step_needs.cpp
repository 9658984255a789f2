#include "plan/step_needs.hpp"

#include <algorithm>

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

}  // namespace pylon
