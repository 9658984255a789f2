#include "base/version.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <limits>
#include <regex>
#include <tuple>
#include <vector>

#include "base/text.hpp"

namespace pylon {
namespace {

// Longer texts are no version, and are not given to the regular expressions below.
constexpr std::size_t kLongest = 128;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int sign(bool less, bool greater) { return less ? -1 : (greater ? 1 : 0); }

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

bool is_number(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

// Numbers of any length, as text.
int compare_numbers(std::string_view a, std::string_view b) {
  const auto bare = [](std::string_view text) {
    return text.substr(std::min(text.find_first_not_of('0'), text.size()));
  };
  a = bare(a);
  b = bare(b);
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return sign(a < b, b < a);
}

// ---- Semantic versions

struct Semver {
  std::vector<std::string_view> numbers;  // three
  std::string_view before;                // "rc.1"; empty: a release
};

std::optional<Semver> parse_semver(std::string_view text) {
  if (text.starts_with('v')) text.remove_prefix(1);
  text = text.substr(0, text.find('+'));
  const std::size_t dash = text.find('-');
  Semver version;
  version.numbers = split(text.substr(0, dash), '.');
  if (version.numbers.size() > 3 || !std::ranges::all_of(version.numbers, is_number)) return std::nullopt;
  version.numbers.resize(3, "0");
  if (dash != std::string_view::npos) {
    version.before = text.substr(dash + 1);
    if (version.before.empty()) return std::nullopt;
  }
  return version;
}

// Numbers come before words, fewer identifiers before more.
int compare_identifiers(std::string_view a, std::string_view b) {
  const auto left = split(a, '.'), right = split(b, '.');
  for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
    const bool numeric = is_number(left[i]), also = is_number(right[i]);
    const int order = numeric && also ? compare_numbers(left[i], right[i])
                      : numeric       ? -1
                      : also          ? 1
                                      : sign(left[i] < right[i], right[i] < left[i]);
    if (order != 0) return order;
  }
  return sign(left.size() < right.size(), right.size() < left.size());
}

std::optional<int> compare_semver(std::string_view a, std::string_view b) {
  const auto left = parse_semver(a), right = parse_semver(b);
  if (!left || !right) return std::nullopt;
  for (std::size_t i = 0; i < 3; ++i) {
    if (const int order = compare_numbers(left->numbers[i], right->numbers[i]); order != 0) return order;
  }
  if (left->before.empty() || right->before.empty())
    return sign(!left->before.empty(), !right->before.empty());
  return compare_identifiers(left->before, right->before);
}

// ---- PEP 440

struct Pep440 {
  std::uint64_t epoch = 0;
  std::vector<std::uint64_t> release;         // without zeros at its end
  std::tuple<int, std::uint64_t> pre{3, 0};   // a 0, b 1, rc 2, none 3; only a dev release: -1
  std::tuple<bool, std::uint64_t> post;       // false: none
  std::tuple<bool, std::uint64_t> dev{1, 0};  // true: none, which comes after all
  // "+ubuntu.1": words (false) come before numbers (true), and none of them before any.
  std::vector<std::tuple<bool, std::uint64_t, std::string>> local;

