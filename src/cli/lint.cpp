// lint: finds known landmines in sources and documents.
#include "lint/lint.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "lint/source_file.hpp"
#include "report/lint_report.hpp"
#include "system/files.hpp"
#include "system/git.hpp"

namespace pylon::cli {
namespace {

enum class Mend { kNothing, kShow, kApply };

struct LintRun {
  lint::Report report;      // with kApply: of what is left afterwards
  std::string patch;        // kShow: all mechanical fixes as a unified diff
  std::size_t mended = 0;   // findings that kApply mended
  std::size_t written = 0;  // files that it wrote
};

constexpr const char* kAllowList = ".pylon-lint";

lint::Content read(const std::string& path) {
  try {
    std::error_code error;
    const std::uint64_t size = fs::file_size(path, error);
    if (!error && size > lint::kHugeBytes) return {{}, "more than 4 MiB", {}};
    return lint::content_of(path, read_file(path));
  } catch (const Error& error) {
    return {{}, {}, error.message()};
  }
}

// std::filesystem::absolute() throws for "".
fs::path in_full(const std::string& path) { return (fs::current_path() / path).lexically_normal(); }

struct Wanted {
  std::set<std::string> files;  // absolute
  lint::Problems problems;
};

Wanted files_of(const std::vector<std::string>& paths) {
  Wanted wanted;
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) {
      wanted.files.insert(in_full(path).string());
    } else if (fs::is_directory(path, error)) {
      with_context("while looking for the files of " + path, [&] {
        for (const fs::path& file : source_files(path)) wanted.files.insert(file.string());
      });
    } else {
      const char* why =
          fs::exists(path, error) ? "it is neither a file nor a folder" : "there is no such file or folder";
      wanted.problems.push_back({in_full(path).string(), 0, why});
    }
  }
  return wanted;
}

fs::path folder_of(const std::string& path) {
  std::error_code error;
  const fs::path absolute = in_full(path);
  if (!fs::is_directory(absolute, error)) return absolute.parent_path();
  return absolute.has_filename() ? absolute : absolute.parent_path();
}

// The allow list beside `path`, or in the nearest folder above it up to the top of its checkout.
fs::path allow_list_for(const std::string& path) {
  for (fs::path folder = folder_of(path);; folder = folder.parent_path()) {
    std::error_code error;
    if (fs::is_regular_file(folder / kAllowList, error)) return folder / kAllowList;
    if (fs::exists(folder / ".git", error) || folder == folder.parent_path()) return {};
  }
}

std::string shown_path(const std::string& path) {
  const std::string here = fs::current_path().string() + "/";
  return path.starts_with(here) ? path.substr(here.size()) : path;
}

// Relative to the current folder, as people name them.
void shorten(lint::Report& report) {
  for (lint::Finding& each : report.findings) each.path = shown_path(each.path);
  for (lint::Problem& each : report.problems) each.path = shown_path(each.path);
  for (lint::Skipped& each : report.skipped) each.path = shown_path(each.path);
}

lint::Report look(const std::vector<std::string>& paths, const Wanted& wanted) {
  lint::Problems problems = wanted.problems;
  lint::AllowList allowed;
  const fs::path list = paths.empty() ? fs::path() : allow_list_for(paths.front());
  if (!list.empty()) allowed = lint::read_allow_list(read_file(list), list.string(), problems);
  const bool whole = !list.empty() && std::ranges::any_of(paths, [&](const std::string& path) {
    return folder_of(path) == list.parent_path() && fs::is_directory(path);
  });
  lint::Report report = lint::lint({wanted.files.begin(), wanted.files.end()}, read, allowed, whole);
  report.problems.insert(report.problems.begin(), problems.begin(), problems.end());
  return report;
}

void write_fixed(const std::string& path, const std::string& text) {
  const fs::path file = fs::canonical(path);  // a link stays one
  const fs::perms permissions = fs::status(file).permissions();
  write_file(file, text);
  fs::permissions(file, permissions);
}

