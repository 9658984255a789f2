#include "lint/lint.hpp"

#include <algorithm>
#include <tuple>

#include "lint/c_tokens.hpp"
#include "lint/call.hpp"
#include "lint/rules.hpp"
#include "lint/suppression.hpp"

namespace pylon::lint {
namespace {

struct Position {
  std::size_t line = 1, column = 1;
};

Position position_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t start = before.rfind('\n') + 1;
  const auto characters =
      std::ranges::count_if(before.substr(start), [](char c) { return (c & '\xC0') != '\x80'; });
  return {static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1,
          static_cast<std::size_t>(characters) + 1};
}

void place(Finding& finding, std::string_view path, std::string_view text) {
  finding.path = path;
  const Position start = position_of(text, finding.offset);
  const Position end = position_of(text, finding.offset + finding.size);
  std::tie(finding.line, finding.column) = std::pair(start.line, start.column);
  std::tie(finding.end_line, finding.end_column) = std::pair(end.line, end.column);
}

void allow(Finding& finding, Suppressions& suppressions, AllowList& allowed) {
  for (Suppression& each : suppressions.list) {
    if (finding.line < each.first_line || finding.line > each.last_line) continue;
    if (std::ranges::find(each.rules, finding.rule) == each.rules.end()) continue;
    each.used = true;
    finding.reason = each.reason;
    return;
  }
  if (const Allowance* entry = allowance_for(allowed, finding.rule, finding.path))
    finding.reason = entry->reason;
}

void report_unused(const Suppressions& suppressions, std::string_view path, std::string_view text,
                   Findings& findings) {
  for (const Suppression& each : suppressions.list) {
    if (each.used) continue;
    Finding finding;
    finding.rule = "unused-suppression";
    finding.offset = each.offset;
    finding.size = each.size;
    finding.message = "There is nothing here for it to allow.";
    finding.fix = "Remove it.";
    place(finding, path, text);
    findings.push_back(std::move(finding));
  }
}

// Names that a file's findings may depend on, and the file.
struct Open {
  std::string path;
  Names names;
};

void check_rules(const File& file, Findings& findings) {
  for (const Rule& rule : rules()) {
    if (rule.concerns == nullptr || !rule.concerns(file.path, file.text)) continue;
    Findings found;
    rule.check(file, found);
    for (Finding& finding : found) {
      finding.rule = rule.id;
      place(finding, file.path, file.text);
      findings.push_back(std::move(finding));
    }
  }
}

bool concerns_any(std::string_view path, std::string_view text) {
  return mentions(text, "pylon-lint:") || std::ranges::any_of(rules(), [&](const Rule& rule) {
           return rule.concerns != nullptr && rule.concerns(path, text);
         });
}

// The findings and problems of one file.
void lint_file(const std::string& path, const std::string& text, const Macros& elsewhere, AllowList& allowed,
               Names& unknown, Report& report) {
  if (!concerns_any(path, text)) return;
  const Language language = language_of(path, text);
  const File file{path, text, language, pieces_of(language, text), elsewhere, unknown};
  Suppressions suppressions = suppressions_of(language, text);
  for (Problem& problem : suppressions.problems) {
    problem.path = path;
    report.problems.push_back(std::move(problem));
  }
  Findings findings;
  check_rules(file, findings);
  for (Finding& finding : findings) allow(finding, suppressions, allowed);
  report_unused(suppressions, path, text, findings);
  std::ranges::move(findings, std::back_inserter(report.findings));
}

// What `names` are macros for in the C files among `paths`.
Macros macros_in(const std::vector<std::string>& paths, const Read& read, const Names& names) {
  Macros found;
  for (const std::string& path : paths) {
    const Content content = read(path);
    const bool named =
        std::ranges::any_of(names, [&](const std::string& name) { return mentions(content.text, name); });
    if (!named || language_of(path, content.text) != Language::kC) continue;
    const CTokens tokens = c_tokens(content.text);
    for (auto& [name, replacements] : macros_of(without_comments(tokens.list), content.text)) {
      std::ranges::move(replacements, std::back_inserter(found[name]));
    }
  }
  return found;
}

// Once more with the macros that the other files define.
void lint_open(const std::vector<Open>& open, const std::vector<std::string>& c_files, const Read& read,
               AllowList& allowed, Report& report) {
  Names names;
  for (const Open& file : open) names.insert(file.names.begin(), file.names.end());
  const Macros elsewhere = macros_in(c_files, read, names);
  for (const Open& file : open) {
    if (std::ranges::none_of(file.names, [&](const std::string& name) { return elsewhere.contains(name); }))
      continue;
    std::erase_if(report.findings, [&](const Finding& finding) { return finding.path == file.path; });
    std::erase_if(report.problems, [&](const Problem& problem) { return problem.path == file.path; });
    Names unknown;
    lint_file(file.path, read(file.path).text, elsewhere, allowed, unknown, report);
  }
}

void report_unused_entries(const AllowList& allowed, Findings& findings) {
  for (const Allowance& entry : allowed.list) {
    if (entry.used) continue;
    Finding finding;
    finding.rule = "unused-suppression";
    finding.path = allowed.path;
    finding.line = finding.end_line = entry.line;
    finding.message = "There is nothing in " + entry.glob + " for it to allow.";
    finding.fix = "Remove it.";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

std::size_t Report::counting() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(findings, [](const Finding& finding) { return !finding.reason; }));
}

int Report::exit_code() const { return !problems.empty() ? 2 : counting() > 0 ? 1 : 0; }

Report lint(const std::vector<std::string>& paths, const Read& read, AllowList& allowed, bool whole) {
  Report report;
  std::vector<Open> open;
  std::vector<std::string> c_files;
  for (const std::string& path : paths) {
    if (left_out(allowed, path) != nullptr) {
      report.skipped.push_back({path, "as .pylon-lint says"});
      continue;
    }
    Content content = read(path);
    if (!content.problem.empty()) report.problems.push_back({path, 0, content.problem});
    if (!content.skipped.empty()) report.skipped.push_back({path, content.skipped});
    if (!content.problem.empty() || !content.skipped.empty()) continue;
    ++report.files;
    report.bytes += content.text.size();
    if (language_of(path, content.text) == Language::kC) c_files.push_back(path);
    Names unknown;
    lint_file(path, content.text, {}, allowed, unknown, report);
    if (!unknown.empty()) open.push_back({path, std::move(unknown)});
  }
  if (!open.empty()) lint_open(open, c_files, read, allowed, report);
  if (whole) report_unused_entries(allowed, report.findings);
  std::ranges::stable_sort(report.findings, {}, [](const Finding& each) {
    return std::tie(each.path, each.line, each.column, each.rule);
  });
  std::ranges::stable_sort(report.problems, {},
                           [](const Problem& each) { return std::tie(each.path, each.line); });
  return report;
}

}  // namespace pylon::lint
