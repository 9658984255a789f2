// What a driver (tests/conformance/support/record.py) wrote while the tests of one file ran, and what the
// ends of its processes mean. Pure: any bytes have an answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "judge/file_result.hpp"

namespace pylon {

struct Record {
  std::vector<CaseResult> ended;       // in their order
  std::optional<std::string> running;  // began and did not end
  std::optional<CaseResult> end;       // of the file as a whole, nameless
  std::uint64_t unreadable = 0;        // lines that are none of a driver; a trap may cut the last one
};

Record read_record(std::string_view lines);

// Adds what one process on the file has done. True when another one must go on with the cases that are left:
// this one ended within a case, which then has fallen short, before the file ended.
bool add_process(FileResult& file, const Record& record, const Ending& ending, std::string_view errors);

// The cases that the next process on the file must leave out, as a JSON list.
std::string done_cases(const FileResult& file);

}  // namespace pylon
