// JSON documents that people write: parsed with clear errors and checked against a JSON Schema.
// And where in a text of JSON a value stands: for messages that point into a file.
#pragma once

#include <cstddef>
#include <exception>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

// Parses `text`. Errors name `name` (a path), line and column, and what was expected there. A key that
// occurs twice in one object is an error too.
nlohmann::json parse_json(std::string_view text, const std::string& name);

// Error naming `name` when lists and objects stand in each other deeper than any document's of ours or of
// others that is read here: what walks over such a value would run out of stack. parse_json() asks it too.
void check_depth(std::string_view text, const std::string& name);

// The list of what `make` makes of each item; who calls it includes nlohmann/json.hpp.
template <typename Items, typename Make, typename Json = nlohmann::json>
Json json_list(const Items& items, Make make) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(make(item));
  return list;
}

// What an exception of the JSON library says, without the library's number for it.
std::string plain_message(const std::exception& error);

// Checks `document` against `schema` (JSON Schema draft 7). All violations are put into one Error, each as
// `name: /json/path: what is wrong`, with the nearest allowed word for an unknown field or value.
void validate_json(const nlohmann::json& document, const nlohmann::json& schema, const std::string& name);

// The same, but fields that the schema does not know are no violations: their JSON paths are returned.
std::vector<std::string> validate_known_json(const nlohmann::json& document, const nlohmann::json& schema,
                                             const std::string& name);

// The document as a report for other programs: two spaces, a line end, ASCII alone (what is not is escaped,
// so that no terminal that shows it can be steered by a name in it); bytes that are no UTF-8 become U+FFFD.
std::string json_text(const nlohmann::json& document);

// The document for people: every string and key as shown() shows it.
nlohmann::json shown_json(const nlohmann::json& document);

// The line (from 1) of the member or element that `pointer` ("/gate/growth/raw", "/packages/0") leads to, or
// of the nearest one above it that is there. `text` parses; keys are compared as they are written.
std::size_t line_of_json_path(std::string_view text, std::string_view pointer);

// The bytes of a text that a value takes up, from its first character to behind its last.
struct JsonSpan {
  std::size_t begin = 0, end = 0;
};

// Where the value at `pointer` stands; none when it is not there.
std::optional<JsonSpan> span_of_json_path(std::string_view text, std::string_view pointer);

// `text` with the string at `pointer`, which must be there, replaced; all else stays as people have laid it
// out.
std::string with_json_string(std::string_view text, std::string_view pointer, std::string_view value);

}  // namespace pylon
