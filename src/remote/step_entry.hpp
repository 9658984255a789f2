// What a remote store says of one step: whose it is, which archive holds its files, and what the machine that
// made it has found out about them. Signed, so that nobody who can merely write to the store gets bytes into
// a build.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

// What a remote cache keeps under /ac/: an ActionResult of the Remote Execution API, version 2. bazel-remote
// takes nothing else there, and keeps the blob under /cas/ that it names as long as the entry. Source:
// github.com/bazelbuild/remote-apis, build/bazel/remote/execution/v2/remote_execution.proto.
struct ActionResult {
  std::string path;         // output_files[0].path (fields 2, 1)
  std::string sha256;       // output_files[0].digest.hash (2, 2, 1)
  std::uint64_t bytes = 0;  // output_files[0].digest.size_bytes (2, 2, 2)
  std::string text;         // stdout_raw (5): what pylonctl says of the step, see step_entry.hpp
};

std::string write_action_result(const ActionResult& result);

// Reads one that has exactly one output file; fields that others add, such as bazel-remote's worker, are
// passed over. Any bytes may come: throws Error with the offset where they make no sense.
ActionResult read_action_result(std::string_view bytes);

// How a text proves where it comes from.
struct EntryTrust {
  std::string secret;         // the team's key, for HMAC-SHA-256
  bool unsigned_too = false;  // asked for: whatever the store says is believed. `secret` is empty then
};

// The signature, a line end and the text. `format` is signed too, so that one kind of text is never read as
// another.
std::string sign_text(std::string_view format, const std::string& text, const EntryTrust& trust);

// The text alone. Throws Error when it is not signed, signed with another key, or changed.
std::string open_signed_text(std::string_view format, const std::string& whole, const EntryTrust& trust);

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

// How a build tells others what it is making, through a store that can only keep what is put under a name: a
// lease of each step, which says who holds it, and one of the holder's own, which it renews. Nobody's clock
// is asked: a holder lives as long as others see its renewals.
struct Lease {
  std::string of;             // a step's key, or the holder itself
  std::string holder;         // 32 hexadecimal digits that a build has drawn
  std::uint64_t renewal = 0;  // of the holder's own: counts up
  bool ended = false;         // of the holder's own: it makes nothing more
};

// The name under /ac/.
std::string lease_name(const std::string& of);

// What is kept under that name: an action result with an empty file, which a cache need not be given.
std::string write_lease(const Lease& lease, const EntryTrust& trust);

// Reads any bytes as the lease of this step or holder; Error when it is not.
Lease read_lease(std::string_view bytes, const std::string& of, const EntryTrust& trust);

}  // namespace pylon
