#include "manifest/symbol_match.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>

namespace pylon {
namespace {

using Lines = std::vector<const SymbolLine*>;
using Key = std::array<std::string_view, 4>;
using KeyOf = Key (*)(const SymbolLine&);

std::string_view kind(const SymbolLine& line) { return line.function ? "function" : "data"; }

// "call.o" of "libpython3.13.a(call.o)".
std::string_view member(std::string_view object) {
  const std::size_t open = object.find('(');
  return open == std::string_view::npos ? object : object.substr(open);
}

Key by_place(const SymbolLine& line) { return {kind(line), line.row, line.object, line.symbol}; }
Key by_content(const SymbolLine& line) { return {kind(line), line.symbol, line.digest, {}}; }
Key by_member(const SymbolLine& line) { return {kind(line), line.row, member(line.object), line.symbol}; }
Key by_object(const SymbolLine& line) { return {kind(line), line.object, line.symbol, {}}; }
Key by_row(const SymbolLine& line) { return {kind(line), line.row, line.symbol, {}}; }

// Names of data say little (".rodata"): they keep their place.
Key by_name(const SymbolLine& line) {
  return line.function ? Key{kind(line), line.symbol, {}, {}} : by_place(line);
}

struct Hashed {
  std::uint64_t hash = 0;
  const SymbolLine* line = nullptr;
};

std::uint64_t hash_of(const Key& key) {
  std::uint64_t hash = 0;
  for (const std::string_view part : key) {
    hash = (hash ^ std::hash<std::string_view>{}(part)) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29U;
  }
  return hash;
}

std::vector<Hashed> hashed(const Lines& lines, KeyOf key_of) {
  std::vector<Hashed> list;
  list.reserve(lines.size());
  for (const SymbolLine* line : lines) list.push_back({hash_of(key_of(*line)), line});
  return list;
}

// Sorts so that lines with equal keys stand together, in the order of their table. Comparing hashes first
// spares nearly all comparisons of strings, which is most of the time this takes.
void sort_by(KeyOf key_of, std::vector<Hashed>& list) {
  std::sort(list.begin(), list.end(), [&](const Hashed& a, const Hashed& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    const Key first = key_of(*a.line);
    const Key second = key_of(*b.line);
    return first != second ? first < second : a.line < b.line;
  });
}

// Moves those of `list` whose hash is none of `others` to `left`: they need not be sorted. A bit may stand
// for several hashes; then a line is kept in vain, which does no harm.
void set_aside(const std::vector<Hashed>& others, std::vector<Hashed>& list, Lines& left) {
  std::vector<bool> known(1U << 18U);
  const auto bit = [](const Hashed& entry) { return entry.hash >> 46U; };
  for (const Hashed& entry : others) known[bit(entry)] = true;
  std::erase_if(list, [&](const Hashed& entry) {
    if (known[bit(entry)]) return false;
    left.push_back(entry.line);
    return true;
  });
}

// -1, 0 or 1, in the order of sorted_by.
int compare(const Hashed& a, const Hashed& b, KeyOf key_of) {
  if (a.hash != b.hash) return a.hash < b.hash ? -1 : 1;
  const Key first = key_of(*a.line);
  const Key second = key_of(*b.line);
  return first == second ? 0 : (first < second ? -1 : 1);
}

// Negative, 0 or positive, in the order in which attribute() (manifest/attribution.cpp) leaves the lines.
int compare_places(const SymbolLine& a, const SymbolLine& b) {
  if (const int row = a.row.compare(b.row)) return row;
  if (a.function != b.function) return a.function ? -1 : 1;
  if (const int object = a.object.compare(b.object)) return object;
  return a.symbol.compare(b.symbol);
}

bool in_order(const Lines& lines) {
  return std::ranges::is_sorted(
      lines, [](const SymbolLine* a, const SymbolLine* b) { return compare_places(*a, *b) < 0; });
}

struct Matcher {
  std::vector<SymbolPair> pairs;
  Lines before, after;  // not matched yet

  using Group = std::span<const Hashed>;

  // Takes out of both groups what they hold with the same content. Sorted, not searched: a group of strings
  // can have thousands of lines.
  void match_content(Lines& a, Lines& b) {
    const auto by_digest = [](const SymbolLine* x, const SymbolLine* y) {
      return x->digest != y->digest ? x->digest < y->digest : x < y;
    };
    std::sort(a.begin(), a.end(), by_digest);
    std::sort(b.begin(), b.end(), by_digest);
    Lines left_a, left_b;
    auto i = a.begin();
    auto j = b.begin();
    while (i != a.end() && j != b.end()) {
      if ((*i)->digest == (*j)->digest) {
        pairs.push_back({*i++, *j++});
      } else if ((*i)->digest < (*j)->digest) {
        left_a.push_back(*i++);
      } else {
        left_b.push_back(*j++);
      }
    }
    left_a.insert(left_a.end(), i, a.end());
    left_b.insert(left_b.end(), j, b.end());
    std::sort(left_a.begin(), left_a.end());
    std::sort(left_b.begin(), left_b.end());
    a = std::move(left_a);
    b = std::move(left_b);
  }

