#include "toolchain/patch_folders.hpp"

#include <algorithm>
#include <cctype>

#include "base/text.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

// "wasi-libc-1.0" is of wasi-libc, not of a package wasi: the longest name counts.
std::string package_of_folder(const std::string& folder, const Lock& lock) {
  std::string package;
  for (const Source& source : lock.sources) {
    if (folder.starts_with(source.name + "-") && source.name.size() > package.size()) package = source.name;
  }
  return package;
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool names_symbol(const std::string& text, const std::string& symbol) {
  for (std::size_t at = text.find(symbol); at != std::string::npos; at = text.find(symbol, at + 1)) {
    const std::size_t end = at + symbol.size();
    if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]))) return true;
  }
  return false;
}

}  // namespace

std::vector<fs::path> patch_files(const fs::path& folder) {
  if (!fs::is_directory(folder)) return {};
  std::vector<fs::path> files = list_edited_tree(folder);
  std::erase(files, fs::path(kPatchesNote));
  return files;
}

std::vector<std::string> patches_elsewhere(const fs::path& patches, const Lock& lock, const Source& source) {
  // git keeps no empty folder: one that is empty here is none elsewhere.
  const fs::path own = patches / (source.name + "-" + source.version);
  if (!fs::is_directory(patches) || (fs::is_directory(own) && !fs::is_empty(own))) return {};
  std::vector<std::string> others;
  for (const fs::directory_entry& entry : fs::directory_iterator(patches)) {
    const std::string folder = entry.path().filename().string();
    if (!entry.is_directory() || package_of_folder(folder, lock) != source.name) continue;
    std::vector<std::string> names;
    for (const fs::path& file : patch_files(entry.path())) names.push_back(file.string());
    if (!names.empty()) others.push_back(folder + " (" + join(names, ", ") + ")");
  }
  std::ranges::sort(others);
  return others;
}

std::vector<std::string> patches_about(const fs::path& patches, const std::string& symbol) {
  std::vector<std::string> found;
  if (symbol.empty() || !fs::is_directory(patches)) return found;
  for (const fs::path& file : list_edited_tree(patches)) {
    if (file.filename() != kPatchesNote && names_symbol(read_file(patches / file), symbol))
      found.push_back(file.generic_string());
  }
  return found;
}

}  // namespace pylon
