// update: says what is newer than the lock, and takes one of it.
#include <fmt/format.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "report/release_report.hpp"
#include "system/files.hpp"
#include "system/interrupt.hpp"
#include "toolchain/fetch.hpp"
#include "update/edits.hpp"
#include "update/judge.hpp"
#include "update/obtain.hpp"
#include "update/take.hpp"

namespace pylon::cli {
namespace {

using Json = nlohmann::json;

struct UpdateFlags {
  std::string name, version;
  std::vector<fs::path> from;
  std::vector<std::string> variants;
  fs::path markdown;
  std::string format = "text";
  int jobs = 0;
  bool check = false, offline = false, dry_run = false, keep_going = false, drop_old = false, force = false;
  bool undo = false, profile = false, no_build = false, any_series = false, prereleases = false;
};

void say_update(const std::string& line) { fmt::print(stderr, "update: {}\n", line); }
void show_update_progress(const std::string& line) { fmt::print(stderr, "\r\x1b[K{}", line); }

const char* word_of_state(const SourceState& state) {
  if (!state.newer.empty()) return "newer";
  if (!state.listed.empty()) return "listed";
  return state.answered ? "current" : "unknown";
}

Json offers_json(const std::vector<Offer>& offers) {
  Json list = Json::array();
  for (const Offer& offer : offers)
    list.push_back({{"version", offer.version}, {"place", offer.place.label()}});
  return list;
}

Json state_json(const SourceState& state) {
  return {{"name", state.name},
          {"used", state.used},
          {"state", word_of_state(state)},
          {"newest", state.newest()},
          {"newer", offers_json(state.newer)},
          {"listed", offers_json(state.listed)},
          {"problems", state.problems}};
}

// The exit code. 1: something newer can be had; 2: nothing that can be had is known, and a place did not
// answer or lists what is not there; 0: nothing is newer.
int newer_verdict(const Json& states) {
  int code = 0;
  for (const Json& state : states) {
    if (state["state"] == "newer") return 1;
    if (state["state"] == "unknown" || state["state"] == "listed") code = 2;
  }
  return code;
}

int list_newer(const UpdateFlags& options, const Project& project) {
  const Market market = real_market(project, say_update);
  Json states = Json::array();
  for (const Source& source : used_sources(project, load_catalog(project), load_lock(project.toolchain()))) {
    SourceState state = find_newer(source, {options.any_series, options.prereleases, ""}, market);
    set_absent_apart(state, market);
    states.push_back(state_json(state));
  }
  if (options.format == "json")
    print_report(json_text({{"sources", states}}));
  else
    print_report(options.format == "markdown" ? newer_markdown(states) : newer_text(states));
  return options.check ? newer_verdict(states) : 0;
}

TakeSetting take_setting(const UpdateFlags& options, const Project& project) {
  TakeSetting setting;
  setting.name = options.name;
  setting.version = options.version;
  setting.offers = {options.any_series, options.prereleases, ""};
  setting.obtain.project = project;
  setting.obtain.local_folders = options.from;
  for (const fs::path& folder : local_source_folders()) setting.obtain.local_folders.push_back(folder);
  setting.obtain.offline = options.offline;
  setting.obtain.say = say_update;
  if (::isatty(STDERR_FILENO) != 0) setting.obtain.progress = show_update_progress;
  setting.dry_run = options.dry_run;
  setting.keep_going = options.keep_going;
  setting.drop_old = options.drop_old;
  setting.force = options.force;
  return setting;
}

void show_update(const UpdateFlags& options, const Json& facts, bool with_diff) {
  const std::string page = update_markdown(facts);
  if (!options.markdown.empty()) write_file(options.markdown, shown_report(page, false));
  if (options.format == "json") return print_report(json_text(facts));
  print_report(page);
  if (with_diff) print_report("\n" + facts.value("diff", ""));
}

int judge_taken(const UpdateFlags& options, const Project& project, Json& facts) {
  JudgeSetting setting;
  setting.source = options.name;
  setting.version = facts.at("to");
  setting.variants = options.variants;
  setting.profile = options.profile;
  setting.build = !options.no_build;
  setting.jobs = options.jobs;
  setting.say = say_update;
  return judge_version(project, setting, facts);
}

// The first names alone of a long list: a CPython has twenty patches, each in two folders.
std::string few_of(std::vector<std::string> files) {
  constexpr std::size_t kShown = 6;
  if (files.size() <= kShown) return join(files, ", ");
  const std::size_t more = files.size() - kShown;
  files.resize(kShown);
  return fmt::format("{} and {} more (git status shows them)", join(files, ", "), more);
}

// Who writes this checkout's files is alone: the next one sees what is not committed.
FileLock alone(const Project& project) {
  return FileLock(project.build() / "update.lock",
                  [](const fs::path&) { say_update("waits for another update of this checkout"); });
}

int take_update(const UpdateFlags& options, const Project& project) {
  end_children_with_us();
  const auto take = [&] {
    return take_version(project, take_setting(options, project), real_market(project, say_update));
  };
  const auto take_alone = [&] {
    const FileLock lock = alone(project);
    return take();
  };
  Taken taken = options.dry_run ? take() : take_alone();
  if (!taken.written) {
    show_update(options, taken.facts, options.dry_run);
    if (taken.exit_code != 0) {
      say_update(
          "a patch fails: nothing is written. Make it fit in toolchain/patches/, "
          "or --keep-going to write all the same and mend the copy");
    }
    return taken.exit_code;
  }
  say_update("written: " + few_of(taken.facts.at("files")));
  say_update("to go back, also when this is interrupted: pylonctl update --undo");
  const int code = judge_taken(options, project, taken.facts);
  show_update(options, taken.facts, false);
  if (code == 2)
    say_update("it could not be judged; what is written stays. Go back with: pylonctl update --undo");
  return code;
}

int run_update(const UpdateFlags& options, const Project& project) {
  if (options.undo) {
    const FileLock lock = alone(project);
    for (const std::string& file : undo_edits(project))
      fmt::print(stderr, "{}: as before the update\n", file);
    return 0;
  }
  if (options.version.empty() && options.offline)
    throw Error(
        "--offline asks no place, so that nothing newer can be found",
        fmt::format("name a version: pylonctl update {} VERSION --from FOLDER; or leave --offline out",
                    options.name.empty() ? "SOURCE" : options.name));
  if (options.name.empty()) return list_newer(options, project);
  if (options.check)
    throw Error("--check looks at all sources", "leave the name out: pylonctl update --check");
  return take_update(options, project);
}

void add_take_options(CLI::App* verb, UpdateFlags& options) {
  verb->add_option("--from", options.from,
                   "A folder to look for the archive in first (may be given again); also PYLON_SOURCES=A:B")
      ->check(CLI::ExistingDirectory);
  verb->add_flag("--offline", options.offline, "Ask no place; take the archive from a folder");
  verb->add_flag("--dry-run", options.dry_run, "Download, look, and show the change; write nothing");
  verb->add_flag("--keep-going", options.keep_going, "Write although a patch does not fit");
  verb->add_flag("--drop-old", options.drop_old,
                 "CPython: remove the old version's entry and patches (other sources' always go)");
  verb->add_flag("--force", options.force,
                 "Write although toolchain/, variants/ or Modules/ have uncommitted changes");
  verb->add_flag("--profile", options.profile,
                 "CPython: make its profile anew (toolchain/update-profile) before the build");
  verb->add_flag("--no-build", options.no_build, "Write and run setup; build and judge nothing");
  verb->add_option("--variant", options.variants,
                   "Build and judge this variant (may be given again); default: all");
  verb->add_option("-j,--jobs", options.jobs, "Parallel steps of the build")->check(CLI::Range(1, 1024));
  verb->add_option("--markdown", options.markdown, "Also write the page for the pull request to this file")
      ->type_name("FILE");
}

}  // namespace

void add_update(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<UpdateFlags>(
      app, "update",
      "Shows which sources have a newer version, and takes it. Without SOURCE: asks the places that "
      "toolchain/lock.json names what is newer. Of CPython only the same series counts, and pre-releases of "
      "nothing. A place that does not answer, or lists what is not there, is named. What the SDKs of toolchain/sdk.json are made of is "
      "taken with the whole SDK, and is not looked at. With SOURCE: takes its newest version, or VERSION. "
      "Downloads it, records its digest, tries every patch, reads vendored versions, licences and slot "
      "headers anew, writes lock, patches, variants and catalogue, runs setup, then builds, smokes, audits, "
      "judges and compares, and prints a page for the pull request.");
  CLI::Option* name = verb->add_option("SOURCE", options->name, "An entry of the lock: cpython, numpy, xz");
  verb->add_option("VERSION", options->version,
                   "The version to take, older ones too; default: the newest that can be had");
  verb->add_flag("--check", options->check,
                 "Exit with 1 when something newer can be had, 2 when some source could not be asked or "
                 "what a place lists is not there");
  verb->add_flag("--undo", options->undo, "Put back what the last update wrote")->excludes(name);
  verb->add_flag("--any-series", options->any_series, "Other minor series of CPython count too");
  verb->add_flag("--prereleases", options->prereleases, "Pre-releases count too");
  verb->add_option("--format", options->format, "text, json or markdown")
      ->check(CLI::IsMember({"text", "json", "markdown"}))
      ->capture_default_str();
  add_take_options(verb, *options);
  verb->footer(
      "Examples:\n"
      "  pylonctl update                            what is newer\n"
      "  pylonctl update --check --format markdown  the same for a weekly job\n"
      "  pylonctl update cpython --dry-run          would its patches fit?\n"
      "  pylonctl update cpython 3.13.15 --profile --markdown page.md\n"
      "  pylonctl update xz --from ~/Downloads\n"
      "  pylonctl update --undo\n"
      "Exit codes: 0 taken, and every check says yes; 1 a patch fails (nothing is written) or a check says "
      "no;\n"
      "2 it could not be had, written or built. An update that is interrupted is undone with --undo.");
  verb->callback([options, &context] { context.exit_code = run_update(*options, {context.root()}); });
}

}  // namespace pylon::cli
