// dynlink-name: where a file shows a name with _dynlink to users: what it imports, what it offers, what it is
// called.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/python_tokens.hpp"
#include "base/text.hpp"
#include "lint/c_tokens.hpp"
#include "lint/call.hpp"
#include "lint/escapes.hpp"
#include "lint/python_lines.hpp"
#include "lint/rules.hpp"
#include "lint/shell_words.hpp"

namespace pylon::lint {
namespace {

// The name without what it should not say.
std::string plain_name(std::string_view name) {
  constexpr std::string_view kWord = "_dynlink";
  std::string plain;
  for (std::size_t at; (at = name.find(kWord)) != std::string_view::npos;
       name.remove_prefix(at + kWord.size()))
    plain += name.substr(0, at);
  plain += name;
  if (plain.ends_with("_cap")) plain.erase(plain.size() - 4);
  return plain;
}

void add(Findings& findings, std::string_view name, std::size_t offset, std::size_t size, const char* what) {
  if (!shows_dynlink(name)) return;
  Finding finding;
  finding.offset = offset;
  finding.size = size;
  finding.message = fmt::format("{} {} shows _dynlink to users.", what, quoted_part(name));
  const std::string plain = plain_name(name);
  const bool named = !plain.empty() && !plain.ends_with('.');  // not by _dynlink alone
  finding.fix = fmt::format("Call it {}; a private module may be called _<name>_dynlink_cap.",
                            named ? quoted_part(plain) : "by what it does");
  findings.push_back(std::move(finding));
}

// The string literals from `at` on, which are one; `at` is moved past them.
void add_literals(const Words& words, std::size_t at, bool c, std::size_t offset, Findings& findings) {
  std::string name;
  const std::size_t first = at;
  for (; at < words.size() && words.list[at].kind == TokenKind::kString; ++at) {
    const std::string_view literal = words.list[at].text;
    name += without_escapes(c ? c_string_body(literal) : python_string_body(literal), Escapes::kCode);
  }
  if (at == first) return;
  const std::size_t start = words.list[first].offset;
  add(findings, name, offset + start, words.list[at - 1].end() - start, "The module name");
}

void check_c(const Piece& piece, Findings& findings) {
  const CTokens source = c_tokens(piece.text);
  const Words words = words_of(source.list);
  const std::vector<Token>& tokens = words.list;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    const bool next = at + 2 < tokens.size();
    if (token.kind != TokenKind::kName) continue;
    if (token.text.starts_with("PyInit_")) {
      add(findings, token.text.substr(7), piece.offset + token.offset, token.size, "The module");
    } else if (next && ((token.is("PyModuleDef_HEAD_INIT") && tokens[at + 1].is(",")) ||
                        (token.is("m_name") && tokens[at + 1].is("=")) ||
                        (token.text.starts_with("PyImport_") && tokens[at + 1].is("(")))) {
      add_literals(words, at + 2, true, piece.offset, findings);
    }
  }
}

// The argument that names the module: the first one, or the one for a parameter of that meaning.
std::size_t name_argument(const Words& words, const Call& call) {
  static constexpr std::array<std::string_view, 5> kParameters{"name", "fullname", "mod_name", "modname",
                                                               "module_name"};
  for (const Range& argument : call.arguments) {
    const bool keyword = argument.size() > 2 && words.list[argument.first].kind == TokenKind::kName &&
                         words.list[argument.first + 1].is("=");
    if (!keyword && &argument == call.arguments.data()) return argument.first;
    if (keyword && std::ranges::find(kParameters, words.list[argument.first].text) != kParameters.end())
      return argument.first + 2;
  }
  return words.size();
}

void check_python(std::string_view text, std::size_t offset, Findings& findings) {
  const Words words = python_words(text);
  for (const ImportedName& name : imported_names(words.list))
    add(findings, name.name, offset + name.offset, name.size, "The import");
  static constexpr std::array<std::string_view, 8> kFunctions{
      "import_module", "__import__",   "find_spec",  "spec_from_file_location",
      "Extension",     "importorskip", "run_module", "import_fresh_module"};
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (std::ranges::find(kFunctions, words.list[at].text) == kFunctions.end()) continue;
    const std::size_t open = called_at(words, at);
    if (open == words.size()) continue;
    std::size_t name = name_argument(words, call_at(words, at, open));
    while (name < words.size() && words.list[name].is("(")) ++name;
    add_literals(words, name, false, offset, findings);
  }
}

