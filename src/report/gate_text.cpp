#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "report/gate_report.hpp"

namespace pylon {
namespace {

constexpr std::size_t kWidest = 48;  // of a cell; longer ones do not widen their column

// Characters, not bytes: what is shown may hold UTF-8.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char each) { return (static_cast<unsigned char>(each) & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, width_of(text)), ' ');
}

struct Style {
  bool colours = false;

  std::string paint(const char* code, const std::string& text) const {
    return colours ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }
  // "ok", "FAIL", …, padded to the widest.
  std::string state(GateState state) const {
    switch (state) {
      case GateState::kPass:
        return paint("32", "ok      ");
      case GateState::kFail:
        return paint("1;31", "FAIL    ");
      case GateState::kOverridden:
        return paint("33", "override");
      case GateState::kSkipped:
        break;
    }
    return paint("2", "-       ");
  }
};

std::string table(const Verdict& verdict, const Style& style) {
  std::array<std::size_t, 3> width{4, 5, 7};
  for (const GateCheck& check : verdict.checks) {
    if (check.state == GateState::kSkipped) continue;
    width[0] = std::max(width[0], check.rule.size());
    width[1] = std::max(width[1], std::min(kWidest, width_of(check.found)));
    width[2] = std::max(width[2], std::min(kWidest, width_of(check.allowed)));
  }
  const auto line = [&](const std::string& state, const GateCheck& check) {
    std::string text =
        fmt::format("  {}  {}  {}  {}  {}", state, padded(check.rule, width[0]),
                    padded(check.found, width[1]), padded(check.allowed, width[2]), check.room);
    text.erase(text.find_last_not_of(' ') + 1);
    return text + "\n";
  };
  GateCheck head;
  head.rule = "rule";
  head.found = "found";
  head.allowed = "allowed";
  head.room = "room";
  std::string text = line("        ", head);
  for (const GateCheck& check : verdict.checks) {
    if (check.state != GateState::kSkipped) text += line(style.state(check.state), check);
  }
  return text;
}

std::string skipped(const Verdict& verdict) {
  std::string text;
  for (const GateCheck& check : verdict.checks) {
    if (check.state == GateState::kSkipped)
      text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", check.rule, check.skipped);
  }
  return text.empty() ? "" : "  not checked: " + text + "\n";
}

std::string failures(const Verdict& verdict, const Style& style) {
  std::string text;
  for (const GateCheck& check : verdict.checks) {
    for (const GateFailure& failure : check.failures) {
      const bool counts = failure.overridden.empty();
      const std::string head =
          fmt::format("{} {}: {}", counts ? "FAIL" : "override", check.rule, failure.subject);
      text += "\n  " + style.paint(counts ? "1;31" : "33", head) + "\n    " + failure.message + "\n";
      text += "    asked for by: " + gate_place(check) + "\n";
      if (!counts) text += "    overridden " + failure.overridden + "\n";
      text += "    shows more:   " + failure.more + "\n";
    }
  }
  return text;
}

std::string headline(const Verdict& verdict, const Style& style) {
  if (!verdict.undecided.empty()) {
    return fmt::format("{}: {}\n", verdict.variant, style.paint("1;31", "could not decide"));
  }
  const auto count = [&](GateState state) {
    return std::ranges::count(verdict.checks, state, &GateCheck::state);
  };
  const auto failed = count(GateState::kFail);
  const auto judged = std::ssize(verdict.checks) - count(GateState::kSkipped);
  if (failed > 0) {
    return fmt::format("{}: {}\n", verdict.variant,
                       style.paint("1;31", fmt::format("{} of {} rules failed", failed, judged)));
  }
  const auto overridden = count(GateState::kOverridden);
  return fmt::format("{}: {}{}\n", verdict.variant,
                     style.paint("32", fmt::format("all {} rules pass", judged)),
                     overridden == 0 ? "" : fmt::format(", {} by an override", overridden));
}

}  // namespace

std::string gate_place(const GateCheck& check) {
  if (check.path.empty()) return "every gate";
  return fmt::format("{}:{} {}", check.file, check.line, check.path);
}

std::string gate_advice(const Verdict& verdict) {
  const bool grown = std::ranges::any_of(verdict.checks, [](const GateCheck& check) {
    return check.state == GateState::kFail && check.rule.starts_with("growth-");
  });
  return grown ? fmt::format("pylonctl baseline {} --reason \"…\"", verdict.variant) : "";
}

int gate_exit_code(const Verdicts& verdicts) {
  int worst = 0;
  for (const Verdict& verdict : verdicts) worst = std::max(worst, verdict.exit_code());
  return worst;
}

std::string gate_text(const Verdicts& verdicts, bool colours) {
  const Style style{colours};
  std::string text;
  for (const Verdict& verdict : verdicts) {
    if (!text.empty()) text += "\n";
    text += headline(verdict, style);
    if (!verdict.undecided.empty()) {
      for (const std::string& line : split_lines(verdict.undecided)) text += "  " + line + "\n";
      continue;
    }
    text += table(verdict, style) + skipped(verdict) + failures(verdict, style);
    for (const std::string& note : verdict.notes) text += "\n  note: " + note + "\n";
    if (const std::string advice = gate_advice(verdict); !advice.empty()) {
      text += "\n  to do: undo the growth, or if it is deliberate, record it and commit the baseline:\n    " +
              advice + "\n";
    }
  }
  return text;
}

}  // namespace pylon
