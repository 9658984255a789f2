#include "report/file_summary.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/text.hpp"
#include "report/manifest_summary.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

std::string plural(std::uint64_t number, const std::string& one) {
  return fmt::format("{} {}{}", with_thousands(number), one, number == 1 ? "" : "s");
}

// "12 types, 3 functions, …", without what there is none of.
std::string counts_text(const Json& counts) {
  std::vector<std::string> parts;
  for (const auto& [key, name] :
       {std::pair("types", "type"), std::pair("functions", "function"), std::pair("tables", "table"),
        std::pair("globals", "global"), std::pair("tags", "tag"),
        std::pair("element_segments", "element segment"), std::pair("data_segments", "data segment")}) {
    const auto number = counts.at(key).get<std::uint64_t>();
    if (number > 0) parts.push_back(plural(number, name));
  }
  return parts.empty() ? "nothing" : join(parts, ", ");
}

std::string build_text(const Json& build) {
  if (build.is_null()) return "";
  std::vector<std::string> packages;
  for (const auto& [name, version] : build.at("packages").items())
    packages.push_back(name + " " + version.get<std::string>());
  const auto line = [](const std::string& label, const std::string& value) {
    return fmt::format("{:<12}{}\n", label + ":", value);
  };
  return line("variant", build.at("variant")) + line("version", build.at("version")) +
         line("packages", join(packages, ", ")) + line("manifest", build.at("manifest_digest"));
}

std::string core_module_text(const Json& facts) {
  std::string text = build_text(facts.at("build")) + module_summary(facts);
  text += fmt::format("{:<12}{}\n", "defines:", counts_text(facts.at("counts")));
  if (!facts.at("start").is_null())
    text += fmt::format("{:<12}function {}\n", "start:", facts.at("start").get<std::uint32_t>());
  std::vector<std::string> producers;
  for (const Json& one : facts.at("producers")) {
    const auto version = one.at("version").get<std::string>();
    producers.push_back(one.at("name").get<std::string>() + (version.empty() ? "" : " " + version));
  }
  if (facts.contains("unread"))
    text += fmt::format("{:<12}what follows {}: it is of no proposal that is known here\n",
                        "not read:", facts.at("unread").get<std::string>());
  for (const Json& one : facts.value("oddities", Json::array()))
    text += fmt::format("{:<12}{}\n", "odd:", one.get<std::string>());
  if (!producers.empty()) text += fmt::format("{:<12}{}\n", "made by:", join(producers, ", "));
  return text;
}

}  // namespace

std::string file_summary(const Json& found) {
  const Json facts = shown_json(found);
  if (!facts.at("component").get<bool>()) return core_module_text(facts);
  const Json& modules = facts.at("core_modules");
  std::string text =
      fmt::format("a component of {} bytes with {}\n", with_thousands(facts.at("bytes").get<std::uint64_t>()),
                  plural(modules.size(), "core module"));
  for (const Json& module : modules) {
    text += fmt::format("\ncore module at byte {}, {} bytes{}\n",
                        with_thousands(module.at("offset").get<std::uint64_t>()),
                        with_thousands(module.at("bytes").get<std::uint64_t>()),
                        module.at("depth").get<unsigned>() > 0 ? ", in a nested component" : "");
    text += core_module_text(module);
  }
  return text;
}

}  // namespace pylon
