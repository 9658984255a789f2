// Workflow commands of GitHub Actions: annotations in a run and in its pull request.
// Source: GitHub's "Workflow commands for GitHub Actions", and the escaping of actions/toolkit, command.ts.
#pragma once

#include <cstddef>
#include <string>

namespace pylon {

struct GithubPlace {
  std::string file;                                      // "": none
  std::size_t line = 0;                                  // from 1
  std::size_t column = 0, end_line = 0, end_column = 0;  // all 0: the whole line
};

// `::error file=…,line=…,title=…::message`, one line with its end. `level`: error, warning or notice.
std::string github_command(const char* level, const GithubPlace& place, const std::string& title,
                           const std::string& message);

}  // namespace pylon
