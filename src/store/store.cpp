#include "store/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

constexpr std::uint64_t kDefaultLimit = 20'000'000'000;

// Held while a build says what it needs, and while steps are removed: never both at once.
FileLock take_turn(const fs::path& store) { return FileLock(store.parent_path() / "store-uses" / "lock"); }

// The project's use file: its first line is the build folder, the others are the folders of the steps that it
// needs.
fs::path use_file(const fs::path& store, const fs::path& build) {
  return store.parent_path() / "store-uses" / (sha256_hex(build.string()).substr(0, kShortKey) + ".txt");
}

std::set<std::string> names_of(const Plan& plan) {
  std::set<std::string> names;
  for (const Step& step : plan.steps) names.insert(step.out.filename().string());
  return names;
}

struct Use {
  fs::path build;
  std::set<std::string> steps;
};

Use read_use(const fs::path& file) {
  const std::vector<std::string> lines =
      fs::exists(file) ? split_lines(read_file(file)) : std::vector<std::string>{};
  if (lines.empty()) return {};
  return {lines.front(), {lines.begin() + 1, lines.end()}};
}

void write_use(const fs::path& file, const Use& use) {
  std::string text = use.build.string() + "\n";
  for (const std::string& step : use.steps) text += step + "\n";
  write_file(file, text);
}

// A store that others own too may be readable only.
void mark_used(const Plan& plan) {
  const auto now = fs::file_time_type::clock::now();
  for (const Step& step : plan.steps) {
    std::error_code error;
    fs::last_write_time(step.stamp(), now, error);
  }
}

std::set<std::string> needed_steps(const fs::path& store) {
  std::set<std::string> needed;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(store.parent_path() / "store-uses", error)) {
    if (entry.path().extension() != ".txt") continue;
    const Use use = read_use(entry.path());
    if (fs::exists(use.build / "build.ninja"))
      needed.insert(use.steps.begin(), use.steps.end());
    else
      fs::remove(entry.path(), error);
  }
  return needed;
}

bool is_step(const fs::directory_entry& entry) {
  const std::string name = entry.path().filename().string();
  const std::size_t dash = name.rfind('-');
  return entry.is_directory() && dash != std::string::npos && name.size() == dash + 1 + kShortKey &&
         name.find_first_not_of("0123456789abcdef", dash + 1) == std::string::npos;
}

// The folder's size as its stamp has it, else counted file by file.
std::uint64_t bytes_of(const fs::path& folder, const fs::path& stamp) {
  std::uint64_t known = 0;
  try {
    if (fs::exists(stamp)) known = parse_step_specification(read_file(stamp), stamp.string()).cost.bytes;
  } catch (const std::exception&) {
    known = 0;  // a stamp that cannot be read is no reason to keep a store from being cleaned
  }
  return known > 0 ? known : folder_bytes(folder);
}

std::vector<StoreEntry> entries_of(const fs::path& store) {
  std::vector<StoreEntry> entries;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(store, error)) {
    if (!is_step(entry)) continue;
    const fs::path stamp = entry.path() / ".done";
    entries.push_back({entry.path().filename().string(), bytes_of(entry.path(), stamp),
                       fs::last_write_time(fs::exists(stamp) ? stamp : entry.path(), error)});
  }
  return entries;
}

// Renames the folder away and then deletes it: half a folder is never taken for a step. The lock file stays:
// another build may be waiting for it.
void remove_entry(const fs::path& store, const std::string& name) {
  const fs::path trash = store / (".trash-" + name);
  remove_tree(trash);
  fs::rename(store / name, trash);
  remove_tree(trash);
  remove_tree(store / (name + ".work"));
  remove_tree(store / (name + ".log"));
}

}  // namespace

std::uint64_t folder_bytes(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator file(folder, error), end; !error && file != end;
       file.increment(error)) {
    if (file->symlink_status(error).type() == fs::file_type::regular) bytes += file->file_size(error);
  }
  return bytes;
}

std::vector<StoreEntry> to_remove(std::vector<StoreEntry> entries, const std::set<std::string>& needed,
                                  const StoreBound& bound, fs::file_time_type now) {
  std::ranges::sort(entries, [](const StoreEntry& a, const StoreEntry& b) {
    return a.used != b.used ? a.used < b.used : a.name < b.name;
  });
  std::uint64_t bytes = 0;
  for (const StoreEntry& entry : entries) bytes += entry.bytes;
  std::vector<StoreEntry> going;
  for (const StoreEntry& entry : entries) {
    const bool old = bound.older_than && now - entry.used > *bound.older_than;
    if (needed.contains(entry.name) || (!old && bytes <= bound.bytes)) continue;
    going.push_back(entry);
    bytes -= entry.bytes;
  }
  return going;
}

void hold_steps(const Project& project, const Plan& plan) {
  if (plan.steps.empty()) return;
  const fs::path store = plan.steps.front().out.parent_path();
  const FileLock turn = take_turn(store);
  const fs::path file = use_file(store, project.build());
  Use use = read_use(file);
  use.build = project.build();
  use.steps.merge(names_of(plan));
  write_use(file, use);
  mark_used(plan);
}

void settle_steps(const Project& project, const Plan& plan) {
  if (plan.steps.empty()) return;
  const fs::path store = plan.steps.front().out.parent_path();
  const FileLock turn = take_turn(store);
  write_use(use_file(store, project.build()), {project.build(), names_of(plan)});
}

Pruned prune_store(const fs::path& store, const StoreBound& bound, bool dry_run) {
  const FileLock turn = take_turn(store);
  const std::vector<StoreEntry> entries = entries_of(store);
  Pruned pruned;
  pruned.removed = to_remove(entries, needed_steps(store), bound, fs::file_time_type::clock::now());
  for (const StoreEntry& entry : entries) pruned.remaining += entry.bytes;
  for (const StoreEntry& entry : pruned.removed) {
    pruned.bytes += entry.bytes;
    if (!dry_run) remove_entry(store, entry.name);
  }
  pruned.remaining -= pruned.bytes;
  return pruned;
}

std::uint64_t parse_size(const std::string& text, const std::string& what) {
  if (text == "none") return UINT64_MAX;
  const std::string_view units = "kMGT";
  std::string_view number = text;
  std::uint64_t factor = 1;
  if (const std::size_t unit = number.empty() ? units.npos : units.find(number.back()); unit != units.npos) {
    for (std::size_t i = 0; i <= unit; ++i) factor *= 1000;
    number.remove_suffix(1);
  }
  std::uint64_t count = 0;
  if (!parse_number(number, count) || count > UINT64_MAX / factor)
    throw Error(fmt::format("{}: '{}' is not a size", what, text), "write it as in 20G, 500M or none");
  return count * factor;
}

std::uint64_t store_limit() {
  const char* text = std::getenv("PYLON_STORE_LIMIT");
  return text == nullptr || *text == '\0' ? kDefaultLimit : parse_size(text, "PYLON_STORE_LIMIT");
}

std::string pruned_text(const Pruned& pruned, bool dry_run, bool list) {
  if (pruned.removed.empty()) return "";
  std::string text;
  for (const StoreEntry& entry : pruned.removed) {
    if (list) text += fmt::format("{:>14} {}\n", with_thousands(entry.bytes), entry.name);
  }
  return text + fmt::format("{} {} finished steps of the store, {} MB, least recently used first; {} MB {}\n",
                            dry_run ? "would remove" : "removed", pruned.removed.size(),
                            with_thousands(pruned.bytes / 1'000'000),
                            with_thousands(pruned.remaining / 1'000'000),
                            dry_run ? "would remain" : "remain");
}

}  // namespace pylon
