// Characters that a string literal writes by their numbers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pylon::lint {

enum class Escapes {
  kJson,  // \u005f
  kCode,  // of C and Python: also \x5f, \137 and \U0000005f
};

// `text` with its escapes for ASCII characters replaced by these; all else as it is written.
std::string without_escapes(std::string_view text, Escapes kind);

// Whether `text` begins with an escape for a character that names may have.
bool hides_letter(std::string_view text);

// Whether `word` is in `text`, with or without escapes.
bool mentions_escaped(std::string_view text, std::string_view word);

// The strings of a JSON text, each with the place and key it belongs to. Comments (JSON5) are passed over.
struct JsonString {
  std::string_view text;   // between the quotes, escapes as they are written
  std::size_t offset = 0;  // of `text`
  bool key = false;
  // The key of the member whose value this is or lies in directly (as an element of a list); for a key that
  // of the object around it. "" at the top.
  std::string_view under;
};

// Takes any text: what is wrong in it is not ours to report.
std::vector<JsonString> json_strings(std::string_view text);

}  // namespace pylon::lint
