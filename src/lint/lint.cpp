#include "lint/lint.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <tuple>

#include "lint/c_tokens.hpp"
#include "lint/call.hpp"
#include "lint/rules.hpp"
#include "lint/source_file.hpp"
#include "lint/suppression.hpp"

namespace pylon::lint {

namespace {

void place(Finding& finding, std::string_view path, const LineIndex& lines) {
  finding.path = path;
  const Position start = lines.position_of(finding.offset);
  const Position end = lines.position_of(finding.offset + finding.size);
  std::tie(finding.line, finding.column) = std::pair(start.line, start.column);
  std::tie(finding.end_line, finding.end_column) = std::pair(end.line, end.column);
}

// Marks as allowed what the file or the list allows. All findings are of one file.
void allow(Findings& findings, Suppressions& suppressions, AllowList& allowed) {
  std::map<std::string, const Allowance*, std::less<>> by_rule;  // the list is asked once for each rule
  for (Finding& finding : findings) {
    if (Suppression* own = suppressions.allowing(finding.rule, finding.line)) {
      own->used = true;
      finding.reason = own->reason;
      continue;
    }
    const auto [entry, first] = by_rule.try_emplace(finding.rule, nullptr);
    if (first) entry->second = allowance_for(allowed, finding.rule, finding.path);
    if (entry->second != nullptr) finding.reason = entry->second->reason;
  }
}

void report_unused(const Suppressions& suppressions, std::string_view path, const LineIndex& lines,
                   Findings& findings) {
  for (const Suppression& each : suppressions.list) {
    if (each.used) continue;
    Finding finding;
    finding.rule = "unused-suppression";
    finding.offset = each.offset;
    finding.size = each.size;
    finding.message = "There is nothing here for it to allow.";
    finding.fix = "Remove it.";
    place(finding, path, lines);
    findings.push_back(std::move(finding));
  }
}

// Names that a file's findings may depend on, and the file.
struct Open {
  std::string path;
  Names names;
};

bool concerns(const Rule& rule, std::string_view path, const WaysToRead& ways) {
  return rule.concerns != nullptr &&
         (rule.concerns(path, ways.text) || (!ways.joined.empty() && rule.concerns(path, ways.joined)) ||
          (!ways.unescaped.empty() && rule.concerns(path, ways.unescaped)));
}

// `concerned`: the rules that may find something.
void check_rules(const File& file, const std::vector<const Rule*>& concerned, const LineIndex& lines,
                 Findings& findings) {
  for (const Rule* rule : concerned) {
    Findings found;
    rule->check(file, found);
    for (Finding& finding : found) {
      finding.rule = rule->id;
      place(finding, file.path, lines);
      findings.push_back(std::move(finding));
    }
  }
}

// The findings and problems of one file. `elsewhere`: none where it is looked at for the first time.
void lint_file(const std::string& path, std::string_view whole, const Elsewhere* elsewhere,
               AllowList& allowed, Names& unknown, Report& report) {
  const std::string_view text = without_mark(whole);
  const WaysToRead ways = ways_to_read(text);
  std::vector<const Rule*> concerned;
  for (const Rule& rule : rules()) {
    // A macro of another file may hide the call: then none of the rule's own words stands here.
    const bool again = elsewhere != nullptr && rule.check == check_capsule_null;
    if (again || concerns(rule, path, ways)) concerned.push_back(&rule);
  }
  if (concerned.empty() && !mentions(text, "pylon-lint:")) return;
  const Language language = language_of(path, text);
  const Pieces pieces = pieces_of(language, text);
  const Elsewhere nothing;
  const File file{path, text, language, pieces, elsewhere == nullptr ? nothing : *elsewhere, unknown};
  Suppressions suppressions = suppressions_of(language, text);
  for (Problem& problem : suppressions.problems) {
    problem.path = path;
    report.problems.push_back(std::move(problem));
  }
  Findings findings;
  const LineIndex lines(text);
  check_rules(file, concerned, lines, findings);
  allow(findings, suppressions, allowed);
  report_unused(suppressions, path, lines, findings);
  for (Finding& finding : findings) {
    // From here on places are those of the file, with its byte order mark.
    finding.offset += whole.size() - text.size();
    for (Edit& edit : finding.edits) edit.offset += whole.size() - text.size();
    report.findings.push_back(std::move(finding));
  }
}

// Whether a header may define a macro that hides PyCapsule_SetPointer.
bool may_hide(std::string_view path, std::string_view text) {
  return is_header(path) && may_name_setter(text);
}

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Whether a word of `text` is among `names`.
template <typename Set>
bool has_one_of(std::string_view text, const Set& names) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t first = at;
    while (at < text.size() && is_name(text[at])) ++at;
    if (at > first && names.contains(text.substr(first, at - first))) return true;
    at += at == first ? 1U : 0U;
  }
  return false;
}

void add_macros(std::string_view text, Macros& found) {
  const CTokens tokens = c_tokens(text);
  for (auto& [name, definitions] : macros_of(words_of(tokens.list)))
    std::ranges::move(definitions, std::back_inserter(found[name]));
}

