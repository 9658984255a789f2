#include "base/error.hpp"

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

}  // namespace pylon
