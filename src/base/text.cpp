#include "base/text.hpp"

#include <algorithm>
#include <chrono>

namespace pylon {
namespace {

// Levenshtein distance; one row of the table is kept.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

struct Edit {
  char sign;  // ' ', '-' or '+'
  const std::string* line;
};

// The shortest edit script by the longest common subsequence. Setup files have a few hundred lines, so the
// quadratic table is small.
std::vector<Edit> edit_script(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const std::size_t n = a.size();
  const std::size_t m = b.size();
  std::vector<std::vector<std::uint32_t>> common(n + 1, std::vector<std::uint32_t>(m + 1, 0));
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  std::vector<Edit> script;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && a[i] == b[j]) {
      script.push_back({' ', &a[i++]});
      ++j;
    } else if (j == m || (i < n && common[i + 1][j] >= common[i][j + 1])) {
      script.push_back({'-', &a[i++]});
    } else {
      script.push_back({'+', &b[j++]});
    }
  }
  return script;
}

std::string hunk_range(std::size_t start, std::size_t count) {
  return std::to_string(count == 0 ? start : start + 1) + "," + std::to_string(count);
}

// The lines as a patch has them: git and patch want to be told that the last one has no line end.
std::vector<std::string> patch_lines(std::string_view text) {
  std::vector<std::string> lines = split_lines(text);
  if (!text.empty() && text.back() != '\n') lines.back() += "\n\\ No newline at end of file";
  return lines;
}

std::chrono::year_month_day parse(std::string_view text) {
  int year = 0;
  unsigned month = 0, day = 0;
  const bool right = text.size() == 10 && text[4] == '-' && text[7] == '-' && text.front() != '-' &&
                     parse_number(text.substr(0, 4), year) && parse_number(text.substr(5, 2), month) &&
                     parse_number(text.substr(8), day);
  if (!right) return {};  // month 0: not ok()
  return {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

}  // namespace

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::size_t start = 0;
  while ((start = text.find_first_not_of(" \t", start)) != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(" \t", start), text.size());
    words.emplace_back(text.substr(start, end - start));
    start = end;
  }
  return words;
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

std::string replaced(std::string_view text,
                     std::initializer_list<std::pair<char, std::string_view>> replacements) {
  std::string out;
  for (const char each : text) {
    const auto* const found =
        std::ranges::find(replacements, each, &std::pair<char, std::string_view>::first);
    if (found == replacements.end()) {
      out += each;
    } else {
      out += found->second;
    }
  }
  return out;
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (&part != &parts.front()) text += separator;
    text += part;
  }
  return text;
}

namespace {

char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string nearest_word(std::string_view word, std::span<const std::string> candidates) {
  std::string best;
  std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    // Who only writes in capitals means the very word.
    const bool same = std::ranges::equal(word, candidate, {}, lower_case, lower_case);
    const std::size_t distance = same ? 0 : edit_distance(word, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

bool glob_matches(std::string_view glob, std::string_view text) {
  // On a mismatch only the last star has to take one more character: linear in practice, no recursion.
  std::size_t g = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_text = 0;
  while (t < text.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = g++;
      star_text = t;
    } else if (g < glob.size() && (glob[g] == '?' || glob[g] == text[t])) {
      ++g;
      ++t;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', g) == std::string_view::npos;
}

std::string with_thousands(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t place = text.size(); place > 3;) {
    place -= 3;
    text.insert(place, 1, ',');
  }
  return text;
}

std::string wrap(std::string_view text, std::size_t width) {
  std::string lines;
  std::size_t column = 0;
  for (const std::string& line : split_lines(text)) {
    for (const std::string& word : split_words(line)) {
      const bool fits = column == 0 || column + 1 + word.size() <= width;
      if (column != 0) lines += fits ? ' ' : '\n';
      column = fits && column != 0 ? column + 1 + word.size() : word.size();
      lines += word;
    }
  }
  return lines;
}

std::string unified_diff(std::string_view old_text, std::string_view new_text, std::string_view old_name,
                         std::string_view new_name) {
  if (old_text == new_text) return {};
  constexpr std::size_t kContext = 3;
  const std::vector<std::string> a = patch_lines(old_text);
  const std::vector<std::string> b = patch_lines(new_text);
  const std::vector<Edit> script = edit_script(a, b);

  std::string text = "--- " + std::string(old_name) + "\n+++ " + std::string(new_name) + "\n";
  std::size_t old_line = 0;
  std::size_t new_line = 0;
  std::size_t next = 0;
  while (next < script.size()) {
    std::size_t change = next;
    while (change < script.size() && script[change].sign == ' ') ++change;
    if (change == script.size()) break;
    const std::size_t begin = change - std::min(change - next, kContext);
    old_line += begin - next;
    new_line += begin - next;
    std::size_t end = change;  // one past the last change of this hunk
    for (std::size_t k = change; k < script.size() && k <= end + 2 * kContext; ++k) {
      if (script[k].sign != ' ') end = k + 1;
    }
    end = std::min(end + kContext, script.size());
    std::string body;
    std::size_t old_count = 0;
    std::size_t new_count = 0;
    for (std::size_t k = begin; k < end; ++k) {
      body += script[k].sign + *script[k].line + "\n";
      if (script[k].sign != '+') ++old_count;
      if (script[k].sign != '-') ++new_count;
    }
    text +=
        "@@ -" + hunk_range(old_line, old_count) + " +" + hunk_range(new_line, new_count) + " @@\n" + body;
    old_line += old_count;
    new_line += new_count;
    next = end;
  }
  return text;
}

bool shows_dynlink(std::string_view name) {
  std::size_t start = 0;
  while (start <= name.size()) {
    const std::size_t end = std::min(name.find('.', start), name.size());
    const std::string_view part = name.substr(start, end - start);
    if (part.find("_dynlink") != std::string_view::npos && !glob_matches("_?*_dynlink_cap", part))
      return true;
    start = end + 1;
  }
  return false;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known) {
  const std::string near = nearest_word(word, known);
  return near.empty() ? "" : " (did you mean '" + near + "'?)";
}

std::string did_you_mean_or_known(std::string_view word, std::span<const std::string> known) {
  const std::string near = did_you_mean(word, known);
  return near.empty() && !known.empty() ? " (known: " + join(known, ", ") + ")" : near;
}

bool is_day(std::string_view text) { return parse(text).ok(); }

long days_between(std::string_view from, std::string_view to) {
  return (std::chrono::sys_days{parse(to)} - std::chrono::sys_days{parse(from)}).count();
}

}  // namespace pylon
