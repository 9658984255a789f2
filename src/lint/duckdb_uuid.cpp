// duckdb-uuid: duckdb_value_varchar on a column of type UUID. The call is taken to read the last query that
// stands before it in the file; which columns are UUIDs is known from all SQL of the file. Where that does
// not tell the type, nothing is said.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/python_tokens.hpp"
#include "lint/c_tokens.hpp"
#include "lint/call.hpp"
#include "lint/rules.hpp"
#include "lint/sql_query.hpp"

namespace pylon::lint {
namespace {

constexpr std::string_view kFunction = "duckdb_value_varchar";

struct Sql {
  std::string text;
  std::size_t offset = 0;
};

// What escapes in the literal stand for, as far as SQL cares.
std::string plain(std::string_view body) {
  std::string text;
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] == '\\' && at + 1 < body.size()) {
      ++at;
      text += body[at] == 'n' || body[at] == 't' || body[at] == 'r' || body[at] == '\n' ? ' ' : body[at];
    } else {
      text += body[at];
    }
  }
  return text;
}

// String literals; those that stand side by side are one.
std::vector<Sql> literals(std::span<const Token> words, bool c) {
  std::vector<Sql> found;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at].kind != TokenKind::kString) continue;
    if (at == 0 || words[at - 1].kind != TokenKind::kString) found.push_back({{}, words[at].offset});
    found.back().text += plain(c ? c_string_body(words[at].text) : python_string_body(words[at].text));
  }
  return found;
}

std::optional<std::size_t> number(std::span<const Token> argument) {
  if (argument.size() != 1 || argument[0].kind != TokenKind::kNumber) return std::nullopt;
  std::size_t value = 0;
  const std::string_view text = argument[0].text;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() ? std::optional(value) : std::nullopt;
}

void check_words(const Piece& piece, std::span<const Token> words, Findings& findings) {
  const std::vector<Sql> sql = literals(words, piece.language == Language::kC);
  UuidColumns columns;
  for (const Sql& each : sql) find_uuid_columns(each.text, columns);
  for (const Call& call : calls_of(words, kFunction)) {
    if (call.arguments.size() < 2) continue;
    const Token& name = words[call.name];
    const auto after = std::ranges::find_if(sql, [&](const Sql& each) { return each.offset > name.offset; });
    const auto query = std::find_if(std::reverse_iterator(after), sql.rend(),
                                    [](const Sql& each) { return is_query(each.text); });
    if (query == sql.rend()) continue;
    const std::string selected = selected_uuid(query->text, columns, number(call.arguments[1]));
    if (selected.empty()) continue;
    Finding finding;
    finding.offset = piece.offset + name.offset;
    finding.size = words[call.close].end() - name.offset;
    finding.message =
        fmt::format("duckdb_value_varchar gives NULL for {}, which has the type UUID.", selected);
    finding.fix = fmt::format("Select {}::VARCHAR.", selected);
    findings.push_back(std::move(finding));
  }
}

}  // namespace

bool concerns_duckdb_uuid(std::string_view /*path*/, std::string_view text) {
  return mentions(text, kFunction);
}

void check_duckdb_uuid(const File& file, Findings& findings) {
  for (const Piece& piece : file.pieces) {
    if (piece.language == Language::kC) {
      const CTokens source = c_tokens(piece.text);
      check_words(piece, without_comments(source.list), findings);
    } else if (piece.language == Language::kPython) {
      check_words(piece, python_words(piece.text), findings);
    }
  }
}

}  // namespace pylon::lint
