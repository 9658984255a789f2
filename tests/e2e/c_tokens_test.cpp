// Our words of C against those of clang's own lexer, with their places, over this project's sources and what
// the cache holds of others'.
#include "lint/c_tokens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <charconv>

#include "system/files.hpp"
#include "system/process.hpp"

using namespace pylon;

namespace {

// Where names, numbers, literals and comments begin: "12:3 name".
using Words = std::vector<std::string>;

const char* kind_of(const Token& token) {
  switch (token.kind) {
    case TokenKind::kName:
      return "name";
    case TokenKind::kNumber:
      return "number";
    case TokenKind::kString:
      return "string";
    case TokenKind::kCharacter:
      return "character";
    case TokenKind::kComment:
      return "comment";
    default:
      return "";
  }
}

Words ours(const std::string& text) {
  Words words;
  std::size_t line = 1, start = 0, at = 0;
  for (const Token& token : lint::all_c_tokens(text).list) {
    for (; at < token.offset; ++at) {
      if (text[at] != '\n') continue;
      ++line;
      start = at + 1;
    }
    if (const std::string kind = kind_of(token); !kind.empty())
      words.push_back(fmt::format("{}:{} {}", line, token.offset - start + 1, kind));
  }
  return words;
}

std::string kind_of_clang(std::string_view line) {
  const std::string_view kind = line.substr(0, line.find(' '));
  if (kind == "raw_identifier") return "name";
  if (kind == "numeric_constant") return "number";
  if (kind == "comment") return "comment";
  if (kind.ends_with("string_literal")) return "string";
  if (kind.ends_with("char_constant")) return "character";
  return "";
}

// clang prints each token's text as it is, so that a token may take several lines; each ends in
// `Loc=<file:l:c>`.
Words clangs(const fs::path& file, const std::string& output) {
  Words words;
  const std::string mark = "Loc=<" + file.string() + ":";
  std::size_t at = 0;
  while (at < output.size()) {
    const std::size_t place = output.find(mark, at);
    if (place == std::string::npos) break;
    const std::size_t end = output.find(">\n", place);
    const std::string kind = kind_of_clang(std::string_view(output).substr(at, 40));
    const std::size_t first = place + mark.size();
    if (!kind.empty()) words.push_back(output.substr(first, end - first) + " " + kind);
    at = end + 2;
  }
  return words;
}

std::string difference(const fs::path& file) {
  Command command;
  command.argv = {"clang-19", "-cc1", "-x", "c++", "-std=c++20", "-dump-raw-tokens", file.string()};
  command.time_limit = std::chrono::seconds(60);
  const Words theirs = clangs(file, run_process(command).output);
  const Words own = ours(read_file(file));
  const auto [a, b] = std::ranges::mismatch(own, theirs);
  if (a == own.end() && b == theirs.end()) return theirs.empty() ? "no words" : "";
  return fmt::format("{}: {} here, {} by clang", file.string(), a == own.end() ? "nothing" : *a,
                     b == theirs.end() ? "nothing" : *b);
}

}  // namespace

TEST_CASE("C's words are clang's", "[lint]") {
  if (!find_program("clang-19")) SKIP("clang-19 is not installed");
  std::vector<fs::path> folders{fs::path(PYLON_SOURCE_DIR) / "src",
                                fs::path(PYLON_SOURCE_DIR) / "tests/unit"};
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(cache_root() / "store", error)) {
    if (entry.path().filename().string().starts_with("source-cpython-") && entry.is_directory())
      folders.push_back(entry.path() / "src/Modules/_ctypes");
  }
  int files = 0;
  for (const fs::path& folder : folders) {
    if (!fs::exists(folder)) continue;
    for (const fs::path& file : list_tree(folder)) {
      const bool c = file.extension() == ".c" || file.extension() == ".cpp" || file.extension() == ".h" ||
                     file.extension() == ".hpp";
      // Three in four are left out: a process for each takes its time.
      if (!c || ++files % 4 != 0) continue;
      CHECK(difference(folder / file) == "");
    }
  }
  CHECK(files > 100);
}
