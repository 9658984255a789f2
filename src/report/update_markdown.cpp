#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "base/text.hpp"
#include "report/release_report.hpp"
#include "report/words.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// A pull request's text may have 65,536 characters; nobody reads more of one diff.
constexpr std::size_t kLongest = 6000;

std::string text(const Json& object, const char* key) { return object.value(key, std::string()); }

Json list(const Json& object, const char* key) { return object.value(key, Json::array()); }

std::string code(const Json& object, const char* key) { return markdown_code(text(object, key)); }

std::string cut(std::string content) {
  if (content.size() <= kLongest) return content;
  content.resize(content.rfind('\n', kLongest) + 1);
  return content + "… (the rest is left out)\n";
}

std::string fenced(const std::string& language, const std::string& content) {
  return fmt::format("```{}\n{}{}```\n", language, content, content.ends_with('\n') ? "" : "\n");
}

std::string folded(const std::string& title, const std::string& content) {
  return fmt::format("<details><summary>{}</summary>\n\n{}\n</details>\n\n", title, content);
}

std::string archives(const Json& facts) {
  std::string page;
  for (const Json& entry : list(facts, "entries")) {
    const std::string host = text(entry, "host");
    page += fmt::format("- {}{}  \n  SHA-256 {}, from {}\n", code(entry, "file"),
                        host.empty() ? "" : " (" + host + ")", code(entry, "sha256"), text(entry, "from"));
  }
  for (const Json& left : list(facts, "left"))
    page += fmt::format("- **{} stays at {}**: {}\n", text(left, "host"), text(left, "version"),
                        text(left, "why"));
  for (const Json& passed : list(facts, "passed_over"))
    page += fmt::format("- {} is newer, but cannot be had: {}\n", text(passed, "version"),
                        split_lines(text(passed, "why")).back());
  return page.empty() ? "" : "### Source\n\n" + page + "\n";
}

std::string patches(const Json& facts) {
  std::string page;
  for (const Json& patch : list(facts, "patches")) {
    const std::string fit = text(patch, "fit"), notes = text(patch, "notes");
    const char* what = fit == "applies" ? "applies, carried over"
                       : fit == "fails" ? "**fails**"
                                        : "already upstream, left out";
    page += fmt::format("- {}: {}{}\n", code(patch, "file"), what, notes.empty() ? "" : " (" + notes + ")");
    // Whether that has come true is for a person to see: a mended cause often looks otherwise than our patch.
    if (const std::string when = text(patch, "remove_when"); !when.empty() && fit != "already upstream")
      page += fmt::format("  - remove when {}\n", when);
    if (fit == "fails") page += "\n" + fenced("diff", cut(text(patch, "rejected"))) + "\n";
  }
  return page.empty() ? "" : "### Patches\n\n" + page + "\n";
}

std::string vendors(const Json& facts) {
  std::string page;
  for (const Json& vendor : list(facts, "vendors")) {
    const std::string before = text(vendor, "before"), after = text(vendor, "after"),
                      problem = text(vendor, "problem");
    if (!problem.empty())
      page += fmt::format("- **{}: its version was not found** ({}); {} stays in the catalogue\n",
                          text(vendor, "name"), problem, before.empty() ? "none" : before);
    else if (!after.empty())
      page +=
          fmt::format("- {} {}\n", text(vendor, "name"), before == after ? after : before + " → " + after);
    else
      page += fmt::format("- {}: the catalogue does not say how to find its version{}\n",
                          text(vendor, "name"), before.empty() ? "" : "; " + before + " stays");
  }
  return page.empty() ? "" : "### Vendored code\n\n" + page + "\n";
}

