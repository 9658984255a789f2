#include "lint/source_file.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "lint/code_within.hpp"
#include "lint/yaml_commands.hpp"

namespace pylon::lint {

namespace {

using LanguageWords = std::pair<Language, std::string_view>;  // each word between spaces

constexpr std::string_view kHeaders = " .h .hh .hpp .hxx .h++ .inc .inl .ipp .tcc .tpp .cuh ";
constexpr std::array kSuffixes{
    LanguageWords{Language::kC, " .c .cc .cp .cpp .cxx .c++ .m .mm .cu .ixx .cppm .y .yy .l .ll .def .ino "},
    LanguageWords{Language::kC, kHeaders},
    LanguageWords{Language::kPython, " .py .pyi .pyw "},
    LanguageWords{Language::kCython, " .pyx .pxd .pxi "},
    LanguageWords{Language::kShell, " .sh .bash .zsh .ksh .bats "},
    LanguageWords{Language::kMarkdown, " .md .markdown .mdx "},
    LanguageWords{Language::kJson, " .json .json5 .jsonc "},
    LanguageWords{Language::kYaml, " .yml .yaml "},
    LanguageWords{Language::kMake, " .mk .mak .make "},
};
// What a build makes the real file from; numpy's are .c.src, pandas' .pyx.tp.
constexpr std::string_view kTemplates =
    " .in .src .tp .tmpl .tpl .template .jinja .jinja2 .j2 .mako .am .orig ";
constexpr std::array kBlocks{
    LanguageWords{Language::kC, " c h cc cpp c++ cxx objc "},
    LanguageWords{Language::kPython, " py python python3 pycon "},
    LanguageWords{Language::kCython, " cython pyx "},
    LanguageWords{Language::kShell, " sh bash shell zsh ksh console shell-session "},
    LanguageWords{Language::kJson, " json jsonc json5 "},
    LanguageWords{Language::kYaml, " yaml yml "},
    LanguageWords{Language::kMake, " make makefile "},
};

bool has(std::string_view words, std::string_view word) {
  return words.find(" " + std::string(word) + " ") != std::string_view::npos;
}

template <typename Table>
Language find(const Table& table, std::string_view word) {
  for (const auto& [language, words] : table) {
    if (has(words, word)) return language;
  }
  return Language::kText;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

// The last part of the path in lower case, without the suffixes of templates.
std::string plain_name(std::string_view path) {
  std::string name = lower_case(file_name(path));
  for (std::size_t dot; (dot = name.rfind('.')) != std::string::npos && dot > 0 &&
                        has(kTemplates, std::string_view(name).substr(dot));)
    name.resize(dot);
  return name;
}

Language language_of_interpreter(std::string_view text) {
  if (!text.starts_with("#!")) return Language::kText;
  const std::string_view line = text.substr(0, text.find('\n'));
  if (line.find("python") != std::string_view::npos) return Language::kPython;
  for (const std::string& word : split_words(line.substr(2))) {
    const std::string_view program = file_name(word);
    if (program == "sh" || program == "bash" || program == "dash" || program == "zsh" || program == "ksh")
      return Language::kShell;
    if (program == "make") return Language::kMake;
  }
  return Language::kText;
}

}  // namespace

Language language_of(std::string_view path, std::string_view text) {
  const std::string_view own = file_name(path);
  if (own == "Setup" || own.starts_with("Setup.")) return Language::kSetup;
  const std::string name = plain_name(path);
  if (name == "makefile" || name == "gnumakefile" || name == "bsdmakefile" || name.starts_with("makefile."))
    return Language::kMake;
  if (name == "dockerfile" || name == "containerfile" || name.starts_with("dockerfile."))
    return Language::kShell;
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos) return language_of_interpreter(text);
  const Language language = find(kSuffixes, std::string_view(name).substr(dot));
  return language == Language::kText ? language_of_interpreter(text) : language;
}

Language language_of_block(std::string_view word) { return find(kBlocks, lower_case(word)); }

bool is_header(std::string_view path) {
  const std::string name = plain_name(path);
  const std::size_t dot = name.rfind('.');
  return dot != std::string::npos && has(kHeaders, std::string_view(name).substr(dot));
}

Pieces pieces_of(Language language, std::string_view text) {
  Pieces pieces;
  if (language == Language::kMarkdown) {
    for (const Piece& block : markdown_code(text)) {
      if (block.language != Language::kYaml && block.language != Language::kMake) {
        pieces.list.push_back(block);
      } else if (block.language == Language::kYaml) {
        yaml_commands(block.text, block.offset, pieces);
      } else {
        make_commands(block.text, block.offset, pieces);
      }
    }
  } else if (language == Language::kYaml) {
    yaml_commands(text, 0, pieces);
  } else if (language == Language::kMake) {
    make_commands(text, 0, pieces);
  } else {
    pieces.list.push_back({language, text, 0});
  }
  return pieces;
}

std::string_view without_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

bool is_binary(std::string_view text) { return text.substr(0, 8000).find('\0') != std::string_view::npos; }

namespace {

constexpr std::size_t kStride = 512;

// In UTF-8 every character has one byte that is not 10xxxxxx.
std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & '\xC0') != '\x80'; }));
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
    starts_.push_back(at + 1);
  std::size_t characters = 0;
  for (std::size_t at = 0; at <= text.size(); at += kStride) {
    characters_.push_back(characters);
    characters += characters_in(text.substr(at, kStride));
  }
}

