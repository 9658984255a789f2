#include "plan/build.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/checksums.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "checkout/artifact.hpp"
#include "checkout/description.hpp"
#include "manifest/manifest.hpp"
#include "plan/ninja_file.hpp"
#include "plan/step_needs.hpp"
#include "store/launcher.hpp"
#include "store/store.hpp"
#include "system/files.hpp"
#include "system/git.hpp"
#include "system/process.hpp"

namespace pylon {
namespace {

// A cold build of lean and fat takes 2.5 GB of the cache; a little more than that must be free.
constexpr std::uint64_t kColdBuildBytes = 4'000'000'000;

void check_disk(const Plan& plan) {
  if (plan.steps.empty()) return;
  const fs::path store = plan.steps.front().out.parent_path();
  if (fs::exists(store) || free_bytes(store) >= kColdBuildBytes) return;
  throw Error(fmt::format("too little disk: {} has {} MB free, a first build needs {} MB", store.string(),
                          free_bytes(store) / 1'000'000, kColdBuildBytes / 1'000'000),
              "free some space, or set XDG_CACHE_HOME to a folder on a larger disk");
}

// True when the steps will use ccache, whose log then starts anew.
bool set_up_launcher(const BuildOptions& options, const fs::path& build, const std::string& path) {
  const std::string words = !options.launcher.empty() ? options.launcher : environment("PYLON_LAUNCHER");
  const Launcher launcher = parse_launcher(words);
  ::setenv("PYLON_LAUNCHER", words.c_str(), 1);
  prepare_launcher(launcher, path);
  if (launcher.empty() || launcher.front() != "ccache") return false;
  remove_tree(cache_log(build));
  ::setenv("CCACHE_STATSLOG", cache_log(build).c_str(), 0);
  return true;
}

// Always the same one, whatever PATH has: another version takes what this one has made for never made, as its
// log has another format. Where toolchain/bootstrap has made no virtual environment, that of PATH.
std::string ninja_program(const Project& project) {
  const fs::path own = project.venv() / "bin/ninja";
  return fs::exists(own) ? own.string() : "ninja";
}

// lib/ as it is to be, beside its place in `folder`.
fs::path assemble_library(const Variant& variant, const VariantParts& parts, const fs::path& folder) {
  const fs::path library = folder / ".lib.new";
  remove_tree(library);
  for (const LibraryPart& part : library_parts(variant, parts))
    with_context("while adding " + part.title, [&] { copy_tree(part.from, library / part.below); });
  return library;
}

// What in the manifest, symbols.tsv and lib.sha256 is not as it was published.
std::vector<std::string> manifest_problems(const Project& project, const Variant& variant,
                                           const VariantParts& parts, const LibraryDigests& library) {
  const fs::path folder = project.artifacts() / variant.title();
  if (!variant.level.empty() || !fs::exists(folder / "manifest.json")) return {};
  std::vector<std::string> problems;
  if (compare_remembered(project, variant.title(), "manifest.json") != Memory::kSame)
    problems.emplace_back("manifest.json is not what was published");
  // Not there: what it is made of changed since, and the step that makes it comes later in this build.
  const fs::path symbols = parts.attribution.out / "symbols.tsv";
  if (fs::exists(symbols) && !same_content(folder / "symbols.tsv", symbols))
    problems.emplace_back("symbols.tsv is not what was built");
  const fs::path list = folder / kLibraryList;
  if (!fs::is_regular_file(list) || sha256_hex(read_file(list)) != library_digest(library))
    problems.emplace_back(std::string(kLibraryList) + " is not what was built");
  return problems;
}

bool parts_are_there(const Variant& variant, const VariantParts& parts) {
  return fs::exists(parts.finished.out / "pylon.wasm") &&
         std::ranges::all_of(library_places(variant, parts),
                             [](const LibraryPart& part) { return fs::exists(part.from); });
}

// Ninja publishes what is not there.
std::vector<std::string> withdraw(const fs::path& folder, std::vector<std::string> problems) {
  for (const char* name : {"manifest.json", "pylon.wasm"}) remove_tree(folder / name);
  return problems;
}

void add_old_name_problem(const fs::path& folder, const Variant& variant,
                          std::vector<std::string>& problems) {
  const std::string problem = old_name_problem(folder, variant);
  if (!problem.empty()) problems.push_back(variant.old_name + ": " + problem);
}

// For an artifact whose steps are not in the store: its own manifest says what it was. Without this check, a
// step that is made again with the same key would leave a changed artifact in place.
std::vector<std::string> withdraw_by_manifest(const Project& project, const Variant& variant,
                                              const fs::path& folder) {
  if (!variant.level.empty()) return {};
  if (compare_remembered(project, variant.title(), "manifest.json") != Memory::kSame)
    return withdraw(folder, {"manifest.json is not what was published"});
  const std::string name = (folder / "manifest.json").string();
  std::vector<std::string> unknown;  // by a newer pylonctl, which the next publication replaces
  const nlohmann::json manifest = read_manifest(read_file(name), name, &unknown);
  std::vector<std::string> problems = library_problems(folder, manifest);
  if (manifest.at("file").at("sha256").get_ref<const std::string&>() != file_sha256(folder / "pylon.wasm"))
    problems.emplace_back("pylon.wasm is not what was built");
  if (const std::string problem = symbols_problem(folder, manifest); !problem.empty())
    problems.push_back(problem);
  add_old_name_problem(folder, variant, problems);
  return problems.empty() ? problems : withdraw(folder, std::move(problems));
}

// The old name: a link, or where links cannot be made, a copy.
void place_old_name(const Variant& variant, const fs::path& folder) {
  if (variant.old_name.empty()) return;
  if (fs::is_directory(fs::symlink_status(folder / variant.old_name))) remove_tree(folder / variant.old_name);
  if (make_symlink("pylon.wasm", folder / variant.old_name)) return;
  write_file(folder / variant.old_name, read_file(folder / "pylon.wasm"));
}

// A build that was killed may have left a publication at work.
FileLock lock_folder(const Workspace& workspace, const Variant& variant) {
  return FileLock(workspace.project().build() / ("publish-" + variant.title() + ".lock"));
}

}  // namespace

void write_ninja_files(const Project& project, const Plan& plan) {
  for (const fs::path& folder : {project.root, cache_root(), own_executable()}) check_buildable(folder);
  check_disk(plan);
  hold_steps(project, plan);
  const fs::path folder = project.build();
  std::vector<Step> steps = by_urgency(plan.steps);
  const Waits waits = find_waits(plan);
  for (Step& step : steps) {
    if (const auto found = waits.find(step.stamp()); found != waits.end()) step.after = found->second;
  }
  for (const Step& step : steps) {
    write_file_if_changed(folder / "steps" / (step.out.filename().string() + ".json"),
                          step_specification(step));
  }
  write_file_if_changed(folder / "build.ninja",
                        ninja_text(steps, plan.publications, {own_executable(), project.root, folder}));
}

std::vector<std::string> pending_steps(const Project& project, const std::vector<std::string>& variants) {
  Command command;
  command.argv = {
      "env", "NINJA_STATUS=", ninja_program(project), "-n", "-f", (project.build() / "build.ninja").string()};
  command.argv.insert(command.argv.end(), variants.begin(), variants.end());
  const Outcome outcome = run_process(command);
  if (!outcome.ok()) throw Error("ninja cannot say what is to do: " + outcome.output);
  std::vector<std::string> steps = split_lines(outcome.output);
  std::erase_if(steps, [](const std::string& line) { return line.starts_with("ninja: "); });
  return steps;
}

void run_ninja(const Project& project, const std::vector<std::string>& variants,
               const BuildOptions& options) {
  const int jobs = options.jobs > 0 ? options.jobs : static_cast<int>(std::thread::hardware_concurrency());
  const std::string path = (project.venv() / "bin").string() + ":/usr/local/bin:/usr/bin:/bin";
  ::setenv("PYLON_JOBS", std::to_string(jobs).c_str(), 1);
  ::setenv("PYLON_PATH", path.c_str(), 1);
  ::setenv("PYLON_OFFLINE", options.offline ? "1" : "0", 1);
  if (options.step_seconds > 0)
    ::setenv("PYLON_STEP_SECONDS", std::to_string(options.step_seconds).c_str(), 1);
  const bool cached = set_up_launcher(options, project.build(), path);
  ::setenv("NINJA_STATUS", "[%f/%t %es] ", 0);
  Command command;
  command.argv = {ninja_program(project), "-f", (project.build() / "build.ninja").string(), "-j",
                  std::to_string(jobs)};
  if (options.keep_going) command.argv.insert(command.argv.end(), {"-k", "0"});
  command.argv.insert(command.argv.end(), variants.begin(), variants.end());
  command.inherit = true;
  command.ends_its_own = true;
  const Outcome outcome = run_process(command);
  if (cached && fs::exists(cache_log(project.build())))
    fmt::print(stderr, "{}", cache_report(read_file(cache_log(project.build()))));
  if (outcome.ok()) return;
  throw Error("the build failed: ninja ended with " + outcome.description(),
              "see the failed step above; the finished steps are kept, so the next run goes on from there");
}

std::vector<std::string> withdraw_damaged(const Project& project, const Variant& variant,
                                          const VariantParts& parts) {
  const fs::path folder = project.artifacts() / variant.title();
  if (!fs::exists(folder / "pylon.wasm")) return {};
  if (!parts_are_there(variant, parts)) return withdraw_by_manifest(project, variant, folder);
  const LibraryDigests library = library_digests(library_parts(variant, parts));
  std::vector<std::string> problems = library_differences(library, library_digests(folder / "lib"));
  if (!same_content(folder / "pylon.wasm", parts.finished.out / "pylon.wasm"))
    problems.emplace_back("pylon.wasm is not what was built");
  add_old_name_problem(folder, variant, problems);
  if (!problems.empty()) return withdraw(folder, std::move(problems));
  problems = manifest_problems(project, variant, parts, library);
  if (!problems.empty()) remove_tree(folder / "manifest.json");
  return problems;
}

void publish_file(const Workspace& workspace, const Variant& variant, const VariantParts& parts) {
  const fs::path folder = workspace.project().artifacts() / variant.title();
  fs::create_directories(folder);
  const FileLock lock = lock_folder(workspace, variant);
  const fs::path library = assemble_library(variant, parts, folder);
  fs::remove(folder / "manifest.json");
  replace_path(library, folder / "lib");
  write_file(folder / "pylon.wasm", read_file(parts.finished.out / "pylon.wasm"));
  place_old_name(variant, folder);
}

void publish_manifest(const Workspace& workspace, const Variant& variant, const VariantParts& parts) {
  const fs::path folder = workspace.project().artifacts() / variant.title();
  const FileLock lock = lock_folder(workspace, variant);
  const std::string manifest =
      describe(workspace, variant, parts, read_file(parts.finished.out / "pylon.wasm"),
               git_state(workspace.project().root));
  // A pipe of that name would be written into.
  for (const char* name : {"manifest.json", "symbols.tsv", kLibraryList}) remove_tree(folder / name);
  write_file(folder / "symbols.tsv", read_file(parts.attribution.out / "symbols.tsv"));
  write_file(folder / kLibraryList, checksums_text(library_digests(library_parts(variant, parts))));
  write_remembered(workspace.project(), variant.title(), "manifest.json", manifest);
}

}  // namespace pylon