// Shows or applies what can be mended.
void mend_files(Mend mend, LintRun& run) {
  std::map<std::string, lint::Findings> by_path;
  for (const lint::Finding& finding : run.report.findings) {
    if (!finding.reason && !finding.edits.empty()) by_path[finding.path].push_back(finding);
  }
  for (const auto& [path, findings] : by_path) {
    const std::string bytes = read_file(path);
    const lint::Encoding encoding = lint::encoding_of(bytes);
    const std::string text = lint::decoded(bytes, encoding).value_or(bytes);
    const std::string mended = lint::fixed(text, findings);
    if (mend == Mend::kShow && encoding != lint::Encoding::kUtf8) {
      run.report.problems.push_back(
          {path, 0,
           fmt::format("it is {}, which no patch can change; --fix mends it", lint::name_of(encoding))});
    } else if (mend == Mend::kShow) {
      run.patch += unified_diff(text, mended, "a/" + shown_path(path), "b/" + shown_path(path));
    } else if (mended != text) {
      write_fixed(path, lint::encoded(mended, encoding));
      ++run.written;
    }
  }
}

// Looks at `paths`: at each file, and at what source_files() finds in each folder; a path that is not there
// is a problem of the report. The allow list is `.pylon-lint` in the first path's folder or the nearest one
// above it. Paths below the current folder are shown relative to it. With Mend::kApply files are replaced by
// rename and keep their permissions.
LintRun run_lint(const std::vector<std::string>& paths, Mend mend) {
  LintRun run;
  const Wanted wanted = files_of(paths);
  run.report = look(paths, wanted);
  if (mend != Mend::kNothing) mend_files(mend, run);
  if (run.written > 0) {
    const std::size_t before = run.report.counting();
    run.report = look(paths, wanted);
    run.mended = before - std::min(before, run.report.counting());
  }
  shorten(run.report);
  return run;
}

struct LintFlags {
  std::vector<std::string> paths;
  std::string format = "text";
  bool fix = false;
  bool diff = false;
};

std::string lint_formatted(const lint::Report& report, const std::string& format) {
  if (format == "json") return lint_json(report);
  if (format == "sarif") return findings_sarif(to_findings(report), PYLON_VERSION);
  if (format == "github") return findings_github(to_findings(report));
  return lint_text(report, wants_colours());
}

int run_lint_verb(const LintFlags& options) {
  const LintRun done = run_lint(options.paths, options.fix    ? Mend::kApply
                                               : options.diff ? Mend::kShow
                                                              : Mend::kNothing);
  if (options.diff && ::isatty(STDOUT_FILENO) == 0)
    print_text(done.patch);  // for a program: every byte counts
  else
    print_report(options.diff ? done.patch : lint_formatted(done.report, options.format));
  std::fflush(stdout);  // in this order too where both go to the same place
  if (options.fix) fmt::print(stderr, "pylonctl: {} mended in {} files\n", done.mended, done.written);
  if (options.format != "json") fmt::print(stderr, "pylonctl: {}\n", lint_summary(done.report));
  return done.report.exit_code();
}

}  // namespace

void add_lint(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<LintFlags>(
      app, "lint",
      "Looks through C, C++, Python, Cython, shell, JSON, Setup.local, the commands in YAML and Makefiles, "
      "and the code in Markdown, for what has gone wrong before: capsule-null, duckdb-uuid, "
      "dynlink-name, exit-flush, old-artifact-name, smoke-gate. Each finding says why and what to do. "
      "UTF-16 is read too. What git ignores, binary files and files of more than 4 MiB are skipped. "
      "A comment `pylon-lint: allow RULE: REASON` on the line or the line before allows a finding; "
      "whole files are allowed by lines `allow RULE in GLOB: REASON` in the file .pylon-lint. "
      "Exit code 1 when something is found, 2 when something could not be looked at.");
  verb->add_option("PATH", options->paths, "Files and folders to look at")->required();
  add_format(verb, options->format, {"text", "json", "sarif", "github"});
  CLI::Option* fix =
      verb->add_flag("--fix", options->fix, "Mend what a machine can mend, then report what is left");
  verb->add_flag("--diff", options->diff, "Show as a patch what --fix would do, and nothing else")
      ->excludes(fix);
  verb->footer(
      "Examples:\n"
      "  pylonctl lint .\n"
      "  pylonctl lint src Modules --diff | git apply\n"
      "  pylonctl lint . --format github              annotations in a pull request\n"
      "  pylonctl lint . --format json | jq '.findings[] | select(.allowed | not)'");
  verb->callback([options, &context] { context.exit_code = run_lint_verb(*options); });
}

}  // namespace pylon::cli
