#include "cli/lint_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "lint/encoding.hpp"
#include "lint/fix.hpp"
#include "system/files.hpp"
#include "system/source_tree.hpp"

namespace pylon {
namespace {

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

}  // namespace

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

}  // namespace pylon