// `python -m NAME` and `python -c CODE`.
void check_shell(const Piece& piece, Findings& findings) {
  for (const ShellCommand& command : shell_commands(piece.text)) {
    for (std::size_t at = 0; at + 1 < command.size(); ++at) {
      const ShellWord& value = command[at + 1];
      const std::size_t place = piece.offset + value.offset;
      if (command[at].text == "-m") add(findings, value.text, place, value.size, "The module");
      if (command[at].text != "-c") continue;
      const std::vector<Token> words = python_words(value.text).list;
      for (const ImportedName& name : imported_names(words))
        add(findings, name.name, place, value.size, "The import");
    }
  }
}

void check_json(const Piece& piece, Findings& findings) {
  static constexpr std::array<std::string_view, 9> kKeys{
      "name", "module", "modules", "package", "packages", "import", "imports", "require", "user_facing"};
  for (const JsonString& each : json_strings(piece.text)) {
    if (std::ranges::find(kKeys, without_escapes(each.under, Escapes::kJson)) == kKeys.end()) continue;
    add(findings, without_escapes(each.text, Escapes::kJson), piece.offset + each.offset, each.text.size(),
        "The name");
  }
}

// Setup.local: the names that a line begins with, up to its sources and flags.
void check_setup(const Piece& piece, Findings& findings) {
  constexpr std::string_view kBlanks = " \t\r";
  const std::string_view text = piece.text;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, end - start);
    const bool rule =
        line.find('=') == std::string_view::npos && !line.starts_with("#") && !line.starts_with("*");
    for (std::size_t at = line.find_first_not_of(kBlanks); rule && at < line.size();) {
      const std::string_view word =
          line.substr(at, std::min(line.find_first_of(kBlanks, at), line.size()) - at);
      if (word.find_first_of("/-$#") != std::string_view::npos || word.ends_with(".c") ||
          word.ends_with(".a") || word.ends_with(".o") || word.ends_with(".cpp"))
        break;
      add(findings, word, piece.offset + start + at, word.size(), "The module");
      at = line.find_first_not_of(kBlanks, at + word.size());
    }
    start = end + 1;
  }
}

// "pkg/crc32c_dynlink/__init__.py" is imported as crc32c_dynlink.
void check_path(const File& file, Findings& findings) {
  std::string_view path = file.path;
  const bool package = file_name(path).starts_with("__init__.py");
  if (package) path = path.substr(0, path.size() - file_name(path).size());
  while (path.ends_with('/')) path.remove_suffix(1);
  std::string_view name = file_name(path);
  if (!package) name = name.substr(0, name.find('.'));
  add(findings, name, 0, 0, package ? "The package" : "The module");
}

}  // namespace

bool concerns_dynlink_name(std::string_view path, std::string_view text) {
  return mentions(text, "_dynlink") || mentions(path, "_dynlink");
}

void check_dynlink_name(const File& file, Findings& findings) {
  const auto is_python = [](Language language) {
    return language == Language::kPython || language == Language::kCython;
  };
  if (is_python(file.language)) check_path(file, findings);
  for (const Piece& piece : file.pieces.list) {
    if (!mentions_escaped(piece.text, "_dynlink")) continue;
    if (piece.language == Language::kC) check_c(piece, findings);
    if (is_python(piece.language)) check_python(piece.text, piece.offset, findings);
    if (piece.language == Language::kShell) check_shell(piece, findings);
    if (piece.language == Language::kJson) check_json(piece, findings);
    if (piece.language == Language::kSetup) check_setup(piece, findings);
  }
}

}  // namespace pylon::lint
