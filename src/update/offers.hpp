// What is newer than an entry of the lock, from the answers of the places that the entry names.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "toolchain/download.hpp"
#include "toolchain/lock.hpp"

namespace pylon {

// What a suite of Debian has under a package's name.
struct DebianOffer {
  bool source = false;  // a source package; else a binary one
  std::string version;  // Debian's: "3.13.15-1"
};

// The doors to the places. Each throws Error where nobody answers.
struct Market {
  std::function<std::vector<std::string>(const std::string& package)> pypi;
  std::function<std::vector<std::string>(const std::string& package)> crate;  // the newest alone
  std::function<std::vector<DebianOffer>(const std::string& suite, const std::string& package)> debian;
  std::function<PageAnswer(const std::string& url)> page;
  std::function<PageAnswer(const Place& place)> archive;  // what a suite lists: is it there?
};

// A version that can be had, and where.
struct Offer {
  std::string version;  // as the lock calls it: "3.13.15"
  Place place;          // with Debian's own version where one counts
};

// One source of the lock, asked for.
struct SourceState {
  std::string name;
  std::string used;                   // the version in use
  std::vector<Offer> newer;           // the newest first; several places of one version in the lock's order
  std::vector<Offer> listed;          // newer still, in a suite's list, but their archives are not there
  std::vector<std::string> problems;  // "https://…: could not be reached", one for each place or suite
  bool answered = false;              // by one place at least

  // The newest version; "" when nothing newer is known.
  std::string newest() const { return newer.empty() ? "" : newer.front().version; }
};

struct OfferSetting {
  bool any_series = false;  // another minor version of CPython counts too
  bool prereleases = false;
  std::string exactly;  // this version alone, newer or not; empty: all that are newer
};

// Asks all places of `source`, the entry in use, and the suites that come after those it names (backports,
// sid). CPython's other minor series and pre-releases do not count unless asked for.
SourceState find_newer(const Source& source, const OfferSetting& setting, const Market& market);

// Moves what is newest and only listed, as its archive is not there, to `listed`, with the reason among the
// problems. A mirror's lists may be ahead of its archives.
void set_absent_apart(SourceState& state, const Market& market);

// Versions that could come next, in the order to ask for them: the next patch of 3.13.5 is 3.13.6. `series`:
// only those of the same minor series.
std::vector<std::string> next_versions(const std::string& version, bool series);

// `text` (a page, a file's name) as it is for another version. "" when the old version does not occur in it.
std::string for_version(const std::string& text, const std::string& from, const std::string& to);

}  // namespace pylon
