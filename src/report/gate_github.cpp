#include <fmt/format.h>

#include "report/gate_report.hpp"
#include "report/github_command.hpp"

namespace pylon {
namespace {

std::string command(const char* level, const std::string& file, std::size_t line, const std::string& title,
                    const std::string& message) {
  return github_command(level, {file, line, 0, 0, 0}, title, message);
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
