// What `pylonctl gate` has to check for a variant: the `gate` object of its file, merged with those of the
// files that it extends.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "variant/catalog.hpp"

namespace pylon {

// How much may be added to a number of the baseline.
struct Allowance {
  std::optional<std::uint64_t> bytes;
  std::optional<double> per_cent;  // of the baseline's number

  // In bytes; the larger one where both are given.
  std::uint64_t of(std::uint64_t baseline) const;
};

// A failure that is deliberate for a while.
struct GateOverride {
  std::string rule;
  std::string subject;  // glob; "*" when the file has none
  std::string reason;
  std::string until;                     // "2027-01-31": the last day that it counts
  std::string path = "/gate/overrides";  // of the setting that it comes from
};

struct GateSetting {
  std::map<std::string, Allowance> growth;  // "raw", "gzip", "brotli", "module"
  std::vector<std::string> require_modules, forbid_modules;
  std::optional<std::vector<std::string>> imports, features;  // allow-lists; none: anything goes
  // Of `overrides`, then of `advisories.accept` (rule "advisories", the advisory's id as subject).
  std::vector<GateOverride> overrides;
  std::string advisories;  // an export of advisories, relative to the project; empty: none is looked at
  // JSON path of a setting ("/gate/growth/raw", "/gate/imports", "/budgets/raw", "/old_name_until") -> the
  // variant file that it comes from.
  std::map<std::string, std::string> origins;
};

// One variant file.
struct GateLayer {
  std::string file;                        // "variants/lean.json"
  const nlohmann::json* fields = nullptr;  // valid by the schema
};

// `layers`: parents first. A growth limit replaces that of the same name, a list the list before it. A
// required module that the catalogue lacks, a forbidden one that looks like a misspelt one of the catalogue,
// and a day that no calendar has are errors that name file and JSON path.
GateSetting merge_gate(const std::vector<GateLayer>& layers, const Catalog& catalog);

}  // namespace pylon
