// What a smoke printed and how it ended, judged. An .in of tests/golden/transcript is "exit 0", "signal 9" or
// "time-out" (and "require-fat"), standard output after a line "--- out", standard error after "--- errors".
#include "judge/transcript.hpp"

#include <catch2/catch_test_macros.hpp>
#include <charconv>

#include "base/text.hpp"
#include "golden.hpp"

using namespace pylon;

namespace {

constexpr std::string_view kOut = "--- out\n", kErrors = "--- errors\n";

Ending read_ending(const std::string& head) {
  const std::vector<std::string> words = split_words(split_lines(head).front());
  Ending ending;
  if (words[0] == "time-out") ending.timed_out = true;
  if (words[0] == "signal") ending.signal = std::stoi(words[1]);
  if (words[0] == "exit") ending.exit_code = std::stoi(words[1]);
  return ending;
}

std::string described(const Transcript& transcript) {
  std::string text = std::string(word_of(transcript.verdict)) + "\n";
  if (!transcript.reason.empty()) text += "reason: " + transcript.reason + "\n";
  text += "passed " + std::to_string(transcript.passed) + " of " + std::to_string(transcript.total) +
          ", skipped " + std::to_string(transcript.skipped) + "\n";
  for (const std::string& failure : transcript.failures) text += "failure: " + failure + "\n";
  if (!transcript.interrupted.empty()) text += "during: " + transcript.interrupted + "\n";
  for (const Frame& frame : transcript.frames)
    text += "frame: " + (frame.index ? std::to_string(*frame.index) : "-") + " '" + frame.name + "'\n";
  return text;
}

}  // namespace

TEST_CASE("transcripts are judged") {
  check_goldens("transcript", [](const std::string& text) {
    const std::size_t out = text.find(kOut), errors = text.find(kErrors);
    const std::string head = text.substr(0, out);
    const std::string printed = text.substr(out + kOut.size(), errors - out - kOut.size());
    const std::string complaints = errors == std::string::npos ? "" : text.substr(errors + kErrors.size());
    return described(read_transcript(read_ending(head), printed, complaints,
                                     head.find("require-fat") != std::string::npos));
  });
}

// A golden's file ends with a line end, so these stand here.
TEST_CASE("output that ends in the middle of a line was lost, whatever it looks like") {
  const auto verdict = [](std::string_view out, int exit_code = 0) {
    return read_transcript({exit_code, 0, false}, out, "", false).verdict;
  };
  CHECK(verdict("a: ok\n1/1 PASS\n") == SmokeVerdict::kPass);
  CHECK(verdict("a: ok\n1/1 PASS") == SmokeVerdict::kLostOutput);
  CHECK(verdict("a: ok\n1/1 PA") == SmokeVerdict::kLostOutput);
  CHECK(verdict("a: ok\n") == SmokeVerdict::kLostOutput);
  CHECK(verdict("") == SmokeVerdict::kLostOutput);
  CHECK(verdict("a: FAIL (x)\n", 1) == SmokeVerdict::kLostOutput);
  CHECK(verdict("a: FAIL (x)\n0/1 PASS\n", 1) == SmokeVerdict::kFail);
  CHECK(verdict("a: ok\n2/2 PASS\n") ==
        SmokeVerdict::kLostOutput);  // the answer of the other check is missing
}

TEST_CASE("a summary line with numbers that no smoke can have is none") {
  CHECK(read_transcript({0, 0, false}, "99999999999999999999/1 PASS\n", "", false).verdict ==
        SmokeVerdict::kLostOutput);
  CHECK(read_transcript({0, 0, false}, "1234567890/1234567890 PASS\n", "", false).total == 0);
}
