#include "checkout/artifact.hpp"

#include <fmt/chrono.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iterator>
#include <mutex>
#include <set>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"
#include "manifest/manifest.hpp"
#include "system/files.hpp"
#include "system/git.hpp"
#include "variant/setup_local.hpp"

namespace pylon {
namespace {

fs::path folder_of(const Project& project, const std::string& variant) {
  return project.artifacts() / variant;
}

std::string relative_name(const Project& project, const fs::path& file) {
  return file.lexically_relative(project.root).generic_string();
}

fs::path memory_of(const Project& project, const std::string& artifact, const std::string& name) {
  return project.build() / "published" / artifact / (name + ".sha256");
}

std::string day_of(std::time_t moment) { return fmt::format("{:%Y-%m-%d}", fmt::gmtime(moment)); }

// The day that a reproducible record carries.
std::string recorded_day() {
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (epoch == nullptr || *epoch == '\0') return utc_day();
  char* end = nullptr;
  const long long seconds = std::strtoll(epoch, &end, 10);
  if (*end != '\0') throw Error(fmt::format("SOURCE_DATE_EPOCH is not a number: '{}'", epoch));
  return day_of(static_cast<std::time_t>(seconds));
}

void check_setup_committed(const Project& project, const std::string& variant) {
  const std::string folder = "Modules/" + variant + "/";
  const std::vector<std::string> changed =
      git_changed(project.root, {folder + "Setup.local", folder + std::string(kRegistryFile)});
  if (changed.empty()) return;
  throw Error(fmt::format("{} {} not committed: a baseline must be of something that others can build",
                          join(changed, " and "), changed.size() == 1 ? "is" : "are"),
              "look at the change (git diff), and commit it");
}

// The smokes that a run with the standard runner has to have run.
std::map<std::string, std::string> due_smokes(const Project& project) {
  const fs::path folder = project.root / "tests/smoke";
  std::map<std::string, std::string> due;
  for (const std::string& name : smoke_names(folder, "")) due[name] = file_sha256(folder / (name + ".py"));
  const Runners runners = load_runners(project.toolchain());
  for (const RunnerLimit& limit : runners.at(runners.standard).limits) due.erase(limit.smoke);
  return due;
}

}  // namespace

const char* const kByWordAlone =
    "the commit, why modules are absent, the versions of the SDK's libraries, what a C++ throw does, the "
    "sizes after brotli and zstd and of the archive, whose code each function is, and what the snapshot was "
    "taken of";

std::string baseline_name(const std::string& variant) { return "artifacts/" + variant + "/baseline.json"; }

std::string utc_day() {
  return day_of(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
}

nlohmann::json read_artifact(const Project& project, const std::string& variant) {
  const fs::path folder = folder_of(project, variant);
  const std::string advice = "run: pylonctl build " + variant;
  for (const char* name : {"manifest.json", "pylon.wasm"}) {
    if (fs::exists(folder / name)) continue;
    throw Error(fmt::format("variant {} is not built: there is no {}", variant,
                            relative_name(project, folder / name)),
                advice);
  }
  const std::string name = relative_name(project, folder / "manifest.json");
  std::vector<std::string> unknown;
  nlohmann::json manifest = read_manifest(read_file(folder / "manifest.json"), name, &unknown);
  tell_unknown_fields(unknown, name);
  const std::string recorded = manifest["file"]["sha256"];
  const std::string digest = file_sha256(folder / "pylon.wasm");
  if (recorded != digest) {
    throw Error(fmt::format("{} describes another file than {}: its sha256 is {}, that of the file {}", name,
                            relative_name(project, folder / "pylon.wasm"), recorded, digest),
                advice);
  }
  if (const std::string of = manifest["identity"]["variant"]; of != variant) {
    throw Error(fmt::format("{}: /identity/variant: it describes '{}'", name, of), advice);
  }
  return manifest;
}

fs::path smoke_summary_path(const Project& project, const std::string& variant) {
  return folder_of(project, variant) / "smoke.json";
}

std::vector<std::string> smoke_names(const fs::path& folder, const std::string& filter) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() != ".py" || !entry->is_regular_file()) continue;
    const std::string name = entry->path().stem().string();
    if (filter.empty() || glob_matches(filter, name)) names.push_back(name);
  }
  if (names.empty()) {
    throw Error(filter.empty() ? fmt::format("there is no smoke in {}", folder.string())
                               : fmt::format("no smoke in {} matches '{}'", folder.string(), filter),
                "a run that checks nothing proves nothing: see 'ls tests/smoke'");
  }
  std::ranges::sort(names);
  return names;
}

Runners load_runners(const fs::path& toolchain) {
  return parse_runners(read_file(toolchain / "runners.json"), read_file(toolchain / "runners.schema.json"),
                       "toolchain/runners.json");
}

