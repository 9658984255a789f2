// Verdicts for people: at a terminal, and in a comment on a pull request.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/shown.hpp"
#include "base/text.hpp"
#include "report/gate_report.hpp"
#include "report/words.hpp"

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

// How a state is written, in the order of GateState: at a terminal, padded to the widest, and in Markdown.
struct StateWords {
  const char *colour, *word, *sign;
};
constexpr std::array<StateWords, 4> kStates{
    {{"32", "ok      ", "✅"}, {"1;31", "FAIL    ", "❌"}, {"33", "override", "⚠️"}, {"2", "-       ", "➖"}}};

const StateWords& state_words(GateState state) { return kStates.at(static_cast<std::size_t>(state)); }

std::string state_text(GateState state, bool colours) {
  return paint(colours, state_words(state).colour, state_words(state).word);
}

std::string checks_table(const Verdict& verdict, bool colours) {
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
    if (check.state != GateState::kSkipped) text += line(state_text(check.state, colours), check);
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

std::string failures(const Verdict& verdict, bool colours) {
  std::string text;
  for (const GateCheck& check : verdict.checks) {
    for (const GateFailure& failure : check.failures) {
      const bool counts = failure.overridden.empty();
      const std::string head =
          fmt::format("{} {}: {}", counts ? "FAIL" : "override", check.rule, failure.subject);
      text += "\n  " + paint(colours, counts ? "1;31" : "33", head) + "\n    " + failure.message + "\n";
      text += "    asked for by: " + gate_place(check) + "\n";
      if (!counts) text += "    overridden " + failure.overridden + "\n";
      text += "    shows more:   " + failure.more + "\n";
    }
  }
  return text;
}

std::string headline(const Verdict& verdict, bool colours) {
  if (!verdict.undecided.empty()) {
    return fmt::format("{}: {}\n", verdict.variant, paint(colours, "1;31", "could not decide"));
  }
  const auto count = [&](GateState state) {
    return std::ranges::count(verdict.checks, state, &GateCheck::state);
  };
  const auto failed = count(GateState::kFail);
  const auto judged = std::ssize(verdict.checks) - count(GateState::kSkipped);
  if (failed > 0) {
    return fmt::format("{}: {}\n", verdict.variant,
                       paint(colours, "1;31", fmt::format("{} of {} rules failed", failed, judged)));
  }
  const auto overridden = count(GateState::kOverridden);
  return fmt::format("{}: {}{}\n", verdict.variant,
                     paint(colours, "32", fmt::format("all {} rules pass", judged)),
                     overridden == 0 ? "" : fmt::format(", {} by an override", overridden));
}

// Escapes what Markdown would take for markup, in a cell as in a list: "a|b" -> "a\\|b".
std::string plain(const std::string& text) {
  return replaced(shown_lines(text), {{'\n', "<br>"},
                                      {'<', "&lt;"},
                                      {'\\', "\\\\"},
                                      {'`', "\\`"},
                                      {'*', "\\*"},
                                      {'_', "\\_"},
                                      {'[', "\\["},
                                      {']', "\\]"},
                                      {'|', "\\|"},
                                      {'~', "\\~"},
                                      {'#', "\\#"}});
}

std::string markdown_table(const Verdict& verdict) {
  std::string text = "| | rule | found | allowed | room |\n|---|---|---|---|---:|\n";
  std::string skipped;
  for (const GateCheck& check : verdict.checks) {
    if (check.state == GateState::kSkipped) {
      skipped += fmt::format("{}{} ({})", skipped.empty() ? "" : ", ", check.rule, plain(check.skipped));
      continue;
    }
    text += fmt::format("| {} | {} | {} | {} | {} |\n", state_words(check.state).sign, check.rule,
                        plain(check.found), plain(check.allowed), plain(check.room));
  }
  return text + (skipped.empty() ? "" : "\nNot checked: " + skipped + ".\n");
}

std::string markdown_failures(const Verdict& verdict) {
  std::string text;
  for (const GateCheck& check : verdict.checks) {
    for (const GateFailure& failure : check.failures) {
      text += fmt::format("- {} **{}: {}**: {}",
                          failure.overridden.empty() ? state_words(GateState::kFail).sign
                                                     : state_words(GateState::kOverridden).sign,
                          check.rule, plain(failure.subject), plain(failure.message));
      if (!failure.overridden.empty()) text += fmt::format(" *Overridden {}.*", plain(failure.overridden));
      text += fmt::format(" `{}`\n", failure.more);
    }
  }
  return text.empty() ? "" : "\n" + text;
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

std::string gate_text(const Verdicts& verdicts, bool colours) {
  std::string text;
  for (const Verdict& verdict : verdicts) {
    if (!text.empty()) text += "\n";
    text += headline(verdict, colours);
    if (!verdict.undecided.empty()) continue;  // standard error says why
    text += checks_table(verdict, colours) + skipped(verdict) + failures(verdict, colours);
    for (const std::string& note : verdict.notes) text += "\n  note: " + note + "\n";
    if (const std::string advice = gate_advice(verdict); !advice.empty()) {
      text += "\n  to do: undo the growth, or if it is deliberate, record it and commit the baseline:\n    " +
              advice + "\n";
    }
  }
  return text;
}

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
    text += markdown_table(verdict) + markdown_failures(verdict);
    for (const std::string& note : verdict.notes) text += fmt::format("\nNote: {}\n", plain(note));
    if (const std::string advice = gate_advice(verdict); !advice.empty()) {
      text += fmt::format("\nIf the growth is deliberate: `{}`, and commit the baseline.\n", advice);
    }
  }
  return text;
}

}  // namespace pylon
