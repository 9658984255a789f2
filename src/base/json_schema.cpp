// Validation against JSON Schema. Valijson decides; its messages name neither the offending word nor the
// right one, so a walk of our own over the keywords that our schemas use describes what it refused. Alone in
// this file, because valijson is slow to compile.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;
using Pointer = Json::json_pointer;

struct Walk {
  const Json& root;                       // the whole schema, for $ref
  bool allow_unknown = false;             // unknown fields are no violations
  std::vector<std::string> violations{};  // "/json/path: what is wrong"
  std::vector<Pointer> unknown{};         // fields that the schema does not know

  void report(const Pointer& path, const std::string& what) {
    violations.push_back(fmt::format("{}: {}", path.empty() ? "/" : path.to_string(), what));
  }
  void visit(const Json& value, const Json& schema, const Pointer& path);
  void visit_object(const Json& value, const Json& schema, const Pointer& path);
  void visit_array(const Json& value, const Json& schema, const Pointer& path);
  void visit_scalar(const Json& value, const Json& schema, const Pointer& path);
};

bool has_type(const Json& value, const std::string& type) {
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  return type == value.type_name();
}

std::string with_article(const std::string& noun) {
  return (std::string("aeiou").find(noun.front()) == std::string::npos ? "a " : "an ") + noun;
}

bool matches(const std::string& text, const std::string& pattern) {
  return std::regex_search(text, std::regex(pattern));
}

// The allowed types as words, and whether `value` has one of them.
bool check_type(const Json& value, const Json& type, std::string& wanted) {
  std::vector<std::string> words;
  for (const Json& each : type.is_array() ? type : Json::array({type}))
    words.push_back(each.get<std::string>());
  for (std::string& word : words) {
    if (has_type(value, word)) return true;
    word = word == "null" ? word : with_article(word);
  }
  wanted = join(words, " or ");
  return false;
}

// The schema for the property `key`: nullptr when nothing is said about it, a `false` schema when it is
// refused.
const Json* property_schema(const Json& schema, const std::string& key) {
  if (const auto known = schema.find("properties"); known != schema.end() && known->contains(key))
    return &known->at(key);
  if (const auto patterns = schema.find("patternProperties"); patterns != schema.end()) {
    for (const auto& [pattern, inner] : patterns->items()) {
      if (matches(key, pattern)) return &inner;
    }
  }
  const auto rest = schema.find("additionalProperties");
  return rest == schema.end() ? nullptr : &*rest;
}

void Walk::visit_object(const Json& value, const Json& schema, const Pointer& path) {
  std::vector<std::string> known;
  const Json properties = schema.value("properties", Json::object());
  for (const auto& [key, inner] : properties.items()) known.push_back(key);
  for (const Json& key : schema.value("required", Json::array())) {
    if (!value.contains(key.get<std::string>()))
      report(path, fmt::format("the field '{}' is missing", key.get<std::string>()));
  }
  if (value.size() < schema.value("minProperties", std::size_t{0})) report(path, "must not be empty");
  for (const auto& [key, inner] : value.items()) {
    if (const auto names = schema.find("propertyNames"); names != schema.end()) {
      const std::string pattern = names->value("pattern", "");
      if (!matches(key, pattern))
        report(path / key, fmt::format("the name '{}' does not match {}", key, pattern));
    }
    const Json* inner_schema = property_schema(schema, key);
    if (inner_schema == nullptr) continue;
    if (*inner_schema == false) {
      unknown.push_back(path / key);
      if (allow_unknown) continue;
      report(path / key, fmt::format("unknown field '{}'{}", key, did_you_mean_or_known(key, known)));
    } else {
      visit(inner, *inner_schema, path / key);
    }
  }
}

void Walk::visit_array(const Json& value, const Json& schema, const Pointer& path) {
  if (value.size() < schema.value("minItems", std::size_t{0})) report(path, "must not be empty");
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (const auto items = schema.find("items"); items != schema.end()) visit(value[i], *items, path / i);
    if (!schema.value("uniqueItems", false)) continue;
    for (std::size_t j = 0; j < i; ++j) {
      if (value[j] == value[i]) report(path / i, fmt::format("{} is in the list already", value[i].dump()));
    }
  }
}

