// Differences for people: at a terminal, and in a comment on a pull request.
#include <fmt/format.h>

#include "base/shown.hpp"
#include "base/text.hpp"
#include "report/diff_report.hpp"
#include "report/words.hpp"

namespace pylon {
namespace {

using Line = std::vector<std::string>;

std::string table(std::vector<Line> lines, const std::vector<std::size_t>& right) {
  for (Line& line : lines) {
    for (std::string& cell : line) cell = shown(cell);
  }
  return columns_text(lines, right, "  ");
}

struct Writer {
  const Diff& diff;
  const DiffLimits& limits;
  bool colours;
  std::string text;

  void heading(const std::string& title) {
    text += colours ? "\n\x1b[1m" + title + "\x1b[0m\n" : "\n" + title + "\n";
  }

  void left_out(std::size_t count) {
    if (count > 0) text += fmt::format("  … and {} more (--top 0 shows all)\n", with_thousands(count));
  }

  void totals() {
    std::vector<Line> lines{{"", diff.before, diff.after, "difference", ""}};
    for (const SizeChange& total : diff.totals) {
      lines.push_back({total.name, with_thousands(total.before), with_thousands(total.after),
                       signed_thousands(total.delta()), per_cent_text(total)});
    }
    text += "\n" + table(lines, {1, 2, 3, 4});
  }

  void split() {
    heading("The difference, part by part");
    std::vector<Line> lines;
    for (const SplitPart& part : diff.split) {
      if (part.bytes != 0) lines.push_back({signed_thousands(part.bytes), part.name, part.detail});
    }
    lines.push_back({signed_thousands(diff.totals.front().delta()), "together",
                     fmt::format("residual {}", signed_thousands(diff.residual))});
    text += table(lines, {0});
  }

  void rows(RowSide side, const std::string& title) {
    const Shown<RowChange> list = shown_rows(diff, limits, side);
    if (list.entries.empty() && list.left_out == 0) return;
    heading(title);
    std::vector<Line> lines{{"bytes", "code", "data", "row", "package"}};
    for (const RowChange* row : list.entries) {
      const Row none;
      const Row& a = row->before ? *row->before : none;
      const Row& b = row->after ? *row->after : none;
      const SizeChange code{"", a.code, b.code};
      const SizeChange data{"", a.data, b.data};
      lines.push_back({signed_thousands(row->delta()), signed_thousands(code.delta()),
                       signed_thousands(data.delta()), row->name, row->package});
    }
    text += table(lines, {0, 1, 2});
    left_out(list.left_out);
  }

  void symbols(bool functions, const std::string& title) {
    const Shown<SymbolChange> list = shown_symbols(diff, limits, functions);
    if (list.entries.empty() && list.left_out == 0) return;
    heading(title);
    std::vector<Line> lines{{"bytes", diff.before, diff.after, "symbol", "row", "object"}};
    const auto size = [](const auto& bytes) { return bytes ? with_thousands(*bytes) : "-"; };
    for (const SymbolChange* symbol : list.entries) {
      lines.push_back({signed_thousands(symbol->delta()), size(symbol->before), size(symbol->after),
                       std::string(symbol->symbol), std::string(symbol->row), std::string(symbol->object)});
    }
    text += table(lines, {0, 1, 2});
    left_out(list.left_out);
  }

  void names(const ListChange& change, const std::string& title) {
    if (change.empty()) return;
    heading(title);
    for (const std::string& name : change.added) text += "  + " + shown(name) + "\n";
    for (const std::string& name : change.removed) text += "  - " + shown(name) + "\n";
  }

  void values(const std::vector<ValueChange>& changes, const std::string& title) {
    if (changes.empty()) return;
    heading(title);
    std::vector<Line> lines;
    for (const ValueChange& change : changes) {
      lines.push_back({change.name, (change.before.empty() ? "none" : change.before) + " -> " +
                                        (change.after.empty() ? "none" : change.after)});
    }
    text += table(lines, {});
  }