  // Two groups with equal keys: who is who, and who is left.
  void match_group(Group a, Group b, bool only_single, Lines& left_before, Lines& left_after) {
    if (a.size() == 1 && b.size() == 1) {
      pairs.push_back({a[0].line, b[0].line});
      return;
    }
    Lines first, second;
    for (const Hashed& entry : a) first.push_back(entry.line);
    for (const Hashed& entry : b) second.push_back(entry.line);
    match_content(first, second);
    const std::size_t common =
        only_single && !(first.size() == 1 && second.size() == 1) ? 0 : std::min(first.size(), second.size());
    for (std::size_t i = 0; i < common; ++i) pairs.push_back({first[i], second[i]});
    left_before.insert(left_before.end(), first.begin() + static_cast<std::ptrdiff_t>(common), first.end());
    left_after.insert(left_after.end(), second.begin() + static_cast<std::ptrdiff_t>(common), second.end());
  }

  // Goes through two lists that are in the order of `order_of`; groups of equals meet.
  void merge(const std::vector<Hashed>& a, const std::vector<Hashed>& b, auto&& order_of, bool only_single,
             Lines& left_before, Lines& left_after) {
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
      const int order = order_of(a[i], b[j]);
      if (order < 0) {
        left_before.push_back(a[i++].line);
      } else if (order > 0) {
        left_after.push_back(b[j++].line);
      } else {
        std::size_t k = i + 1, l = j + 1;
        while (k < a.size() && order_of(a[i], a[k]) == 0) ++k;
        while (l < b.size() && order_of(b[j], b[l]) == 0) ++l;
        match_group({&a[i], k - i}, {&b[j], l - j}, only_single, left_before, left_after);
        i = k;
        j = l;
      }
    }
    for (; i < a.size(); ++i) left_before.push_back(a[i].line);
    for (; j < b.size(); ++j) left_after.push_back(b[j].line);
  }

  void keep(Lines& left_before, Lines& left_after) {
    std::sort(left_before.begin(), left_before.end());
    std::sort(left_after.begin(), left_after.end());
    before = std::move(left_before);
    after = std::move(left_after);
  }

  // Tables are written in the order of places: then they are walked side by side, which is much faster than
  // jumping about in them.
  void pass_places() {
    if (!in_order(before) || !in_order(after)) return pass(by_place);
    std::vector<Hashed> a, b;
    for (const SymbolLine* line : before) a.push_back({0, line});
    for (const SymbolLine* line : after) b.push_back({0, line});
    Lines left_before, left_after;
    const auto order_of = [](const Hashed& x, const Hashed& y) { return compare_places(*x.line, *y.line); };
    merge(a, b, order_of, false, left_before, left_after);
    keep(left_before, left_after);
  }

  void pass(KeyOf key_of, bool only_single = false) {
    if (before.empty() || after.empty()) return;
    std::vector<Hashed> a = hashed(before, key_of);
    std::vector<Hashed> b = hashed(after, key_of);
    Lines left_before, left_after;
    set_aside(b, a, left_before);
    set_aside(a, b, left_after);
    sort_by(key_of, a);
    sort_by(key_of, b);
    const auto order_of = [key_of](const Hashed& x, const Hashed& y) { return compare(x, y, key_of); };
    merge(a, b, order_of, only_single, left_before, left_after);
    keep(left_before, left_after);
  }
};

}  // namespace

bool SymbolPair::moved() const {
  return before != nullptr && after != nullptr && before->bytes == after->bytes &&
         (before->row != after->row || before->object != after->object);
}

std::vector<SymbolPair> match_symbols(std::span<const SymbolLine> before, std::span<const SymbolLine> after) {
  Matcher matcher;
  matcher.pairs.reserve(std::max(before.size(), after.size()));
  matcher.before.reserve(before.size());
  matcher.after.reserve(after.size());
  for (const SymbolLine& line : before) matcher.before.push_back(&line);
  for (const SymbolLine& line : after) matcher.after.push_back(&line);
  matcher.pass_places();
  matcher.pass(by_content);
  matcher.pass(by_object);
  matcher.pass(by_member);
  matcher.pass(by_row, true);
  matcher.pass(by_name, true);
  for (const SymbolLine* line : matcher.before) matcher.pairs.push_back({line, nullptr});
  for (const SymbolLine* line : matcher.after) matcher.pairs.push_back({nullptr, line});
  return std::move(matcher.pairs);
}

}  // namespace pylon
