// What a smoke printed and how it ended, judged: the canonical gate of tests/smoke/ is the source of the
// rules. Pure: any bytes have a verdict.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

enum class SmokeVerdict {
  kPass,
  kSkip,        // every check was skipped; counts as passed
  kFail,        // a check failed, an exception was not caught, nothing was checked, …
  kLostOutput,  // it ended as it should, but its last lines never arrived: the host's fault
  kTrap,        // WebAssembly trapped, or the runtime itself died
  kTimeout,
};

const char* word_of(SmokeVerdict verdict);  // "pass", "skip", "fail", "lost output", "trap", "time-out"
inline bool is_good(SmokeVerdict verdict) {
  return verdict == SmokeVerdict::kPass || verdict == SmokeVerdict::kSkip;
}

struct Ending {
  int exit_code = -1;  // -1: none, a signal or the time limit ended it
  int signal = 0;
  bool timed_out = false;
};

// A function in a trap's backtrace, the innermost first.
struct Frame {
  std::optional<std::uint32_t> index;  // of the function in the module
  std::string name;                    // "" where the runtime knows none
};

struct Transcript {
  SmokeVerdict verdict = SmokeVerdict::kFail;
  std::string reason;                                // a sentence; "" for kPass and kSkip
  std::uint64_t passed = 0, skipped = 0, total = 0;  // of the summary line; skipped ones count as passed
  std::vector<std::string> failures;                 // "a module of NumPy: needs numpy"
  std::string interrupted;                           // the label of the check that was running when it ended
  std::vector<Frame> frames;                         // kTrap

  std::uint64_t failed() const { return total - passed; }
};

// `require_fat`: the smoke ran with PYLON_REQUIRE_FAT=1, so that nothing may be skipped.
Transcript read_transcript(const Ending& ending, std::string_view out, std::string_view errors,
                           bool require_fat);

}  // namespace pylon
