#include "lint/python_lines.hpp"

#include <utility>

#include "base/python_tokens.hpp"

namespace pylon::lint {
namespace {

std::size_t indentation(std::string_view source, std::size_t offset) {
  const std::size_t start = source.substr(0, offset).rfind('\n') + 1;
  return offset - start;
}

// `cimport` is Cython's.
bool is_import(const Token& word) { return word.is("import") || word.is("cimport"); }

// The dotted name at `at`, which is moved past it.
ImportedName take_name(const std::vector<Token>& words, std::size_t& at) {
  ImportedName name;
  while (at < words.size() &&
         (words[at].is(".") || (words[at].kind == TokenKind::kName && !is_import(words[at])))) {
    const bool dot = words[at].is(".");
    if (!dot && !name.name.empty() && name.name.back() != '.') break;
    if (name.name.empty()) name.offset = words[at].offset;
    name.name += words[at].text;
    name.size = words[at].end() - name.offset;
    ++at;
  }
  return name;
}

void take_list(const std::vector<Token>& words, std::size_t& at, std::vector<ImportedName>& names) {
  while (at < words.size()) {
    if (words[at].is("(")) ++at;
    ImportedName name = take_name(words, at);
    if (name.name.empty()) return;
    names.push_back(std::move(name));
    if (at + 1 < words.size() && words[at].is("as")) at += 2;
    if (at >= words.size() || !words[at].is(",")) return;
    ++at;
  }
}

}  // namespace

std::string PythonLine::joined() const {
  std::string text;
  for (const Token& word : words) {
    if (word.kind == TokenKind::kString) {
      text += '"' + std::string(python_string_body(word.text)) + '"';
    } else {
      text += word.text;
    }
  }
  return text;
}

std::vector<PythonLine> python_lines(std::string_view source) {
  std::vector<PythonLine> lines;
  PythonLine line;
  std::size_t depth = 0;
  PythonTokens tokens(source);
  for (Token token = tokens.next();; token = tokens.next()) {
    const bool ends = token.kind == TokenKind::kEnd || (token.kind == TokenKind::kLineEnd && depth == 0);
    if (ends && !line.words.empty()) lines.push_back(std::exchange(line, {}));
    if (token.kind == TokenKind::kEnd) return lines;
    if (token.kind == TokenKind::kComment || token.kind == TokenKind::kLineEnd) continue;
    if (line.words.empty()) line.indent = indentation(source, token.offset);
    if (token.is("(") || token.is("[") || token.is("{")) ++depth;
    if ((token.is(")") || token.is("]") || token.is("}")) && depth > 0) --depth;
    line.words.push_back(token);
  }
}

std::vector<ImportedName> imported_names(const std::vector<Token>& words) {
  std::vector<ImportedName> names;
  for (std::size_t at = 0; at < words.size();) {
    const bool from = words[at].is("from") && words[at].kind == TokenKind::kName;
    const bool import = is_import(words[at]) && words[at].kind == TokenKind::kName;
    ++at;
    if (from) {
      ImportedName name = take_name(words, at);
      if (at >= words.size() || !is_import(words[at]) || name.name.empty()) continue;
      names.push_back(std::move(name));
      ++at;
    }
    if (from || import) take_list(words, at, names);
  }
  return names;
}

}  // namespace pylon::lint
