#include "lint/null_variables.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "lint/functions.hpp"
#include "lint/macros.hpp"

namespace pylon::lint {
namespace {

using Variable = std::pair<std::string_view, std::size_t>;  // name, and its function, from 1; 0: none

struct Uses {
  bool declared = false, null = false, other = false;
  bool named = false, global = false;  // Cython: its function has a variable of that name; says `global`

  bool local() const { return named && !global; }
};

// More words than people write for NULL, with casts.
constexpr std::size_t kLongestNull = 64;

class Reader {
 public:
  Reader(const Piece& piece, const Words& words, const std::vector<Range>& functions)
      : words_(words), c_(piece.language == Language::kC), functions_(functions) {
    if (!c_) starts_ = line_starts(words, piece.text);
  }

  std::vector<bool> judge(const std::vector<Passed>& passed) {
    std::vector<bool> seen(words_.size());
    for (const Passed& each : passed) {
      if (each.name.empty()) continue;
      names_.insert(each.name);
      for (std::size_t at = each.argument.first; at < each.argument.last; ++at) seen[at] = true;
    }
    read_uses(seen);
    std::map<std::string_view, Uses> module = module_uses();
    std::vector<bool> nulls;
    for (const Passed& each : passed) {
      const std::size_t function = each.name.empty() ? 0 : function_at(functions_, each.argument.first);
      const auto found = uses_.find({each.name, function});
      const bool local = c_ || (found != uses_.end() && found->second.local());
      const Uses uses = !local ? module[each.name] : found == uses_.end() ? Uses{} : found->second;
      nulls.push_back((function > 0 || !c_) && uses.declared && uses.null && !uses.other);
    }
    return nulls;
  }

 private:
  // Every use of each of names_, but for those that are `seen`.
  void read_uses(const std::vector<bool>& seen) {
    std::vector<std::size_t> open;  // brackets around the word
    for (std::size_t at = 0; at < words_.size(); ++at) {
      if (!c_ && starts_[at]) {
        line_ = at;
        head_ = cython_head(words_, at, starts_);
      }
      while (!open.empty() && words_.partner[open.back()] <= at) open.pop_back();
      if (words_.paired(at) && words_.partner[at] > at) open.push_back(at);
      if (seen[at] || at == 0 || !names_.contains(words_.list[at].text)) continue;
      if (is_one_of(words_.list[at - 1], {".", "->"})) continue;
      read_use(at, open.empty() ? words_.size() : open.back());
    }
  }

  void read_use(std::size_t at, std::size_t bracket) {
    const std::size_t function = function_at(functions_, at);
    Uses& uses = uses_[{words_.list[at].text, function}];
    const bool assigned = at + 1 < words_.size() && words_.list[at + 1].is("=");
    const bool bracketed = bracket != words_.size() && words_.list[bracket].is("(");
    if (!c_ && is_one_of(words_.list[line_], {"global", "nonlocal"})) {
      uses.global |= words_.list[line_].is("global");
      return;
    }
    if (!c_ && bracketed) {
      // A parameter of its function; the name of an argument; or a use.
      uses.named |= at < head_;
      uses.other |= at < head_ || !assigned;
      return;
    }
    const bool typed = is_declared(at), may_declare = !bracketed || in_head(bracket);
    const bool null = assigned ? is_null(at + 2) : c_ && typed && may_declare && begins_null(at);
    const bool ends = at + 1 == words_.size() || (c_ ? words_.list[at + 1].is(";") : starts_[at + 1]);
    const bool declares = (null || ends) && typed && may_declare;
    // What a function of Cython assigns is its own.
    const bool makes = !c_ && assigned && line_ == at && function > 0;
    uses.declared |= declares || makes;
    uses.named |= declares || makes;
    uses.null |= null;
    uses.other |= !declares && (!null || !may_declare);
  }

  // `void *p{};`, `void *p{nullptr};`, `void *p(nullptr);`
  bool begins_null(std::size_t at) const {
    const std::size_t open = at + 1;
    if (open >= words_.size() || !words_.paired(open) || !is_one_of(words_.list[open], {"{", "("}))
      return false;
    const std::size_t close = words_.partner[open];
    if (close > open + kLongestNull || close < open || close + 1 >= words_.size() ||
        !is_one_of(words_.list[close + 1], {";", ","}))
      return false;
    const Reduced value = reduced(words_, {open + 1, close});
    return close == open + 1 ? words_.list[open].is("{") : value.null && value.whole;
  }

  // Whether the "(" is that of `for (void *p = NULL; …)`: in others stand parameters.
  bool in_head(std::size_t bracket) const {
    return bracket > 0 && is_one_of(words_.list[bracket - 1], {"for", "if", "while", "switch"});
  }

  // Whether a type stands before the name at `at`.
  bool is_declared(std::size_t at) const {
    if (!c_ && is_one_of(words_.list[line_],
                         {"return", "del", "not", "if", "elif", "while", "assert", "raise", "yield", "await",
                          "import", "cimport", "from", "print", "else", "except", "for", "with", "include"}))
      return false;
    std::size_t before = at - 1;
    while (before > 0 && is_one_of(words_.list[before], {"*", "const"})) --before;
    const Token& type = words_.list[before];
    return (type.is(",") && before + 1 < at) ||
           (type.kind == TokenKind::kName && !is_one_of(type, {"return", "else", "case", "goto", "throw",
                                                               "in", "is", "and", "or", "not", "if"}));
  }

  // Whether what stands at `first`, to the end of its statement or declarator, is NULL.
  bool is_null(std::size_t first) const {
    std::size_t last = first;
    while (last < words_.size() && last < first + kLongestNull && (c_ || !starts_[last]) &&
           !is_one_of(words_.list[last], {";", ",", ")", "}"}))
      last = std::max(words_.paired(last) ? words_.partner[last] : 0, last) + 1;
    const Reduced value = reduced(words_, {first, std::min(last, words_.size())});
    return value.null && value.whole;
  }

  // Of each name what is done with it wherever it is the module's: outside of functions, and in those that
  // have none of their own.
  std::map<std::string_view, Uses> module_uses() const {
    std::map<std::string_view, Uses> all;
    for (const auto& [variable, uses] : uses_) {
      if (uses.local() && variable.second > 0) continue;
      Uses& sum = all[variable.first];
      sum.declared |= uses.declared;
      sum.null |= uses.null;
      sum.other |= uses.other;
    }
    return all;
  }

  const Words& words_;
  bool c_;
  const std::vector<Range>& functions_;
  // Of Cython: which words begin a line, the line at work, and the end of the head of the function it begins.
  std::vector<bool> starts_;
  std::size_t line_ = 0, head_ = 0;
  std::set<std::string_view> names_;
  std::map<Variable, Uses> uses_;
};

}  // namespace

std::vector<bool> null_variables(const Piece& piece, const Words& words, const std::vector<Range>& functions,
                                 const std::vector<Passed>& passed) {
  return Reader(piece, words, functions).judge(passed);
}

}  // namespace pylon::lint
