// What the macros of C files stand for, as far as the rules want to know it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/call.hpp"

namespace pylon::lint {

using Names = std::set<std::string, std::less<>>;

// What an expression comes to: a null pointer constant (NULL, nullptr, 0, 0L, '\0', (void *)0, in any number
// of parentheses and casts), one name in any number of them, or neither.
struct Reduced {
  bool null = false;
  std::string_view name;  // "": not a single name
  bool whole = true;      // false: null as one of the values of `?:`, or behind a comma
};
// `depth`: how many of these in each other are looked into.
Reduced reduced(const Words& words, Range expression, int depth = 8);

// A call in the replacement of a function-like macro.
struct PassedCall {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::string callee;
  std::vector<std::size_t> parameters;  // by argument: the macro's parameter that it passes on, or kNone
};

// A word of what a macro is replaced by.
struct ReplacementWord {
  TokenKind kind = TokenKind::kEnd;
  std::string text;
  std::size_t parameter = PassedCall::kNone;  // the one that stands here
  bool pastes = false;                        // `##`: the words beside it become one
};

// One `#define`; a name has several where the configuration decides.
struct Definition {
  bool null = false;
  std::string same_as;  // the one name that it is another word for; "": none
  // The names among what is joined to one string literal; none: it is no string.
  std::optional<std::vector<std::string>> text;
  std::size_t rest = PassedCall::kNone;  // the parameter that takes all further arguments: `...`
  std::vector<PassedCall> calls;
  bool function = false;  // it has parameters
  std::vector<ReplacementWord> words;
};
using Macros = std::map<std::string, std::vector<Definition>, std::less<>>;

// The `#define`s in `words`, which are those of c_tokens.
Macros macros_of(const Words& words);

// Those of `asked` that a macro of `own`, or where `own` has none of `elsewhere`, makes a null pointer
// constant. The names on the way that are no macros go into `unknown`: another file may define them.
Names null_names(const Names& asked, const Macros& own, const Macros& elsewhere, Names& unknown);

// All names that are macros for string literals, so that a literal after them is joined.
Names string_names(const Macros& macros);

// A function, or a macro that is one in other words, and which of its arguments become the capsule and the
// pointer of PyCapsule_SetPointer.
struct Setter {
  std::size_t capsule = 0, pointer = 1;  // `capsule`: PassedCall::kNone when it is no argument
  bool direct = true;                    // takes the very arguments of PyCapsule_SetPointer
};
using Setters = std::map<std::string, Setter, std::less<>>;

// The macros in `own` that pass a pointer on to one of `known` or to each other.
Setters setters_of(const Macros& own, const Setters& known);

}  // namespace pylon::lint
