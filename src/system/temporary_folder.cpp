#include "system/temporary_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>

#include "base/error.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

// No folder of a user's own is called so: what is left behind is removed by its name.
constexpr std::string_view kPrefix = ".pylonctl-scratch-";

// The folder's lock, or -1: somebody has it, or there is none.
int locked(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0 || ::flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  ::close(fd);
  return -1;
}

// Folders of this user that no process works in any more: locks end with who has them.
void remove_left(const fs::path& parent) try {
  constexpr std::time_t kNew = 60;  // seconds: one that is just being made has no lock yet
  for (const fs::directory_entry& entry : fs::directory_iterator(parent)) {
    struct stat facts{};
    if (!entry.path().filename().string().starts_with(kPrefix) ||
        ::lstat(entry.path().c_str(), &facts) != 0 || facts.st_uid != ::geteuid() ||
        facts.st_mtime + kNew > std::time(nullptr))
      continue;
    const int lock = locked(entry.path());
    if (lock < 0) continue;
    remove_tree(entry.path());
    ::close(lock);
  }
} catch (const std::exception&) {  // left where they are
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  remove_left(fs::temp_directory_path());
  std::string pattern = (fs::temp_directory_path() / (std::string(kPrefix) + "XXXXXX")).string();
  if (::mkdtemp(pattern.data()) == nullptr)
    throw Error("cannot make a folder like " + pattern, "set TMPDIR to a folder that can be written");
  path_ = pattern;
  lock_ = locked(path_);
}

TemporaryFolder::TemporaryFolder(const fs::path& place) {
  remove_tree(place);
  fs::create_directories(place);
  path_ = fs::canonical(place);
}

TemporaryFolder::~TemporaryFolder() {
  try {
    remove_tree(path_);
  } catch (const std::exception&) {  // left behind, which is no reason to lose a verdict
  }
  ::close(lock_);
}

}  // namespace pylon
