// Tokens are enough, no grammar: `import` is a keyword and stands nowhere else. `from` also follows `yield`
// and `raise`, but then no name and `import` come after it.
#include "manifest/python_imports.hpp"

#include <cctype>
#include <set>

#include "base/python_tokens.hpp"

namespace pylon {
namespace {

// Names, numbers, single punctuation characters and line ends; every string is one token "''".
class Tokens {
 public:
  explicit Tokens(std::string_view source) : tokens_(source) { next(); }

  std::string_view current() const { return current_; }  // empty at the end

  void next() {
    Token token = tokens_.next();
    while (token.kind == TokenKind::kComment) token = tokens_.next();
    current_ = token.kind == TokenKind::kString ? "''" : token.text;
  }

 private:
  PythonTokens tokens_;
  std::string_view current_;
};

bool is_name(std::string_view token) {
  return !token.empty() && is_word_character(token.front()) &&
         std::isdigit(static_cast<unsigned char>(token.front())) == 0;
}

std::string dotted_name(Tokens& tokens) {
  std::string name;
  while (is_name(tokens.current()) && tokens.current() != "import") {
    name += tokens.current();
    tokens.next();
    if (tokens.current() != ".") break;
    name += '.';
    tokens.next();
  }
  return name;
}

void skip_alias(Tokens& tokens) {
  if (tokens.current() != "as") return;
  tokens.next();
  tokens.next();
}

std::string joined(std::string_view package, std::string_view name) {
  if (package.empty() || name.empty()) return std::string(package) + std::string(name);
  return std::string(package) + "." + std::string(name);
}

// "a.b.c" and two dots: "a.b".
std::string ancestor(std::string_view package, std::size_t dots) {
  for (; dots > 1 && !package.empty(); --dots) {
    const std::size_t dot = package.rfind('.');
    package = dot == std::string_view::npos ? std::string_view() : package.substr(0, dot);
  }
  return std::string(package);
}

void read_import(Tokens& tokens, std::set<std::string>& found) {
  do {
    tokens.next();
    const std::string name = dotted_name(tokens);
    for (std::size_t dot = 0; (dot = name.find('.', dot + 1)) != std::string::npos;)
      found.insert(name.substr(0, dot));
    if (!name.empty()) found.insert(name);
    skip_alias(tokens);
  } while (tokens.current() == ",");
}

void read_from(Tokens& tokens, std::string_view package, std::set<std::string>& found) {
  tokens.next();
  std::size_t dots = 0;
  for (; tokens.current() == "."; tokens.next()) ++dots;
  const std::string name = dotted_name(tokens);
  if (tokens.current() != "import" || (dots == 0 && name.empty())) return;
  const std::string module = dots == 0 ? name : joined(ancestor(package, dots), name);
  if (!module.empty()) found.insert(module);
  bool in_parentheses = false;
  do {
    tokens.next();
    if (tokens.current() == "(") in_parentheses = true;
    while (tokens.current() == "(" || (in_parentheses && tokens.current() == "\n")) tokens.next();
    if (!is_name(tokens.current())) break;
    found.insert(joined(module, tokens.current()));
    tokens.next();
    skip_alias(tokens);
    while (in_parentheses && tokens.current() == "\n") tokens.next();
  } while (tokens.current() == ",");
}

}  // namespace

std::vector<std::string> imported_modules(std::string_view source, std::string_view package) {
  std::set<std::string> found;
  Tokens tokens(source);
  while (!tokens.current().empty()) {
    if (tokens.current() == "import") {
      read_import(tokens, found);
    } else if (tokens.current() == "from") {
      read_from(tokens, package, found);
    } else {
      tokens.next();
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace pylon
