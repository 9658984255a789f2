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

// The SQL of a piece, and what each query of it answers with: each is read once.
class Queries {
 public:
  explicit Queries(std::vector<Sql> sql) : sql_(std::move(sql)), results_(sql_.size()), before_(sql_.size()) {
    for (const Sql& each : sql_) find_uuid_columns(each.text, columns_);
    for (std::size_t i = 0; i < sql_.size(); ++i) {
      results_[i] = query_result(sql_[i].text, columns_);
      before_[i] = results_[i].rows() ? i : i > 0 ? before_[i - 1] : sql_.size();
    }
  }

  // What the last query before `offset` selects as its column `number`, when it is a UUID; else "".
  std::string uuid_before(std::size_t offset, std::optional<std::size_t> number) const {
    const auto after = std::ranges::lower_bound(sql_, offset, {}, &Sql::offset);
    if (after == sql_.begin()) return "";
    const std::size_t query = before_[static_cast<std::size_t>(after - sql_.begin()) - 1];
    return query == sql_.size() ? "" : results_[query].uuid(number, columns_);
  }

 private:
  std::vector<Sql> sql_;  // by offset
  UuidColumns columns_;
  std::vector<QueryResult> results_;
  std::vector<std::size_t> before_;  // by SQL: the last query up to it; sql_.size(): none
};

void check_words(const Piece& piece, const Words& words, Findings& findings) {
  const std::vector<Call> calls = calls_of(words, kFunction);
  if (calls.empty()) return;
  const Queries queries(literals(words.list, piece.language == Language::kC));
  for (const Call& call : calls) {
    if (call.arguments.size() < 2) continue;
    const Token& name = words.list[call.name];
    const std::string selected =
        queries.uuid_before(name.offset, number(tokens_in(words, call.arguments[1])));
    if (selected.empty()) continue;
    Finding finding;
    finding.offset = piece.offset + name.offset;
    finding.size = words.list[call.close].end() - name.offset;
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
  for (const Piece& piece : file.pieces.list) {
    if (piece.language == Language::kC) {
      const CTokens source = c_tokens(piece.text);
      check_words(piece, words_of(source.list), findings);
    } else if (piece.language == Language::kPython || piece.language == Language::kCython) {
      check_words(piece, python_words(piece.text), findings);
    }
  }
}

}  // namespace pylon::lint
