#include "judge/expectations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// `used`: the reasons that have been asked for.
std::string reason_of(const Json& json, const Expectations& expectations, std::set<std::string>& used,
                      const std::string& where) {
  std::string reason = json.at("reason");
  if (!expectations.reasons.contains(reason)) {
    std::vector<std::string> known;
    for (const auto& [name, text] : expectations.reasons) known.push_back(name);
    throw Error(fmt::format("{}/reason: '{}' is none of /reasons", where, reason),
                fmt::format("known: {}", join(known, ", ")));
  }
  used.insert(reason);
  return reason;
}

}  // namespace

Expectations parse_expectations(std::string_view text, std::string_view schema, const std::string& name) {
  const Json document = parse_json(text, name);
  validate_json(document, parse_json(schema, "expectations.schema.json"), name);
  Expectations expectations;
  expectations.suite = document.at("suite");
  expectations.reasons = document.at("reasons");
  expectations.sample = document.at("sample");
  std::set<std::string> used;
  std::set<std::pair<std::string, std::string>> seen;
  const auto once = [&](const std::string& file, const std::string& each, const std::string& where) {
    if (!seen.emplace(file, each).second)
      throw Error(fmt::format("{}: '{}{}{}' is there twice", where, file, each.empty() ? "" : " ", each));
  };
  const Json& known = document.at("known");
  for (std::size_t i = 0; i < known.size(); ++i) {
    const std::string where = fmt::format("{}: /known/{}", name, i);
    KnownFailure entry{known[i].at("file"), reason_of(known[i], expectations, used, where),
                       known[i].value("cases", std::vector<std::string>()), known[i].value("traps", false),
                       known[i].value("variants", std::vector<std::string>())};
    if (entry.cases.empty()) once(entry.file, "", where);
    for (const std::string& each : entry.cases) once(entry.file, each, where);
    expectations.known.push_back(std::move(entry));
  }
  const Json& left_out = document.at("left_out");
  for (std::size_t i = 0; i < left_out.size(); ++i) {
    const std::string where = fmt::format("{}: /left_out/{}", name, i);
    expectations.left_out.push_back(
        {left_out[i].at("files"), reason_of(left_out[i], expectations, used, where)});
  }
  for (const auto& [reason, meaning] : expectations.reasons) {
    if (!used.contains(reason)) throw Error(fmt::format("{}: /reasons/{}: nothing has it", name, reason));
  }
  return expectations;
}

Expectations expectations_of(Expectations all, const std::string& variant) {
  std::erase_if(all.known, [&](const KnownFailure& entry) {
    return !entry.variants.empty() && std::ranges::find(entry.variants, variant) == entry.variants.end();
  });
  return all;
}

}  // namespace pylon
