#include "lint/source_file.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "lint/markdown_code.hpp"

namespace pylon::lint {
namespace {

using Words = std::pair<Language, std::string_view>;  // each word between spaces

constexpr std::array kSuffixes{
    Words{Language::kC, " .c .h .cc .cpp .cxx .hh .hpp .hxx .inc .m .mm .cu "},
    Words{Language::kPython, " .py .pyi .pyw "},
    Words{Language::kShell, " .sh .bash .zsh .ksh "},
    Words{Language::kMarkdown, " .md .markdown .mdx "},
    Words{Language::kJson, " .json .json5 .jsonc "},
};
constexpr std::array kBlocks{
    Words{Language::kC, " c h cc cpp c++ cxx objc "},
    Words{Language::kPython, " py python python3 pycon "},
    Words{Language::kShell, " sh bash shell zsh ksh console shell-session "},
    Words{Language::kJson, " json jsonc json5 "},
};

template <typename Table>
Language find(const Table& table, std::string_view word) {
  const std::string spaced = " " + std::string(word) + " ";
  for (const auto& [language, words] : table) {
    if (words.find(spaced) != std::string_view::npos) return language;
  }
  return Language::kText;
}

Language language_of_interpreter(std::string_view text) {
  if (!text.starts_with("#!")) return Language::kText;
  const std::string_view line = text.substr(0, text.find('\n'));
  if (line.find("python") != std::string_view::npos) return Language::kPython;
  for (const std::string& word : split_words(line)) {
    const std::string_view program = file_name(word);
    if (program == "sh" || program == "bash" || program == "dash" || program == "zsh" || program == "ksh")
      return Language::kShell;
  }
  return Language::kText;
}

}  // namespace

Language language_of(std::string_view path, std::string_view text) {
  const std::string_view name = file_name(path);
  if (name == "Setup" || name.starts_with("Setup.")) return Language::kSetup;
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return language_of_interpreter(text);
  const Language language = find(kSuffixes, name.substr(dot));
  return language == Language::kText ? language_of_interpreter(text) : language;
}

Language language_of_block(std::string_view word) {
  std::string lower(word);
  for (char& each : lower) {
    if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
  }
  return find(kBlocks, lower);
}

std::vector<Piece> pieces_of(Language language, std::string_view text) {
  if (language == Language::kMarkdown) return markdown_code(text);
  return {{language, text, 0}};
}

bool is_binary(std::string_view text) { return text.substr(0, 8000).find('\0') != std::string_view::npos; }

}  // namespace pylon::lint
