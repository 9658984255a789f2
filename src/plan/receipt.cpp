#include "plan/receipt.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string_view>

namespace pylon {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFormat = "pylonctl receipt 1";

std::string time_word(const timespec& time) {
  return std::to_string(time.tv_sec) + "." + std::to_string(time.tv_nsec);
}

// Line breaks would break the format; a file named so is not remembered, so the receipt never counts.
bool storable(const fs::path& path) { return path.native().find('\n') == std::string::npos; }

}  // namespace

std::string file_state(const fs::path& path) {
  struct stat facts{};
  if (::lstat(path.c_str(), &facts) != 0) return "missing";
  return std::to_string(facts.st_mode) + "," + std::to_string(facts.st_size) + "," +
         time_word(facts.st_mtim) + "," + time_word(facts.st_ctim) + "," + std::to_string(facts.st_ino);
}

std::vector<SeenFile> look_at(const std::vector<fs::path>& folders) {
  std::vector<SeenFile> seen = look_at_files(folders);
  for (const fs::path& folder : folders) {
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
      seen.push_back({entry->path(), file_state(entry->path())});
    }
  }
  return seen;
}

std::vector<SeenFile> look_at_files(const std::vector<fs::path>& files) {
  std::vector<SeenFile> seen;
  for (const fs::path& file : files) seen.push_back({file, file_state(file)});
  return seen;
}

std::string invocation(const std::vector<std::string>& arguments) {
  std::string words = ::isatty(STDOUT_FILENO) != 0 ? "terminal" : "file";
  for (const char* name :
       {"XDG_CACHE_HOME", "HOME", "WASI_SDK_PATH", "PYLON_SDK", "PYLON_SOURCES", "NO_COLOR", "PATH"}) {
    const char* value = std::getenv(name);
    words += std::string("\x1f") + name + "=" + (value != nullptr ? value : "");
  }
  for (const std::string& argument : arguments) words += "\x1f" + argument;
  return words;
}

std::string receipt_text(const std::string& invocation, const std::vector<SeenFile>& seen,
                         const std::string& printed) {
  std::string text = std::string(kFormat) + "\n" + invocation + "\n";
  for (const SeenFile& file : seen) {
    text += file.state + (storable(file.path) ? " " + file.path.string() : " /unstorable/name") + "\n";
  }
  return text + "\n" + printed;
}

std::optional<std::string> check_receipt(const fs::path& receipt, const std::string& invocation) {
  std::ifstream file(receipt, std::ios::binary);
  std::string line;
  if (!std::getline(file, line) || line != kFormat) return std::nullopt;
  if (!std::getline(file, line) || line != invocation) return std::nullopt;
  while (std::getline(file, line) && !line.empty()) {
    const std::size_t space = line.find(' ');
    if (space == std::string::npos || file_state(line.substr(space + 1)) != line.substr(0, space))
      return std::nullopt;
  }
  if (!file) return std::nullopt;
  std::ostringstream printed;
  printed << file.rdbuf();
  return printed.str();
}

fs::path receipt_path(const fs::path& project) { return project / "build" / "pylon" / "receipt"; }

}  // namespace pylon
