// The one error type of pylonctl: what happened, in which context, and what the user can do about it.
// Thrown once, enriched with context frames on its way up, printed once by main (which then exits 2).
#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace pylon {

class Error : public std::exception {
 public:
  // `message` says what is wrong and where; `advice` what to do (may be empty).
  explicit Error(std::string message, std::string advice = {});

  // Adds an outer frame such as "while reading variants/lean.json".
  void add_context(std::string frame);

  const std::string& message() const { return message_; }
  const std::string& advice() const { return advice_; }
  // All of it as lines: the message, then the frames from the inside out, then the advice.
  const char* what() const noexcept override { return what_.c_str(); }

 private:
  void compose();

  std::string message_;
  std::string advice_;
  std::vector<std::string> frames_;
  std::string what_;
};

// What to do about an error number of the system; "" where that is not clear.
std::string system_advice(int code);
// "cannot open x: No such file or directory", with that advice.
Error system_error(const std::string& what, int code);

// Runs `body()`; an Error that leaves it carries `frame` as one more context line.
template <typename Body>
decltype(auto) with_context(const std::string& frame, Body&& body) {
  try {
    return std::forward<Body>(body)();
  } catch (Error& error) {
    error.add_context(frame);
    throw;
  }
}

}  // namespace pylon
