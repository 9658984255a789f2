#include "checkout/recipe.hpp"

#include <cctype>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

const nlohmann::json& recipe_schema() {
  static const nlohmann::json kSchema = nlohmann::json::parse(R"({
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "description": {"type": "string"},
      "source": {"type": "string"},
      "needs": {"type": "array", "items": {"type": "string"}},
      "debs": {"type": "array", "items": {"type": "string"}},
      "tools": {"type": "array", "items": {"type": "string"}},
      "flags": {"type": "array", "items": {"type": "string", "pattern": "^(OPT(_[A-Z]+)?|EXCLUDE|EXCEPTIONS|PYC)$"}}
    }
  })");
  return kSchema;
}

}  // namespace

Recipe load_recipe(const fs::path& recipes, const std::string& name) {
  Recipe recipe;
  recipe.name = name;
  recipe.folder = recipes / name;
  const fs::path file = recipe.folder / "recipe.json";
  if (!fs::exists(file)) throw Error("there is no recipe '" + name + "': " + file.string() + " is missing");
  const nlohmann::json document = parse_json(read_file(file), file.string());
  validate_json(document, recipe_schema(), file.string());
  const auto list = [&](const char* field) { return document.value(field, std::vector<std::string>{}); };
  recipe.source = document.value("source", "");
  recipe.needs = list("needs");
  recipe.debs = list("debs");
  recipe.tools = list("tools");
  recipe.flags = list("flags");
  return recipe;
}

std::string dependency_variable(const std::string& recipe) {
  std::string name = "DEP_";
  for (const char c : recipe) {
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

std::string optimize_key(const std::string& recipe, const std::string& flag) {
  std::string key = recipe;
  for (const char c : flag.substr(3)) {  // behind "OPT"
    key += c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return key;
}

}  // namespace pylon
