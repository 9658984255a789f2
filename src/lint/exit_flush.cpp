// exit-flush: `… -c "print(…); sys.exit(…)"`, run by a host that may drop what stdout still holds. A warning
// only: whether the host does so depends on how it was built, which no source says.
//
// The command names pylon-launch or composectl, or runs a .wasm file and names no runtime that was seen to
// keep the output. The code prints, and leaves by sys.exit.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "base/python_tokens.hpp"
#include "lint/call.hpp"
#include "lint/rules.hpp"
#include "lint/shell_words.hpp"

namespace pylon::lint {
namespace {

// Runtimes that keep the output, spelt as `plain` gives it: through a pipe, `print('x'); sys.exit(3)` gave x
// and 3 on each of them.
constexpr std::array<std::string_view, 5> kKeepsOutput{"wasmtime", "wazero", "node", "wasmer", "wasmedge"};

// In lower case, `-` as `_`: $(WASMTIME) and ${PYLON_LAUNCH} are what they are called after.
std::string plain(std::string_view word) {
  std::string text(word);
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return c == '-' ? '_' : static_cast<char>(std::tolower(c)); });
  return text;
}

struct Evidence {
  bool launcher = false, wasm = false, keeps = false;

  void look_at(std::string_view written) {
    const std::string word = plain(written);
    launcher = launcher || mentions(word, "pylon_launch") || mentions(word, "composectl");
    wasm = wasm || word.ends_with(".wasm");
    keeps = keeps ||
            std::ranges::any_of(kKeepsOutput, [&](std::string_view name) { return mentions(word, name); });
  }
  bool may_lose() const { return launcher || (wasm && !keeps); }
};

bool prints_and_exits(std::string_view code) {
  const std::vector<Token> words = python_words(code).list;
  bool prints = false;
  bool exits = false;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const bool called = at + 1 < words.size() && words[at + 1].is("(");
    prints = prints || (words[at].is("print") && called) || words[at].is("stdout");
    exits = exits || words[at].is("SystemExit") ||
            ((words[at].is("exit") || words[at].is("quit")) && called &&
             (at == 0 || !words[at - 1].is(".") || (at > 1 && words[at - 2].is("sys"))));
  }
  return prints && exits;
}

void add(Findings& findings, std::size_t offset, std::size_t size) {
  Finding finding;
  finding.offset = offset;
  finding.size = size;
  finding.message = "This host may drop what the code prints, since the code leaves by sys.exit.";
  finding.fix = "Let the code end by itself, or raise an exception for failure.";
  findings.push_back(std::move(finding));
}

void check_shell(const Piece& piece, Findings& findings) {
  for (const ShellCommand& command : shell_commands(piece.text)) {
    Evidence host;
    for (std::size_t at = 0; at + 1 < command.size(); ++at) {
      host.look_at(command[at].text);
      const ShellWord& code = command[at + 1];
      if (command[at].text == "-c" && host.may_lose() && prints_and_exits(code.text))
        add(findings, piece.offset + code.offset, code.size);
    }
  }
}

// [runner, "pylon.wasm", "-c", "…"] and the same in a call's arguments.
void check_python(const Piece& piece, Findings& findings) {
  const std::vector<Token> words = python_words(piece.text).list;
  std::vector<Evidence> levels(1);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const Token& word = words[at];
    if (word.is("[") || word.is("(") || word.is("{")) {
      levels.push_back(levels.back());
    } else if (word.is("]") || word.is(")") || word.is("}")) {
      if (levels.size() > 1) levels.pop_back();
    } else if (word.kind == TokenKind::kName) {
      if (levels.size() > 1) levels.back().look_at(word.text);
    } else if (word.kind == TokenKind::kString) {
      const std::string_view body = python_string_body(word.text);
      if (levels.size() > 1) levels.back().look_at(body);
      const bool code = at > 1 && words[at - 1].is(",") && words[at - 2].kind == TokenKind::kString &&
                        python_string_body(words[at - 2].text) == "-c";
      if (code && levels.back().may_lose() && prints_and_exits(body))
        add(findings, piece.offset + word.offset, word.size);
    }
  }
}

}  // namespace

bool concerns_exit_flush(std::string_view /*path*/, std::string_view text) {
  // From the rarest word on: every file is asked.
  const bool host = mentions(text, ".wasm") || mentions(text, ".WASM") || mentions(text, "launch") ||
                    mentions(text, "LAUNCH") || mentions(text, "composectl") || mentions(text, "COMPOSECTL");
  return host && mentions(text, "-c") && (mentions(text, "xit") || mentions(text, "quit"));
}

void check_exit_flush(const File& file, Findings& findings) {
  for (const Piece& piece : file.pieces.list) {
    if (piece.language == Language::kShell) check_shell(piece, findings);
    if (piece.language == Language::kPython || piece.language == Language::kCython)
      check_python(piece, findings);
  }
}

}  // namespace pylon::lint
