// Any bytes as what a smoke printed: a verdict, and a good one only for what says so itself.
#include "judge/transcript.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // The first two bytes: how it ended, and where standard error starts.
  pylon::Ending ending;
  ending.exit_code = data[0] % 8 - 1;
  ending.signal = ending.exit_code < 0 ? 9 : 0;
  ending.timed_out = data[0] == 255;
  const std::size_t cut = 2 + (size - 2) * data[1] / 255;
  const pylon::Transcript transcript =
      pylon::read_transcript(ending, text.substr(2, cut - 2), text.substr(cut), (data[0] & 64U) != 0);
  if (pylon::is_good(transcript.verdict) &&
      (ending.exit_code != 0 || ending.timed_out || transcript.total == 0 ||
       transcript.passed != transcript.total || transcript.skipped > transcript.passed ||
       !transcript.failures.empty()))
    std::abort();
  if (!pylon::is_good(transcript.verdict) && transcript.reason.empty()) std::abort();
  return 0;
}
