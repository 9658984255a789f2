// Calls of a function that another one is given: `std::invoke(f, c, p)`, `std::bind(f, c, _1)(p)`,
// `std::apply(f, std::tuple{c, p})`.
#pragma once

#include "lint/call.hpp"

namespace pylon::lint {

// What stands between the function and its caller's bracket, and who calls.
struct Caller {
  std::size_t open = 0;  // "(" of the caller; words.size(): there is none
  std::string_view name{};
};

// The caller that the function at `at` is the first argument of, also with `&` or `::` before it.
Caller caller_of(const Words& words, std::size_t at);

// The call of the function at `at`, by `caller`: its arguments are the function's own as far as they are
// given, its end that of the last bracket.
Call indirect_call(const Words& words, std::size_t at, const Caller& caller);

// What `auto g = std::bind(f, c, _1)` makes of the function at `at`: the name g, and of f's first and second
// argument which of g's they are; PassedCall::kNone for those that are bound. An empty name where nothing is
// made so.
struct Bound {
  std::string_view name{};
  std::size_t first = 0, second = 0;
};
Bound bound_as(const Words& words, std::size_t at);

}  // namespace pylon::lint
