// What a remote cache keeps under /ac/: an ActionResult of the Remote Execution API, version 2. bazel-remote
// takes nothing else there, and keeps the blob under /cas/ that it names as long as the entry. Source:
// github.com/bazelbuild/remote-apis, build/bazel/remote/execution/v2/remote_execution.proto.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pylon {

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

}  // namespace pylon