std::optional<SmokeJudgement> smoke_judgement(const Project& project, const Variant& variant,
                                              const nlohmann::json& manifest) {
  const fs::path file = smoke_summary_path(project, variant.name);
  if (!fs::exists(file)) return std::nullopt;
  const std::string name = relative_name(project, file);
  const SmokeRecord record = read_smoke_record(read_file(file), name);
  if (record.last.variant != variant.name)
    throw Error(fmt::format("{}: /variant: it is of '{}'", name, record.last.variant),
                "run: pylonctl smoke " + variant.name);
  if (compare_remembered(project, variant.name, "smoke.json") == Memory::kChanged)
    return SmokeJudgement{"fail", "smoke.json was changed after the run that wrote it"};
  return judge_smokes(
      record,
      {manifest.at("file").at("sha256"), manifest.at("stdlib").value("sha256", ""), due_smokes(project)},
      variant.smokes_may_skip);
}

std::optional<Baseline> read_own_baseline(const Project& project, const std::string& variant) {
  const std::string name = baseline_name(variant);
  if (!fs::exists(project.root / name)) return std::nullopt;
  Baseline baseline = read_baseline(read_file(project.root / name), name);
  check_baseline_of(baseline, variant, name);
  tell_unknown_fields(baseline.unknown, name);
  return baseline;
}

std::optional<Baseline> next_baseline(const Project& project, const Catalog& catalog, const Variant& variant,
                                      const std::string& reason) {
  const nlohmann::json manifest = read_artifact(project, variant.name);
  if (compare_remembered(project, variant.name, "manifest.json") == Memory::kChanged)
    throw Error("artifacts/" + variant.name + "/manifest.json is not what was published",
                "run: pylonctl build " + variant.name);
  const std::optional<Baseline> old = read_own_baseline(project, variant.name);
  const BaselineEntry entry{recorded_day(), reason, git_state(project.root)};
  std::optional<Baseline> next = record_baseline(old, manifest, entry);
  check_setup_current(Workspace(project, catalog), {variant});
  check_setup_committed(project, variant.name);
  return next;
}

void write_baseline(const Project& project, const Baseline& baseline) {
  write_file(project.root / baseline_name(baseline.variant), baseline_text(baseline));
}

std::string symbols_problem(const fs::path& folder, const nlohmann::json& manifest) {
  const std::string built = manifest.at("attribution").value("symbols", "");
  const fs::path file = folder / "symbols.tsv";
  if (built.empty() || (fs::exists(file) && file_sha256(file) == built)) return "";
  return "symbols.tsv is not what was built";
}

std::string old_name_problem(const fs::path& folder, const Variant& variant) {
  if (variant.old_name.empty()) return "";
  const fs::path link = folder / variant.old_name;
  const fs::file_status status = fs::symlink_status(link);
  if (!fs::exists(status)) return "missing";
  if (fs::is_symlink(status)) {
    const fs::path target = fs::read_symlink(link);
    if (target == "pylon.wasm") return "";
    return fmt::format("leads to '{}', not to 'pylon.wasm'", target.string());
  }
  if (!fs::is_regular_file(status)) return "neither a link nor a file";
  return same_content(link, folder / "pylon.wasm") ? "" : "a copy of another file";
}

void tell_unknown_fields(const std::vector<std::string>& paths, const std::string& name) {
  constexpr std::ptrdiff_t kMost = 5;
  if (paths.empty()) return;
  static std::mutex mutex;
  static std::set<std::string> told;
  const std::lock_guard guard(mutex);
  if (!told.insert(name).second) return;
  const std::vector<std::string> first(
      paths.begin(), std::next(paths.begin(), std::ssize(paths) > kMost ? kMost : std::ssize(paths)));
  const std::string more =
      std::ssize(paths) > kMost ? fmt::format(" and {} more", std::ssize(paths) - kMost) : std::string();
  fmt::print(stderr, "{}\n",
             shown(fmt::format("pylonctl: {}: passed over what this pylonctl does not know (a newer one may "
                               "have written it): {}{}",
                               name, join(first, ", "), more)));
}

void write_remembered(const Project& project, const std::string& artifact, const std::string& name,
                      const std::string& text) {
  write_file(memory_of(project, artifact, name), sha256_hex(text));
  write_file(project.artifacts() / artifact / name, text);
}

Memory compare_remembered(const Project& project, const std::string& artifact, const std::string& name) {
  const fs::path file = project.artifacts() / artifact / name, memory = memory_of(project, artifact, name);
  if (!fs::exists(memory)) return Memory::kNone;
  return fs::is_regular_file(file) && read_file(memory) == file_sha256(file) ? Memory::kSame
                                                                             : Memory::kChanged;
}

}  // namespace pylon
