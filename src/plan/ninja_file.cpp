#include "plan/ninja_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <string_view>

#include "base/error.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"
#include "system/process.hpp"

namespace pylon {
namespace {

std::string paths(const std::vector<std::filesystem::path>& list) {
  std::string text;
  for (const auto& path : list) text += " " + ninja_escape(path.string());
  return text;
}

// A command line: quoted for the shell that Ninja starts, then `$` doubled for Ninja itself.
std::string command_line(const std::vector<std::string>& argv) {
  return replaced(quote_command(argv), {{'$', "$$"}});
}

std::string publication_text(const Publication& publication, const NinjaFile& file) {
  std::vector<std::string> run{file.pylonctl.string()};
  run.insert(run.end(), {"publish", "--project", file.project.string(), "--cpython", publication.cpython,
                         "--key", publication.key.substr(0, kShortKey), publication.variant});
  if (!publication.level.empty()) run.insert(run.end(), {"--level", publication.level});
  if (publication.manifest) run.push_back("--manifest");
  return fmt::format("build{}: publish{} ||{}\n  run = {}\n  what = {}\n", paths(publication.outputs),
                     paths(publication.inputs), paths(publication.after), command_line(run),
                     publication.name());
}

struct Duration {
  std::string_view name;  // of a step, or what its name begins with
  int seconds;
};

// Seconds, rounded: what a step cost in a cold build, had it both of two cores for itself. Only their order
// and sums matter: a wrong number costs time and nothing else.
constexpr std::array kDurations{
    Duration{"build-python", 40}, Duration{"cpython-config", 40}, Duration{"cpython", 35},
    Duration{"numpy", 60},        Duration{"nanoarrow", 20},      Duration{"optimize-fat", 30},
    Duration{"optimize", 20},     Duration{"sizes-fat", 70},      Duration{"sizes", 35},
    Duration{"archive", 2},       Duration{"sqlite", 16},         Duration{"xz", 10},
    Duration{"stdlib", 4},        Duration{"source", 2},          Duration{"sdk", 12},
    Duration{"snapshot-fat", 4},  Duration{"snapshot", 2},
};

// A step that could start so much later runs with less priority: build-python, which CPython's compilation
// needs only when configure has ended, and all of lean, whose sizes take less time than fat's.
constexpr int kPatientSeconds = 10;

int seconds_of(const std::string& step) {
  const Duration* best = nullptr;
  for (const Duration& one : kDurations) {
    if (step.starts_with(one.name) && (best == nullptr || one.name.size() > best->name.size())) best = &one;
  }
  return best != nullptr ? best->seconds : 1;
}

}  // namespace

void check_buildable(const std::filesystem::path& folder) {
  const std::string& path = folder.native();
  const auto refuse = [&](const std::string& what) {
    throw Error(fmt::format("a path with {} cannot be built: {}", what, shown(path)), "rename the folder");
  };
  for (std::size_t at = 0, size = 0; at < path.size(); at += size) {
    size = utf8_sequence(std::string_view(path).substr(at));
    // Steps are described in JSON, which is UTF-8.
    if (size == 0) refuse("bytes that are no UTF-8");
    const auto c = static_cast<unsigned char>(path[at]);
    // Ninja's manifest cannot write these, and its log takes a tab for the end of a field: what it made would
    // never count as made.
    if (c == '|') refuse("a |");
    if (c < ' ' || c == 0x7F)
      refuse(c == '\n' ? "a line break" : c == '\t' ? "a tab" : "a control character");
  }
}

std::string ninja_escape(const std::string& path) {
  return replaced(path, {{'$', "$$"}, {' ', "$ "}, {':', "$:"}});
}

std::string ninja_text(const std::vector<Step>& steps, const std::vector<Publication>& publications,
                       const NinjaFile& file) {
  const std::string program = file.pylonctl.string();
  // generator: a step does not run again because its command line changed, as it does with each new pylonctl.
  std::string text = fmt::format(
      "# Written by pylonctl build; do not edit.\n"
      "ninja_required_version = 1.8\n"
      "builddir = {}\n"
      "rule step\n"
      "  command = $run\n"
      "  description = $what\n"
      "  generator = 1\n"
      "rule publish\n"
      "  command = $run\n"
      "  description = $what\n",
      ninja_escape(file.folder.string()));
  // Publications stand first, and Ninja starts what is ready in this order: they are quick, and people wait
  // for them.
  std::map<std::string, std::string> targets;
  for (const Publication& publication : publications) {
    text += publication_text(publication, file);
    targets[publication.title()] += paths(publication.outputs);
  }
  for (const auto& [title, outputs] : targets) text += fmt::format("build {}: phony{}\n", title, outputs);
  for (const Step& step : steps) {
    const auto specification = file.folder / "steps" / (step.out.filename().string() + ".json");
    text += fmt::format("build {}: step{}{}\n  run = {}\n  what = {}\n", ninja_escape(step.stamp().string()),
                        step.after.empty() ? "" : " ||", paths(step.after),
                        command_line({program, "step", specification.string()}), step.name);
  }
  return text;
}

std::vector<Step> by_urgency(std::vector<Step> steps) {
  const auto waits = [&](std::size_t step, std::size_t before) {
    return std::ranges::find(steps[step].after, steps[before].stamp()) != steps[step].after.end();
  };
  std::vector<int> urgency(steps.size(), 0);  // seconds from its start to the end of all that waits for it
  for (std::size_t i = steps.size(); i-- > 0;) {
    urgency[i] += seconds_of(steps[i].name);
    for (std::size_t before = 0; before < i; ++before)
      if (waits(i, before)) urgency[before] = std::max(urgency[before], urgency[i]);
  }
  std::vector<int> start(steps.size(), 0);  // the earliest, were there a processor for each
  int whole = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (std::size_t before = 0; before < i; ++before)
      if (waits(i, before)) start[i] = std::max(start[i], start[before] + seconds_of(steps[before].name));
    whole = std::max(whole, start[i] + urgency[i]);
  }
  for (std::size_t i = 0; i < steps.size(); ++i)
    steps[i].can_wait = whole - start[i] - urgency[i] >= kPatientSeconds;
  std::vector<std::size_t> order(steps.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return urgency[a] > urgency[b]; });
  std::vector<Step> sorted;
  for (const std::size_t place : order) sorted.push_back(std::move(steps[place]));
  return sorted;
}

}  // namespace pylon
