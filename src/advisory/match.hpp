// Advisories against the bill of materials of a variant: which of its components they concern, in the
// versions that it has.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "advisory/osv.hpp"

namespace pylon {

// A component of the manifest, as advisories may call it.
struct BillItem {
  std::string name, of;  // "expat" of "cpython"; `of` is empty for packages
  std::string version;   // empty: not known, or its authors count none
  std::string purl,
      cpe;  // "pkg:github/libexpat/libexpat@2.7.1", "cpe:2.3:a:libexpat_project:libexpat:2.7.1:…"
  std::string repository;  // "https://github.com/libexpat/libexpat"; may be empty

  std::string label() const;  // "expat 2.7.1 (in cpython)"
};

// `repositories`: of components whose purl does not name one, by name.
std::vector<BillItem> bill_of(const nlohmann::json& manifest,
                              const std::map<std::string, std::string>& repositories);

struct AdvisoryMatch {
  BillItem item;
  std::string id;
  std::vector<std::string>
      aliases;  // of the same vulnerability; other databases' entries of it are in here too
  std::string summary, severity;
  std::string fixed;      // the next version without it; empty: none is named
  std::string undecided;  // why it cannot be said whether the version is affected; empty: it is
};

// What all advisories of an export say of one bill of materials. `matches` in the order they were found;
// those that are undecided are among them.
struct AdvisoryCheck {
  std::vector<AdvisoryMatch> matches;
  std::size_t advisories = 0;  // looked at
  std::size_t withdrawn = 0;   // of these

  bool affected() const;   // a match is decided
  bool undecided() const;  // a match is not
};

// Looks at one more advisory.
void check_advisory(const std::vector<BillItem>& bill, const Advisory& advisory, AdvisoryCheck& check);

// Whether an entry of an advisory is about the item at all, whatever its version: by package URL, package of
// an ecosystem, product of the CPE dictionary, or repository.
bool concerns(const OsvAffected& affected, const BillItem& item);

}  // namespace pylon
