#include "report/diff_markdown.hpp"

#include <fmt/format.h>

#include "base/shown.hpp"
#include "base/text.hpp"

namespace pylon {
namespace {

std::string folded(const std::string& title, const std::string& body) {
  return fmt::format("\n<details><summary>{}</summary>\n\n{}\n</details>\n", title, body);
}

std::string left_out(std::size_t count) {
  return count == 0 ? "" : fmt::format("\n… and {} more\n", with_thousands(count));
}

std::string totals(const Diff& diff) {
  std::string text = fmt::format("| | {} | {} | difference | |\n|---|---:|---:|---:|---:|\n",
                                 markdown_cell(diff.before), markdown_cell(diff.after));
  for (const SizeChange& total : diff.totals) {
    text += fmt::format("| {} | {} | {} | {} | {} |\n", total.name, with_thousands(total.before),
                        with_thousands(total.after), signed_thousands(total.delta()), per_cent_text(total));
  }
  return text;
}

std::string split(const Diff& diff) {
  std::string text = "| part | bytes | |\n|---|---:|---|\n";
  for (const SplitPart& part : diff.split) {
    if (part.bytes == 0) continue;
    text += fmt::format("| {} | {} | {} |\n", markdown_cell(part.name), signed_thousands(part.bytes),
                        markdown_cell(part.detail));
  }
  return text + fmt::format("| **together** | **{}** | residual {} |\n",
                            signed_thousands(diff.totals.front().delta()), signed_thousands(diff.residual));
}

std::string rows(const Diff& diff, const DiffLimits& limits, RowSide side, const std::string& title) {
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
  return folded(fmt::format("{} ({})", title, with_thousands(count)), text + left_out(list.left_out));
}

std::string functions(const Diff& diff, const DiffLimits& limits) {
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
  return folded("Functions of rows that both have", text + left_out(list.left_out));
}

std::string names(const ListChange& change, const std::string& title) {
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

std::string values(const std::vector<ValueChange>& changes, const std::string& title) {
  if (changes.empty()) return "";
  std::string text = "| | before | after |\n|---|---|---|\n";
  for (const ValueChange& change : changes) {
    text += fmt::format("| {} | {} | {} |\n", markdown_cell(change.name), markdown_cell(change.before),
                        markdown_cell(change.after));
  }
  return folded(title, text);
}

}  // namespace

std::string markdown_cell(std::string_view text) {
  std::string result;
  for (const char letter : shown_lines(text)) {
    if (letter == '<') {
      result += "&lt;";
      continue;
    }
    if (letter == '|' || letter == '*' || letter == '_' || letter == '`' || letter == '\\' || letter == '[') {
      result += '\\';
    }
    result += letter == '\n' ? ' ' : letter;
  }
  return result;
}

std::string markdown_code(std::string_view text) {
  // A code span knows no escapes: it is fenced by more backticks than it holds. A table's bar must be escaped
  // even there.
  std::string result;
  std::size_t longest = 0, run = 0;
  for (const char letter : shown_lines(text)) {
    run = letter == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
    if (letter == '|') result += '\\';
    result += letter == '\n' ? ' ' : letter;
  }
  const std::string fence(longest + 1, '`');
  return longest == 0 ? fence + result + fence : fence + " " + result + " " + fence;
}

std::string diff_markdown(const Diff& diff, const DiffLimits& limits) {
  return fmt::format("### {}\n\n{}\n{}", markdown_cell(diff_sentence(diff)), totals(diff), split(diff)) +
         names(diff.modules, "Built-in modules") + names(diff.imports, "Imports") +
         names(diff.exports, "Exports") + names(diff.features, "WebAssembly features") +
         rows(diff, limits, RowSide::kAdded, "Rows only in " + markdown_cell(diff.after)) +
         rows(diff, limits, RowSide::kRemoved, "Rows only in " + markdown_cell(diff.before)) +
         rows(diff, limits, RowSide::kChanged, "Rows that changed") + functions(diff, limits) +
         values(diff.memory, "Memory") + values(diff.inputs, "Inputs");
}

}  // namespace pylon
