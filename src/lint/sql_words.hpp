// SQL as words, with the brackets among them matched.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pylon::lint {

struct SqlWords {
  // Lower-case words, "::" and single characters. 'Strings' are one word "''"; "Names" lose their quotes.
  std::vector<std::string> list;
  std::vector<std::size_t> partner;  // of each bracket the place of the other; list.size() for all else

  bool is(std::size_t at, std::string_view word) const { return at < list.size() && list[at] == word; }
  // The place after the bracket that opens at `at`, or just the next one.
  std::size_t next(std::size_t at) const {
    return partner[at] != list.size() && partner[at] > at ? partner[at] + 1 : at + 1;
  }
};

// Takes any text. Comments are left out.
SqlWords sql_words(std::string_view sql);

}  // namespace pylon::lint
