#include "lint/macros.hpp"

#include <algorithm>

namespace pylon::lint {
namespace {

using Tokens = std::vector<Token>;

bool is_zero(std::string_view number) {
  if (number.starts_with("0x") || number.starts_with("0X") || number.starts_with("0b"))
    number.remove_prefix(2);
  const std::size_t digits = std::min(number.find_first_not_of("0'"), number.size());
  return digits > 0 && number.substr(digits).find_first_not_of("uUlLzZ") == std::string_view::npos;
}

// Words of a type in a cast: no real one has more.
constexpr std::size_t kLongestType = 32;

bool is_type(const Tokens& list, std::size_t first, std::size_t last) {
  if (last - first > kLongestType || first == last) return false;
  return std::all_of(
      list.begin() + static_cast<std::ptrdiff_t>(first), list.begin() + static_cast<std::ptrdiff_t>(last),
      [](const Token& token) { return token.kind == TokenKind::kName || token.is("*") || token.is("::"); });
}

// After the cast that `range` begins with: `( type * )`, `static_cast< type * >`, Cython's `< type * >`. The
// same place when it begins with none.
std::size_t after_cast(const Words& words, Range range) {
  const Tokens& list = words.list;
  if (list[range.first].is("(")) {
    const std::size_t close = words.partner[range.first];
    if (close + 1 >= range.last || !is_type(list, range.first + 1, close)) return range.first;
    // `(f)(0)` may be a call.
    return list[close - 1].is("*") || !list[close + 1].is("(") ? close + 1 : range.first;
  }
  const bool named = list[range.first].text.ends_with("_cast");
  const std::size_t open = range.first + (named ? 1 : 0);
  if (open >= range.last || !list[open].is("<")) return range.first;
  const std::size_t bound = std::min(range.last, open + kLongestType);
  for (std::size_t at = open + 1; at < bound; ++at) {
    if (list[at].is(">")) return at + 1 < range.last ? at + 1 : range.first;
  }
  return range.first;
}

// A macro's parameters, by name.
std::vector<std::string_view> parameters_of(const Words& words, std::size_t open, Definition& macro) {
  std::vector<std::string_view> names;
  for (std::size_t at = open + 1; at < words.partner[open]; ++at) {
    const Token& token = words.list[at];
    if (token.kind == TokenKind::kName) names.push_back(token.text);
    if (!token.is(".") || macro.rest != PassedCall::kNone) continue;
    // `args...` gives the rest a name of its own.
    const bool named = words.list[at - 1].kind == TokenKind::kName;
    if (!named) names.emplace_back("__VA_ARGS__");
    macro.rest = names.size() - 1;
  }
  return names;
}

using Parameters = std::map<std::string_view, std::size_t>;

void read_words(const Words& words, Range replacement, const Parameters& parameters, Definition& macro) {
  for (std::size_t at = replacement.first; at < replacement.last; ++at) {
    const Token& token = words.list[at];
    const bool mark = token.is("#"), more = at + 1 < replacement.last;
    ReplacementWord word{token.kind, std::string(token.text), PassedCall::kNone,
                         mark && more && words.list[at + 1].is("#")};
    if (const auto found = parameters.find(token.text);
        token.kind == TokenKind::kName && found != parameters.end())
      word.parameter = found->second;
    // `#x` is a string, and `##` one word.
    const bool string = mark && more && !word.pastes && parameters.contains(words.list[at + 1].text);
    if (string) word = {TokenKind::kString, "\"\""};
    at += word.pastes || string ? 1U : 0U;
    macro.words.push_back(std::move(word));
  }
}

void read_function(const Words& words, std::size_t open, std::size_t end, Definition& macro) {
  const std::vector<std::string_view> list = parameters_of(words, open, macro);
  Parameters parameters;
  for (std::size_t i = 0; i < list.size(); ++i) parameters.emplace(list[i], i);
  macro.function = true;
  read_words(words, {words.partner[open] + 1, end}, parameters, macro);
  for (std::size_t at = words.partner[open] + 1; at < end; ++at) {
    const std::size_t opening = called_at(words, at);
    if (opening == words.size()) continue;
    PassedCall passed{std::string(words.list[at].text), {}};
    bool any = false;
    for (const Range& argument : call_at(words, at, opening).arguments) {
      const auto found = parameters.find(reduced(words, argument).name);
      passed.parameters.push_back(found == parameters.end() ? PassedCall::kNone : found->second);
      any = any || found != parameters.end();
    }
    if (any) macro.calls.push_back(std::move(passed));
  }
}

void read_object(const Words& words, Range replacement, Definition& macro) {
  const Reduced value = reduced(words, replacement);
  macro.null = value.null;
  macro.same_as = value.name;
  read_words(words, replacement, {}, macro);
  std::vector<std::string> names;
  for (const Token& token : tokens_in(words, replacement)) {
    const bool literal = token.kind == TokenKind::kString && token.text.starts_with('"');
    if (!literal && token.kind != TokenKind::kName) return;
    if (!literal) names.emplace_back(token.text);
  }
  macro.text = std::move(names);
}

// What follows from facts by rules "the head holds when each of the needs does": every name that a chain of
// rules leads to. Each rule is looked at once for each of its needs.
struct Implication {
  std::string_view head;
  std::vector<std::string_view> needs;
};

std::set<std::string_view> all_that_follow(const std::vector<Implication>& rules) {
  std::map<std::string_view, std::vector<std::size_t>> waiting;
  std::vector<std::size_t> missing;
  std::vector<std::string_view> ready;
  std::set<std::string_view> found;
  const auto add = [&](std::string_view name) {
    if (found.insert(name).second) ready.push_back(name);
  };
  for (std::size_t i = 0; i < rules.size(); ++i) {
    missing.push_back(rules[i].needs.size());
    for (const std::string_view need : rules[i].needs) waiting[need].push_back(i);
    if (rules[i].needs.empty()) add(rules[i].head);
  }
  while (!ready.empty()) {
    const std::string_view name = ready.back();
    ready.pop_back();
    for (const std::size_t rule : waiting[name]) {
      if (--missing[rule] == 0) add(rules[rule].head);
    }
  }
  return found;
}

const std::vector<Definition>* definitions_of(std::string_view name, const Macros& own,
                                              const Macros& elsewhere) {
  for (const Macros* macros : {&own, &elsewhere}) {
    const auto found = macros->find(name);
    if (found != macros->end()) return &found->second;
  }
  return nullptr;
}

// The setter that a macro is whose replacement passes its parameters to `callee` in this way.
std::optional<Setter> passed_setter(const Definition& macro, const PassedCall& call, const Setter& callee) {
  const auto parameter = [&](std::size_t argument) {
    if (argument == PassedCall::kNone) return PassedCall::kNone;
    if (argument < call.parameters.size() && call.parameters[argument] != macro.rest)
      return call.parameters[argument];
    // One of the arguments that `...` stands for.
    for (std::size_t at = 0; at < call.parameters.size() && at <= argument; ++at) {
      if (macro.rest != PassedCall::kNone && call.parameters[at] == macro.rest)
        return macro.rest + (argument - at);
    }
    return PassedCall::kNone;
  };
  const Setter setter{parameter(callee.capsule), parameter(callee.pointer), false};
  return setter.pointer == PassedCall::kNone ? std::nullopt : std::optional(setter);
}

// Without the parentheses and casts around it.
Range stripped(const Words& words, Range range) {
  while (!range.empty()) {
    if (range.size() > 2 && words.list[range.first].is("(") && words.partner[range.first] == range.last - 1) {
      ++range.first;
      --range.last;
      continue;
    }
    const std::size_t next = range.size() > 1 ? after_cast(words, range) : range.first;
    if (next == range.first) break;
    range.first = next;
  }
  return range;
}

// What an expression may come to: the values of `?:` and of Cython's `x if c else y`, of what stands behind
// the last comma.
std::vector<Range> values_of(const Words& words, const Range& range) {
  std::vector<Range> values;
  std::size_t start = range.first;
  for (std::size_t at = range.first; at < range.last; ++at) {
    if (words.paired(at) && words.partner[at] > at) at = words.partner[at];
    const Token& token = words.list[at];
    const bool value = token.is(":") || token.is("if");
    if (!value && !token.is("?") && !token.is(",") && !token.is("else")) continue;
    if (token.is(",")) values.clear();
    if (value) values.push_back({start, at});
    start = at + 1;
  }
  values.push_back({start, range.last});
  return values;
}

Reduced single(const Words& words, const Range& range) {
  // What C++ makes of `{}` where a pointer is due.
  if (range.size() == 2 && words.list[range.first].is("{") && words.paired(range.first)) return {true, {}};
  if (range.size() != 1) return {};
  const Token& token = words.list[range.first];
  if (token.kind == TokenKind::kNumber) return {is_zero(token.text), {}};
  if (token.kind == TokenKind::kCharacter) return {token.text == "'\\0'", {}};
  if (token.kind != TokenKind::kName) return {};
  const bool null = token.is("NULL") || token.is("nullptr") || token.is("__null");
  return null ? Reduced{true, {}} : Reduced{false, token.text};
}

}  // namespace

Reduced reduced(const Words& words, Range expression, int depth) {
  const Range range = stripped(words, expression);
  const Reduced whole = single(words, range);
  if (range.size() < 3) return whole;
  for (const Range& value : values_of(words, range)) {
    if (value.size() != range.size() && depth > 0 && reduced(words, value, depth - 1).null)
      return {true, {}, false};
  }
  return whole;
}

Macros macros_of(const Words& words) {
  Macros macros;
  const Tokens& list = words.list;
  for (std::size_t at = 0; at + 2 < list.size(); ++at) {
    if (list[at].kind != TokenKind::kDirective || !list[at + 1].is("define")) continue;
    const Token& name = list[at + 2];
    std::size_t end = at + 3;
    while (end < list.size() && list[end].kind != TokenKind::kLineEnd) ++end;
    const bool function = end > at + 3 && list[at + 3].is("(") && list[at + 3].offset == name.end();
    Definition macro;
    if (function && words.paired(at + 3)) {
      read_function(words, at + 3, end, macro);
    } else if (!function && end > at + 3) {
      read_object(words, {at + 3, end}, macro);
    }
    if (end > at + 3) macros[std::string(name.text)].push_back(std::move(macro));
    at = end;
  }
  return macros;
}

Names null_names(const Names& asked, const Macros& own, const Macros& elsewhere, Names& unknown) {
  // What the asked names lead to, and no more: the rest of a large file does not matter.
  std::set<std::string_view> reached(asked.begin(), asked.end());
  std::vector<std::string_view> left(asked.begin(), asked.end());
  std::vector<Implication> rules;
  while (!left.empty()) {
    const std::string_view name = left.back();
    left.pop_back();
    const std::vector<Definition>* definitions = definitions_of(name, own, elsewhere);
    if (definitions == nullptr) {
      unknown.emplace(name);
      continue;
    }
    for (const Definition& each : *definitions) {
      if (each.null) rules.push_back({name, {}});
      if (each.same_as.empty()) continue;
      rules.push_back({name, {each.same_as}});
      if (reached.insert(each.same_as).second) left.push_back(each.same_as);
    }
  }
  Names found;
  for (const std::string_view name : all_that_follow(rules)) {
    if (asked.contains(name)) found.emplace(name);
  }
  return found;
}

Names string_names(const Macros& macros) {
  std::vector<Implication> rules;
  for (const auto& [name, definitions] : macros) {
    for (const Definition& each : definitions) {
      if (each.text) rules.push_back({name, {each.text->begin(), each.text->end()}});
    }
  }
  Names found;
  for (const std::string_view name : all_that_follow(rules)) found.emplace(name);
  return found;
}

Setters setters_of(const Macros& own, const Setters& known) {
  struct Use {
    std::string_view name;
    const Definition* macro = nullptr;
    const PassedCall* call = nullptr;  // nullptr: the macro is another word for it
  };
  std::map<std::string_view, std::vector<Use>> uses;  // by what is called
  for (const auto& [name, definitions] : own) {
    for (const Definition& each : definitions) {
      if (!each.same_as.empty()) uses[each.same_as].push_back({name, &each, nullptr});
      for (const PassedCall& call : each.calls) uses[call.callee].push_back({name, &each, &call});
    }
  }
  Setters found;
  std::vector<std::pair<std::string, Setter>> ready(known.begin(), known.end());
  while (!ready.empty()) {
    const auto [callee, setter] = ready.back();
    ready.pop_back();
    const auto users = uses.find(callee);
    if (users == uses.end()) continue;
    for (const Use& use : users->second) {
      const std::optional<Setter> passed =
          use.call == nullptr ? std::optional(setter) : passed_setter(*use.macro, *use.call, setter);
      if (passed && found.emplace(use.name, *passed).second) ready.emplace_back(use.name, *passed);
    }
  }
  return found;
}

}  // namespace pylon::lint
