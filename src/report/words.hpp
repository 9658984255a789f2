// How numbers, colours and text of others look in reports.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

struct Frame;

// Without its sign.
std::uint64_t magnitude(std::int64_t number);

// 1234 -> "+1,234", -5 -> "-5", 0 -> "0".
std::string signed_thousands(std::int64_t number);

// `delta` of `whole`, rounded to one decimal, so that all formats agree; none of 0.
std::optional<double> per_cent(std::int64_t delta, std::uint64_t whole);

// With `colours`, the text in the colour of an escape sequence: "1;31" is bold red.
std::string paint(bool colours, const char* code, const std::string& text);

// Lines of cells as columns: as wide as their widest cell, two spaces apart; those in `right` (indices) flush
// right. No line ends in a space.
std::string columns_text(const std::vector<std::vector<std::string>>& lines,
                         const std::vector<std::size_t>& right, std::string_view indent = "");

// Exit code 0, 1, 2 -> "pass", "fail", "undecided".
const char* result_word(int exit_code);

// "fftw::plan()", or "function 7" where names are not known. As the runtime said it: show it with shown().
std::string frame_word(const Frame& frame);

// For text between tags of XML 1.0. Most control characters, and bytes that are no UTF-8, have no place at
// all there: they are written as shown_lines() shows them.
std::string xml_text(const std::string& text);

// For an attribute in double quotes, where a line end or a tab would be read as a space.
std::string xml_attribute(const std::string& text);

// For a table's cell in Markdown, which then shows the text as it is.
std::string markdown_cell(std::string_view text);

// The same in a code span.
std::string markdown_code(std::string_view text);

// Markdown that is folded under a title.
std::string markdown_folded(const std::string& title, const std::string& body);

}  // namespace pylon
