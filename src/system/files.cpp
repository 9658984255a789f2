#include "system/files.hpp"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "system/mapped_file.hpp"

namespace pylon {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16U;

[[noreturn]] void fail(const std::string& what, const fs::path& path, int code = errno) {
  throw system_error(what + " " + path.string(), code);
}

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

// Calls `consume` with each block of the open file in turn, and closes it.
template <typename Consume>
void read_blocks(int fd, const fs::path& path, Consume consume) {
  const Descriptor file(fd);
  if (fd < 0) fail("cannot open", path);
  std::array<char, kBlock> block{};
  while (true) {
    const ssize_t got = ::read(fd, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("cannot read", path);
    if (got == 0) return;
    consume(std::string_view(block.data(), static_cast<std::size_t>(got)));
  }
}

void write_all(int fd, std::string_view content, const fs::path& path) {
  while (!content.empty()) {
    const ssize_t put = ::write(fd, content.data(), content.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) fail("cannot write", path);
    content.remove_prefix(static_cast<std::size_t>(put));
  }
}

void make_parent(const fs::path& path) {
  if (path.has_parent_path()) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) fail("cannot make the folder", path.parent_path(), error.value());
  }
}

// A name beside `path` that no other process uses.
fs::path sibling(const fs::path& path) {
  return path.parent_path() / ("." + path.filename().string() + ".new." + std::to_string(::getpid()));
}

// Writes a file that has no name yet, of which nothing stays however this process ends, and names it
// `temporary`. False where the file system has no such files.
bool write_unnamed(const fs::path& temporary, const fs::path& path, std::string_view content) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  Descriptor file(::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666));
  if (file.get() < 0) return false;
  write_all(file.get(), content, path);
  const std::string opened = "/proc/self/fd/" + std::to_string(file.get());
  const bool named = ::linkat(AT_FDCWD, opened.c_str(), AT_FDCWD, temporary.c_str(), AT_SYMLINK_FOLLOW) == 0;
  if (::close(file.release()) != 0) fail("cannot write", path);
  return named;
}

void write_named(const fs::path& temporary, const fs::path& path, std::string_view content) {
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (file.get() < 0) fail("cannot create", path);
  write_all(file.get(), content, path);
  if (::close(file.release()) != 0) fail("cannot write", path);
}

// Whether it is one of the system's own names, such as /dev/stdin or the /dev/fd/63 of a shell's <(…): what
// stands behind it may be a file, the name is no less the system's.
bool is_systems_own(const fs::path& path) {
  const std::string full = fs::absolute(path).lexically_normal().string();
  return full.starts_with("/dev/") || full.starts_with("/proc/");
}

// Whether `path` leads to a device or a pipe: a file in its place would take it from everybody.
bool is_written_in_place(const fs::path& path) {
  std::error_code unknown;
  const fs::file_status status = fs::status(path, unknown);
  if (!fs::exists(status) || fs::is_directory(status)) return false;
  return !fs::is_regular_file(status) || is_systems_own(path);
}

void write_in_place(const fs::path& path, std::string_view content) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.get() < 0) fail("cannot open", path);
  write_all(file.get(), content, path);
  if (::close(file.release()) != 0) fail("cannot write", path);
}

// Whether a file of this name is an editor's own, beside the one that is edited: a lock (".#lean.json", a
// link that leads nowhere), a copy ("lean.json~"), a swap file (".lean.json.swp").
bool is_editors_file(const fs::path& path) {
  const std::string name = path.filename().string();
  const bool swap = name.starts_with('.') && name.size() > 5 && name.substr(name.size() - 4, 3) == ".sw";
  return name.starts_with(".#") || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#')) ||
         swap;
}

// Whether the open file is still the one of this name.
bool is_at(int fd, const fs::path& path) {
  struct stat open{}, there{};
  return ::fstat(fd, &open) == 0 && ::stat(path.c_str(), &there) == 0 && open.st_ino == there.st_ino &&
         open.st_dev == there.st_dev;
}

}  // namespace

std::string read_file(const fs::path& path) {
  constexpr std::size_t kMost = 256U << 20U;  // of what may have no end
  const bool stream = is_systems_own(path);
  const OpenFile file = stream ? OpenFile{::open(path.c_str(), O_RDONLY | O_CLOEXEC)} : open_regular(path);
  std::string content;
  content.reserve(file.size);
  read_blocks(file.fd, path, [&](std::string_view block) {
    content += block;
    if (stream && content.size() > kMost) throw Error(path.string() + " has no end", "name a file");
  });
  return content;
}

