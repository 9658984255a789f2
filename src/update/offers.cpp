#include "update/offers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/version.hpp"

namespace pylon {
namespace {

// How many pages in a row are asked for: nobody makes so many releases between two looks.
constexpr int kMostPages = 40;

// What comes after Debian's releases: testing and unstable.
constexpr std::array kLater{"forky", "sid"};

std::vector<long> numbers_of(const std::string& version) {
  std::vector<long> numbers;
  std::string_view rest = version;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find('.'));
    long number = 0;
    if (!parse_number(word, number)) return {};
    numbers.push_back(number);
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
  }
  return numbers;
}

std::string text_of(const std::vector<long>& numbers) {
  std::string text;
  for (const long number : numbers) text += (text.empty() ? "" : ".") + std::to_string(number);
  return text;
}

class Asker {
 public:
  Asker(const Source& source, const OfferSetting& setting, const Market& market)
      : source_(source), setting_(setting), market_(market) {
    state_.name = source.name;
    state_.used = source.version;
  }

  SourceState run() {
    for (const Place& place : source_.places) {
      if (place.kind == "pypi") ask_index(place, "PyPI package " + place.package, market_.pypi);
      if (place.kind == "crate") ask_crate(place);
      if (place.kind == "url") ask_pages(place);
      if (place.kind.starts_with("debian")) ask_suites(place);
    }
    std::ranges::stable_sort(state_.newer, [](const Offer& a, const Offer& b) {
      return compare_releases(a.version, b.version) > 0;
    });
    return std::move(state_);
  }

 private:
  bool wanted(const std::string& version) const {
    if (!setting_.exactly.empty()) return version == setting_.exactly;
    if (compare_releases(version, source_.version) <= 0) return false;
    if (!setting_.prereleases && is_prerelease(version)) return false;
    return source_.name != "cpython" || setting_.any_series || same_series(version, source_.version);
  }

  void offer(const std::string& version, Place place) {
    if (!wanted(version)) return;
    const auto same = [&](const Offer& known) {
      return known.version == version && known.place.label() == place.label();
    };
    if (std::ranges::none_of(state_.newer, same)) state_.newer.push_back({version, std::move(place)});
  }

  // What goes wrong with one place says nothing about the next.
  template <typename Ask>
  void ask(const std::string& label, Ask&& ask) {
    try {
      ask();
      state_.answered = true;
    } catch (const Error& error) {
      state_.problems.push_back(label + ": " + error.message());
    }
  }

  // A place that lists its versions by a package's name.
  void ask_index(const Place& place, const std::string& label,
                 const std::function<std::vector<std::string>(const std::string&)>& versions_of) {
    ask(label, [&] {
      for (const std::string& version : versions_of(place.package)) {
        Place found = place;
        found.version = version;
        offer(version, found);
      }
    });
  }

  // cargo tells the newest version of a crate, and fetches any other by its number.
  void ask_crate(const Place& place) {
    ask_index(place, "crate " + place.package, [&](const std::string& package) {
      return setting_.exactly.empty() ? market_.crate(package) : std::vector{setting_.exactly};
    });
  }

  // A version that is not there ends the search among those that only count its last number on.
  void ask_pages(const Place& place) {
    ask(place.url, [&] {
      const bool series = source_.name == "cpython" && !setting_.any_series;
      const std::vector<std::string> firsts = setting_.exactly.empty()
                                                  ? next_versions(source_.version, series)
                                                  : std::vector<std::string>{setting_.exactly};
      for (const std::string& first : firsts) {
        std::string version = first;
        for (int count = 0; count < kMostPages; ++count) {
          Place found = place;
          found.url = for_version(place.url, source_.version, version);
          if (found.url.empty()) throw Error("it does not name the version, so no other can be asked for");
          const PageAnswer answer = market_.page(found.url);
          if (!answer.decided) throw Error(answer.reason);
          if (!answer.there) break;
          offer(version, found);
          std::vector<long> numbers = numbers_of(version);
          if (numbers.empty() || !setting_.exactly.empty()) break;
          ++numbers.back();
          version = text_of(numbers);
        }
      }
    });
  }

  void ask_suites(const Place& place) {
    std::vector<std::string> suites{place.suite};
    if (is_released_suite(place.suite)) suites.push_back(place.suite + "-backports");
    for (const char* later : kLater) {
      if (place.suite != later) suites.emplace_back(later);
    }
    for (const std::string& suite : suites) {
      ask("Debian " + suite, [&] {
        std::vector<DebianOffer> offers = market_.debian(suite, place.package);
        std::ranges::sort(offers, [](const DebianOffer& a, const DebianOffer& b) {
          return compare_versions(VersionScheme::kDebian, a.version, b.version).value_or(0) > 0;
        });
        std::set<std::string> seen;  // of several revisions the last one alone
        for (const DebianOffer& each : offers) {
          if (each.source != (place.kind == "debian-source")) continue;
          const std::string version = upstream_version(each.version);
          if (!seen.insert(version).second) continue;
          Place found = place;
          found.suite = suite;
          found.file.clear();
          // Of a release any revision will do for a source: they share the archive.
          found.version = is_released_suite(suite) && each.source ? "" : each.version;
          offer(version, found);
        }
      });
    }
  }

  const Source& source_;
  const OfferSetting& setting_;
  const Market& market_;
  SourceState state_;
};

}  // namespace

SourceState find_newer(const Source& source, const OfferSetting& setting, const Market& market) {
  return Asker(source, setting, market).run();
}

void set_absent_apart(SourceState& state, const Market& market) {
  while (!state.newer.empty() && state.newer.front().place.kind.starts_with("debian")) {
    const Offer first = state.newer.front();
    const PageAnswer answer = market.archive(first.place);
    if (!answer.decided || answer.there) return;
    state.problems.push_back(fmt::format("{} lists {}, but its archive is not there: {}", first.place.label(),
                                         first.version, answer.reason));
    state.listed.push_back(first);
    state.newer.erase(state.newer.begin());
  }
}

std::vector<std::string> next_versions(const std::string& version, bool series) {
  const std::vector<long> numbers = numbers_of(version);
  std::vector<std::string> next;
  for (std::size_t place = numbers.size(); place-- > 0;) {
    std::vector<long> up = numbers;
    ++up[place];
    std::fill(up.begin() + static_cast<std::ptrdiff_t>(place) + 1, up.end(), 0);
    next.push_back(text_of(up));
    if (series) break;
  }
  return next;
}

std::string for_version(const std::string& text, const std::string& from, const std::string& to) {
  if (text.find(from) == std::string::npos) return "";
  std::string changed = replace_all(text, from, to);
  // "…/wasi-sdk-34/wasi-sdk-34.0-x86_64-linux.tar.gz": the folder has the first number alone.
  const std::string major = from.substr(0, from.find('.'));
  return replace_all(changed, "-" + major + "/", "-" + to.substr(0, to.find('.')) + "/");
}

}  // namespace pylon
