// Characters that a string literal writes by their numbers.
#pragma once

#include <string>
#include <string_view>

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

}  // namespace pylon::lint