// Headers may call each other's macros, in any order: looked through again while that finds new ones.
constexpr int kRounds = 4;
constexpr std::size_t kMostSetters = 1'000;  // each C file that names one is looked at again

// What the C files define of what `open` ones ask for, and of names for PyCapsule_SetPointer.
Elsewhere defined_in(const std::vector<std::string>& c_files, const Read& read, const Names& names,
                     bool hides) {
  Elsewhere found;
  for (int round = 0; round < kRounds; ++round) {
    const std::size_t before = found.setters.size();
    for (const std::string& path : c_files) {
      const bool header = hides && is_header(path);
      if (!header && (names.empty() || round > 0)) continue;
      const std::string whole = read(path).text;
      const std::string_view text = without_mark(whole);
      if (round == 0 && has_one_of(text, names)) add_macros(text, found.macros);
      if (!header || !(may_hide(path, text) || has_one_of(text, found.setters))) continue;
      for (const auto& [name, setter] : setters_in(text, found.setters)) {
        if (found.setters.size() < kMostSetters) found.setters.emplace(name, setter);
      }
    }
    if (found.setters.size() == before) break;
  }
  found.setters.erase("PyCapsule_SetPointer");
  return found;
}

// Once more what the macros of other files change.
void lint_again(const std::vector<Open>& open, const std::vector<std::string>& c_files,
                const Elsewhere& elsewhere, const Read& read, AllowList& allowed, Report& report) {
  std::set<std::string, std::less<>> again;
  for (const Open& file : open) {
    if (std::ranges::any_of(file.names,
                            [&](const std::string& name) { return elsewhere.macros.contains(name); }))
      again.insert(file.path);
  }
  for (const std::string& path : elsewhere.setters.empty() ? std::vector<std::string>{} : c_files) {
    if (has_one_of(read(path).text, elsewhere.setters)) again.insert(path);
  }
  std::erase_if(report.findings, [&](const Finding& finding) { return again.contains(finding.path); });
  std::erase_if(report.problems, [&](const Problem& problem) { return again.contains(problem.path); });
  for (const std::string& path : again) {
    Names unknown;
    lint_file(path, read(path).text, &elsewhere, allowed, unknown, report);
  }
}

void report_unused_entries(const AllowList& allowed, Findings& findings) {
  for (const Allowance& entry : allowed.list) {
    if (entry.used) continue;
    Finding finding;
    finding.rule = "unused-suppression";
    finding.path = allowed.path;
    finding.line = finding.end_line = entry.line;
    finding.message = "There is nothing in " + quoted_part(entry.glob) + " for it to allow.";
    finding.fix = "Remove it.";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

Content content_of(std::string_view path, std::string bytes) {
  const Encoding encoding = encoding_of(bytes);
  if (encoding != Encoding::kUtf8) {
    if (std::optional<std::string> text = decoded(bytes, encoding)) return {*std::move(text), {}, {}};
  }
  if (is_binary(bytes) && language_of(path, {}) == Language::kText) return {{}, "binary", {}};
  return {std::move(bytes), {}, {}};
}

std::size_t Report::counting() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(findings, [](const Finding& finding) { return !finding.reason; }));
}

int Report::exit_code() const { return !problems.empty() ? 2 : counting() > 0 ? 1 : 0; }

Report lint(const std::vector<std::string>& paths, const Read& read, AllowList& allowed, bool whole) {
  Report report;
  std::vector<Open> open;
  std::vector<std::string> c_files;
  bool hides = false;  // a header names PyCapsule_SetPointer
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
    const Language language = language_of(path, content.text);
    if (language == Language::kC || language == Language::kCython) c_files.push_back(path);
    hides = hides || may_hide(path, content.text);
    Names unknown;
    lint_file(path, content.text, nullptr, allowed, unknown, report);
    if (!unknown.empty()) open.push_back({path, std::move(unknown)});
  }
  if (!open.empty() || hides) {
    Names names;
    for (const Open& file : open) names.insert(file.names.begin(), file.names.end());
    lint_again(open, c_files, defined_in(c_files, read, names, hides), read, allowed, report);
  }
  if (whole) report_unused_entries(allowed, report.findings);
  std::ranges::stable_sort(report.findings, {}, [](const Finding& each) {
    return std::tie(each.path, each.line, each.column, each.rule);
  });
  std::ranges::stable_sort(report.problems, {},
                           [](const Problem& each) { return std::tie(each.path, each.line); });
  return report;
}

std::string fixed(std::string_view text, const Findings& findings) {
  std::vector<const Edit*> edits;
  for (const Finding& finding : findings) {
    if (finding.reason) continue;
    for (const Edit& edit : finding.edits) edits.push_back(&edit);
  }
  std::ranges::stable_sort(edits, {}, &Edit::offset);
  std::string out;
  std::size_t at = 0;
  for (const Edit* edit : edits) {
    if (edit->offset < at || edit->offset + edit->size > text.size()) continue;
    out += text.substr(at, edit->offset - at);
    out += edit->text;
    at = edit->offset + edit->size;
  }
  return out += text.substr(at);
}

}  // namespace pylon::lint
