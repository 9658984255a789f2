#include "judge/transcript.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"

namespace pylon {
namespace {

// "12/12 PASS (3 skipped)".
struct Summary {
  std::uint64_t passed = 0, total = 0, skipped = 0;
};

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_number(std::string_view& text, std::uint64_t& number) {
  constexpr std::ptrdiff_t kMostDigits = 9;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end - text.data() > kMostDigits) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

std::optional<Summary> read_summary(std::string_view line) {
  Summary summary;
  if (!take_number(line, summary.passed) || !take(line, "/") || !take_number(line, summary.total) ||
      !take(line, " PASS"))
    return std::nullopt;
  if (line.empty()) return summary;
  if (!take(line, " (") || !take_number(line, summary.skipped) || line != " skipped)") return std::nullopt;
  return summary;
}

// What check() printed for one check; a label may hold anything but a line end.
struct Lines {
  std::uint64_t answers = 0;
  std::vector<std::string> failures;
  std::string last;         // the last line that is not empty
  bool last_whole = false;  // it ends with a line end
};

Lines read_lines(std::string_view out) {
  Lines lines;
  for (std::string& line : split_lines(out)) {
    if (line.empty()) continue;
    const std::size_t failed = line.find(": FAIL (");
    if (failed != std::string::npos) {
      const std::size_t end = line.ends_with(')') ? line.size() - 1 : line.size();
      const std::size_t start = failed + std::string_view(": FAIL (").size();
      lines.failures.push_back(line.substr(0, failed) + ": " + line.substr(start, end - start));
    }
    if (failed != std::string::npos || line == "ok" || line.ends_with(": ok") ||
        line.find(": SKIP (") != std::string::npos) {
      ++lines.answers;
    }
    lines.last = std::move(line);
  }
  lines.last_whole = out.ends_with('\n');
  return lines;
}

std::string last_line(std::string_view text) {
  const std::vector<std::string> lines = split_lines(text);
  const auto last =
      std::find_if(lines.rbegin(), lines.rend(), [](const auto& line) { return !line.empty(); });
  return last == lines.rend() ? "" : *last;
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// The runtime's own words for what happened, or "".
std::string trap_message(std::string_view errors) {
  for (const std::string& line : split_lines(errors)) {
    for (const std::string_view start : {"wasm trap: ", "wasm error: ", "execution failed: "}) {
      if (const std::size_t at = line.find(start); at != std::string::npos)
        return line.substr(at + start.size());
    }
    // Node's; a Python program's own RuntimeError comes without the line that tells them apart.
    if (line.starts_with("RuntimeError: ") && has(errors, ":wasm-function[")) return line.substr(14);
  }
  return "";
}

Transcript with(Transcript transcript, SmokeVerdict verdict, std::string reason) {
  transcript.verdict = verdict;
  transcript.reason = std::move(reason);
  return transcript;
}

Transcript without_summary(Transcript transcript, const Ending& ending, const Lines& lines,
                           std::string_view errors) {
  if (has(errors, "Traceback (most recent call last)")) {
    return with(std::move(transcript), SmokeVerdict::kFail,
                fmt::format("an exception ended it: {}", last_line(errors)));
  }
  if (ending.exit_code > 1) {
    return with(std::move(transcript), SmokeVerdict::kFail,
                fmt::format("exit code {}, and no summary line", ending.exit_code));
  }
  if (ending.exit_code == 1 && lines.answers == 0 && !last_line(errors).empty()) {
    return with(std::move(transcript), SmokeVerdict::kTrap,
                fmt::format("exit code 1 before a check was answered: {}", last_line(errors)));
  }
  const std::string what = lines.last.empty() || lines.last_whole
                               ? "no summary line"
                               : fmt::format("its output was cut short at '{}'", lines.last);
  return with(
      std::move(transcript), SmokeVerdict::kLostOutput,
      fmt::format("exit code {}, but {}: the host lost the end of standard output", ending.exit_code, what));
}

Transcript with_summary(Transcript transcript, bool contradicts, const Ending& ending, const Lines& lines,
                        bool require_fat) {
  const auto fail = [&](std::string why) {
    return with(std::move(transcript), SmokeVerdict::kFail, std::move(why));
  };
  if (contradicts) return fail(fmt::format("its summary line contradicts itself: {}", lines.last));
  if (transcript.total == 0) return fail("it checked nothing");
  const bool all = transcript.passed == transcript.total;
  if (ending.exit_code != (all ? 0 : 1))
    return fail(
        fmt::format("its exit code is {}, but its summary line says {}", ending.exit_code, lines.last));
  if (!all) return fail(fmt::format("{} of {} checks failed", transcript.failed(), transcript.total));
  if (!lines.failures.empty()) return fail("a check failed, and was counted as passed");
  if (require_fat && transcript.skipped > 0)
    return fail(fmt::format("{} checks were skipped where none may be", transcript.skipped));
  if (lines.answers < transcript.total) {
    return with(std::move(transcript), SmokeVerdict::kLostOutput,
                fmt::format("the answers of {} of {} checks did not arrive", transcript.total - lines.answers,
                            transcript.total));
  }
  transcript.verdict = transcript.skipped == transcript.total ? SmokeVerdict::kSkip : SmokeVerdict::kPass;
  return transcript;
}

// The frames of a backtrace as wasmtime ("0: 0x23dfa2 - <unknown>!<wasm function 5846>"), Node
// ("at wasm://wasm/0327828e:wasm-function[439]:0x37874") and wazero (".$5846(i32)") print it.
std::vector<Frame> read_backtrace(std::string_view errors) {
  std::vector<Frame> frames;
  for (const std::string& line : split_lines(errors)) {
    std::string_view rest = line;
    Frame frame;
    std::uint64_t index = 0;
    const auto after = [&](std::string_view mark) {
      const std::size_t at = line.find(mark);
      if (at == std::string::npos) return false;
      rest = std::string_view(line).substr(at + mark.size());
      return true;
    };
    if (after("<wasm function ") || after(":wasm-function[") || after("\t.$")) {
      if (take_number(rest, index)) frame.index = static_cast<std::uint32_t>(index);
    } else if (line.find(" - ") != std::string::npos && after("!") && line.find("0x") != std::string::npos) {
      frame.name = std::string(rest);  // wasmtime's, of a file with names
    }
    if (frame.index || !frame.name.empty()) frames.push_back(std::move(frame));
  }
  return frames;
}

}  // namespace

const char* word_of(SmokeVerdict verdict) {
  // In the order of SmokeVerdict.
  constexpr std::array kWords{"pass", "skip", "fail", "lost output", "trap", "time-out"};
  return kWords.at(static_cast<std::size_t>(verdict));
}

Transcript read_transcript(const Ending& ending, std::string_view out, std::string_view errors,
                           bool require_fat) {
  const Lines lines = read_lines(out);
  Transcript transcript;
  transcript.failures = lines.failures;
  std::optional<Summary> summary;
  // One that was cut short may still look whole ("12/12 PASS" of "12/12 PASS (3 skipped)").
  if (lines.last_whole) summary = read_summary(lines.last);
  const bool contradicts =
      summary && (summary->passed > summary->total || summary->skipped > summary->passed);
  if (summary && !contradicts) {
    transcript.passed = summary->passed;
    transcript.total = summary->total;
    transcript.skipped = summary->skipped;
  } else if (const std::size_t colon = lines.last.rfind(": ");
             !lines.last_whole && colon != std::string::npos) {
    transcript.interrupted = lines.last.substr(0, colon);
  }
  if (ending.timed_out) return with(std::move(transcript), SmokeVerdict::kTimeout, "it took too long");
  if (ending.signal != 0) {
    return with(std::move(transcript), SmokeVerdict::kTrap,
                fmt::format("signal {} ended the runtime", ending.signal));
  }
  if (ending.exit_code != 0) {
    if (std::string message = trap_message(errors); !message.empty()) {
      transcript.frames = read_backtrace(errors);
      return with(std::move(transcript), SmokeVerdict::kTrap, std::move(message));
    }
  }
  if (!summary) return without_summary(std::move(transcript), ending, lines, errors);
  return with_summary(std::move(transcript), contradicts, ending, lines, require_fat);
}

}  // namespace pylon
