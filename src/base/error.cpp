#include "base/error.hpp"

#include <cerrno>
#include <cstring>

namespace pylon {

Error::Error(std::string message, std::string advice)
    : message_(std::move(message)), advice_(std::move(advice)) {
  compose();
}

void Error::add_context(std::string frame) {
  frames_.push_back(std::move(frame));
  compose();
}

void Error::compose() {
  what_ = message_;
  for (const std::string& frame : frames_) what_ += "\n  " + frame;
  if (!advice_.empty()) what_ += "\n  to do: " + advice_;
}

std::string system_advice(int code) {
  switch (code) {
    case ENOSPC:
    case EDQUOT:
      return "free some disk space and run the command again";
    case EROFS:
      return "nothing can be written there; work in a copy that can be, or name another place";
    case EACCES:
    case EPERM:
      return "it belongs to somebody else, or its mode forbids it: see ls -ld of it and of its folder";
    case ENAMETOOLONG:
      return "use a folder with a shorter path";
    case ENOENT:
    case ENOTDIR:
      return "look whether the path is spelt right, and every folder in it is one";
    case EISDIR:
      return "a folder is there; name a file";
    case ELOOP:
      return "a link in the path leads back to itself; remove it";
    case EMFILE:
    case ENFILE:
      return "too many files are open; raise the limit (ulimit -n), or run less at a time";
    case EIO:
      return "the disk does not answer as it should; look into the system's log";
    default:
      return "";
  }
}

Error system_error(const std::string& what, int code) {
  return Error(what + ": " + std::strerror(code), system_advice(code));
}

}  // namespace pylon
