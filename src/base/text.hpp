// Small, pure text functions that more than one folder needs.
#pragma once

#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pylon {

// The lines of `text` without their line ends; a final line end adds no empty line.
std::vector<std::string> split_lines(std::string_view text);

// The words of `text` between spaces and tabs.
std::vector<std::string> split_words(std::string_view text);

// The next line of `text` without its line end; both are taken off its beginning.
std::string_view take_line(std::string_view& text);

// Reads the whole of `text` as a number in `base`. False when it is none ("12x") or too large; `number` means
// nothing then.
template <typename Number>
bool parse_number(std::string_view text, Number& number, int base = 10) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return error == std::errc() && end == text.data() + text.size();
}

// What comes after the last slash of a path.
std::string_view file_name(std::string_view path);

// `text` with `from` replaced by `to` wherever it stands.
std::string replace_all(std::string text, std::string_view from, std::string_view to);

// `text` with each of these characters replaced by a text: {{'<', "&lt;"}, {'&', "&amp;"}}.
std::string replaced(std::string_view text,
                     std::initializer_list<std::pair<char, std::string_view>> replacements);

std::string join(std::span<const std::string> parts, std::string_view separator);

// The candidate closest to `word` by edit distance, or "" when none is near enough to be meant.
std::string nearest_word(std::string_view word, std::span<const std::string> candidates);

// Whether all of `text` is what `glob` describes: `*` is any run of characters (dots included), `?` any one
// character, every other character is itself.
bool glob_matches(std::string_view glob, std::string_view text);

// 7069154 -> "7,069,154".
std::string with_thousands(std::uint64_t number);

// The words of `text` in lines of at most `width` characters (a longer word has a line of its own).
std::string wrap(std::string_view text, std::size_t width);

// Unified diff of two texts with three lines of context; "" when they are equal.
std::string unified_diff(std::string_view old_text, std::string_view new_text, std::string_view old_name,
                         std::string_view new_name);

// Whether a user who imports the Python module `name` ("a.b") sees "_dynlink". Source: the naming rule of
// capsule modules: `_<name>_dynlink_cap` is private and may say it; nothing else may.
bool shows_dynlink(std::string_view name);

// " (did you mean 'lean'?)" with the word of `known` that `word` comes nearest to; "" when none is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

// The same; where no word is near, " (known: fat, lean)". "" when there is none at all.
std::string did_you_mean_or_known(std::string_view word, std::span<const std::string> known);

// Whether `text` is a calendar day that there is, "2027-01-31" (UTC). Of two of them the earlier is the
// lesser text.
bool is_day(std::string_view text);

// Days from `from` to `to`, negative when `to` comes first. Both must be days.
long days_between(std::string_view from, std::string_view to);

}  // namespace pylon
