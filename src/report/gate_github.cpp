// Source: GitHub's "Workflow commands for GitHub Actions", and the escaping of actions/toolkit, command.ts.
#include <fmt/format.h>

#include <algorithm>

#include "report/gate_report.hpp"

namespace pylon {
namespace {

std::string data(const std::string& text) {
  std::string out;
  for (const char each : text) {
    switch (each) {
      case '%':
        out += "%25";
        break;
      case '\r':
        out += "%0D";
        break;
      case '\n':
        out += "%0A";
        break;
      default:
        out += each;
    }
  }
  return out;
}

// In a property `:` and `,` would end it as well.
std::string property(const std::string& text) {
  std::string out;
  for (const char each : data(text)) {
    out += each == ':' ? "%3A" : each == ',' ? "%2C" : std::string(1, each);
  }
  return out;
}

std::string command(const char* level, const std::string& file, std::size_t line, const std::string& title,
                    const std::string& message) {
  const std::string place = file.empty() ? "" : fmt::format("file={},line={},", property(file), line);
  return fmt::format("::{} {}title={}::{}\n", level, place, property(title), data(message));
}

}  // namespace

std::string gate_github(const Verdicts& verdicts) {
  std::string text;
  for (const Verdict& verdict : verdicts) {
    const std::string name = "gate " + verdict.variant;
    if (!verdict.undecided.empty())
      text += command("error", "", 0, name, "could not decide: " + verdict.undecided);
    for (const GateCheck& check : verdict.checks) {
      for (const GateFailure& failure : check.failures) {
        const bool counts = failure.overridden.empty();
        text += command(counts ? "error" : "notice", check.file, check.line,
                        fmt::format("{}: {}: {}", name, check.rule, failure.subject),
                        failure.message + (counts ? "" : "\nOverridden " + failure.overridden) +
                            "\nMore: " + failure.more);
      }
    }
    for (const std::string& note : verdict.notes) text += command("warning", "", 0, name, note);
    if (verdict.passed()) text += name + ": pass\n";
  }
  return text;
}

}  // namespace pylon
