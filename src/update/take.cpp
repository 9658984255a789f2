#include "update/take.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "checkout/recipe.hpp"
#include "system/files.hpp"
#include "system/git.hpp"
#include "toolchain/fetch.hpp"
#include "toolchain/sdk_list.hpp"
#include "update/edits.hpp"
#include "variant/setup_local.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// Where an update writes.
constexpr const char* kFolders[]{"toolchain/", "variants/", "Modules/"};

void check_committed(const Project& project) {
  std::vector<std::string> changed;
  for (const std::string& line : git_status(project.root).value_or(std::vector<std::string>{})) {
    const std::string file = line.substr(std::min<std::size_t>(3, line.size()));
    for (const std::string folder : kFolders) {
      if (file.starts_with(folder)) changed.push_back(file);
    }
  }
  if (changed.empty()) return;
  throw Error(
      "files that an update writes have changes that are not committed: " + join(changed, ", "),
      "commit or stash them, so that the update can be looked at and taken back alone (pylonctl update --undo takes "
      "back one that was ended half-way); or --force");
}

std::set<std::string> cpython_versions(const Project& project, const Catalog& catalog) {
  std::set<std::string> versions;
  for (const std::string& name : variant_names(project))
    versions.insert(load_variant(project, catalog, name).cpython);
  return versions;
}

// What the SDKs are made of: toolchain/sdk.json names a set that fits together, so no part of it is taken
// alone.
std::set<std::string> sdk_parts(const Project& project) {
  std::set<std::string> names{"wasi-libc"};
  for (const SdkEntry& sdk : load_sdks(project.toolchain()).entries) {
    if (!sdk.installed.empty()) continue;
    for (const std::string& package : sdk.packages) names.insert(package.substr(0, package.find('@')));
  }
  return names;
}

// The entry in use on this machine, and those of other hosts.
std::vector<Source> entries_of(const Project& project, const Catalog& catalog, const Lock& lock,
                               const std::string& name) {
  std::string version;
  if (name == "cpython") {
    const std::set<std::string> versions = cpython_versions(project, catalog);
    if (versions.size() != 1)
      throw Error("the variants use several versions of CPython: " +
                      join(std::vector<std::string>(versions.begin(), versions.end()), ", "),
                  "update their files by hand; pylonctl list shows which one has which");
    version = *versions.begin();
  }
  if (sdk_parts(project).contains(name))
    throw Error(name + " is part of the SDKs of toolchain/sdk.json, whose parts fit together",
                "a newer LLVM is taken whole: see \"Know a new LLVM\" in CONTRIBUTING.md");
  const Source& own = lock.find(name, version);
  if (own.support)
    throw Error(name + " follows the security updates of " + own.places.front().label() +
                "; it has no version to take");
  std::vector<Source> entries{own};
  for (const Source& other : lock.sources) {
    if (other.name == name && other.version == own.version && other.host != own.host)
      entries.push_back(other);
  }
  return entries;
}

class Taker {
 public:
  Taker(const Project& project, const TakeSetting& setting, const Market& market)
      : project_(project), setting_(setting), market_(market), catalog_(load_catalog(project)) {
    const Lock lock = load_lock(project.toolchain());
    olds_ = entries_of(project, catalog_, lock, setting.name);
    facts_ = {{"source", setting.name},
              {"from", olds_.front().version},
              {"passed_over", Json::array()},
              {"problems", Json::array()},
              {"left", Json::array()}};
  }

  Taken run() {
    if (!setting_.force && !setting_.dry_run) check_committed(project_);
    if (!choose()) return {facts_, false, 0};
    for (std::size_t i = 1; i < olds_.size(); ++i) add_host(olds_[i]);
    const Examination found = look();
    Taken taken{facts_, false, found.patches_fit() ? 0 : 1};
    const bool keep = setting_.name == "cpython" && !setting_.drop_old;
    const std::vector<FileEdit> edits = edits_for(project_, catalog_, entries_, found, {keep});
    taken.facts["files"] = json_list(edits, [](const FileEdit& edit) { return edit.file.generic_string(); });
    taken.facts["diff"] = edits_diff(project_, edits);
    taken.facts["named"] = named_still(edits);
    if (setting_.dry_run || (taken.exit_code != 0 && !setting_.keep_going)) return taken;
    write_edits(project_, edits, generated_files());
    taken.written = true;
    taken.exit_code = 0;
    return taken;
  }

 private:
  // The newest that can be had, or the version that was asked for. False: there is nothing newer.
  bool choose() {
    OfferSetting offers = setting_.offers;
    offers.exactly = setting_.version;
    SourceState state;
    if (!setting_.obtain.offline) state = find_newer(olds_.front(), offers, market_);
    facts_["problems"] = state.problems;
    std::vector<std::string> versions;
    for (const Offer& offer : state.newer) {
      if (std::ranges::find(versions, offer.version) == versions.end()) versions.push_back(offer.version);
    }
    if (!setting_.version.empty()) versions = {setting_.version};
    if (versions.empty()) {
      if (!state.answered)
        throw Error(fmt::format("no place of {} could be asked for something newer:\n    {}", setting_.name,
                                join(state.problems, "\n    ")),
                    fmt::format("name a version: pylonctl update {} VERSION --from FOLDER", setting_.name));
      return false;
    }
    if (versions.front() == olds_.front().version)
      throw Error(fmt::format("{} {} is in use already", setting_.name, versions.front()));
    for (const std::string& version : versions) {
      if (try_version(version, state.newer, version == versions.back())) return true;
    }
    return false;
  }