  auto key() const { return std::tie(epoch, release, pre, post, dev, local); }
  bool before_release() const { return std::get<0>(pre) != 3 || !std::get<0>(dev); }
};

std::uint64_t number_from(const std::string& digits) {
  std::uint64_t number = 0;
  if (digits.empty()) return 0;
  return parse_number(digits, number) ? number : std::numeric_limits<std::uint64_t>::max();
}

std::optional<Pep440> parse_pep440(std::string_view text) {
  static const std::regex kForm(
      R"(v?(?:([0-9]+)!)?([0-9]+(?:\.[0-9]+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?([0-9]*))?)"
      R"((-([0-9]+)|[-_.]?(?:post|rev|r)[-_.]?([0-9]*))?([-_.]?dev[-_.]?([0-9]*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?)",
      std::regex::icase);
  std::match_results<std::string_view::const_iterator> match;
  if (text.size() > kLongest || !std::regex_match(text.begin(), text.end(), match, kForm))
    return std::nullopt;
  Pep440 version;
  version.epoch = number_from(match[1]);
  for (const std::string_view part : split({match[2].first, match[2].second}, '.'))
    version.release.push_back(number_from(std::string(part)));
  while (version.release.size() > 1 && version.release.back() == 0) version.release.pop_back();
  if (match[3].matched) {
    const char first = static_cast<char>(std::tolower(static_cast<unsigned char>(*match[3].first)));
    version.pre = {first == 'a' ? 0 : (first == 'b' ? 1 : 2), number_from(match[4])};
  }
  if (match[5].matched) version.post = {true, number_from(match[6].matched ? match[6] : match[7])};
  if (match[8].matched) {
    version.dev = {false, number_from(match[9])};
    if (!match[3].matched && !match[5].matched) version.pre = {-1, 0};
  }
  std::string local = match[10];
  std::ranges::transform(local, local.begin(), [](unsigned char c) {
    return c == '-' || c == '_' ? '.' : static_cast<char>(std::tolower(c));
  });
  for (const std::string_view part : split(local, '.')) {
    if (part.empty()) continue;
    const bool number = is_number(part);
    version.local.emplace_back(number, number ? number_from(std::string(part)) : 0,
                               number ? std::string() : std::string(part));
  }
  return version;
}

// ---- Debian

// dpkg's order of characters: ~ before the end, the end before letters, letters before the rest.
int rank(std::string_view text) {
  if (text.empty() || is_digit(text.front())) return 0;
  if (text.front() == '~') return -1;
  const int code = static_cast<unsigned char>(text.front());
  return is_letter(text.front()) ? code : code + 256;
}

std::string_view take_digits(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

int compare_debian_part(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    while ((!a.empty() && !is_digit(a.front())) || (!b.empty() && !is_digit(b.front()))) {
      if (const int order = rank(a) - rank(b); order != 0) return order < 0 ? -1 : 1;
      if (!a.empty()) a.remove_prefix(1);
      if (!b.empty()) b.remove_prefix(1);
    }
    if (const int order = compare_numbers(take_digits(a), take_digits(b)); order != 0) return order;
  }
  return 0;
}

struct DebianVersion {
  std::string_view epoch = "0", upstream, revision;
};

std::optional<DebianVersion> parse_debian(std::string_view text) {
  DebianVersion version;
  if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    version.epoch = text.substr(0, colon);
    if (!is_number(version.epoch)) return std::nullopt;
    text.remove_prefix(colon + 1);
  }
  const std::size_t dash = text.rfind('-');
  version.upstream = text.substr(0, dash);
  if (dash != std::string_view::npos) version.revision = text.substr(dash + 1);
  if (version.upstream.empty() || !is_digit(version.upstream.front())) return std::nullopt;
  return version;
}

std::optional<int> compare_debian(std::string_view a, std::string_view b) {
  const auto left = parse_debian(a), right = parse_debian(b);
  if (!left || !right) return std::nullopt;
  if (const int order = compare_numbers(left->epoch, right->epoch); order != 0) return order;
  if (const int order = compare_debian_part(left->upstream, right->upstream); order != 0) return order;
  return compare_debian_part(left->revision, right->revision);
}

}  // namespace

std::optional<int> compare_versions(VersionScheme scheme, std::string_view a, std::string_view b) {
  if (scheme == VersionScheme::kSemver) return compare_semver(a, b);
  if (scheme == VersionScheme::kDebian) return compare_debian(a, b);
  const auto left = parse_pep440(a), right = parse_pep440(b);
  if (!left || !right) return std::nullopt;
  return sign(left->key() < right->key(), right->key() < left->key());
}

int compare_releases(std::string_view a, std::string_view b) {
  if (const auto order = compare_versions(VersionScheme::kPep440, a, b)) return *order;
  return compare_debian_part(a, b);
}

bool is_prerelease(std::string_view version) {
  if (const auto parsed = parse_pep440(version)) return parsed->before_release();
  static const std::regex kWord("[~.-]?(rc|alpha|beta|pre|dev|a[0-9]|b[0-9])[.0-9]*", std::regex::icase);
  return version.size() <= kLongest && std::regex_search(version.begin(), version.end(), kWord);
}

std::string upstream_version(std::string_view debian) {
  const auto parsed = parse_debian(debian);
  if (!parsed) return std::string(debian);
  std::string text(parsed->upstream);
  if (const std::size_t really = text.rfind("+really"); really != std::string::npos)
    text.erase(0, really + std::string_view("+really").size());
  static const std::regex kRepacked(R"([+.~](dfsg|ds|repack)[.0-9]*$)"),
      kRevision(R"((~git[0-9]{8})\.[0-9a-f]{6,}$)");
  text = std::regex_replace(text, kRepacked, "");
  return std::regex_replace(text, kRevision, "$1");
}

bool same_series(std::string_view a, std::string_view b) {
  const auto left = split(a, '.'), right = split(b, '.');
  return left.size() > 1 && right.size() > 1 && left[0] == right[0] && left[1] == right[1];
}

}  // namespace pylon