std::size_t LineIndex::characters_before(std::size_t offset) const {
  const std::size_t stride = offset / kStride;
  return characters_[stride] + characters_in(text_.substr(stride * kStride, offset % kStride));
}

std::size_t LineIndex::line_start(std::size_t offset) const {
  return *std::prev(std::ranges::upper_bound(starts_, offset));
}

Position LineIndex::position_of(std::size_t offset) const {
  const auto after = std::ranges::upper_bound(starts_, offset);
  return {static_cast<std::size_t>(after - starts_.begin()),
          characters_before(offset) - characters_before(*std::prev(after)) + 1};
}

namespace {

using namespace std::string_view_literals;

// As iconv(3) calls it. With the byte order in the name it takes a mark for a character, and keeps it.
const char* iconv_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf16Little:
      return "UTF-16LE";
    case Encoding::kUtf16Big:
      return "UTF-16BE";
    case Encoding::kUtf32Little:
      return "UTF-32LE";
    case Encoding::kUtf32Big:
      return "UTF-32BE";
    default:
      return "UTF-8";
  }
}

// None when `text` is not in the encoding that it is said to be in.
std::optional<std::string> converted(std::string_view text, Encoding from, Encoding to) {
  const iconv_t converter = ::iconv_open(iconv_name(to), iconv_name(from));
  // NOLINTNEXTLINE(performance-no-int-to-ptr): how iconv_open() says that it failed
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string out(text.size() * 4, '\0');  // one byte of UTF-8 becomes four of UTF-32
  char *in = const_cast<char*>(text.data()), *next = out.data();
  std::size_t left = text.size(), room = out.size();
  const bool whole = ::iconv(converter, &in, &left, &next, &room) != static_cast<std::size_t>(-1);
  ::iconv_close(converter);
  if (!whole) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

// Whether the first characters are ASCII in two bytes each, the zero one `second` or first.
bool is_wide_ascii(std::string_view text, bool second) {
  constexpr std::size_t kLooked = 8000;
  text = text.substr(0, std::min(text.size(), kLooked) & ~std::size_t{1});
  std::size_t ascii = 0;
  for (std::size_t at = 0; at < text.size(); at += 2) {
    const char zero = text[at + (second ? 1 : 0)], other = text[at + (second ? 0 : 1)];
    if (other == '\0') return false;
    ascii += zero == '\0' ? 1U : 0U;
  }
  return text.size() >= 4 && ascii * 10 >= text.size() / 2 * 9;
}

}  // namespace

Encoding encoding_of(std::string_view text) {
  if (text.starts_with("\xFF\xFE\0\0"sv)) return Encoding::kUtf32Little;
  if (text.starts_with("\0\0\xFE\xFF"sv)) return Encoding::kUtf32Big;
  if (text.starts_with("\xFF\xFE")) return Encoding::kUtf16Little;
  if (text.starts_with("\xFE\xFF")) return Encoding::kUtf16Big;
  if (is_wide_ascii(text, true)) return Encoding::kUtf16Little;
  return is_wide_ascii(text, false) ? Encoding::kUtf16Big : Encoding::kUtf8;
}

const char* name_of(Encoding encoding) {
  if (encoding == Encoding::kUtf8) return "UTF-8";
  const bool two = encoding == Encoding::kUtf16Little || encoding == Encoding::kUtf16Big;
  return two ? "UTF-16" : "UTF-32";
}

std::optional<std::string> decoded(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::kUtf8) return std::string(text);
  return converted(text, encoding, Encoding::kUtf8);
}

std::string encoded(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::kUtf8) return std::string(text);
  std::optional<std::string> wide = converted(text, Encoding::kUtf8, encoding);
  if (!wide) throw Error(std::string("this text cannot be written in ") + name_of(encoding));
  return *std::move(wide);
}

}  // namespace pylon::lint
