// Which version of a host a module needs: a table of features (toolchain/hosts.json), and what follows from
// it.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

// Version numbers with dots, or kUnknownVersion; nullopt: no version has it by default.
using LeastVersion = std::optional<std::string>;
inline constexpr std::string_view kUnknownVersion = "unknown";

struct HostTable {
  std::vector<std::string> hosts;                                       // sorted
  std::map<std::string, std::map<std::string, LeastVersion>> features;  // feature -> host -> least version
};

// The text of a hosts.json. Error naming `name` and the JSON path for what its schema (hosts.schema.json)
// forbids, and for a source that is not listed.
HostTable parse_hosts(std::string_view text, const std::string& name);

// {"needs": the features, sorted; "least": host -> version}: the least version of each host that has all of
// `used_features` (names as in target_features, and wasi_snapshot_preview1). null when one of them is not in
// any version, else "unknown" when the table does not know one of them.
nlohmann::json host_needs(const HostTable& table, const std::vector<std::string>& used_features);

// Whether version `a` comes before `b`: component by component as numbers, a missing one is 0.
bool version_before(std::string_view a, std::string_view b);

}  // namespace pylon