void Walk::visit_scalar(const Json& value, const Json& schema, const Pointer& path) {
  if (value.is_string()) {
    const std::string text = value.get<std::string>();
    const bool too_short = text.size() < schema.value("minLength", std::size_t{0});
    if (too_short) report(path, "must not be empty");
    if (const auto pattern = schema.find("pattern");
        pattern != schema.end() && !too_short && !matches(text, *pattern)) {
      report(path, fmt::format("'{}' does not match {}", text, pattern->get<std::string>()));
    }
    if (const auto refused = schema.find("not");
        refused != schema.end() && matches(text, refused->at("pattern"))) {
      report(path,
             "must not hold " + refused->value("description", refused->at("pattern").get<std::string>()));
    }
  } else if (value.is_number()) {
    const double number = value.get<double>();
    if (schema.contains("minimum") && number < schema["minimum"].get<double>()) {
      report(path, fmt::format("{} is less than {}", value.dump(), schema["minimum"].dump()));
    }
    if (schema.contains("maximum") && number > schema["maximum"].get<double>()) {
      report(path, fmt::format("{} is more than {}", value.dump(), schema["maximum"].dump()));
    }
    if (schema.contains("multipleOf") && value.is_number_integer() &&
        value.get<std::int64_t>() % schema["multipleOf"].get<std::int64_t>() != 0) {
      report(path, fmt::format("{} is not a multiple of {}", value.dump(), schema["multipleOf"].dump()));
    }
  }
}

void Walk::visit(const Json& value, const Json& schema, const Pointer& path) {
  if (!schema.is_object()) return;
  if (const auto reference = schema.find("$ref"); reference != schema.end()) {
    return visit(value, root.at(Pointer(reference->get<std::string>().substr(1))), path);
  }
  if (const auto type = schema.find("type"); type != schema.end()) {
    std::string wanted;
    if (!check_type(value, *type, wanted)) {
      return report(path, fmt::format("must be {}, but is {}", wanted,
                                      value.is_null() ? "null" : with_article(value.type_name())));
    }
  }
  if (const auto allowed = schema.find("enum"); allowed != schema.end()) {
    std::vector<std::string> words;
    for (const Json& each : *allowed)
      words.push_back(each.is_string() ? each.get<std::string>() : each.dump());
    const std::string word = value.is_string() ? value.get<std::string>() : value.dump();
    if (std::find(allowed->begin(), allowed->end(), value) == allowed->end()) {
      report(path, fmt::format("unknown value '{}'{}", word, did_you_mean_or_known(word, words)));
    }
  }
  if (value.is_object()) {
    visit_object(value, schema, path);
  } else if (value.is_array()) {
    visit_array(value, schema, path);
  } else {
    visit_scalar(value, schema, path);
  }
}

// Valijson's own words, for a keyword that the walk does not know.
std::vector<std::string> valijson_messages(valijson::ValidationResults& results) {
  std::vector<std::string> messages;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    error.context.erase(error.context.begin());  // "<root>"
    messages.push_back(
        fmt::format("{}: {}", error.context.empty() ? "/" : join(error.context, ""), error.description));
  }
  return messages;
}

// Whether valijson takes the document.
bool is_valid(const Json& document, const Json& schema, valijson::ValidationResults& results) {
  using Adapter = valijson::adapters::NlohmannJsonAdapter;
  valijson::Schema parsed;
  valijson::SchemaParser().populateSchema(Adapter(schema), parsed);
  return valijson::Validator().validate(parsed, Adapter(document), &results);
}

[[noreturn]] void refuse(std::vector<std::string> violations, const std::string& name) {
  for (std::string& violation : violations) violation.insert(0, name + ": ");
  throw Error(join(violations, "\n"));
}

}  // namespace

void validate_json(const Json& document, const Json& schema, const std::string& name) {
  valijson::ValidationResults results;
  if (is_valid(document, schema, results)) return;
  Walk walk{schema};
  walk.visit(document, schema, Pointer());
  if (walk.violations.empty()) walk.violations = valijson_messages(results);
  refuse(std::move(walk.violations), name);
}

std::vector<std::string> validate_known_json(const Json& document, const Json& schema,
                                             const std::string& name) {
  valijson::ValidationResults results;
  if (is_valid(document, schema, results)) return {};
  Walk walk{schema, true};
  walk.visit(document, schema, Pointer());
  if (!walk.violations.empty()) refuse(std::move(walk.violations), name);
  Json known = document;
  std::vector<std::string> paths;
  for (const Pointer& path : walk.unknown) {
    known.at(path.parent_pointer()).erase(path.back());
    paths.push_back(path.to_string());
  }
  validate_json(known, schema, name);  // for what valijson alone sees
  return paths;
}

}  // namespace pylon
