// What the object-like macros of C files stand for, as far as the rules want to know it.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/token.hpp"

namespace pylon::lint {

// Name -> its replacements as they are written; more than one where the configuration decides.
using Macros = std::map<std::string, std::vector<std::string>, std::less<>>;
using Names = std::set<std::string, std::less<>>;

// The `#define NAME …` in `tokens` (those of c_tokens) of `source`. Function-like macros are left out.
Macros macros_of(std::span<const Token> tokens, std::string_view source);

// Whether the expression is a null pointer constant: NULL, nullptr, 0, 0L, '\0', (void *)0, in any number of
// parentheses and casts, or a macro for one of these. A single name that is no such macro goes into
// `unknown`: another file may define it.
bool is_null(std::span<const Token> expression, const Macros& macros, Names& unknown);

// Whether the expression is one or more string literals or macros for them, so that a literal after it is
// joined.
bool is_string(std::span<const Token> expression, const Macros& macros);

}  // namespace pylon::lint
