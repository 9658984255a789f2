#include "report/diff_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/shown.hpp"
#include "base/text.hpp"

namespace pylon {
namespace {

using Line = std::vector<std::string>;

// Columns as wide as their widest cell; those in `right` (indices) flush right. The last one is not padded.
std::string table(std::vector<Line> lines, std::initializer_list<std::size_t> right) {
  for (Line& line : lines) {
    for (std::string& cell : line) cell = shown(cell);
  }
  std::vector<std::size_t> width;
  for (const Line& line : lines) {
    width.resize(std::max(width.size(), line.size()));
    for (std::size_t i = 0; i < line.size(); ++i) width[i] = std::max(width[i], line[i].size());
  }
  std::string text;
  for (const Line& line : lines) {
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const bool flush_right = std::ranges::find(right, i) != right.end();
      out += fmt::format(fmt::runtime(flush_right ? "  {:>{}}" : "  {:<{}}"), line[i], width[i]);
    }
    text += out.substr(0, out.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
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

}  // namespace pylon
