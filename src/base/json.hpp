// JSON documents that people write: parsed with clear errors and checked against a JSON Schema.
#pragma once

#include <exception>
#include <nlohmann/json_fwd.hpp>
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

}  // namespace pylon
