#include "lint/indirect_call.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "lint/macros.hpp"

namespace pylon::lint {
namespace {

// Of `name<…>` that ends before `end`, the place of the name; `end` where none stands.
std::size_t name_before(const Words& words, std::size_t end) {
  constexpr std::size_t kLongestType = 32;
  std::size_t name = end, depth = 0;
  do {
    if (name == 0 || end - name > kLongestType) return end;
    const Token& token = words.list[--name];
    depth += token.is(">") ? 1U : 0U;
    depth -= token.is("<") && depth > 0 ? 1U : 0U;
  } while (depth > 0);
  if (words.list[name].is("<") && name > 0) --name;
  return name;
}

// N of `std::placeholders::_N`; 0 for anything else.
std::size_t placeholder(const Words& words, const Range& argument) {
  if (argument.empty()) return 0;
  const std::string_view name = words.list[argument.last - 1].text;
  std::size_t number = 0;
  if (!name.starts_with('_')) return 0;
  const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), number);
  return error == std::errc() && end == name.data() + name.size() ? number : 0;
}

// What is in `std::tuple<…>{c, p}`, `std::make_pair(c, p)` and the like.
std::vector<Range> elements(const Words& words, const Range& tuple) {
  static constexpr std::string_view kMakers[] = {"tuple", "make_tuple", "forward_as_tuple", "pair",
                                                 "make_pair"};
  const std::size_t close = tuple.last - 1;
  if (tuple.empty() || !words.paired(close) || words.partner[close] <= tuple.first) return {};
  const std::size_t open = words.partner[close], maker = name_before(words, open);
  if (maker == open || maker < tuple.first ||
      std::ranges::find(kMakers, words.list[maker].text) == std::end(kMakers))
    return {};
  return call_at(words, open, open).arguments;
}

// The arguments of `bind(f, bound…)(given…)`.
std::vector<Range> bound_arguments(const Words& words, std::string_view caller, std::vector<Range> bound,
                                   std::vector<Range> given, bool called) {
  constexpr std::size_t kLeast = 2;  // that a function takes which is of interest
  if (caller == "bind") {
    for (Range& each : bound) {
      const std::size_t number = placeholder(words, each);
      if (number > 0 && number <= given.size()) each = given[number - 1];
    }
    return bound;
  }
  if (caller == "bind_back") {
    if (!called && bound.size() < kLeast) given.resize(kLeast - bound.size());
    std::swap(bound, given);
  }
  bound.insert(bound.end(), given.begin(), given.end());
  return bound;
}

}  // namespace

Caller caller_of(const Words& words, std::size_t at) {
  static constexpr std::string_view kCallers[] = {"invoke",     "invoke_r",  "bind",
                                                  "bind_front", "bind_back", "apply"};
  if (at < 3) return {words.size()};
  const std::size_t open = words.list[at - 1].is("(") ? at - 1 : at - 2;
  if (!words.list[open].is("(") || !words.paired(open)) return {words.size()};
  const std::string_view name = words.list[name_before(words, open)].text;
  const bool known = std::ranges::find(kCallers, name) != std::end(kCallers);
  return {known ? open : words.size(), name};
}

Bound bound_as(const Words& words, std::size_t at) {
  const Caller caller = caller_of(words, at);
  if (caller.open == words.size() || !caller.name.starts_with("bind")) return {};
  std::size_t before = name_before(words, caller.open) - 1;
  if (before > 1 && words.list[before].is("::")) before -= words.list[before - 1].is("std") ? 2U : 1U;
  if (before == 0 || !words.list[before].is("=") || words.list[before - 1].kind != TokenKind::kName)
    return {};
  const std::vector<Range> all = call_at(words, at, caller.open).arguments;
  const std::size_t close = words.partner[caller.open], count = all.size() - 1;
  if (close + 1 < words.size() && words.list[close + 1].is("(")) return {};
  const auto of = [&](std::size_t argument) {
    if (caller.name == "bind_back") return argument + count < 2 ? argument : PassedCall::kNone;
    if (caller.name == "bind_front") return argument < count ? PassedCall::kNone : argument - count;
    const std::size_t number = argument < count ? placeholder(words, all[argument + 1]) : 0;
    return number > 0 ? number - 1 : PassedCall::kNone;
  };
  return {words.list[before - 1].text, of(0), of(1)};
}

Call indirect_call(const Words& words, std::size_t at, const Caller& caller) {
  Call call = call_at(words, at, caller.open);
  if (!call.arguments.empty()) call.arguments.erase(call.arguments.begin());
  if (caller.name == "apply") {
    // Its types may have commas: `std::tuple<PyObject *, void *>(c, p)`.
    if (!call.arguments.empty())
      call.arguments = elements(words, {call.arguments.front().first, call.arguments.back().last});
  } else if (caller.name.starts_with("bind")) {
    const std::size_t next = call.close + 1;
    const bool called = next < words.size() && words.list[next].is("(") && words.paired(next);
    std::vector<Range> given = called ? call_at(words, at, next).arguments : std::vector<Range>{};
    if (called) call.close = words.partner[next];
    call.arguments = bound_arguments(words, caller.name, std::move(call.arguments), std::move(given), called);
  }
  return call;
}

}  // namespace pylon::lint
