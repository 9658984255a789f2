#include "report/build_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"

namespace pylon {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t kWidth = 100;

double seconds(std::int64_t microseconds) { return static_cast<double>(microseconds) / 1e6; }

double share(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? 100 * static_cast<double>(part) / static_cast<double>(whole) : 0;
}

std::string why(const StepSpan& step) {
  // The line has the step's name: of "cpython: zlib changed" it shows "zlib changed".
  std::vector<std::string> reasons;
  for (const std::string& reason : step.reasons)
    reasons.push_back(reason.starts_with(step.name + ": ") ? reason.substr(step.name.size() + 2) : reason);
  std::string text = join(reasons, "; ");
  if (step.fate != StepFate::kRun) text = std::string(name_of(step.fate)) + (text.empty() ? "" : ": ") + text;
  if (text.size() > kWidth) text = text.substr(0, kWidth - 1) + "…";
  return text;
}

std::string steps_table(const BuildRun& run, const std::vector<std::size_t>& path) {
  std::vector<std::size_t> order = in_order(run);
  if (order.empty()) return "";
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return run.steps[a].duration() > run.steps[b].duration(); });
  std::size_t width = 4;
  for (const std::size_t place : order) width = std::max(width, run.steps[place].name.size());
  const std::set<std::size_t> critical(path.begin(), path.end());
  std::string text = fmt::format("\n  {:{}} {:>8} {:>9} {:>6} {:>8}  why\n", "step", width, "seconds",
                                 "of build", "cores", "peak MB");
  for (const std::size_t place : order) {
    const StepSpan& step = run.steps[place];
    const double cores = share(step.cpu, step.duration()) / 100;
    text += fmt::format("{} {:{}} {:>8.1f} {:>7.0f} % {:>6.1f} {:>8}  {}\n",
                        critical.contains(place) ? '*' : ' ', step.name, width, seconds(step.duration()),
                        share(step.duration(), run.wall), cores, step.peak_bytes / 1'000'000, why(step));
  }
  return text;
}

std::string path_text(const BuildRun& run, const std::vector<std::size_t>& path) {
  if (path.empty()) return "";
  std::vector<std::string> names;
  std::int64_t busy = 0;
  for (const std::size_t place : path) {
    names.push_back(run.steps[place].name);
    busy += run.steps[place].duration();
  }
  return fmt::format(
      "\n* critical path: {:.1f} s in steps, {:.1f} s between them (planning, waiting for a free lane)\n{}\n",
      seconds(busy), seconds(run.wall - busy), wrap(join(names, " > "), kWidth));
}

std::string reused_text(const BuildRun& run) {
  std::vector<std::string> names;
  std::int64_t saved = 0;
  for (const StepSpan& step : run.steps) {
    if (step.fate != StepFate::kReused) continue;
    names.push_back(step.name);
    saved += step.saved;
  }
  if (names.empty()) return "";
  const std::string took = saved > 0 ? fmt::format(" ({:.1f} s when they were made)", seconds(saved)) : "";
  return fmt::format("\nreused, because nothing they depend on has changed{}:\n{}\n", took,
                     wrap(join(names, ", "), kWidth));
}

constexpr int kProcess = 1;
// Threads of the trace, from top to bottom; the lanes follow.
constexpr int kPathThread = 1, kPlanThread = 2, kReusedThread = 3, kFirstLane = 10;

// Two decimals: a longer number says more than was measured.
double rounded(double number) { return std::round(number * 100) / 100; }

OrderedJson named_thread(int thread, const std::string& name) {
  return {
      {"ph", "M"}, {"pid", kProcess}, {"tid", thread}, {"name", "thread_name"}, {"args", {{"name", name}}}};
}

OrderedJson thread_place(int thread) {
  return {{"ph", "M"},
          {"pid", kProcess},
          {"tid", thread},
          {"name", "thread_sort_index"},
          {"args", {{"sort_index", thread}}}};
}

OrderedJson slice(int thread, const std::string& name, const std::string& category, std::int64_t start,
                  std::int64_t end) {
  return {{"ph", "X"},       {"pid", kProcess}, {"tid", thread},     {"name", name},
          {"cat", category}, {"ts", start},     {"dur", end - start}};
}

OrderedJson arguments(const StepSpan& step, bool critical) {
  OrderedJson args{{"key", step.key}, {"state", name_of(step.fate)}, {"critical", critical}};
  args["cpu_seconds"] = seconds(step.cpu);
  args["cores"] =
      step.duration() > 0 ? rounded(static_cast<double>(step.cpu) / static_cast<double>(step.duration())) : 0;
  args["peak_bytes"] = step.peak_bytes;
  if (step.waited > 0) args["waited_seconds"] = seconds(step.waited);
  if (!step.reasons.empty()) args["why"] = step.reasons;
  return args;
}

void add_threads(const BuildRun& run, const std::vector<int>& lane, OrderedJson& events) {
  const auto add = [&](int thread, const std::string& name) {
    events.push_back(named_thread(thread, name));
    events.push_back(thread_place(thread));
  };
  events.push_back(
      {{"ph", "M"}, {"pid", kProcess}, {"name", "process_name"}, {"args", {{"name", "pylonctl build"}}}});
  add(kPathThread, "critical path");
  add(kPlanThread, "pylonctl");
  add(kReusedThread, "reused");
  const int last = run.steps.empty() ? -1 : *std::ranges::max_element(lane);
  for (int i = 0; i <= last; ++i) add(kFirstLane + i, "lane " + std::to_string(i + 1));
}

