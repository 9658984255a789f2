#include "plan/shard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

using Costs = std::map<std::string, double>;

Costs read_costs(const fs::path& file) {
  const nlohmann::json document = parse_json(read_file(file), file.string());
  try {
    Costs costs = document.at("variants").get<Costs>();
    for (const auto& [variant, seconds] : costs) {
      if (!(seconds >= 0 && seconds < 1e12))
        throw Error(fmt::format("{}: the cost of {} is no time", file.string(), variant));
    }
    return costs;
  } catch (const nlohmann::json::exception& error) {
    throw Error(fmt::format("{}: {}", file.string(), plain_message(error)),
                "make it with: pylonctl store costs > " + file.filename().string());
  }
}

// A baseline's newest entry; one that cannot be read is for the gate to say.
double baseline_bytes(const Project& project, const std::string& variant) {
  const fs::path file = project.artifacts() / variant / "baseline.json";
  if (!fs::exists(file)) return 0;
  const nlohmann::json document = nlohmann::json::parse(read_file(file), nullptr, false);
  const nlohmann::json::json_pointer raw("/history/0/raw");
  return !document.is_discarded() && document.contains(raw) && document.at(raw).is_number()
             ? document.at(raw).get<double>()
             : 0;
}

// The variants' costs, each above 0.
Costs complete(const std::vector<Variant>& variants, const Costs& known) {
  double sum = 0, count = 0;
  for (const Variant& variant : variants) {
    const auto cost = known.find(variant.name);
    if (cost == known.end() || cost->second <= 0) continue;
    sum += cost->second;
    ++count;
  }
  Costs costs;
  for (const Variant& variant : variants) {
    const auto cost = known.find(variant.name);
    costs[variant.name] = cost != known.end() && cost->second > 0 ? cost->second
                          : count > 0                             ? sum / count
                                                                  : 1;
  }
  return costs;
}

// The steps that lead to a stamp, itself too.
void collect(const std::map<fs::path, const Step*>& steps, const fs::path& stamp,
             std::set<const Step*>& found) {
  const auto step = steps.find(stamp);
  if (step == steps.end() || !found.insert(step->second).second) return;
  for (const fs::path& before : step->second->after) collect(steps, before, found);
}

double cost_of(const Step& step) {
  const fs::path stamp = step.stamp();
  if (!fs::exists(stamp)) return -1;
  return static_cast<double>(parse_step_specification(read_file(stamp), stamp.string()).cost.cpu_us) / 1e6;
}

}  // namespace

Shard parse_shard(const std::string& text) {
  const std::size_t slash = text.find('/');
  Shard shard;
  const std::string_view whole = text;
  if (slash == text.npos || !parse_number(whole.substr(0, slash), shard.number) ||
      !parse_number(whole.substr(slash + 1), shard.count) || shard.number < 1 || shard.number > shard.count)
    throw Error(fmt::format("--shard: '{}' is no shard", text),
                "name a machine and how many there are, counted from 1: 3/8");
  return shard;
}

std::set<std::string> shard_of(const std::map<std::string, double>& costs, const Shard& shard) {
  std::vector<std::pair<double, std::string>> order;
  for (const auto& [variant, cost] : costs) order.emplace_back(-cost, variant);
  std::ranges::sort(order);
  std::set<std::pair<double, unsigned>> loads;  // and the shard's number
  for (unsigned number = 1; number <= std::min<std::size_t>(shard.count, order.size()); ++number)
    loads.emplace(0, number);
  std::set<std::string> mine;
  for (const auto& [cost, variant] : order) {
    const auto [load, number] = loads.extract(loads.begin()).value();
    if (number == shard.number) mine.insert(variant);
    loads.emplace(load - cost, number);
  }
  return mine;
}

void keep_shard(std::vector<Variant>& variants, const Shard& shard, const Project& project,
                const fs::path& file) {
  Costs known;
  if (!file.empty()) {
    known = read_costs(file);
  } else {
    for (const Variant& variant : variants) known[variant.name] = baseline_bytes(project, variant.name);
  }
  const std::set<std::string> mine = shard_of(complete(variants, known), shard);
  std::erase_if(variants, [&](const Variant& variant) { return !mine.contains(variant.name); });
}

std::map<std::string, double> variant_costs(const Plan& plan) {
  std::map<fs::path, const Step*> steps;
  for (const Step& step : plan.steps) steps[step.stamp()] = &step;
  std::map<std::string, std::set<const Step*>> needed;
  for (const Publication& publication : plan.publications) {
    for (const fs::path& stamp : publication.after) collect(steps, stamp, needed[publication.title()]);
  }
  std::map<const Step*, double> users;
  for (const auto& [title, list] : needed) {
    for (const Step* step : list) ++users[step];
  }
  Costs costs;
  for (const auto& [title, list] : needed) {
    double sum = 0;
    bool known = true;
    for (const Step* step : list) {
      const double cost = cost_of(*step);
      // What others need too, and is not here, was fetched with what was made of it.
      if (cost < 0 && users[step] == 1) known = false;
      sum += std::max(0.0, cost) / users[step];
    }
    if (known) costs[title] = sum;
  }
  return costs;
}

}  // namespace pylon
