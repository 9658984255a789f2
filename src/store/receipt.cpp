#include "store/receipt.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <future>
#include <sstream>
#include <string_view>

namespace pylon {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFormat = "pylonctl receipt 3";

std::string time_word(const timespec& time) {
  return std::to_string(time.tv_sec) + "." + std::to_string(time.tv_nsec);
}

constexpr std::string_view kTree = "tree:";

// Mixes a number into a running hash as FNV-1a does, eight bytes at a time. The best bits of a product are
// its upper half: the shift brings them down for the next number.
void mix(std::uint64_t& hash, std::uint64_t number) {
  hash = (hash ^ number) * 0x9E3779B97F4A7C15U;
  hash ^= hash >> 32U;
}

std::uint64_t hash_of(const char* name, const struct stat& facts) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  const std::size_t size = std::strlen(name);
  for (std::size_t at = 0; at < size; at += sizeof hash) {
    std::uint64_t part = 0;
    std::memcpy(&part, name + at, std::min(size - at, sizeof part));
    mix(hash, part);
  }
  for (const auto number :
       {static_cast<std::uint64_t>(facts.st_mode), static_cast<std::uint64_t>(facts.st_size),
        static_cast<std::uint64_t>(facts.st_mtim.tv_sec), static_cast<std::uint64_t>(facts.st_mtim.tv_nsec),
        static_cast<std::uint64_t>(facts.st_ctim.tv_sec), static_cast<std::uint64_t>(facts.st_ctim.tv_nsec),
        static_cast<std::uint64_t>(facts.st_ino)})
    mix(hash, number);
  return hash;
}

// Adds the states of all that lies below the open folder, and closes it. Adding is independent of the order
// in which a file system lists files.
void add_tree(int folder, std::uint64_t& sum) {
  DIR* const list = ::fdopendir(folder);
  if (list == nullptr) {
    ::close(folder);
    return;
  }
  while (const dirent* entry = ::readdir(list)) {
    const std::string_view name = entry->d_name;
    struct stat facts{};
    if (name == "." || name == ".." || ::fstatat(folder, entry->d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0)
      continue;
    sum += hash_of(entry->d_name, facts);
    if (!S_ISDIR(facts.st_mode)) continue;
    const int below = ::openat(folder, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (below >= 0) add_tree(below, sum);
  }
  ::closedir(list);
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

std::string tree_state(const fs::path& folder) {
  std::uint64_t sum = 0;
  if (const int start = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); start >= 0)
    add_tree(start, sum);
  return std::string(kTree) + std::to_string(sum);
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

std::string invocation(const fs::path& program, const std::vector<std::string>& arguments) {
  std::string words = program.string() + '\x1f' + (::isatty(STDOUT_FILENO) != 0 ? "terminal" : "file");
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
  std::error_code error;
  if (!fs::is_regular_file(receipt, error)) return std::nullopt;  // a pipe would be waited for
  std::ifstream file(receipt, std::ios::binary);
  std::string line;
  if (!std::getline(file, line) || line != kFormat) return std::nullopt;
  if (!std::getline(file, line) || line != invocation) return std::nullopt;
  // Folders of thousands of files take most of the time: they are looked at side by side.
  std::vector<std::future<bool>> trees;
  const auto trees_are_as_before = [&] {
    bool same = true;
    for (auto& tree : trees) same = tree.get() && same;
    return same;
  };
  while (std::getline(file, line) && !line.empty()) {
    const std::size_t space = line.find(' ');
    if (space == std::string::npos) return std::nullopt;
    const std::string before = line.substr(0, space), path = line.substr(space + 1);
    if (before.starts_with(kTree))
      trees.push_back(std::async(std::launch::async, [=] { return tree_state(path) == before; }));
    else if (file_state(path) != before)
      return std::nullopt;
  }
  if (!file || !trees_are_as_before()) return std::nullopt;
  std::ostringstream printed;
  printed << file.rdbuf();
  return printed.str();
}

fs::path receipt_path(const fs::path& project) { return project / "build" / "pylon" / "receipt"; }

}  // namespace pylon
