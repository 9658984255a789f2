// The program that people start. Loading what pylonctl is linked with takes longer than seeing that a build
// has nothing to do, or than listing a file's sections, so that is done here; everything else is done by
// `pylonctl-main` beside it.
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/shown.hpp"
#include "report/section_table.hpp"
#include "store/receipt.hpp"
#include "system/mapped_file.hpp"

namespace {

namespace fs = std::filesystem;

using Arguments = std::vector<std::string>;

// The nearest folder at or above `start` with a receipt: the same search as for the project itself.
fs::path nearest_receipt(fs::path start) {
  for (;; start = start.parent_path()) {
    const fs::path receipt = pylon::receipt_path(start);
    std::error_code error;  // for pylonctl-main to tell
    if (fs::exists(receipt, error) || error || !start.has_relative_path()) return receipt;
  }
}

// What does everything else. As its own /proc/self/exe names it.
fs::path main_program() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path() / "pylonctl-main";
  const fs::path real = fs::canonical(program, error);
  return error ? program : real;
}

bool nothing_to_do(const Arguments& arguments, const fs::path& program) {
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
      pylon::check_receipt(nearest_receipt(start.lexically_normal()), pylon::invocation(program, arguments));
  if (!printed) return false;
  std::fputs("pylonctl: nothing to do: all is as the last build left it\n", stderr);
  std::fputs(printed->c_str(), stdout);
  return true;
}

// `manifest FILE.wasm --sections [--format text|json]`, in any order and with nothing else: anything that is
// written in another way is for pylonctl-main to understand, which prints the same.
struct SectionListing {
  std::string file;
  bool wanted = false, json = false;
};

std::optional<SectionListing> section_listing(const Arguments& arguments) {
  SectionListing listing;
  if (arguments.size() < 3 || arguments[0] != "manifest") return std::nullopt;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const bool format = arguments[i] == "--format" && i + 1 < arguments.size();
    const std::string& word = format ? arguments[++i] : arguments[i];
    if (format && (word == "json" || word == "text"))
      listing.json = word == "json";
    else if (word == "--sections" && !format)
      listing.wanted = true;
    else if (word.ends_with(".wasm") && !word.starts_with('-') && listing.file.empty() && !format)
      listing.file = word;
    else
      return std::nullopt;
  }
  if (!listing.wanted || listing.file.empty()) return std::nullopt;
  return listing;
}

int print_sections(const SectionListing& listing) {
  try {
    const pylon::MappedFile file(listing.file);
    const std::string text = pylon::with_context(
        "while reading " + listing.file, [&] { return pylon::section_table(file.bytes(), listing.json); });
    std::fputs(text.c_str(), stdout);
    return 0;
  } catch (const pylon::Error& error) {
    std::fprintf(stderr, "pylonctl: %s\n", pylon::shown_lines(error.what()).c_str());
    return 2;
  }
}

// A full disk behind standard output must not look like success.
int flushed(int exit_code) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit_code;
  std::fprintf(stderr, "pylonctl: standard output could not be written: %s\n", std::strerror(errno));
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const Arguments arguments(argv + 1, argv + argc);
  const fs::path program = main_program();
  if (nothing_to_do(arguments, program)) return flushed(0);
  if (const auto listing = section_listing(arguments)) return flushed(print_sections(*listing));
  ::execv(program.c_str(), argv);
  std::fprintf(
      stderr,
      "pylonctl: cannot start %s: %s\n  to do: install pylonctl again, or run toolchain/bootstrap build\n",
      program.c_str(), std::strerror(errno));
  return 2;
}