  bool try_version(const std::string& version, const std::vector<Offer>& offers, bool last) {
    Source next = next_source(olds_.front(), version, offers);
    try {
      const std::string from = obtain(next, setting_.obtain);
      add_entry(olds_.front(), next, from);
      return true;
    } catch (const Error& error) {
      if (last) throw;
      setting_.obtain.say(fmt::format("{} cannot be had; trying the next older one", next.label()));
      facts_["passed_over"].push_back({{"version", version}, {"why", error.message()}});
      return false;
    }
  }

  void add_entry(const Source& old, const Source& next, const std::string& from) {
    facts_["to"] = next.version;
    facts_["entries"].push_back(
        {{"host", next.host},
         {"file", next.file},
         {"sha256", next.sha256},
         {"from", from},
         {"places", json_list(next.places, [](const Place& place) { return place.label(); })}});
    entries_.push_back({old, next});
    setting_.obtain.say(fmt::format("{}  {}", next.sha256, next.file));
  }

  // The same version for another host; where it cannot be had its old entry stays.
  void add_host(const Source& old) {
    const Source& own = entries_.front().next;
    Source next = next_source(old, own.version, {});
    for (const Place& place : own.places) {
      if (place.kind.starts_with("debian")) next.places.push_back(place);
    }
    try {
      const std::string from = obtain(next, setting_.obtain);
      add_entry(old, next, from);
    } catch (const Error& error) {
      facts_["left"].push_back({{"host", old.host}, {"version", old.version}, {"why", error.message()}});
    }
  }

  Examination look() {
    const EntryChange& entry = entries_.front();
    setting_.obtain.say("looking at patches, vendored code, licences and headers");
    const fs::path downloads = cache_root() / "downloads";
    Examination found = examine(project_, catalog_, entry.old, entry.next, old_archive(entry.old),
                                download_path(entry.next, downloads));
    for (const PatchTrial& trial : found.patches)
      facts_["patches"].push_back({{"file", trial.file},
                                   {"fit", word_of(trial.fit)},
                                   {"notes", trial.notes},
                                   {"rejected", trial.rejected},
                                   {"remove_when", trial.remove_when}});
    for (const VendorChange& vendor : found.vendors)
      facts_["vendors"].push_back({{"package", vendor.package},
                                   {"name", vendor.vendor},
                                   {"before", vendor.before},
                                   {"after", vendor.after},
                                   {"problem", vendor.problem}});
    for (const LicenceChange& licence : found.licences)
      facts_["licences"].push_back(
          {{"package", licence.package}, {"file", licence.file}, {"diff", licence.diff}});
    facts_["slots"] = found.slots;
    facts_["changed_headers"] = found.changed_headers;
    for (const NewsEntry& said : found.security)
      facts_["security"].push_back({{"version", said.version}, {"text", said.text}});
    facts_["uncompared"] = found.uncompared;
    return found;
  }

  // What is compared with; an update does not fail because the past cannot be had.
  fs::path old_archive(const Source& old) const {
    FetchOptions options = fetch_options(project_, setting_.obtain.local_folders, setting_.obtain.offline);
    options.say = setting_.obtain.say;
    try {
      return fetch(old, options);
    } catch (const Error&) {
      return {};
    }
  }

  // The lines of other files that name the old version: pages, tests and tables that a person looks at. A
  // number without a dot ("120") is no version's name.
  std::vector<std::string> named_still(const std::vector<FileEdit>& edits) const {
    const std::string& version = olds_.front().version;
    if (version.find('.') == std::string::npos) return {};
    std::vector<std::string> lines = git_grep(project_.root, version);
    std::erase_if(lines, [&](const std::string& line) {
      return std::ranges::any_of(
          edits, [&](const FileEdit& edit) { return line.starts_with(edit.file.generic_string() + ":"); });
    });
    return lines;
  }

  // What setup and toolchain/update-profile write after us.
  std::vector<fs::path> generated_files() const {
    std::vector<fs::path> files;
    for (const std::string& name : variant_names(project_)) {
      files.push_back(fs::path("Modules") / name / "Setup.local");
      files.push_back(fs::path("Modules") / name / kRegistryFile);
    }
    if (setting_.name == "cpython") {
      for (const fs::path& file : profile_files(entries_.front().next.version)) files.push_back(file);
    }
    return files;
  }

  const Project& project_;
  const TakeSetting& setting_;
  const Market& market_;
  Catalog catalog_;
  std::vector<Source> olds_;
  std::vector<EntryChange> entries_;
  Json facts_;
};

}  // namespace

std::vector<Source> used_sources(const Project& project, const Catalog& catalog, const Lock& lock) {
  const std::set<std::string> parts = sdk_parts(project);
  std::set<std::string> names;
  for (const Source& source : lock.sources) {
    if (!source.support && !parts.contains(source.name)) names.insert(source.name);
  }
  std::vector<Source> used;
  for (const std::string& name : names) used.push_back(entries_of(project, catalog, lock, name).front());
  return used;
}

Taken take_version(const Project& project, const TakeSetting& setting, const Market& market) {
  return Taker(project, setting, market).run();
}

}  // namespace pylon
