#include "lint/capsule_close.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lint/functions.hpp"

namespace pylon::lint {
namespace {

// The most words of an expression for a capsule that are compared, and written twice in an edit. Without a
// bound, nested calls would be quoted once for each level.
constexpr std::size_t kLongestCapsule = 64;
constexpr std::size_t kDeepestIndentation = 200;  // characters

// The words without spaces; "" when there are too many.
std::string key_of(const Words& words, Range capsule) {
  std::string key;
  if (capsule.size() > kLongestCapsule) return key;
  for (const Token& token : tokens_in(words, capsule)) key.append(token.text) += ' ';
  return key;
}

// Whether the words are a string that is written in `source`; what a macro made is not.
bool is_string(const Words& words, Range argument, const Names& strings, std::string_view source) {
  return !argument.empty() && std::ranges::all_of(tokens_in(words, argument), [&](const Token& token) {
    if (source.substr(token.offset, token.size) != token.text) return false;
    return token.kind == TokenKind::kString ? token.text.starts_with('"')
                                            : token.kind == TokenKind::kName && strings.contains(token.text);
  });
}

bool has_no_effect(const Words& words, Range expression) {
  if (expression.empty() || expression.size() > kLongestCapsule) return false;
  for (std::size_t k = expression.first; k < expression.last; ++k) {
    const Token& token = words.list[k];
    const bool plain = token.kind == TokenKind::kName || token.kind == TokenKind::kNumber || token.is("->") ||
                       token.is("::") ||
                       std::string_view(".*&[]()").find(token.text) != std::string_view::npos;
    const bool called = token.is("(") && k > expression.first &&
                        (words.list[k - 1].kind == TokenKind::kName || words.list[k - 1].is(")"));
    if (!plain || called) return false;
  }
  return true;
}

// Whether the ")" at `close` ends the head of an if, while, for or switch.
bool ends_head(const Words& words, std::size_t close) {
  if (!words.paired(close) || words.partner[close] == 0) return false;
  static constexpr std::string_view kHeads[] = {"if", "while", "for", "switch", "constexpr"};
  return std::ranges::find(kHeads, words.list[words.partner[close] - 1].text) != std::end(kHeads);
}

enum class Place { kStatement, kBranch, kExpression };

Place place_of(const Words& words, std::size_t first, const Call& call, bool in_directive) {
  const std::vector<Token>& tokens = words.list;
  const bool ends = call.close + 1 < tokens.size() && tokens[call.close + 1].is(";");
  if (!ends || first == 0 || in_directive) return Place::kExpression;
  const Token& before = tokens[first - 1];
  if (before.is(";") || before.is("{") || before.is("}")) return Place::kStatement;
  if (before.is("else") || before.is("do") || (before.is(")") && ends_head(words, first - 1)))
    return Place::kBranch;
  return Place::kExpression;
}

// The spaces that the line of `offset` begins with.
std::string_view indentation(std::string_view source, std::size_t start, std::size_t offset) {
  const std::string_view line = source.substr(start, std::min(offset - start, kDeepestIndentation));
  return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

}  // namespace

std::string_view text_of(const Words& words, Range range, std::string_view source) {
  if (range.empty()) return {};
  const std::size_t first = words.list[range.first].offset;
  return source.substr(first, words.list[range.last - 1].end() - first);
}

std::vector<bool> in_directives(const Words& words) {
  std::vector<bool> inside(words.size());
  bool now = false;
  for (std::size_t at = 0; at < words.size(); ++at) {
    now = (now && words.list[at].kind != TokenKind::kLineEnd) || words.list[at].kind == TokenKind::kDirective;
    inside[at] = now;
  }
  return inside;
}

void CapsuleNames::Candidates::add(std::string_view other) {
  several = several || (!name.empty() && name != other);
  name = other;
}

CapsuleNames::CapsuleNames(const Words& words, const Macros& macros, std::string_view source,
                           const std::vector<Range>& functions)
    : words_(words), functions_(functions) {
  static constexpr std::array<std::string_view, 3> kFunctions{"PyCapsule_New", "PyCapsule_GetPointer",
                                                              "PyCapsule_IsValid"};
  const Names strings = string_names(macros);
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (std::ranges::find(kFunctions, words.list[at].text) == kFunctions.end()) continue;
    const std::size_t open = called_at(words, at);
    if (open == words.size()) continue;
    const Call call = call_at(words, at, open);
    if (call.arguments.size() < 2 || !is_string(words, call.arguments[1], strings, source)) continue;
    const std::string_view name = text_of(words, call.arguments[1], source);
    const std::size_t function = function_at(functions_, at);
    const bool makes = words.list[at].text == kFunctions[0];
    anywhere_.add(name);
    of_function_[function].add(name);
    const std::string capsule = makes ? "" : key_of(words, call.arguments[0]);
    if (!capsule.empty()) of_capsule_[{function, capsule}].add(name);
  }
}

std::string CapsuleNames::name_of(Range capsule, std::size_t place) const {
  const auto one = [](const Candidates& found) { return found.several ? "" : std::string(found.name); };
  const std::size_t function = function_at(functions_, place);
  const auto same_capsule = of_capsule_.find({function, key_of(words_, capsule)});
  if (same_capsule != of_capsule_.end()) return one(same_capsule->second);
  // Code outside of all functions has no neighbours in one: there the name counts that is the only one in the
  // file.
  const auto same_function = of_function_.find(function);
  return one(function != 0 && same_function != of_function_.end() ? same_function->second : anywhere_);
}

std::optional<Edit> close_capsule(const Words& words, const Call& call, const std::string& name,
                                  std::string_view source, const LineIndex& lines,
                                  const std::vector<bool>& directives) {
  if (!has_no_effect(words, call.arguments[0])) return std::nullopt;
  const std::vector<Token>& tokens = words.list;
  std::size_t first = call.name;
  if (first > 0 && tokens[first - 1].is("::")) --first;
  // The bracket of `(name)(…)`, or of `(*name)(…)`.
  while (call.open != call.name + 1 && !tokens[first].is("(")) --first;
  const Place place = place_of(words, first, call, directives[call.name]);
  const bool nullptr_there = call.arguments[1].size() == 1 && tokens[call.arguments[1].first].is("nullptr");
  const std::string_view null = nullptr_there ? "nullptr" : "NULL";
  const std::string_view capsule = text_of(words, call.arguments[0], source);
  const std::string destructor = fmt::format("PyCapsule_SetDestructor({}, {})", capsule, null);
  const std::string rename = fmt::format("PyCapsule_SetName({}, {} \".closed\")", capsule, name);
  const std::size_t start = tokens[first].offset;
  const std::size_t end = place == Place::kBranch ? tokens[call.close + 1].end() : tokens[call.close].end();
  Edit edit{start, end - start, {}};
  switch (place) {
    case Place::kStatement:
      edit.text =
          fmt::format("{};\n{}{}", destructor, indentation(source, lines.line_start(start), start), rename);
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
