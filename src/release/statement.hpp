// Where a release comes from: an in-toto v1 statement with a SLSA v1 provenance
// (https://slsa.dev/spec/v1.0/provenance). It is unsigned; SHA256SUMS, which names it, can be signed.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace pylon {

struct StatementInputs {
  const nlohmann::json* manifest = nullptr;
  std::map<std::string, std::string> subjects;     // file of the release -> SHA-256
  std::string commit;                              // of the project
  std::vector<std::vector<std::string>> commands;  // argument vectors that make it again, in order
  std::string tool_version;                        // pylonctl's
  // Steps that came from a remote store instead of being made where the rest was: the statement lists them,
  // and has no such list when there are none.
  std::vector<std::string> remote_steps = {};
};

// Those of a release's statement.
std::vector<std::vector<std::string>> release_commands(const std::string& version,
                                                       const std::string& variant);

// As text: sorted keys, two spaces, newline at the end.
std::string statement_text(const StatementInputs& inputs);

}  // namespace pylon
