#include "toolchain/digest_cache.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <ctime>
#include <string_view>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

// The first line names the format; the last one is the digest of all lines before it.
constexpr std::string_view kHeader = "pylon digests 1\n";
// Entries that a run did not ask for are kept up to this number in total, so that the file cannot grow for
// ever.
constexpr std::size_t kMostEntries = 20'000;
constexpr std::int64_t kSecond = 1'000'000'000;

std::int64_t nanoseconds(const timespec& time) { return std::int64_t{time.tv_sec} * kSecond + time.tv_nsec; }

// A file changed less than this ago could change again and keep its times: Linux stamps files with a clock
// that ticks every few milliseconds, some file systems with one that ticks every second or two.
std::int64_t clock_tick(std::int64_t changed) { return changed % kSecond == 0 ? 3 * kSecond : kSecond / 20; }

std::int64_t now() {
  timespec time{};
  ::clock_gettime(CLOCK_REALTIME, &time);
  return nanoseconds(time);
}

// Takes the next space-separated number off `line`; false when there is none.
template <typename Number>
bool take_number(std::string_view& line, Number& number) {
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
  if (error != std::errc() || end == line.data() + line.size() || *end != ' ') return false;
  line.remove_prefix(static_cast<std::size_t>(end - line.data()) + 1);
  return true;
}

}  // namespace

DigestCache::DigestCache(std::filesystem::path file) : file_(std::move(file)) {
  try {
    if (fs::exists(file_)) load(read_file(file_));
  } catch (const std::exception&) {
    entries_.clear();
  }
}

const std::string& DigestCache::digest_of(const std::filesystem::path& path) {
  const std::string key = fs::absolute(path).lexically_normal().string();
  Entry seen = look_at(path);
  const auto known = entries_.find(key);
  if (known != entries_.end() && known->second.keep && known->second.size == seen.size &&
      known->second.inode == seen.inode && known->second.modified == seen.modified &&
      known->second.changed == seen.changed) {
    known->second.fresh = true;
    return known->second.digest;
  }
  seen.digest = file_sha256(path);
  seen.fresh = true;
  seen.keep = now() - seen.changed > clock_tick(seen.changed);
  changed_ = true;
  return entries_.insert_or_assign(key, std::move(seen)).first->second.digest;
}

std::vector<std::filesystem::path> DigestCache::asked_for() const {
  std::vector<std::filesystem::path> paths;
  for (const auto& [path, entry] : entries_) {
    if (entry.fresh) paths.emplace_back(path);
  }
  return paths;
}

void DigestCache::save() noexcept {
  if (!changed_) return;
  try {
    write_file(file_, text());
    changed_ = false;
  } catch (const std::exception&) {
    // The next run reads the files again: slower, not wrong.
  }
}

DigestCache::Entry DigestCache::look_at(const std::filesystem::path& path) {
  struct stat facts{};
  if (::stat(path.c_str(), &facts) != 0) {
    throw Error("cannot read " + path.string() + ": " + std::strerror(errno));
  }
  Entry entry;
  entry.size = static_cast<std::uint64_t>(facts.st_size);
  entry.inode = facts.st_ino;
  entry.modified = nanoseconds(facts.st_mtim);
  entry.changed = nanoseconds(facts.st_ctim);
  return entry;
}

void DigestCache::load(const std::string& text) {
  const std::size_t tail = kSha256Digits + 1;
  if (text.size() < kHeader.size() + tail || !text.starts_with(kHeader)) return;
  std::string_view rest(text);
  const std::string_view digest = rest.substr(text.size() - tail, kSha256Digits);
  rest.remove_suffix(tail);
  if (sha256_hex(rest) != digest) return;
  rest.remove_prefix(kHeader.size());
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.size() < kSha256Digits + 1) continue;
    Entry entry;
    entry.digest = line.substr(0, kSha256Digits);
    line.remove_prefix(kSha256Digits + 1);
    if (take_number(line, entry.size) && take_number(line, entry.inode) &&
        take_number(line, entry.modified) && take_number(line, entry.changed)) {
      entries_.emplace(line, std::move(entry));
    }
  }
}

std::string DigestCache::text() const {
  std::vector<const std::pair<const std::string, Entry>*> kept;
  for (const auto& pair : entries_) {
    const bool wanted = pair.second.fresh || entries_.size() <= kMostEntries;
    // A line feed in a path would break the format; such a file is just not remembered.
    if (wanted && pair.second.keep && pair.first.find('\n') == std::string::npos) kept.push_back(&pair);
  }
  std::sort(kept.begin(), kept.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
  std::string lines(kHeader);
  for (const auto* pair : kept) {
    const Entry& entry = pair->second;
    lines += entry.digest + ' ' + std::to_string(entry.size) + ' ' + std::to_string(entry.inode) + ' ' +
             std::to_string(entry.modified) + ' ' + std::to_string(entry.changed) + ' ' + pair->first + '\n';
  }
  return lines + sha256_hex(lines) + '\n';
}

}  // namespace pylon
