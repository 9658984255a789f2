#include "lint/capsule_close.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace pylon::lint {
namespace {

using Span = std::span<const Token>;

std::string_view text_of(Span tokens, std::string_view source) {
  if (tokens.empty()) return {};
  return source.substr(tokens.front().offset, tokens.back().end() - tokens.front().offset);
}

bool same(Span a, Span b) { return std::ranges::equal(a, b, {}, &Token::text, &Token::text); }

// The outermost `{ … }` around the token at `at`: its first and last place, or the whole list.
std::pair<std::size_t, std::size_t> block_around(Span tokens, std::size_t at) {
  std::size_t depth = 0;
  std::size_t start = 0;
  for (std::size_t k = 0; k < tokens.size(); ++k) {
    if (tokens[k].is("{") && depth++ == 0) start = k;
    if (tokens[k].is("}") && depth > 0 && --depth == 0 && start <= at && at <= k) return {start, k};
  }
  return {0, tokens.size()};
}

struct NameUse {
  std::size_t place;  // in the list of tokens
  Span capsule;       // empty for PyCapsule_New
  std::string name;
};

std::vector<NameUse> name_uses(Span tokens, const Macros& macros, std::string_view source) {
  std::vector<NameUse> uses;
  for (const char* function : {"PyCapsule_New", "PyCapsule_GetPointer", "PyCapsule_IsValid"}) {
    for (const Call& call : calls_of(tokens, function)) {
      if (call.arguments.size() < 2 || !is_string(call.arguments[1], macros)) continue;
      const bool makes = std::string_view(function) == "PyCapsule_New";
      uses.push_back(
          {call.name, makes ? Span() : call.arguments[0], std::string(text_of(call.arguments[1], source))});
    }
  }
  return uses;
}

bool has_no_effect(Span expression) {
  for (std::size_t k = 0; k < expression.size(); ++k) {
    const Token& token = expression[k];
    const bool plain = token.kind == TokenKind::kName || token.kind == TokenKind::kNumber || token.is("->") ||
                       token.is("::") ||
                       std::string_view(".*&[]()").find(token.text) != std::string_view::npos;
    const bool called =
        token.is("(") && k > 0 && (expression[k - 1].kind == TokenKind::kName || expression[k - 1].is(")"));
    if (!plain || called) return false;
  }
  return !expression.empty();
}

bool in_directive(Span tokens, std::size_t at) {
  while (at-- > 0) {
    if (tokens[at].kind == TokenKind::kLineEnd) return false;
    if (tokens[at].kind == TokenKind::kDirective) return true;
  }
  return false;
}

// Whether the ")" at `close` ends the head of an if, while, for or switch.
bool ends_head(Span tokens, std::size_t close) {
  std::size_t depth = 0;
  for (std::size_t at = close + 1; at-- > 0;) {
    if (tokens[at].is(")")) ++depth;
    if (!tokens[at].is("(") || --depth > 0) continue;
    if (at == 0) return false;
    static constexpr std::string_view kHeads[] = {"if", "while", "for", "switch", "constexpr"};
    return std::ranges::find(kHeads, tokens[at - 1].text) != std::end(kHeads);
  }
  return false;
}

enum class Place { kStatement, kBranch, kExpression };

Place place_of(Span tokens, std::size_t first, const Call& call) {
  const bool ends = call.close + 1 < tokens.size() && tokens[call.close + 1].is(";");
  if (!ends || first == 0 || in_directive(tokens, first)) return Place::kExpression;
  const Token& before = tokens[first - 1];
  if (before.is(";") || before.is("{") || before.is("}")) return Place::kStatement;
  if (before.is("else") || before.is("do") || (before.is(")") && ends_head(tokens, first - 1)))
    return Place::kBranch;
  return Place::kExpression;
}

// The spaces that the line of `offset` begins with.
std::string indentation(std::string_view source, std::size_t offset) {
  const std::size_t start = source.substr(0, offset).rfind('\n') + 1;
  const std::size_t end = std::min(source.find_first_not_of(" \t", start), offset);
  return std::string(source.substr(start, end - start));
}

}  // namespace

std::string capsule_name(Span tokens, const Call& call, const Macros& macros, std::string_view source) {
  const auto [first, last] = block_around(tokens, call.name);
  std::set<std::string> same_capsule, same_function, anywhere;
  for (const NameUse& use : name_uses(tokens, macros, source)) {
    anywhere.insert(use.name);
    if (use.place < first || use.place > last) continue;
    same_function.insert(use.name);
    if (same(use.capsule, call.arguments[0])) same_capsule.insert(use.name);
  }
  for (const auto* names : {&same_capsule, &same_function, &anywhere}) {
    if (!names->empty()) return names->size() == 1 ? *names->begin() : "";
  }
  return "";
}

std::optional<Edit> close_capsule(Span tokens, const Call& call, const std::string& name,
                                  std::string_view source) {
  if (!has_no_effect(call.arguments[0])) return std::nullopt;
  std::size_t first = call.name;
  if (first > 0 && tokens[first - 1].is("::")) --first;
  const Place place = place_of(tokens, first, call);
  const std::string_view null =
      call.arguments[1].size() == 1 && call.arguments[1][0].is("nullptr") ? "nullptr" : "NULL";
  const std::string_view capsule = text_of(call.arguments[0], source);
  const std::string destructor = fmt::format("PyCapsule_SetDestructor({}, {})", capsule, null);
  const std::string rename = fmt::format("PyCapsule_SetName({}, {} \".closed\")", capsule, name);
  const std::size_t start = tokens[first].offset;
  const std::size_t end = place == Place::kBranch ? tokens[call.close + 1].end() : tokens[call.close].end();
  Edit edit{start, end - start, {}};
  switch (place) {
    case Place::kStatement:
      edit.text = destructor + ";\n" + indentation(source, start) + rename;
      break;
    case Place::kBranch:
      edit.text = fmt::format("{{ {}; {}; }}", destructor, rename);
      break;
    case Place::kExpression:
      edit.text = fmt::format("({} ? -1 : {})", destructor, rename);
      break;
  }
  return edit;
}

}  // namespace pylon::lint
