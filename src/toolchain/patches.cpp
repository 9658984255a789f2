#include "toolchain/patches.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"
#include "system/process.hpp"

namespace pylon {
namespace {

// A patch is a few kilobytes: a program that takes longer waits for something.
constexpr std::chrono::seconds kTimeLimit{60};

Outcome run_patch(const fs::path& tree, const fs::path& patch, bool reverse, bool dry_run) {
  Command command;
  command.argv = patch_command(tree, patch);
  if (reverse) std::ranges::replace(command.argv, std::string("--forward"), std::string("--reverse"));
  if (dry_run) command.argv.emplace_back("--dry-run");
  command.time_limit = kTimeLimit;
  return run_process(command);
}

// What is worth telling of a patch that fits: hunks at another line than they say.
std::string remarks(const std::string& output) {
  std::string text;
  for (const std::string& line : split_lines(output)) {
    if (line.starts_with("Hunk #")) text += (text.empty() ? "" : " ") + line;
  }
  return text;
}

// The numbers of the hunks that failed, by file.
std::map<std::string, std::set<int>> failures_of(std::string_view output) {
  std::map<std::string, std::set<int>> failures;
  std::string file;
  while (!output.empty()) {
    const std::string_view line = take_line(output);
    for (const std::string_view word : {"checking file ", "patching file "}) {
      if (line.starts_with(word)) file = line.substr(word.size());
    }
    if (!line.starts_with("Hunk #") || line.find(" FAILED") == std::string_view::npos) continue;
    int number = 0;
    const std::string_view rest = line.substr(6);
    if (parse_number(rest.substr(0, rest.find(' ')), number)) failures[file].insert(number);
  }
  return failures;
}

// "b/Include/a.h<tab>date" -> "Include/a.h", as -p1 does.
std::string target_of(std::string_view header) {
  header = header.substr(0, header.find('\t'));
  return std::string(header.substr(header.find('/') + 1));
}

// The hunks of `patch` that `output`, what the program patch printed, calls failed; the whole patch where it
// names none (a file is not there).
std::string failed_hunks(std::string_view patch, std::string_view output) {
  const auto failures = failures_of(output);
  std::string text, header;
  std::string_view rest = patch;
  const std::set<int>* wanted = nullptr;
  int hunk = 0;
  bool take = false;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (line.starts_with("+++ ")) {
      const auto found = failures.find(target_of(line.substr(4)));
      wanted = found == failures.end() ? nullptr : &found->second;
      header = std::string(line) + "\n";
      hunk = 0;
      take = false;
    } else if (line.starts_with("@@ ")) {
      take = wanted != nullptr && wanted->contains(++hunk);
      if (take) text += std::exchange(header, {});
    } else if (line.starts_with("--- ") || line.starts_with("diff ")) {
      take = false;
    }
    if (take) text += std::string(line) + "\n";
  }
  return text.empty() ? std::string(patch) : text;
}

PatchTrial try_patch(const fs::path& patch, const fs::path& tree) {
  PatchTrial trial{patch.filename().string(), PatchFit::kApplies, {}, {}, remove_when(read_file(patch))};
  const Outcome forward = run_patch(tree, patch, false, true);
  if (forward.ok()) {
    trial.notes = remarks(forward.output);
    const Outcome applied = run_patch(tree, patch, false, false);
    if (!applied.ok()) throw Error("patch " + patch.string() + ": " + applied.last_line());
  } else if (run_patch(tree, patch, true, true).ok()) {
    trial.fit = PatchFit::kUpstream;
  } else {
    trial.fit = PatchFit::kFails;
    trial.notes = remarks(forward.output);
    if (trial.notes.empty()) trial.notes = forward.last_line();
    trial.rejected = failed_hunks(read_file(patch), forward.output);
  }
  return trial;
}

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

const char* word_of(PatchFit fit) {
  constexpr std::array kWords{"applies", "already upstream", "fails"};  // in the order of PatchFit
  return kWords.at(static_cast<std::size_t>(fit));
}

std::string remove_when(std::string_view patch) {
  constexpr std::string_view kField = "Remove when:";
  std::vector<std::string> words;
  bool found = false;
  while (!patch.empty()) {
    std::string_view line = take_line(patch);
    if (line.starts_with("--- ") || line.starts_with("diff ") || (found && split_words(line).empty())) break;
    if (line.starts_with(kField)) {
      found = true;
      line.remove_prefix(kField.size());
    }
    if (!found) continue;
    const std::vector<std::string> more = split_words(line);
    words.insert(words.end(), more.begin(), more.end());
  }
  return join(words, " ");
}

std::vector<std::string> patch_command(const fs::path& tree, const fs::path& patch) {
  return {"patch", "--batch", "--forward",   "--fuzz=0", "--no-backup-if-mismatch",
          "-p1",   "-d",      tree.string(), "-i",       patch.string()};
}

std::vector<PatchTrial> try_patches(const fs::path& folder, const fs::path& tree) {
  std::vector<PatchTrial> trials;
  for (const fs::path& name : patch_files(folder)) trials.push_back(try_patch(folder / name, tree));
  return trials;
}

std::vector<fs::path> patch_files(const fs::path& folder) {
  if (!fs::is_directory(folder)) return {};
  std::vector<fs::path> files = list_source_tree(folder);
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
  for (const fs::path& file : list_source_tree(patches)) {
    if (file.filename() != kPatchesNote && names_symbol(read_file(patches / file), symbol))
      found.push_back(file.generic_string());
  }
  return found;
}

}  // namespace pylon
