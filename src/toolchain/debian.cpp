#include "toolchain/debian.hpp"

#include <string_view>

#include "system/files.hpp"

namespace pylon {
namespace {

const fs::path kState = "/var/lib/dpkg";

std::string_view field(std::string_view paragraph, std::string_view name) {
  const std::size_t start = paragraph.find(name);
  if (start == std::string_view::npos) return {};
  paragraph.remove_prefix(start + name.size());
  return paragraph.substr(0, paragraph.find('\n'));
}

}  // namespace

std::optional<std::string> debian_version(const std::string& package) {
  // Read once: a few megabytes, much faster than asking dpkg-query.
  static const std::string status = fs::exists(kState / "status") ? read_file(kState / "status") : "";
  const std::string_view text(status);
  std::string name = "Package: ";
  name += package;
  name += '\n';
  std::size_t start = text.find(name);
  while (start != std::string_view::npos && start != 0 && text[start - 1] != '\n')
    start = text.find(name, start + 1);
  if (start == std::string_view::npos) return std::nullopt;
  const std::string_view paragraph = text.substr(start, text.find("\n\n", start) - start);
  if (!field(paragraph, "\nStatus: ").ends_with(" installed")) return std::nullopt;
  return std::string(field(paragraph, "\nVersion: "));
}

std::optional<fs::path> debian_file_sums(const std::string& package) {
#if defined(__aarch64__)
  const std::string architecture = ":arm64";
#else
  const std::string architecture = ":amd64";
#endif
  for (const std::string& suffix : {std::string(), architecture}) {
    fs::path list = kState / "info" / (package + suffix + ".md5sums");
    if (fs::exists(list)) return list;
  }
  return std::nullopt;
}

}  // namespace pylon
