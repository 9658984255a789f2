// The door to the disk: whole-file reads, atomic writes, trees, links, locks, digests.
// Every function throws pylon::Error naming the path when the system says no.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

namespace fs = std::filesystem;

// Error for what is no regular file: a pipe that nobody writes to would be waited for, a device read for
// ever. The system's own names, such as /dev/stdin, are read to their end.
std::string read_file(const fs::path& path);

// Writes beside the target and renames: readers see the old or the new content, whole. Parents are made.
void write_file(const fs::path& path, std::string_view content);

// Like write_file, but leaves an equal file (and its time stamp) alone. True when it wrote.
bool write_file_if_changed(const fs::path& path, std::string_view content);

// SHA-256 of a file's bytes, in constant memory.
std::string file_sha256(const fs::path& path);

// Whether `one` is a regular file with the bytes of `other`.
bool same_content(const fs::path& one, const fs::path& other);

// All below `root` but folders, links and pipes too: relative, sorted bytewise.
std::vector<fs::path> list_tree(const fs::path& root);

// As list_tree(), of a folder that people edit: without an editor's own files (locks, copies, swap files).
std::vector<fs::path> list_edited_tree(const fs::path& root);

// The same, of a folder that steps read: without `__pycache__` too, which Python leaves beside a script that
// somebody ran. No step may take anything out of one.
std::vector<fs::path> list_source_tree(const fs::path& root);

// Copies the files and links of `from` into `to`, which may exist; a file that is there already is an error.
void copy_tree(const fs::path& from, const fs::path& to);

// Removes `path` and all below it, read-only folders included; nothing there is fine.
void remove_tree(const fs::path& path);

// Renames `from` to `to`, replacing a file or a whole folder. The replaced folder is never missing for
// longer than one rename (renameat2 with RENAME_EXCHANGE where the file system has it).
void replace_path(const fs::path& from, const fs::path& to);

// Makes `link` a symbolic link holding exactly `target` (relative stays relative), atomically. False when the
// file system cannot hold links; nothing is changed then.
bool make_symlink(const fs::path& target, const fs::path& link);

// Bytes that an ordinary user may still write on the file system of `path` (or of its nearest existing
// parent).
std::uint64_t free_bytes(const fs::path& path);

// An exclusive advisory lock (flock) on a file, made when missing; waits its turn. `on_wait` is called once
// before it has to wait. Released on destruction or when the process ends, however it ends. Who has it may
// remove the file: whoever waited then locks the next one of that name.
class FileLock {
 public:
  FileLock(const fs::path& path, void (*on_wait)(const fs::path&) = nullptr);
  ~FileLock();
  FileLock(FileLock&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  FileLock& operator=(FileLock&&) = delete;

  // Child processes started from now on hold the lock too: if this process is killed, whoever comes next
  // waits until its orphans have ended.
  void share_with_children() const;

 private:
  int fd_ = -1;
};

// `$XDG_CACHE_HOME/pylon`, or `~/.cache/pylon`.
fs::path cache_root();

}  // namespace pylon
