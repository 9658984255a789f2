#include "system/source_tree.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "system/git.hpp"

namespace pylon {
namespace {

namespace fs = std::filesystem;

void walk(const fs::path& folder, std::vector<fs::path>& files) {
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  if (error) throw Error("cannot read the folder " + folder.string() + ": " + error.message());
  for (const fs::directory_entry& entry : entries) {
    if (entry.is_symlink()) continue;
    if (entry.is_directory()) {
      if (entry.path().filename() != ".git") walk(entry.path(), files);
    } else if (entry.is_regular_file()) {
      files.push_back(entry.path());
    }
  }
}

void add_tree(const fs::path& root, std::vector<fs::path>& files) {
  const auto listed = git_files(root);
  if (!listed) {
    walk(root, files);
    return;
  }
  for (const std::string& name : *listed) {
    const fs::path path = (root / name).lexically_normal();
    std::error_code error;
    const fs::file_status status = fs::symlink_status(path, error);
    if (fs::is_regular_file(status)) files.push_back(path);
    // A checkout within this one. git says its own folder's name only, never its files.
    if (fs::is_directory(status) && fs::exists(path / ".git", error))
      add_tree(path.parent_path() / path.filename(), files);
  }
}

}  // namespace

std::vector<fs::path> source_files(const fs::path& root) {
  std::vector<fs::path> files;
  add_tree(fs::absolute(root).lexically_normal(), files);
  std::ranges::sort(files);
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

}  // namespace pylon
