#include "lint/functions.hpp"

#include <algorithm>
#include <iterator>

namespace pylon::lint {
namespace {

// Whether the "{" at `open` begins a function, and no namespace, class or list.
bool follows_parameters(const Words& words, std::size_t open) {
  while (open > 0 && is_one_of(words.list[open - 1], {"const", "noexcept", "override", "final"})) --open;
  return open > 0 && words.list[open - 1].is(")");
}

std::size_t indentation(std::string_view source, const Token& token) {
  const std::size_t end = source.find_last_of("\r\n", token.offset);
  return end == std::string_view::npos ? token.offset : token.offset - end - 1;
}

}  // namespace

std::vector<Range> c_functions(const Words& words) {
  std::vector<Range> functions;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (!words.list[at].is("{") || !words.paired(at) || !follows_parameters(words, at)) continue;
    functions.push_back({at, words.partner[at] + 1});
    at = words.partner[at];
  }
  return functions;
}

std::size_t function_at(const std::vector<Range>& functions, std::size_t place) {
  const auto after = std::ranges::upper_bound(functions, place, {}, &Range::first);
  if (after == functions.begin() || place >= std::prev(after)->last) return 0;
  return static_cast<std::size_t>(after - functions.begin());
}

std::vector<bool> line_starts(const Words& words, std::string_view source) {
  std::vector<bool> starts(words.size());
  std::size_t before = 0;  // the end of the word before
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string_view gap = source.substr(before, words.list[at].offset - before);
    const std::size_t end = gap.find_first_of("\r\n");
    starts[at] = at == 0 ||
                 (end != std::string_view::npos && (end == 0 || gap[end - 1] != '\\' || gap.find('#') < end));
    if (words.paired(at) && words.partner[at] > at) at = words.partner[at];
    before = words.list[at].end();
  }
  return starts;
}

std::size_t cython_head(const Words& words, std::size_t first, const std::vector<bool>& starts) {
  const std::vector<Token>& list = words.list;
  if (!is_one_of(list[first], {"def", "cdef", "cpdef", "async"})) return first;
  bool parameters = false;
  for (std::size_t at = first + 1; at < list.size() && !starts[at]; ++at) {
    if (is_one_of(list[at], {"class", "extern", "cppclass", "="}) && !parameters) return first;
    if (list[at].is(":")) return parameters ? at + 1 : first;
    if (words.paired(at) && words.partner[at] > at) {
      parameters = parameters || list[at].is("(");
      at = words.partner[at];
    }
  }
  return first;
}

std::vector<Range> cython_functions(const Words& words, std::string_view source,
                                    const std::vector<bool>& starts) {
  std::vector<Range> functions;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (!starts[at]) continue;
    std::size_t end = cython_head(words, at, starts);
    if (end == at) continue;
    const std::size_t own = indentation(source, words.list[at]);
    while (end < words.size() && !(starts[end] && indentation(source, words.list[end]) <= own)) ++end;
    functions.push_back({at, end});
    at = end - 1;
  }
  return functions;
}

}  // namespace pylon::lint