  void sections() {
    if (diff.sections.empty()) return;
    heading("Sections");
    std::vector<Line> lines;
    for (const SizeChange& section : diff.sections) {
      lines.push_back({section.name, with_thousands(section.before), with_thousands(section.after),
                       signed_thousands(section.delta()), per_cent_text(section)});
    }
    text += table(lines, {1, 2, 3, 4});
  }
};

std::string markdown_left_out(std::size_t count) {
  return count == 0 ? "" : fmt::format("\n… and {} more\n", with_thousands(count));
}

std::string markdown_totals(const Diff& diff) {
  std::string text = fmt::format("| | {} | {} | difference | |\n|---|---:|---:|---:|---:|\n",
                                 markdown_cell(diff.before), markdown_cell(diff.after));
  for (const SizeChange& total : diff.totals) {
    text += fmt::format("| {} | {} | {} | {} | {} |\n", total.name, with_thousands(total.before),
                        with_thousands(total.after), signed_thousands(total.delta()), per_cent_text(total));
  }
  return text;
}

std::string markdown_split(const Diff& diff) {
  std::string text = "| part | bytes | |\n|---|---:|---|\n";
  for (const SplitPart& part : diff.split) {
    if (part.bytes == 0) continue;
    text += fmt::format("| {} | {} | {} |\n", markdown_cell(part.name), signed_thousands(part.bytes),
                        markdown_cell(part.detail));
  }
  return text + fmt::format("| **together** | **{}** | residual {} |\n",
                            signed_thousands(diff.totals.front().delta()), signed_thousands(diff.residual));
}

std::string markdown_rows(const Diff& diff, const DiffLimits& limits, RowSide side,
                          const std::string& title) {
  const Shown<RowChange> list = shown_rows(diff, limits, side);
  if (list.entries.empty()) return "";
  std::string text = fmt::format("| row | package | {} | {} | difference |\n|---|---|---:|---:|---:|\n",
                                 markdown_cell(diff.before), markdown_cell(diff.after));
  const auto size = [](const std::optional<Row>& row) { return row ? with_thousands(row->bytes()) : ""; };
  for (const RowChange* row : list.entries) {
    text += fmt::format("| {} | {} | {} | {} | {} |\n", markdown_code(row->name), markdown_cell(row->package),
                        size(row->before), size(row->after), signed_thousands(row->delta()));
  }
  const std::size_t count = list.entries.size() + list.left_out;
  return markdown_folded(fmt::format("{} ({})", title, with_thousands(count)),
                         text + markdown_left_out(list.left_out));
}

std::string markdown_functions(const Diff& diff, const DiffLimits& limits) {
  const Shown<SymbolChange> list = shown_symbols(diff, limits, true);
  if (list.entries.empty()) return "";
  std::string text = fmt::format("| function | row | {} | {} | difference |\n|---|---|---:|---:|---:|\n",
                                 markdown_cell(diff.before), markdown_cell(diff.after));
  const auto size = [](const auto& bytes) { return bytes ? with_thousands(*bytes) : ""; };
  for (const SymbolChange* symbol : list.entries) {
    text +=
        fmt::format("| {} | {} | {} | {} | {} |\n", markdown_code(symbol->symbol), markdown_cell(symbol->row),
                    size(symbol->before), size(symbol->after), signed_thousands(symbol->delta()));
  }
  return markdown_folded("Functions of rows that both have", text + markdown_left_out(list.left_out));
}

std::string markdown_names(const ListChange& change, const std::string& title) {
  if (change.empty()) return "";
  std::string text = "\n**" + title + ":**";
  const char* comma = " ";
  for (const std::string& name : change.added) {
    text += comma + ("+" + markdown_code(name));
    comma = ", ";
  }
  for (const std::string& name : change.removed) {
    text += comma + ("-" + markdown_code(name));
    comma = ", ";
  }
  return text + "\n";
}

std::string markdown_values(const std::vector<ValueChange>& changes, const std::string& title) {
  if (changes.empty()) return "";
  std::string text = "| | before | after |\n|---|---|---|\n";
  for (const ValueChange& change : changes) {
    text += fmt::format("| {} | {} | {} |\n", markdown_cell(change.name), markdown_cell(change.before),
                        markdown_cell(change.after));
  }
  return markdown_folded(title, text);
}

}  // namespace

std::string diff_text(const Diff& diff, const DiffLimits& limits, bool colours) {
  Writer writer{diff, limits, colours, {}};
  const std::string sentence = shown(diff_sentence(diff));
  writer.text = colours ? "\x1b[1m" + sentence + "\x1b[0m\n" : sentence + "\n";
  writer.totals();
  writer.split();
  writer.rows(RowSide::kAdded, "Rows only in " + shown(diff.after));
  writer.rows(RowSide::kRemoved, "Rows only in " + shown(diff.before));
  writer.rows(RowSide::kChanged, "Rows that changed");
  writer.symbols(true, "Functions of rows that both have");
  if (diff.moved > 0) {
    writer.text += fmt::format("  {} only moved to another row or object\n", with_thousands(diff.moved));
  }
  writer.symbols(false, "Data of rows that both have");
  writer.sections();
  writer.names(diff.modules, "Built-in modules");
  writer.names(diff.imports, "Imports");
  writer.names(diff.exports, "Exports");
  writer.names(diff.features, "WebAssembly features");
  writer.values(diff.memory, "Memory");
  writer.values(diff.inputs, "Inputs");
  return writer.text;
}

std::string diff_markdown(const Diff& diff, const DiffLimits& limits) {
  return fmt::format("### {}\n\n{}\n{}", markdown_cell(diff_sentence(diff)), markdown_totals(diff),
                     markdown_split(diff)) +
         markdown_names(diff.modules, "Built-in modules") + markdown_names(diff.imports, "Imports") +
         markdown_names(diff.exports, "Exports") + markdown_names(diff.features, "WebAssembly features") +
         markdown_rows(diff, limits, RowSide::kAdded, "Rows only in " + markdown_cell(diff.after)) +
         markdown_rows(diff, limits, RowSide::kRemoved, "Rows only in " + markdown_cell(diff.before)) +
         markdown_rows(diff, limits, RowSide::kChanged, "Rows that changed") +
         markdown_functions(diff, limits) + markdown_values(diff.memory, "Memory") +
         markdown_values(diff.inputs, "Inputs");
}

}  // namespace pylon