std::string licences(const Json& facts) {
  std::string page;
  for (const Json& licence : list(facts, "licences")) {
    const std::string diff = text(licence, "diff");
    if (diff.empty())
      page += fmt::format("**{} is missing**: set `licence_files` of {} in Modules/catalog.json.\n\n",
                          code(licence, "file"), text(licence, "package"));
    else
      page += folded(text(licence, "file") + " changed", fenced("diff", cut(diff)));
  }
  if (page.empty() && facts.contains("vendors")) page = "All licence texts are there and as they were.\n\n";
  const std::string uncompared = text(facts, "uncompared");
  return (page.empty() ? "" : "### Licences\n\n" + page) + (uncompared.empty() ? "" : uncompared + ".\n\n");
}

std::string slots(const Json& facts) {
  if (text(facts, "source") != "cpython" || !facts.contains("slots")) return "";
  std::string page;
  for (const Json& each : facts["slots"]) page += "- **" + each.get<std::string>() + "**\n";
  if (page.empty()) page = "Slots and structs are those of the audit's tables.\n";
  std::vector<std::string> changed = facts.value("changed_headers", std::vector<std::string>{});
  if (!changed.empty()) page += "\nHeaders whose code changed: " + join(changed, ", ") + "\n";
  return "### Slot tables\n\n" + page + "\n";
}

// "16 entries since the old version, CVE-2026-12345 among them", and the entries themselves, folded.
std::string security(const Json& facts) {
  const Json entries = list(facts, "security");
  if (entries.empty()) return "";
  static const std::regex kCve(R"((?::cve:`|CVE-)(\d{4}-\d+))");
  std::string all;
  std::set<std::string> names;
  for (const Json& entry : entries) {
    const std::string said = text(entry, "text");
    all += fmt::format("{}: {}\n", text(entry, "version"), said);
    for (std::sregex_iterator each(said.begin(), said.end(), kCve), end; each != end; ++each)
      names.insert("CVE-" + (*each)[1].str());
  }
  const std::string cves = join(std::vector<std::string>(names.begin(), names.end()), ", ");
  return "### Security\n\n" + folded(fmt::format("{} entries of Misc/NEWS since {}{}", entries.size(),
                                                 text(facts, "from"), cves.empty() ? "" : "; " + cves),
                                     fenced("", cut(all)));
}

std::string size_cell(const Json& row, const char* key) {
  const auto after = row.at("after").at(key).get<std::int64_t>();
  const std::string now = with_thousands(static_cast<std::uint64_t>(after));
  if (!row.contains("before")) return now;
  const auto before = row["before"].at(key).get<std::int64_t>();
  const double share =
      before == 0 ? 0 : 100.0 * static_cast<double>(after - before) / static_cast<double>(before);
  return fmt::format("{} ({:+}, {:+.2f} %)", now, after - before, share);
}

std::string sizes(const Json& facts) {
  std::string page;
  for (const Json& row : list(facts, "sizes"))
    page += fmt::format("| {} | {} | {} | {} |\n", text(row, "variant"), size_cell(row, "raw"),
                        size_cell(row, "gzip"), size_cell(row, "brotli"));
  return page.empty()
             ? ""
             : "### Sizes against the baselines\n\n| variant | bytes | gzip | brotli |\n|---|---|---|---|\n" +
                   page + "\n";
}

const char* verdict_of(int code) {
  return code == 0 ? "yes" : (code == 1 ? "**no**" : "**could not decide**");
}

std::string stages(const Json& facts) {
  std::string page;
  double total = 0;
  for (const Json& stage : list(facts, "stages")) {
    page += fmt::format("| {} | {} | {:.0f} s |\n", text(stage, "name"), verdict_of(stage.at("exit_code")),
                        stage.at("seconds").get<double>());
    total += stage.at("seconds").get<double>();
  }
  if (page.empty()) return "";
  page = "### Checks\n\n| check | says | took |\n|---|---|---|\n" + page +
         fmt::format("| all | | {:.0f} s |\n\n", total);
  if (const Json profile = facts.value("profile", Json()); profile.is_object()) {
    page +=
        profile.at("made").get<bool>() ? "The profile was made anew.\n\n"
        : profile.at("there").get<bool>()
            ? "The profile for this version is there.\n\n"
            : "**No profile for this version**: what is built starts and works slower until it is made.\n\n";
  }
  for (const Json& stage : list(facts, "stages")) {
    const std::string name = text(stage, "name"), output = text(stage, "output");
    if (name == "gate") page += folded("Gate", output);
    if (name == "smoke" || name == "audit")
      page += folded(name == "smoke" ? "Smokes" : "Audit", fenced("", cut(output)));
  }
  for (const Json& diff : list(facts, "diffs"))
    page += folded("Difference of " + text(diff, "variant"), text(diff, "markdown"));
  return page;
}

