// The store of finished steps, which all checkouts of a user share: who needs what of it, and what goes when
// it grows over its bound.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "store/step.hpp"

namespace pylon {

// Bytes of all regular files below `folder`; 0 when there is none.
std::uint64_t folder_bytes(const std::filesystem::path& folder);

struct StoreEntry {
  std::string name;  // its folder: "zlib-0123456789abcdef"
  std::uint64_t bytes = 0;
  std::filesystem::file_time_type used;  // when a build last asked for it
};

struct StoreBound {
  std::uint64_t bytes = UINT64_MAX;              // what may remain
  std::optional<std::chrono::hours> older_than;  // what was not asked for in that time goes
};

// The entries to remove for the bound, the least recently used first; never one that is in `needed`.
std::vector<StoreEntry> to_remove(std::vector<StoreEntry> entries, const std::set<std::string>& needed,
                                  const StoreBound& bound, std::filesystem::file_time_type now);

// Notes that this project needs the plan's steps, besides what it needed before, and that they were used now.
// Call it before looking for any of them: it waits for a prune that is going on.
void hold_steps(const Project& project, const Plan& plan);
// After a success: the project needs these steps and no others.
void settle_steps(const Project& project, const Plan& plan);

struct Pruned {
  std::vector<StoreEntry> removed;
  std::uint64_t bytes = 0;      // removed
  std::uint64_t remaining = 0;  // bytes
};

// Removes finished and interrupted steps until the bound is met; never one that a project needs whose build
// folder still exists. Builds of other checkouts may run meanwhile. A dry run removes nothing.
Pruned prune_store(const std::filesystem::path& store, const StoreBound& bound, bool dry_run);

// "20G", "500M", "64k" or bytes (powers of 1000); "none": no bound. Error for anything else, naming `what`.
std::uint64_t parse_size(const std::string& text, const std::string& what);

// $PYLON_STORE_LIMIT, or 20 GB.
std::uint64_t store_limit();

// "removed 3 steps (1,200 MB) …", a line a step in front with `list`; empty when nothing was to be removed.
std::string pruned_text(const Pruned& pruned, bool dry_run, bool list);

}  // namespace pylon
