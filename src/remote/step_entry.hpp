// What a remote store says of one step: whose it is, which archive holds its files, and what the machine that
// made it has found out about them. Signed, so that nobody who can merely write to the store gets bytes into
// a build.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "remote/signed_text.hpp"

namespace pylon {

struct StepEntry {
  std::string name, key;            // of the step, see step.hpp
  std::string archive;              // SHA-256 of the archive (tar, zstd)
  std::uint64_t bytes = 0;          // of the archive
  std::string content;              // SHA-256 of the list of its files, as finish_step() writes it
  std::uint64_t files = 0;          // entries of the archive: files, links and empty folders
  std::uint64_t unpacked = 0;       // bytes of all files
  std::string store;                // the folder of finished steps where it was made
  std::vector<std::string> naming;  // text files that name that folder: another machine has them name its own
  bool bound = false;  // a file that is no text names it: of no use to a store that lies elsewhere
  std::vector<std::string> needs;        // folders of other steps that its files name: "sdk-0123456789abcdef"
  std::int64_t wall_us = 0, cpu_us = 0;  // what it cost to make
};

// The name under /ac/: says the format's version too. `store` is empty but for entries that are `bound`.
std::string entry_name(const std::string& key, const std::string& store);

// What is kept under that name: an action result.
std::string write_step_entry(const StepEntry& entry, const EntryTrust& trust);

// Reads any bytes as the entry of the step with this name and key. Throws Error saying what is wrong: not
// readable, not signed, signed with another key, another step's.
StepEntry read_step_entry(std::string_view bytes, const std::string& name, const std::string& key,
                          const EntryTrust& trust);

}  // namespace pylon
