#include "manifest/hosts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// What every module needs.
constexpr const char* kBase = "wasm-1.0";

bool is_version(std::string_view text) {
  const bool digits = std::ranges::all_of(text, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
  return digits && !text.empty() && text.front() != '.' && text.back() != '.' &&
         text.find("..") == std::string_view::npos;
}

// Takes the digits up to the next dot off the front. Leading zeros are left out, so that numbers of any
// length compare by length, then by their digits.
std::string_view next_number(std::string_view& version) {
  const std::size_t dot = version.find('.');
  std::string_view number = version.substr(0, dot);
  version = dot == std::string_view::npos ? "" : version.substr(dot + 1);
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
  return number;
}

LeastVersion read_least(const Json& entry, const Json& sources, const std::string& where) {
  const auto source = entry.at("source").get<std::string>();
  if (!sources.contains(source))
    throw Error(fmt::format("{}/source: '{}' is not in /sources", where, source));
  const Json& version = entry.at("version");
  if (version.is_null()) return std::nullopt;
  const auto text = version.get<std::string>();
  if (text != kUnknownVersion && !is_version(text))
    throw Error(fmt::format("{}/version: '{}' is neither a version nor 'unknown'", where, text));
  return text;
}

// Of two needs, the one that fewer versions meet: null before unknown before the later version.
LeastVersion stricter(const LeastVersion& a, const LeastVersion& b) {
  if (!a || !b) return std::nullopt;
  if (*a == kUnknownVersion || *b == kUnknownVersion) return std::string(kUnknownVersion);
  return version_before(*a, *b) ? b : a;
}

LeastVersion least_of(const HostTable& table, const std::string& feature, const std::string& host) {
  const auto row = table.features.find(feature);
  if (row == table.features.end()) return std::string(kUnknownVersion);
  const auto found = row->second.find(host);
  return found == row->second.end() ? std::string(kUnknownVersion) : found->second;
}

}  // namespace

bool version_before(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    const std::string_view left = next_number(a), right = next_number(b);
    if (left != right) return left.size() != right.size() ? left.size() < right.size() : left < right;
  }
  return false;
}

HostTable parse_hosts(std::string_view text, const std::string& name) {
  const Json document = parse_json(text, name);
  try {
    HostTable table;
    std::set<std::string> hosts;
    for (const auto& [feature, row] : document.at("features").items()) {
      for (const auto& [host, entry] : row.items()) {
        table.features[feature][host] = read_least(entry, document.at("sources"),
                                                   fmt::format("{}: /features/{}/{}", name, feature, host));
        hosts.insert(host);
      }
    }
    table.hosts.assign(hosts.begin(), hosts.end());
    if (!table.features.contains(kBase))
      throw Error(fmt::format("{}: /features: {} is missing", name, kBase));
    return table;
  } catch (const Json::exception& error) {
    throw Error(fmt::format("{}: not a table of hosts: {}", name, plain_message(error)));
  }
}

Json host_needs(const HostTable& table, const std::vector<std::string>& used_features) {
  const std::set<std::string> needs(used_features.begin(), used_features.end());
  Json least = Json::object();
  for (const std::string& host : table.hosts) {
    LeastVersion version = least_of(table, kBase, host);
    for (const std::string& feature : needs) version = stricter(version, least_of(table, feature, host));
    least[host] = version ? Json(*version) : Json();
  }
  return {{"needs", needs}, {"least", least}};
}

}  // namespace pylon
