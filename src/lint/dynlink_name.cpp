// dynlink-name: where a file shows a name with _dynlink to users: what it imports, what it offers, what it is
// called.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/module_name.hpp"
#include "base/python_tokens.hpp"
#include "base/text.hpp"
#include "lint/c_tokens.hpp"
#include "lint/call.hpp"
#include "lint/json_strings.hpp"
#include "lint/python_lines.hpp"
#include "lint/rules.hpp"
#include "lint/shell_words.hpp"

namespace pylon::lint {
namespace {

void add(Findings& findings, std::string_view name, std::size_t offset, std::size_t size, const char* what) {
  if (!shows_dynlink(name)) return;
  Finding finding;
  finding.offset = offset;
  finding.size = size;
  finding.message = fmt::format("{} {} shows _dynlink to users.", what, name);
  std::string plain(name);
  for (std::size_t at; (at = plain.find("_dynlink")) != std::string::npos;) plain.erase(at, 8);
  if (plain.ends_with("_cap")) plain.erase(plain.size() - 4);
  finding.fix = fmt::format("Call it {}; a private module may be called _<name>_dynlink_cap.", plain);
  findings.push_back(std::move(finding));
}

void check_c(const Piece& piece, Findings& findings) {
  const CTokens source = c_tokens(piece.text);
  const std::vector<Token> tokens = without_comments(source.list);
  const auto literal = [&](const Token& token) {
    if (token.kind == TokenKind::kString)
      add(findings, c_string_body(token.text), piece.offset + token.offset, token.size, "The module name");
  };
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    const bool next = at + 2 < tokens.size();
    if (token.kind != TokenKind::kName) continue;
    if (token.text.starts_with("PyInit_")) {
      add(findings, token.text.substr(7), piece.offset + token.offset, token.size, "The module");
    } else if (next && ((token.is("PyModuleDef_HEAD_INIT") && tokens[at + 1].is(",")) ||
                        (token.is("m_name") && tokens[at + 1].is("=")) ||
                        (token.text.starts_with("PyImport_") && tokens[at + 1].is("(")))) {
      literal(tokens[at + 2]);
    }
  }
}

void check_python(std::string_view text, std::size_t offset, Findings& findings) {
  const std::vector<Token> words = python_words(text);
  for (const ImportedName& name : imported_names(words))
    add(findings, name.name, offset + name.offset, name.size, "The import");
  for (const char* function : {"import_module", "__import__", "find_spec", "Extension"}) {
    for (const Call& call : calls_of(words, function)) {
      if (call.arguments.empty() || call.arguments[0].size() != 1) continue;
      const Token& name = call.arguments[0][0];
      if (name.kind == TokenKind::kString)
        add(findings, python_string_body(name.text), offset + name.offset, name.size, "The module name");
    }
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
      const std::vector<Token> words = python_words(value.text);
      for (const ImportedName& name : imported_names(words))
        add(findings, name.name, place, value.size, "The import");
    }
  }
}

void check_json(const Piece& piece, Findings& findings) {
  static constexpr std::array<std::string_view, 9> kKeys{
      "name", "module", "modules", "package", "packages", "import", "imports", "require", "user_facing"};
  for (const JsonString& each : json_strings(piece.text)) {
    if (std::ranges::find(kKeys, each.under) != kKeys.end())
      add(findings, each.text, piece.offset + each.offset, each.text.size(), "The name");
  }
}

// Setup.local: the names that a line begins with, up to its sources and flags.
void check_setup(const Piece& piece, Findings& findings) {
  std::size_t at = 0;
  for (const std::string& line : split_lines(piece.text)) {
    const bool rule = line.find('=') == std::string::npos && !line.starts_with("#") && !line.starts_with("*");
    for (const std::string& word : rule ? split_words(line) : std::vector<std::string>{}) {
      if (word.find_first_of("/-$#") != std::string::npos || word.ends_with(".c") || word.ends_with(".a") ||
          word.ends_with(".o") || word.ends_with(".cpp"))
        break;
      add(findings, word, piece.offset + piece.text.find(word, at), word.size(), "The module");
    }
    at = std::min(piece.text.find('\n', at), piece.text.size() - 1) + 1;
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
  if (file.language == Language::kPython) check_path(file, findings);
  for (const Piece& piece : file.pieces) {
    if (!mentions(piece.text, "_dynlink")) continue;
    if (piece.language == Language::kC) check_c(piece, findings);
    if (piece.language == Language::kPython) check_python(piece.text, piece.offset, findings);
    if (piece.language == Language::kShell) check_shell(piece, findings);
    if (piece.language == Language::kJson) check_json(piece, findings);
    if (piece.language == Language::kSetup) check_setup(piece, findings);
  }
}

}  // namespace pylon::lint
