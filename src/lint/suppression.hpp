// Findings that a file allows, with a reason. A comment that begins with `pylon-lint` and a colon, then
// `allow RULE[, RULE…]: REASON`, allows them on its own line, on the lines that its comment goes on, and on
// the line after it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.hpp"
#include "lint/source_file.hpp"

namespace pylon::lint {

struct Suppression {
  std::vector<std::string> rules;
  std::string reason;
  std::size_t offset = 0, size = 0;           // of the comment's words
  std::size_t first_line = 1, last_line = 1;  // where it holds
  bool used = false;
};

struct Suppressions {
  std::vector<Suppression> list;  // in the order of the text, which must not change once `allowing` was asked
  Problems problems;              // no reason, a rule that does not exist: without a path

  // The first that allows `rule` in this line; nullptr when none does.
  Suppression* allowing(std::string_view rule, std::size_t line);

 private:
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_rule_;  // places in the list
};

Suppressions suppressions_of(Language language, std::string_view text);

// "capsule-null, exit-flush: why": its rules and its reason. What is wrong with it, or "".
std::string read_allowance(std::string_view text, std::vector<std::string>& rules, std::string& reason);

// The file `.pylon-lint` at the top of what is looked at: it allows findings in whole files, where no comment
// can stand beside them. Each line is one of these; `#` begins a comment:
//
//   allow RULE[, RULE…] in GLOB: REASON
//   allow all in GLOB: REASON              such a file is not looked at
//
// GLOB is a path below the list's folder; `*` is any run of characters, slashes included.
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
