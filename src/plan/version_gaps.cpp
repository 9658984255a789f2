#include "plan/version_gaps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "checkout/build_inputs.hpp"
#include "manifest/build_facts.hpp"
#include "system/files.hpp"
#include "toolchain/patches.hpp"

namespace pylon {
namespace {

// A package of the variant with the lock's entry for its source; no entry: `problem` says why.
struct Used {
  const Package* package = nullptr;
  std::string version;
  const Source* source = nullptr;
  std::string problem, advice;
};

Used look_up(const Package& package, const Lock& lock, const Variant& variant) {
  Used used{&package, package.source == "cpython" ? variant.cpython : "", nullptr, {}, {}};
  try {
    used.source = &lock.find(package.source, used.version);
    used.version = used.source->version;
  } catch (const Error& error) {
    used.problem = error.message();
    used.advice = error.advice();
  }
  return used;
}

// Packages that come with this project have no source and no gaps.
std::vector<Used> used_packages(const Lock& lock, const Catalog& catalog, const Variant& variant) {
  std::vector<Used> list;
  for (const std::string& name : variant.packages) {
    const Package* package = catalog.find_package(name);
    if (package != nullptr && !package->source.empty()) list.push_back(look_up(*package, lock, variant));
  }
  return list;
}

std::string vendor_names(const Package& package) {
  std::vector<std::string> names;
  for (const Vendor& vendor : package.vendors) names.push_back(vendor.name);
  return join(names, ", ");
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += "\n      - " + item;
  return text;
}

void append(std::vector<VersionGap>& gaps, std::vector<VersionGap> more) {
  std::ranges::move(more, std::back_inserter(gaps));
}

// Packages of the variant that are patched in another version, and whose own has no folder of patches.
std::vector<VersionGap> patch_gaps(const Project& project, const Lock& lock, const Catalog& catalog,
                                   const Variant& variant) {
  std::vector<VersionGap> gaps;
  for (const Used& used : used_packages(lock, catalog, variant)) {
    Source source;
    source.name = used.package->source;
    source.version = used.version;
    if (source.version.empty()) continue;
    const std::vector<std::string> others = patches_elsewhere(project.patches(), lock, source);
    if (others.empty()) continue;
    const std::string folder = fmt::format("toolchain/patches/{}-{}/", source.name, source.version);
    gaps.push_back(
        {source.name, source.version,
         fmt::format("it has no patches, but other versions do: {}", join(others, "; ")),
         fmt::format("look whether each still applies and is needed, and put those that are into {}; when "
                     "none is, say so in {}{}",
                     folder, folder, kPatchesNote)});
  }
  return gaps;
}

// What stops the series of the variant's CPython, and what is not known of it: toolchain/cpython.json.
std::vector<VersionGap> series_gaps(const Project& project, const Variant& variant) {
  const SeriesState state = read_series_state(project.toolchain(), variant.cpython);
  if (state.can_be_built()) return {};
  if (!state.read)
    return {
        {"cpython", variant.cpython,
         fmt::format("nobody has read the series {}: toolchain/cpython.json does not have it", state.series),
         "read what differs in it, and write it there (docs/CPYTHON.md shows how for others)"}};
  return {{"cpython", variant.cpython,
           fmt::format("the series {} has not been built yet. What stops it:{}{}", state.series,
                       listed(state.stops),
                       state.unknown.empty() ? "" : "\n      Not known:" + listed(state.unknown)),
           "docs/CPYTHON.md says what to do about each; take its \"stops\" out of toolchain/cpython.json "
           "when it is done"}};
}

using Json = nlohmann::json;

constexpr const char* kName = "toolchain/cpython.json";

void add_stops(const Json& entry, std::vector<std::string>& stops) {
  for (const Json& difference : entry.at("differs")) {
    if (difference.value("stops", false)) stops.push_back(difference.at("what").get<std::string>());
  }
}

}  // namespace

std::vector<VersionGap> unknown_versions(const Lock& lock, const Catalog& catalog, const Variant& variant) {
  std::vector<VersionGap> gaps;
  for (const Used& used : used_packages(lock, catalog, variant)) {
    if (used.source == nullptr)
      gaps.push_back({used.package->source, used.version, used.problem, used.advice});
  }
  return gaps;
}

std::vector<VersionGap> vendor_gaps(const Lock& lock, const Catalog& catalog, const Variant& variant) {
  std::vector<VersionGap> gaps;
  for (const Used& used : used_packages(lock, catalog, variant)) {
    const Package& package = *used.package;
    if (package.vendors.empty() || used.version.empty() || package.vendors_of == used.version) continue;
    gaps.push_back(
        {package.name, used.version,
         fmt::format("Modules/catalog.json describes the code that it vendors ({}) of {}: manifest and bill "
                     "of materials would lose its versions and CPEs",
                     vendor_names(package),
                     package.vendors_of.empty() ? "no version" : "version " + package.vendors_of),
         fmt::format("look at that code in {} {}, correct its versions and licences in Modules/catalog.json, "
                     "and set vendors_of there to {}",
                     package.name, used.version, used.version)});
  }
  return gaps;
}

std::vector<VersionGap> version_gaps(const Project& project, const Lock& lock, const Catalog& catalog,
                                     const Variant& variant) {
  std::vector<VersionGap> gaps = unknown_versions(lock, catalog, variant);
  // A version that is not in the lock is most likely misspelt: further gaps would only hide that.
  if (!gaps.empty()) return gaps;
  append(gaps, patch_gaps(project, lock, catalog, variant));
  append(gaps, vendor_gaps(lock, catalog, variant));
  append(gaps, series_gaps(project, variant));
  const auto of_cpython = [](const VersionGap& gap) { return gap.name == "cpython"; };
  if (std::ranges::any_of(gaps, of_cpython) && profile_is_missing(profile_of(project, variant, 0)))
    gaps.push_back({"cpython", variant.cpython,
                    "it has no profile: about 15 % more instructions to start and 12 % more to work",
                    "when all else is done: toolchain/update-profile"});
  return gaps;
}

void fail_for_gaps(const std::string& variant, const std::vector<VersionGap>& gaps) {
  if (gaps.empty()) return;
  std::string message = fmt::format("{} cannot be built of these versions yet:", variant), advice;
  for (const VersionGap& gap : gaps) {
    const std::string title = gap.version.empty() ? gap.name : gap.name + " " + gap.version;
    message += fmt::format("\n    {}: {}", title, gap.problem);
    advice += fmt::format("{}{}", advice.empty() ? "" : "\n    ", gap.advice);
  }
  throw Error(message, advice);
}

SeriesState series_state(const Json& table, const std::string& version) {
  const Json& list = table.at("series");
  SeriesState state;
  state.series = version.substr(0, version.rfind('.'));
  state.read = list.contains(state.series);
  if (!state.read) return state;
  state.unknown = list.at(state.series).at("unknown").get<std::vector<std::string>>();
  std::size_t steps = 0;
  for (std::string series = state.series; !series.empty(); series = list.at(series).value("after", "")) {
    if (!list.contains(series) || ++steps > list.size())
      throw Error(std::string(kName) + ": /series/" + state.series + ": what it comes 'after' leads to '" +
                      series + "', which " + (list.contains(series) ? "comes after itself" : "is not there"),
                  "name a series of the same file, an older one");
    add_stops(list.at(series), state.stops);
  }
  return state;
}

SeriesState read_series_state(const fs::path& toolchain, const std::string& version) {
  if (!fs::exists(toolchain / "cpython.json")) return {version.substr(0, version.rfind('.')), true, {}, {}};
  const Json table = parse_json(read_file(toolchain / "cpython.json"), kName);
  const std::string schema = "toolchain/cpython.schema.json";
  validate_json(table, parse_json(read_file(toolchain / "cpython.schema.json"), schema), kName);
  return series_state(table, version);
}

}  // namespace pylon
