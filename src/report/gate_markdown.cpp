#include <fmt/format.h>

#include <algorithm>

#include "base/shown.hpp"
#include "base/text.hpp"
#include "report/gate_report.hpp"

namespace pylon {
namespace {

// Text that means itself: in a table cell, in a list, in a sentence.
std::string plain(const std::string& text) {
  std::string out;
  for (const char each : shown_lines(text)) {
    if (each == '\n') {
      out += "<br>";
    } else if (each == '<') {
      out += "&lt;";
    } else {
      if (std::string_view("\\`*_[]|~#").find(each) != std::string_view::npos) out += '\\';
      out += each;
    }
  }
  return out;
}

const char* sign(GateState state) {
  switch (state) {
    case GateState::kPass:
      return "✅";
    case GateState::kFail:
      return "❌";
    case GateState::kOverridden:
      return "⚠️";
    case GateState::kSkipped:
      break;
  }
  return "➖";
}

std::string table(const Verdict& verdict) {
  std::string text = "| | rule | found | allowed | room |\n|---|---|---|---|---:|\n";
  std::string skipped;
  for (const GateCheck& check : verdict.checks) {
    if (check.state == GateState::kSkipped) {
      skipped += fmt::format("{}{} ({})", skipped.empty() ? "" : ", ", check.rule, plain(check.skipped));
      continue;
    }
    text += fmt::format("| {} | {} | {} | {} | {} |\n", sign(check.state), check.rule, plain(check.found),
                        plain(check.allowed), plain(check.room));
  }
  return text + (skipped.empty() ? "" : "\nNot checked: " + skipped + ".\n");
}

std::string failures(const Verdict& verdict) {
  std::string text;
  for (const GateCheck& check : verdict.checks) {
    for (const GateFailure& failure : check.failures) {
      text += fmt::format("- {} **{}: {}**: {}",
                          failure.overridden.empty() ? sign(GateState::kFail) : sign(GateState::kOverridden),
                          check.rule, plain(failure.subject), plain(failure.message));
      if (!failure.overridden.empty()) text += fmt::format(" *Overridden {}.*", plain(failure.overridden));
      text += fmt::format(" `{}`\n", failure.more);
    }
  }
  return text.empty() ? "" : "\n" + text;
}

}  // namespace

std::string gate_markdown(const Verdicts& verdicts) {
  std::string text;
  for (const Verdict& verdict : verdicts) {
    const int code = verdict.exit_code();
    text += fmt::format("{}### {} `{}`: {}\n\n", text.empty() ? "" : "\n", code == 0 ? "✅" : "❌",
                        verdict.variant,
                        code == 0   ? "the gate passes"
                        : code == 1 ? "the gate fails"
                                    : "the gate could not decide");
    if (!verdict.undecided.empty()) {
      text += plain(verdict.undecided) + "\n";
      continue;
    }
    text += table(verdict) + failures(verdict);
    for (const std::string& note : verdict.notes) text += fmt::format("\nNote: {}\n", plain(note));
    if (const std::string advice = gate_advice(verdict); !advice.empty()) {
      text += fmt::format("\nIf the growth is deliberate: `{}`, and commit the baseline.\n", advice);
    }
  }
  return text;
}

}  // namespace pylon
