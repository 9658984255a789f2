// The file `.pylon-lint` at the top of what is looked at: it allows findings in whole files, where no comment
// can stand beside them. Each line is one of these; `#` begins a comment:
//
//   allow RULE[, RULE…] in GLOB: REASON
//   allow all in GLOB: REASON              such a file is not looked at
//
// GLOB is a path below the list's folder; `*` is any run of characters, slashes included.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"

namespace pylon::lint {

struct Allowance {
  std::vector<std::string> rules;  // empty: all
  std::string glob, reason;
  std::size_t line = 1;
  bool used = false;
};

struct AllowList {
  std::string path;    // as it is shown
  std::string prefix;  // of the paths below its folder, as they are shown: "" or "some/folder/"
  std::vector<Allowance> list;
};

// What is wrong in it is added to `problems`.
AllowList read_allow_list(std::string_view text, std::string path, Problems& problems);

// The entry for `all` that keeps the file at `path` from being looked at; nullptr when none does. Marks it as
// used.
const Allowance* left_out(AllowList& allowed, std::string_view path);

// The entry that allows `rule` in the file at `path`; nullptr when none does. Marks it as used.
const Allowance* allowance_for(AllowList& allowed, std::string_view rule, std::string_view path);

}  // namespace pylon::lint