void write_file(const fs::path& path, std::string_view content) {
  if (is_written_in_place(path)) return write_in_place(path, content);
  make_parent(path);
  const fs::path temporary = sibling(path);
  try {
    if (!write_unnamed(temporary, path, content)) write_named(temporary, path, content);
    if (::rename(temporary.c_str(), path.c_str()) != 0) fail("cannot replace", path);
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
}

bool write_file_if_changed(const fs::path& path, std::string_view content) {
  std::error_code error;
  if (fs::is_regular_file(path, error) && read_file(path) == content) return false;
  write_file(path, content);
  return true;
}

std::string file_sha256(const fs::path& path) {
  Sha256 hash;
  read_blocks(open_regular(path).fd, path, [&](std::string_view block) { hash.update(block); });
  return hash.hex();
}

bool same_content(const fs::path& one, const fs::path& other) {
  return fs::is_regular_file(one) && fs::file_size(one) == fs::file_size(other) &&
         read_file(one) == read_file(other);
}

std::vector<fs::path> list_tree(const fs::path& root) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(root, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->is_symlink() || !entry->is_directory())
      files.push_back(entry->path().lexically_relative(root));
  }
  if (error) throw Error("cannot list " + root.string() + ": " + error.message());
  std::sort(files.begin(), files.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  return files;
}

std::vector<fs::path> list_edited_tree(const fs::path& root) {
  std::vector<fs::path> files = list_tree(root);
  std::erase_if(files, is_editors_file);
  return files;
}

std::vector<fs::path> list_source_tree(const fs::path& root) {
  std::vector<fs::path> files = list_edited_tree(root);
  std::erase_if(files,
                [](const fs::path& file) { return std::ranges::find(file, "__pycache__") != file.end(); });
  return files;
}

void copy_tree(const fs::path& from, const fs::path& to) {
  for (const fs::path& relative : list_tree(from)) {
    const fs::path target = to / relative;
    make_parent(target);
    std::error_code error;
    fs::copy(from / relative, target, fs::copy_options::copy_symlinks, error);
    if (error)
      throw Error("cannot copy " + (from / relative).string() + " to " + target.string() + ": " +
                  error.message());
  }
}

void remove_tree(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (!error) return;
  // Unpacked sources may hold read-only folders.
  std::error_code ignored;
  for (fs::recursive_directory_iterator entry(path, ignored), end; !ignored && entry != end;
       entry.increment(ignored)) {
    if (entry->is_directory() && !entry->is_symlink()) {
      fs::permissions(entry->path(), fs::perms::owner_all, fs::perm_options::add, ignored);
    }
  }
  fs::remove_all(path, error);
  if (error) throw Error("cannot remove " + path.string() + ": " + error.message());
}

void replace_path(const fs::path& from, const fs::path& to) {
  make_parent(to);
  if (::rename(from.c_str(), to.c_str()) == 0) return;
  if (::syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_EXCHANGE) == 0) {
    remove_tree(from);
    return;
  }
  const fs::path old = sibling(to);
  remove_tree(old);
  if (::rename(to.c_str(), old.c_str()) != 0) fail("cannot replace", to);
  if (::rename(from.c_str(), to.c_str()) != 0) {
    const int code = errno;
    ::rename(old.c_str(), to.c_str());
    errno = code;
    fail("cannot replace", to);
  }
  remove_tree(old);
}

bool make_symlink(const fs::path& target, const fs::path& link) {
  make_parent(link);
  const fs::path temporary = sibling(link);
  ::unlink(temporary.c_str());
  if (::symlink(target.c_str(), temporary.c_str()) != 0) {
    if (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS) return false;
    fail("cannot make the link", link);
  }
  if (::rename(temporary.c_str(), link.c_str()) != 0) {
    const int code = errno;
    ::unlink(temporary.c_str());
    errno = code;
    fail("cannot replace", link);
  }
  return true;
}

std::uint64_t free_bytes(const fs::path& path) {
  fs::path there = fs::absolute(path);
  while (!fs::exists(there) && there.has_relative_path()) there = there.parent_path();
  struct statvfs facts{};
  if (::statvfs(there.c_str(), &facts) != 0) fail("cannot ask for the free space of", there);
  return std::uint64_t{facts.f_bavail} * facts.f_frsize;
}

FileLock::FileLock(const fs::path& path, void (*on_wait)(const fs::path&)) {
  while (fd_ < 0) {
    make_parent(path);
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (file.get() < 0) fail("cannot open the lock", path);
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
      if (on_wait != nullptr) std::exchange(on_wait, nullptr)(path);
      while (::flock(file.get(), LOCK_EX) != 0) {
        if (errno != EINTR) fail("cannot lock", path);
      }
    }
    // Whoever had it may have removed it (pylonctl clean): then others lock a new file of this name.
    if (is_at(file.get(), path)) fd_ = file.release();
  }
}

void FileLock::share_with_children() const { ::fcntl(fd_, F_SETFD, 0); }

FileLock::~FileLock() {
  if (fd_ >= 0) ::close(fd_);
}

fs::path cache_root() {
  const char* xdg = std::getenv("XDG_CACHE_HOME");
  if (xdg != nullptr && fs::path(xdg).is_absolute()) return fs::path(xdg) / "pylon";
  const char* home = std::getenv("HOME");
  // A relative HOME would be another folder from wherever this is run.
  if (home == nullptr || !fs::path(home).is_absolute()) {
    throw Error("no cache folder: neither XDG_CACHE_HOME nor HOME is the full path of a folder",
                "set XDG_CACHE_HOME to a folder that may grow");
  }
  return fs::path(home) / ".cache" / "pylon";
}

}  // namespace pylon