void add_steps(const BuildRun& run, const std::vector<int>& lane, const std::set<std::size_t>& critical,
               OrderedJson& events) {
  for (const std::size_t place : in_order(run)) {
    const StepSpan& step = run.steps[place];
    const bool on_path = critical.contains(place);
    OrderedJson event =
        slice(kFirstLane + lane[place], step.name, on_path ? "step,critical" : "step", step.start, step.end);
    if (on_path) event["cname"] = "terrible";  // red, where colours can be told
    event["args"] = arguments(step, on_path);
    events.push_back(event);
    if (step.commands.size() < 2) continue;
    for (const CommandSpan& command : step.commands)
      events.push_back(slice(kFirstLane + lane[place], command.title, "command", command.start, command.end));
  }
  for (const StepSpan& step : run.steps) {
    if (step.fate != StepFate::kReused) continue;
    OrderedJson mark{{"ph", "i"},         {"pid", kProcess}, {"tid", kReusedThread},
                     {"name", step.name}, {"cat", "reused"}, {"ts", run.planned},
                     {"s", "t"}};
    mark["args"] = {{"key", step.key}, {"state", name_of(step.fate)}, {"saved_seconds", seconds(step.saved)}};
    events.push_back(mark);
  }
}

// Arrows go from a slice's end to the next one's start; an arrow's time must lie within its slice.
void add_path(const BuildRun& run, const std::vector<std::size_t>& path, const std::vector<int>& lane,
              OrderedJson& events) {
  for (std::size_t i = 0; i < path.size(); ++i) {
    const StepSpan& step = run.steps[path[i]];
    events.push_back(slice(kPathThread, step.name, "critical", step.start, step.end));
    if (i + 1 == path.size()) break;
    const StepSpan& next = run.steps[path[i + 1]];
    // Not by update(): nlohmann-json 3.11.2 loses the parents of an ordered object's values there.
    const auto arrow = [&](const char* phase) {
      return OrderedJson{
          {"pid", kProcess}, {"name", "then"}, {"cat", "critical"}, {"id", i + 1}, {"ph", phase}};
    };
    OrderedJson from = arrow("s"), to = arrow("f");
    from["tid"] = kFirstLane + lane[path[i]];
    from["ts"] = std::max(step.start, step.end - 1);
    to["bp"] = "e";
    to["tid"] = kFirstLane + lane[path[i + 1]];
    to["ts"] = next.start;
    events.push_back(from);
    events.push_back(to);
  }
}

// Each step's processor time, spread evenly over its time: how many cores were in use between two moments.
void add_cores(const BuildRun& run, OrderedJson& events) {
  std::set<std::int64_t> moments;
  for (const std::size_t place : in_order(run))
    moments.insert({run.steps[place].start, run.steps[place].end});
  for (const std::int64_t moment : moments) {
    double cores = 0;
    for (const StepSpan& step : run.steps) {
      if (step.ran() && step.start <= moment && moment < step.end)
        cores += static_cast<double>(step.cpu) / static_cast<double>(step.duration());
    }
    events.push_back({{"ph", "C"},
                      {"pid", kProcess},
                      {"name", "cores in use"},
                      {"ts", moment},
                      {"args", {{"cores", rounded(cores)}}}});
  }
}

}  // namespace

std::string build_summary(const BuildRun& run) {
  const auto count = [&](auto wanted) { return std::ranges::count_if(run.steps, wanted); };
  const std::vector<std::size_t> path = critical_path(run);
  std::string text = fmt::format(
      "{:.1f} s, {:.0f} % of {} core{} busy ({:.1f} s of processor time); planning {:.2f} s\n"
      "{} of {} steps ran, {} reused\n",
      seconds(run.wall), run.busy_per_cent(), run.cores, run.cores == 1 ? "" : "s", seconds(run.cpu),
      seconds(run.planned), count([](const StepSpan& step) { return step.ran(); }), run.steps.size(),
      count([](const StepSpan& step) { return step.fate == StepFate::kReused; }));
  if (const auto lost = count([](const StepSpan& step) { return step.fate == StepFate::kNotReached; });
      lost > 0)
    text += fmt::format("{} not reached after a failure\n", lost);
  return text + steps_table(run, path) + path_text(run, path) + reused_text(run);
}

std::string build_trace(const BuildRun& run) {
  const std::vector<std::size_t> path = critical_path(run);
  const std::vector<int> lane = lanes(run);
  OrderedJson events = OrderedJson::array();
  add_threads(run, lane, events);
  events.push_back(slice(kPlanThread, "plan", "pylonctl", 0, run.planned));
  events.push_back(slice(kPlanThread, "ninja", "pylonctl", run.planned, run.wall));
  add_steps(run, lane, {path.begin(), path.end()}, events);
  add_path(run, path, lane, events);
  add_cores(run, events);

  OrderedJson total{{"wall_seconds", seconds(run.wall)},
                    {"cpu_seconds", seconds(run.cpu)},
                    {"cores", run.cores},
                    {"busy_per_cent", rounded(run.busy_per_cent())}};
  for (const char* list : {"critical_path", "run", "reused"}) total[list] = OrderedJson::array();
  for (const std::size_t place : path) total["critical_path"].push_back(run.steps[place].name);
  for (const StepSpan& step : run.steps) {
    if (step.fate != StepFate::kNotReached) total[step.ran() ? "run" : "reused"].push_back(step.name);
  }
  return OrderedJson{{"displayTimeUnit", "ms"}, {"traceEvents", events}, {"otherData", total}}.dump(1) + "\n";
}

}  // namespace pylon
