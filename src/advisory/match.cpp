#include "advisory/match.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/version.hpp"

namespace pylon {
namespace {

using Kind = OsvEvent::Kind;

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// PEP 503: "Foo_Bar" and "foo-bar" are one package.
std::string python_name(std::string name) {
  name = lower(std::move(name));
  std::ranges::replace(name, '_', '-');
  std::ranges::replace(name, '.', '-');
  return name;
}

// "pkg:github/libexpat/libexpat@2.7.1?…" -> "github/libexpat/libexpat".
std::string purl_key(const std::string& purl) {
  if (!purl.starts_with("pkg:")) return "";
  const std::string bare = purl.substr(4, purl.find_first_of("@?#", 4) - 4);
  return bare.starts_with("pypi/") ? "pypi/" + python_name(bare.substr(5)) : lower(bare);
}

// "cpe:2.3:a:vendor:product:…" or "cpe:/a:vendor:product…" -> "vendor:product".
std::string cpe_key(const std::string& cpe) {
  const std::size_t start =
      cpe.starts_with("cpe:2.3:") ? 8 : (cpe.starts_with("cpe:/") ? 5 : std::string::npos);
  if (start == std::string::npos) return "";
  const std::size_t vendor = cpe.find(':', start);
  if (vendor == std::string::npos) return "";
  const std::size_t product = cpe.find(':', vendor + 1);
  if (product == std::string::npos) return "";
  return lower(cpe.substr(vendor + 1, cpe.find(':', product + 1) - vendor - 1));
}

std::string repository_key(std::string url) {
  url = lower(std::move(url));
  for (const char* start : {"https://", "http://", "git://"}) {
    if (url.starts_with(start)) url.erase(0, std::string_view(start).size());
  }
  while (url.ends_with('/')) url.pop_back();
  if (url.ends_with(".git")) url.erase(url.size() - 4);
  return url;
}

// "R_2_7_1", "v3.13.5", "zlib-1.3.1" -> "2.7.1", …
std::string version_of_tag(const std::string& tag) {
  const std::size_t digit = tag.find_first_of("0123456789");
  if (digit == std::string::npos) return tag;
  std::string version = tag.substr(digit);
  std::ranges::replace(version, '_', '.');
  return version;
}

bool is_commit(const std::string& version) {
  return version.size() == 40 && version.find_first_not_of("0123456789abcdef") == std::string::npos;
}

VersionScheme scheme_of(const OsvAffected& affected, const OsvRange& range) {
  if (range.type == "SEMVER") return VersionScheme::kSemver;
  if (affected.ecosystem.starts_with("Debian") || affected.purl.starts_with("pkg:deb/"))
    return VersionScheme::kDebian;
  return VersionScheme::kPep440;
}

struct Answer {
  std::optional<bool> affected;  // none: it cannot be said
  std::string fixed;
  bool unsure = false;  // a part of what was asked cannot be compared: "not affected" is no answer then
};

// Negative, 0, positive; "0" comes before all versions.
std::optional<int> order(VersionScheme scheme, const std::string& event, const std::string& version) {
  return event == "0" ? -1 : compare_versions(scheme, event, version);
}

// The format's own evaluation: events in the order of versions, the last one that counts decides.
Answer judge_events(VersionScheme scheme, std::vector<OsvEvent> events, const std::string& version) {
  for (const OsvEvent& event : events) {
    if (!order(scheme, event.version, version)) return {};
  }
  std::ranges::stable_sort(events, [&](const OsvEvent& a, const OsvEvent& b) {
    if (a.version == "0" || b.version == "0") return a.version == "0" && b.version != "0";
    return compare_versions(scheme, a.version, b.version).value_or(0) < 0;
  });
  Answer answer{false, ""};
  for (const OsvEvent& event : events) {
    const int where = *order(scheme, event.version, version);
    if (event.kind == Kind::kIntroduced && where <= 0) answer.affected = true;
    if (event.kind == Kind::kFixed && where <= 0) answer.affected = false;
    if (event.kind == Kind::kLastAffected && where < 0) answer.affected = false;
    if (event.kind == Kind::kFixed && where > 0 && answer.fixed.empty()) answer.fixed = event.version;
  }
  return answer;
}

// All that one entry says. Its list, where it has one, is of all versions that are affected. Commits are the
// same versions in other words: where versions can be compared too, these decide.
Answer judge(const OsvAffected& affected, const BillItem& item) {
  const bool listed = std::ranges::any_of(affected.versions, [&](const std::string& each) {
    return each == item.version || version_of_tag(each) == item.version ||
           compare_versions(scheme_of(affected, {}), each, item.version) == 0;  // "1.0" is "1.0.0"
  });
  Answer all;
  if (!affected.versions.empty() && !is_commit(item.version)) all.affected = listed;
  if (listed) all.affected = true;
  for (const OsvRange& range : affected.ranges) {
    const bool git = range.type == "GIT";
    const std::vector<OsvEvent>& events = git ? range.version_events : range.events;
    if (events.empty()) continue;
    const Answer one = judge_events(scheme_of(affected, range), events, item.version);
    all.unsure = all.unsure || (!one.affected && affected.versions.empty());
    if (!one.affected) continue;
    all.affected = all.affected.value_or(false) || *one.affected;
    if (all.fixed.empty()) all.fixed = one.fixed;
  }
  all.unsure = all.unsure || !all.affected;
  return all;
}

void add(AdvisoryMatch match, AdvisoryCheck& check) {
  const auto names = [](const AdvisoryMatch& each) {
    std::vector<std::string> list = each.aliases;
    list.push_back(each.id);
    return list;
  };
  for (AdvisoryMatch& known : check.matches) {
    if (known.item.name != match.item.name || known.item.of != match.item.of) continue;
    const std::vector<std::string> theirs = names(known), ours = names(match);
    if (std::ranges::find_first_of(theirs, ours) == theirs.end()) continue;
    for (const std::string& name : ours) {
      if (std::ranges::find(theirs, name) == theirs.end()) known.aliases.push_back(name);
    }
    if (match.undecided.empty()) known.undecided.clear();
    if (known.fixed.empty()) known.fixed = match.fixed;
    return;
  }
  check.matches.push_back(std::move(match));
}

}  // namespace

std::string BillItem::label() const {
  return name + (version.empty() ? "" : " " + version) + (of.empty() ? "" : " (in " + of + ")");
}

std::vector<BillItem> bill_of(const nlohmann::json& manifest,
                              const std::map<std::string, std::string>& repositories) {
  std::vector<BillItem> bill;
  for (const nlohmann::json& component : manifest.at("components")) {
    BillItem item{component.at("name"),        component.value("of", ""),  component.value("version", ""),
                  component.value("purl", ""), component.value("cpe", ""), ""};
    const std::string key = purl_key(item.purl);
    const auto known = repositories.find(item.name);
    if (known != repositories.end() && item.of.empty())
      item.repository = known->second;
    else if (key.starts_with("github/"))
      item.repository = "https://github.com/" + key.substr(7);
    bill.push_back(std::move(item));
  }
  return bill;
}

bool AdvisoryCheck::affected() const {
  return std::ranges::any_of(matches, [](const AdvisoryMatch& each) { return each.undecided.empty(); });
}

bool AdvisoryCheck::undecided() const {
  return std::ranges::any_of(matches, [](const AdvisoryMatch& each) { return !each.undecided.empty(); });
}

bool concerns(const OsvAffected& affected, const BillItem& item) {
  const std::string purl = purl_key(item.purl);
  if (!affected.purl.empty() && purl_key(affected.purl) == purl) return true;
  if (affected.ecosystem == "PyPI" && purl == "pypi/" + python_name(affected.name)) return true;
  if (affected.ecosystem.starts_with("Debian") && purl == "deb/debian/" + lower(affected.name)) return true;
  const std::string product = cpe_key(item.cpe);
  if (!product.empty() &&
      std::ranges::any_of(affected.cpes, [&](const std::string& cpe) { return cpe_key(cpe) == product; }))
    return true;
  if (item.repository.empty()) return false;
  const std::string repository = repository_key(item.repository);
  const std::string key = purl_key(affected.purl);
  if (key.starts_with("github/") && repository == "github.com/" + key.substr(7)) return true;
  return std::ranges::any_of(affected.ranges, [&](const OsvRange& range) {
    return !range.repo.empty() && repository_key(range.repo) == repository;
  });
}

void check_advisory(const std::vector<BillItem>& bill, const Advisory& advisory, AdvisoryCheck& check) {
  ++check.advisories;
  if (advisory.withdrawn) {
    ++check.withdrawn;
    return;
  }
  for (const BillItem& item : bill) {
    bool concerned = false, affects = false, unsure = false;
    std::string fixed;
    for (const OsvAffected& affected : advisory.affected) {
      if (!concerns(affected, item)) continue;
      concerned = true;
      const Answer one = item.version.empty() ? Answer{{}, "", true} : judge(affected, item);
      unsure = unsure || one.unsure;
      if (!one.affected.value_or(false)) continue;
      affects = true;
      if (fixed.empty()) fixed = one.fixed;
    }
    if (!concerned || (!unsure && !affects)) continue;
    std::string why;
    if (!affects) {
      why = item.version.empty() ? "the version of " + item.name + " is not known"
            : is_commit(item.version)
                ? "the version of " + item.name + " is a commit, which cannot be compared"
                : "it names versions that cannot be compared with " + item.version + ", or none";
    }
    add({item, advisory.id, advisory.aliases, advisory.summary, advisory.severity, fixed, why}, check);
  }
}

}  // namespace pylon
