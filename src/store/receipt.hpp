// What a successful build looked at: every file that could make a difference, with size and times, and what
// it printed. The next build compares them in a millisecond and has nothing to do. Only the C++ library is
// used: `pylonctl` checks the receipt before anything else is loaded (front.cpp).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace pylon {

// Size, times to the nanosecond and inode of a file, link or folder, as one word; "missing" when it is not
// there. A folder's times tell of files that were added or removed.
std::string file_state(const std::filesystem::path& path);

// One word for a folder and everything below it, as file_state() has each: "tree:…". Of thousands of files it
// takes a millisecond or two.
std::string tree_state(const std::filesystem::path& folder);

struct SeenFile {
  std::filesystem::path path;
  std::string state;
};

// The states of these folders and of everything below them, as they are now.
std::vector<SeenFile> look_at(const std::vector<std::filesystem::path>& folders);
// The states of just these.
std::vector<SeenFile> look_at_files(const std::vector<std::filesystem::path>& files);

// The words that must be the same for a receipt to count: the program that builds (another pylonctl makes
// other steps), the arguments, the settings from the environment that steer a build, and whether standard
// output is a terminal.
std::string invocation(const std::filesystem::path& program, const std::vector<std::string>& arguments);

std::string receipt_text(const std::string& invocation, const std::vector<SeenFile>& seen,
                         const std::string& printed);

// What the build of this receipt printed on standard output, when every file is as it was and the invocation
// is the same; none otherwise, or when there is no readable receipt.
std::optional<std::string> check_receipt(const std::filesystem::path& receipt, const std::string& invocation);

// Where a project's receipt is.
std::filesystem::path receipt_path(const std::filesystem::path& project);

}  // namespace pylon
