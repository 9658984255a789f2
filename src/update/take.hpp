// Takes one version of one source: from its archive to files written in the checkout.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "update/obtain.hpp"
#include "update/offers.hpp"

namespace pylon {

struct TakeSetting {
  std::string name;     // an entry of the lock
  std::string version;  // empty: the newest that can be had
  OfferSetting offers;
  ObtainSetting obtain;
  bool dry_run = false;     // look, and write nothing
  bool keep_going = false;  // write although a patch fails
  bool drop_old = false;    // CPython: the old version's entry and patches go (of others they always do)
  bool force = false;       // changes that are not committed are no hindrance
};

struct Taken {
  nlohmann::json facts;  // what was found; shown by report/update_markdown.hpp
  bool written = false;
  int exit_code = 0;  // 1: a patch fails, and nothing is written
};

// The entries of the lock that can be updated, sorted by name: the CPython that the variants name, and all
// others that builds use. Support entries are not among them, as they have no version, nor is what an SDK of
// toolchain/sdk.json is made of, which is taken with the whole SDK.
std::vector<Source> used_sources(const Project& project, const Catalog& catalog, const Lock& lock);

// Error, with nothing changed, when the checkout has uncommitted changes where an update writes, the version
// cannot be had, or a file cannot be written.
Taken take_version(const Project& project, const TakeSetting& setting, const Market& market);

}  // namespace pylon
