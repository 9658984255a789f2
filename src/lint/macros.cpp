#include "lint/macros.hpp"

#include <algorithm>

#include "lint/c_tokens.hpp"
#include "lint/call.hpp"

namespace pylon::lint {
namespace {

constexpr int kDeepest = 8;  // macros of macros

using Expression = std::span<const Token>;

bool is_zero(std::string_view number) {
  if (number.starts_with("0x") || number.starts_with("0X") || number.starts_with("0b"))
    number.remove_prefix(2);
  const std::size_t digits = std::min(number.find_first_not_of("0'"), number.size());
  return digits > 0 && number.substr(digits).find_first_not_of("uUlLzZ") == std::string_view::npos;
}

// `( type * ) rest` and `static_cast< type * >( rest )`: what is cast; else nothing.
Expression cast_operand(Expression expression) {
  if (expression.front().is("(")) {
    const std::size_t close = closing(expression, 0);
    if (close + 1 >= expression.size()) return {};
    const Expression type = expression.subspan(1, close - 1);
    const bool pointer = !type.empty() && type.back().is("*");
    const bool plain = std::ranges::all_of(type, [](const Token& token) {
      return token.kind == TokenKind::kName || token.is("*") || token.is("::");
    });
    // `(f)(0)` may be a call.
    return plain && (pointer || !expression[close + 1].is("(")) ? expression.subspan(close + 1)
                                                                : Expression();
  }
  if (!expression.front().text.ends_with("_cast")) return {};
  const auto open = std::ranges::find_if(expression, [](const Token& token) { return token.is("("); });
  return open == expression.end() ? Expression()
                                  : expression.subspan(static_cast<std::size_t>(open - expression.begin()));
}

// Its replacements, each judged; true when one is what `judge` looks for.
template <typename Judge>
bool any_replacement(std::string_view name, const Macros& macros, Judge judge) {
  const auto found = macros.find(name);
  if (found == macros.end()) return false;
  return std::ranges::any_of(found->second, [&](const std::string& replacement) {
    const CTokens tokens = c_tokens(replacement);
    return judge(without_comments(tokens.list));
  });
}

bool is_null_at(Expression expression, const Macros& macros, Names* unknown, int depth) {
  while (expression.size() > 2 && expression.front().is("(") &&
         closing(expression, 0) == expression.size() - 1)
    expression = expression.subspan(1, expression.size() - 2);
  if (expression.empty() || depth > kDeepest) return false;
  if (expression.size() > 1) {
    const Expression operand = cast_operand(expression);
    return !operand.empty() && is_null_at(operand, macros, unknown, depth + 1);
  }
  const Token& token = expression.front();
  if (token.kind == TokenKind::kNumber) return is_zero(token.text);
  if (token.kind == TokenKind::kCharacter) return token.text == "'\\0'";
  if (token.kind != TokenKind::kName) return false;
  if (token.is("NULL") || token.is("nullptr") || token.is("__null")) return true;
  if (unknown != nullptr && !macros.contains(token.text)) unknown->emplace(token.text);
  return any_replacement(token.text, macros, [&](const std::vector<Token>& replacement) {
    return is_null_at(replacement, macros, unknown, depth + 1);
  });
}

bool is_string_at(Expression expression, const Macros& macros, int depth) {
  if (expression.empty() || depth > kDeepest) return false;
  return std::ranges::all_of(expression, [&](const Token& token) {
    if (token.kind == TokenKind::kString) return token.text.starts_with('"');
    return token.kind == TokenKind::kName &&
           any_replacement(token.text, macros, [&](const std::vector<Token>& replacement) {
             return is_string_at(replacement, macros, depth + 1);
           });
  });
}

}  // namespace

Macros macros_of(std::span<const Token> tokens, std::string_view source) {
  Macros macros;
  for (std::size_t at = 0; at + 2 < tokens.size(); ++at) {
    if (tokens[at].kind != TokenKind::kDirective || !tokens[at + 1].is("define")) continue;
    const Token& name = tokens[at + 2];
    std::size_t end = at + 3;
    while (end < tokens.size() && tokens[end].kind != TokenKind::kLineEnd) ++end;
    const bool function =
        tokens.size() > at + 3 && tokens[at + 3].is("(") && tokens[at + 3].offset == name.end();
    if (!function && end > at + 3) {
      const std::size_t first = tokens[at + 3].offset;
      macros[std::string(name.text)].emplace_back(source.substr(first, tokens[end - 1].end() - first));
    }
    at = end;
  }
  return macros;
}

bool is_null(Expression expression, const Macros& macros, Names& unknown) {
  return is_null_at(expression, macros, &unknown, 0);
}

bool is_string(Expression expression, const Macros& macros) { return is_string_at(expression, macros, 0); }

}  // namespace pylon::lint