std::string named(const Json& facts) {
  std::string lines;
  for (const Json& line : list(facts, "named")) lines += line.get<std::string>().substr(0, 150) + "\n";
  if (lines.empty()) return "";
  return folded(fmt::format("Where {} is named still: {} lines (history may stay)", text(facts, "from"),
                            list(facts, "named").size()),
                fenced("", cut(lines)));
}

std::string to_do(const Json& facts) {
  std::string page;
  for (const Json& each : list(facts, "to_do")) page += each.get<std::string>() + "\n";
  return page.empty() ? "" : "### Left to do\n\n" + fenced("sh", page) + "\n";
}

std::string files(const Json& facts) {
  std::string page;
  for (const Json& file : list(facts, "files")) page += "- " + markdown_code(file.get<std::string>()) + "\n";
  for (const Json& file : list(facts, "setup"))
    page += "- " + markdown_code(file.get<std::string>()) + " (setup)\n";
  return page.empty() ? "" : folded("Files", page);
}

std::string versions(const Json& offers) {
  std::string names;
  std::string last;
  for (const Json& offer : offers) {
    const std::string version = text(offer, "version");
    if (version == last) continue;
    names += (names.empty() ? "" : ", ") + version;
    last = version;
  }
  return names;
}

std::string where(const Json& state) {
  return state.at("newer").empty() ? "" : text(state.at("newer").front(), "place");
}

// "3.13.18, 3.13.17", "3.13.18 (listed alone)", "current", "unknown".
std::string found(const Json& state) {
  const std::string kind = text(state, "state");
  if (kind == "newer") return versions(state.at("newer"));
  return kind == "listed" ? versions(state.at("listed")) + " (listed alone)" : kind;
}

}  // namespace

std::string update_markdown(const Json& facts) {
  if (!facts.contains("to"))
    return fmt::format("{} {} is the newest that is known.\n", text(facts, "source"), text(facts, "from"));
  return fmt::format("## {} {} → {}\n\n", text(facts, "source"), text(facts, "from"), text(facts, "to")) +
         archives(facts) + patches(facts) + vendors(facts) + licences(facts) + slots(facts) +
         security(facts) + sizes(facts) + stages(facts) + files(facts) + named(facts) + to_do(facts);
}

std::string newer_text(const Json& states) {
  std::vector<std::vector<std::string>> lines;
  std::string problems;
  for (const Json& state : states) {
    lines.push_back({text(state, "name"), text(state, "used"), found(state), where(state)});
    for (const Json& problem : state.at("problems"))
      problems += fmt::format("{}: {}\n", text(state, "name"), problem.get<std::string>());
  }
  return columns_text(lines, {}) + (problems.empty() ? "" : "\nnot asked, or not there:\n" + problems);
}

std::string newer_markdown(const Json& states) {
  std::string page = "| source | used | newer | where |\n|---|---|---|---|\n";
  std::string problems;
  for (const Json& state : states) {
    const std::string kind = text(state, "state");
    page +=
        fmt::format("| {} | {} | {} | {} |\n", text(state, "name"), text(state, "used"),
                    kind == "newer" ? "**" + found(state) + "**" : found(state), markdown_cell(where(state)));
    for (const Json& problem : state.at("problems"))
      problems += fmt::format("- {}: {}\n", text(state, "name"), markdown_cell(problem.get<std::string>()));
  }
  return page + (problems.empty()
                     ? ""
                     : "\nPlaces that could not be asked, or list what is not there:\n\n" + problems);
}

}  // namespace pylon
