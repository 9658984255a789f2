// The commands of a shell script as words. Source: POSIX.1-2017, Shell Command Language, 2.2 and 2.3.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pylon::lint {

struct ShellWord {
  std::string text;        // without quotes; expansions as they are written ("$RUNNER")
  std::size_t offset = 0;  // bytes from the start of the script
  std::size_t size = 0;    // with the quotes
};

using ShellCommand = std::vector<ShellWord>;

// Commands end at line ends that no backslash precedes and at ; & | ( ) that are not quoted. Comments and
// here documents are left out. Takes any text.
std::vector<ShellCommand> shell_commands(std::string_view script);

}  // namespace pylon::lint
