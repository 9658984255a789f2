#include "base/json.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"

using namespace pylon;
using nlohmann::json;

namespace {

// What the error of `body` says, or "" when there is none.
template <typename Body>
std::string error_of(Body&& body) {
  try {
    body();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

std::string parse_error(std::string_view text) {
  return error_of([&] { parse_json(text, "file.json"); });
}

std::string violation(const json& document, const json& schema) {
  return error_of([&] { validate_json(document, schema, "file.json"); });
}

const json kSchema = json::parse(R"({
  "type": "object",
  "additionalProperties": false,
  "required": ["name"],
  "properties": {
    "name": {"type": "string", "pattern": "^[a-z]+$"},
    "level": {"enum": ["low", "high"]},
    "sizes": {"type": "array", "uniqueItems": true, "items": {"$ref": "#/definitions/size"}},
    "flags": {"type": "object", "propertyNames": {"pattern": "^-"}, "additionalProperties": {"type": ["string", "null"]}}
  },
  "definitions": {"size": {"type": "integer", "minimum": 16, "multipleOf": 16}}
})");

}  // namespace

TEST_CASE("a JSON document is parsed") {
  CHECK(parse_json(R"({"a": [1, {"a": 2}]})", "x") == json{{"a", {1, {{"a", 2}}}}});
}

TEST_CASE("a syntax error names file, line and column") {
  CHECK(parse_error("{\n  \"a\": 1,\n  oops\n}")
            .starts_with("file.json:3:3: syntax error while parsing object key"));
  CHECK(parse_error("").starts_with("file.json:1:1: "));  // the words are the library's, by its version
  CHECK(parse_error("{} {}").starts_with("file.json:1:4: syntax error"));
  CHECK(parse_error("\"\xff\"").starts_with("file.json:1:2: syntax error"));
}

TEST_CASE("a syntax error says what to do about what people write") {
  const auto advice = [](std::string_view text) {
    const std::string error = parse_error(text);
    const std::size_t at = error.find("\n  to do: ");
    return at == std::string::npos ? "none: " + error : error.substr(at + 10);
  };
  CHECK(advice("{\"a\": 1,}") == "remove the comma before the }");
  CHECK(advice("[1, 2,\n]") == "remove the comma before the ]");
  CHECK(advice("[1,, 2]") == "remove the comma, or write what is missing before it");
  CHECK(advice("{\n  // why\n}") == "remove the comment: JSON has none");
  CHECK(advice("[1 # one\n]") == "remove the comment: JSON has none");
  CHECK(advice("{'a': 1}") == "write \" in place of '");
  CHECK(advice("{\"a\": 1 \"b\": 2}") == "put a comma, or a colon after a name, before it");
  CHECK(advice("{\"a\": [1, 2") == "it ends too early: look for a } or ] or \" that is missing");
  CHECK(advice("") == "it is empty; write {} at least");
  CHECK(advice(" \n") == "it is empty; write {} at least");
  CHECK(advice("{\n<<<<<<< HEAD\n") == "resolve the conflict of git's merge that stands in it");
  CHECK(advice("\xFF\xFE{\x01}") == "save it as UTF-8");
  CHECK(advice("{\"a\": 1e999}") == "write a smaller number");
  CHECK(advice("{\"a\": True}").starts_with("correct it there"));
}

TEST_CASE("a document is no deeper than what walks over it can go") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(parse_error(nested(500)).empty());
  CHECK(parse_error(nested(501)).starts_with("file.json:1:501: lists and objects stand in each other"));
  CHECK(parse_error("[\"" + std::string(600, '[') + "\\\"[[\"]").empty());
  CHECK(parse_error("[\"open").starts_with("file.json:1:7: syntax error"));
  CHECK(parse_error("[\"open\\").starts_with("file.json:1:8: syntax error"));
}

TEST_CASE("a key that occurs twice in one object is an error at the second place") {
  CHECK(parse_error("{\"a\": 1,\n \"b\": {\"a\": 2},\n \"a\": 3}")
            .starts_with("file.json:3:4: the key \"a\" occurs twice"));
  CHECK(parse_error(R"([{"a": 1}, {"a": 2}])").empty());
}

TEST_CASE("a document that follows its schema passes") {
  CHECK(violation({{"name", "lean"}, {"level", "low"}, {"sizes", {16, 32}}, {"flags", {{"-O", nullptr}}}},
                  kSchema)
            .empty());
}

TEST_CASE("a violation names the JSON path, what is wrong and the nearest right word") {
  CHECK(violation({{"name", "x"}, {"levle", "low"}}, kSchema) ==
        "file.json: /levle: unknown field 'levle' (did you mean 'level'?)");
  CHECK(violation({{"name", "x"}, {"level", "hihg"}}, kSchema) ==
        "file.json: /level: unknown value 'hihg' (did you mean 'high'?)");
  CHECK(violation({{"name", 3}}, kSchema) == "file.json: /name: must be a string, but is a number");
  CHECK(violation({{"name", "X"}}, kSchema) == "file.json: /name: 'X' does not match ^[a-z]+$");
  CHECK(violation({{"level", "low"}}, kSchema) == "file.json: /: the field 'name' is missing");
  CHECK(violation({{"name", "x"}, {"sizes", {16, 20}}}, kSchema) ==
        "file.json: /sizes/1: 20 is not a multiple of 16");
  CHECK(violation({{"name", "x"}, {"sizes", {0}}}, kSchema) == "file.json: /sizes/0: 0 is less than 16");
  CHECK(violation({{"name", "x"}, {"sizes", {16, 1.5}}}, kSchema) ==
        "file.json: /sizes/1: must be an integer, but is a number");
  CHECK(violation({{"name", "x"}, {"sizes", {16, 16}}}, kSchema) ==
        "file.json: /sizes/1: 16 is in the list already");
  CHECK(violation({{"name", "x"}, {"flags", {{"-O", 2}}}}, kSchema) ==
        "file.json: /flags/-O: must be a string or null, but is a number");
  CHECK(violation({{"name", "x"}, {"flags", {{"O", "2"}}}}, kSchema) ==
        "file.json: /flags/O: the name 'O' does not match ^-");
  CHECK(violation(json::array(), kSchema) == "file.json: /: must be an object, but is an array");
}

TEST_CASE("all violations are told at once") {
  CHECK(violation({{"nmae", "x"}, {"sizes", {"a"}}}, kSchema) ==
        "file.json: /: the field 'name' is missing\n"
        "file.json: /nmae: unknown field 'nmae' (did you mean 'name'?)\n"
        "file.json: /sizes/0: must be an integer, but is a string");
}

TEST_CASE("a keyword that the describing walk does not know is still enforced") {
  const json schema = {{"properties", {{"a", {{"const", 1}}}}}};
  CHECK(violation({{"a", 1}}, schema).empty());
  CHECK(violation({{"a", 2}}, schema).starts_with("file.json: "));
}

TEST_CASE("a number that no double holds is an error like any other") {
  CHECK(error_of([] { parse_json(R"({"bytes": 11e213425})", "a.json"); }) ==
        "a.json: number overflow parsing '11e213425'\n  to do: write a smaller number");
}
