#include "system/git.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/process.hpp"

namespace pylon {
namespace {

namespace fs = std::filesystem;

std::optional<Outcome> git(const fs::path& root, std::vector<std::string> arguments) {
  if (!find_program("git")) return std::nullopt;
  Command command;
  command.argv = std::move(arguments);
  command.argv.insert(command.argv.begin(), {"git", "-C", root.string()});
  command.time_limit = std::chrono::seconds(20);
  return run_process(command);
}

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

std::string git_state(const fs::path& root) {
  const auto outcome = git(root, {"describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"});
  if (!outcome || !outcome->ok()) return "unknown";
  const std::vector<std::string> lines = split_lines(outcome->output);
  return lines.empty() ? "unknown" : lines.front();
}

std::optional<Commit> git_commit(const fs::path& root) {
  const auto outcome = git(root, {"log", "-1", "--format=%H %ct"});
  if (!outcome || !outcome->ok()) return std::nullopt;
  const std::vector<std::string> words = split_words(split_lines(outcome->output + "\n").front());
  Commit commit;
  if (words.size() != 2 || !parse_number(words[1], commit.seconds)) return std::nullopt;
  commit.hash = words[0];
  return commit;
}

std::optional<std::vector<std::string>> git_status(const fs::path& root) {
  const auto outcome = git(root, {"status", "--porcelain"});
  if (!outcome || !outcome->ok()) return std::nullopt;
  return split_lines(outcome->output);
}

std::vector<std::string> git_changed(const fs::path& root, const std::vector<std::string>& files) {
  std::vector<std::string> changed;
  for (const std::string& file : files) {
    const auto outcome = git(root, {"status", "--porcelain", "--", file});
    if (outcome && outcome->ok() && !outcome->output.empty()) changed.push_back(file);
  }
  return changed;
}

bool git_has_revision(const fs::path& root, const std::string& revision) {
  if (revision.starts_with('-')) return false;  // it would be an option
  const auto outcome = git(root, {"rev-parse", "--verify", "--quiet", revision + "^{commit}"});
  return outcome && outcome->ok();
}

std::optional<std::string> git_show(const fs::path& root, const std::string& revision,
                                    const std::string& file) {
  if (!git_has_revision(root, revision)) {
    throw Error(fmt::format("'{}' is neither a file nor a revision that git knows here", revision),
                "name a file that is there, or one of: git log --oneline -- " + file);
  }
  // "./" makes the path relative to `root`, which may lie below the top of the checkout.
  const auto outcome = git(root, {"show", revision + ":./" + file});
  if (!outcome || !outcome->ok()) return std::nullopt;
  return outcome->output;
}

std::vector<std::string> git_grep(const fs::path& root, const std::string& version) {
  std::string pattern = "(^|[^0-9.])";
  for (const char c : version)
    pattern +=
        std::isalnum(static_cast<unsigned char>(c)) != 0 ? std::string(1, c) : std::string{'[', c, ']'};
  pattern += "($|[^0-9.]|[.]($|[^0-9]))";
  const auto outcome = git(root, {"grep", "-nIE", "-e", pattern});
  return outcome && outcome->ok() ? split_lines(outcome->output) : std::vector<std::string>{};
}

std::optional<std::vector<std::string>> git_files(const fs::path& folder) {
  const auto ignored = git(folder, {"check-ignore", "-q", "."});
  if (!ignored || ignored->ok()) return std::nullopt;
  const auto outcome = git(folder, {"ls-files", "-co", "--exclude-standard", "-z"});
  if (!outcome || !outcome->ok()) return std::nullopt;
  std::vector<std::string> files;
  for (std::size_t at = 0, end = 0; (end = outcome->output.find('\0', at)) != std::string::npos; at = end + 1)
    files.push_back(outcome->output.substr(at, end - at));
  return files;
}

std::vector<fs::path> source_files(const fs::path& root) {
  std::vector<fs::path> files;
  add_tree(fs::absolute(root).lexically_normal(), files);
  std::ranges::sort(files);
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

}  // namespace pylon
