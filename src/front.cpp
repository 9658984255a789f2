// The program that people start. Loading what pylonctl is linked with takes longer than seeing that a build
// has nothing to do, so that is seen here; everything else is done by `pylonctl-main` beside it.
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "plan/receipt.hpp"

namespace {

namespace fs = std::filesystem;

// The nearest folder at or above `start` with a receipt: the same search as for the project itself.
fs::path nearest_receipt(fs::path start) {
  for (;; start = start.parent_path()) {
    const fs::path receipt = pylon::receipt_path(start);
    if (fs::exists(receipt) || !start.has_relative_path()) return receipt;
  }
}

bool nothing_to_do(const std::vector<std::string>& arguments) {
  std::error_code error;
  fs::path start = fs::current_path(error);
  bool build = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--project" && i + 1 < arguments.size())
      start = fs::absolute(arguments[i + 1], error);
    build = build || arguments[i] == "build";
  }
  if (error || !build) return false;
  const auto printed =
      pylon::check_receipt(nearest_receipt(start.lexically_normal()), pylon::invocation(arguments));
  if (!printed) return false;
  std::fputs("pylonctl: nothing to do: all is as the last build left it\n", stderr);
  std::fputs(printed->c_str(), stdout);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (nothing_to_do(arguments)) return 0;
  const fs::path program = fs::read_symlink("/proc/self/exe").parent_path() / "pylonctl-main";
  ::execv(program.c_str(), argv);
  std::fprintf(
      stderr,
      "pylonctl: cannot start %s: %s\n  to do: install pylonctl again, or run toolchain/bootstrap build\n",
      program.c_str(), std::strerror(errno));
  return 2;
}
