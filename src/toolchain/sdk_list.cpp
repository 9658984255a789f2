#include "toolchain/sdk_list.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

using nlohmann::json;

std::vector<std::string> in_version(const std::vector<std::string>& packages, const std::string& version) {
  std::vector<std::string> labels;
  for (const std::string& package : packages)
    labels.push_back(version.empty() ? package : package + "@" + version);
  return labels;
}

SdkEntry parse_entry(const std::string& name, const json& object) {
  SdkEntry entry;
  entry.name = name;
  entry.meaning = object.at("meaning").get<std::string>();
  entry.llvm = object.at("llvm").get<int>();
  entry.wasi_libc = object.at("wasi_libc").get<std::string>();
  entry.installed = object.value("installed", "");
  entry.version = object.value("version", "");
  entry.packages = in_version(object.at("packages").get<std::vector<std::string>>(), entry.version);
  entry.support =
      in_version(object.value("support_packages", std::vector<std::string>{}), object.value("support", ""));
  entry.exceptions = object.value("exceptions", false);
  return entry;
}

SdkAbility parse_ability(const json& object) {
  return {object.at("from").get<int>(), object.at("compile").get<std::string>(),
          object.at("link").get<std::string>()};
}

}  // namespace

const SdkEntry* SdkList::find(const std::string& name) const {
  const auto found = std::ranges::find(entries, name, &SdkEntry::name);
  return found == entries.end() ? nullptr : &*found;
}

std::map<std::string, std::string> SdkList::flags_for(int llvm) const {
  std::map<std::string, std::string> flags;
  for (const FlagRule& rule : rules) {
    if (llvm == 0 || llvm < rule.from || (rule.until != 0 && llvm > rule.until)) continue;
    std::string& of_part = flags[rule.part];
    of_part += (of_part.empty() ? "" : " ") + rule.flags;
  }
  return flags;
}

SdkList parse_sdks(const json& document, const std::string& name) {
  SdkList list;
  list.standard = document.at("default").get<std::string>();
  for (const auto& [sdk, object] : document.at("sdks").items())
    list.entries.push_back(parse_entry(sdk, object));
  for (const json& rule : document.at("flags")) {
    list.rules.push_back({rule.at("part").get<std::string>(), rule.value("from", 0), rule.value("until", 0),
                          rule.at("flags").get<std::string>()});
  }
  list.exceptions = parse_ability(document.at("exceptions"));
  list.setjmp = parse_ability(document.at("setjmp"));
  if (list.find(list.standard) == nullptr) {
    std::vector<std::string> names;
    for (const SdkEntry& entry : list.entries) names.push_back(entry.name);
    throw Error(name + ": /default: there is no SDK '" + list.standard + "'",
                "name one of: " + join(names, ", "));
  }
  return list;
}

SdkList load_sdks(const fs::path& toolchain) {
  const std::string name = "toolchain/sdk.json";
  const json document = parse_json(read_file(toolchain / "sdk.json"), name);
  validate_json(document, parse_json(read_file(toolchain / "sdk.schema.json"), "toolchain/sdk.schema.json"),
                name);
  return parse_sdks(document, name);
}

}  // namespace pylon
