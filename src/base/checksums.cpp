#include "base/checksums.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"

namespace pylon {
namespace {

constexpr std::size_t kDigits = 64;

bool is_digest(std::string_view text) {
  return text.size() == kDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

bool is_inside(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.back() == '/') return false;
  if (path.find('\0') != std::string_view::npos) return false;
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (part.empty() || part == "." || part == "..") return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

std::string checksums_text(const Checksums& sums) {
  std::string text;
  for (const auto& [name, digest] : sums) {
    if (name.find_first_of("\n\\") != std::string::npos)
      throw Error("a file with a line break or backslash in its name cannot be released: " + name);
    text += digest + "  " + name + "\n";
  }
  return text;
}

Checksums parse_checksums(std::string_view text, const std::string& name) {
  const auto refuse = [&](std::size_t line, const std::string& what) {
    throw Error(fmt::format("{}, line {}: {}", name, line, what));
  };
  Checksums sums;
  std::size_t number = 0;
  if (!text.ends_with('\n')) refuse(1, "it does not end with a line end");
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    ++number;
    if (!is_digest(line.substr(0, kDigits)) || line.substr(kDigits, 2) != "  ")
      refuse(number, "not a digest, two spaces and a file's name");
    const std::string file(line.substr(kDigits + 2));
    if (file.ends_with('\r'))
      refuse(number, "it ends with a carriage return: something has changed the line ends of this file");
    if (!is_inside(file)) refuse(number, "not the name of a file in the folder: '" + file + "'");
    if (!sums.empty() && sums.rbegin()->first >= file) refuse(number, "not sorted: '" + file + "'");
    sums.emplace_hint(sums.end(), file, line.substr(0, kDigits));
  }
  return sums;
}

}  // namespace pylon
