#include "lint/expansion.hpp"

#include <algorithm>

#include "lint/rules.hpp"

namespace pylon::lint {
namespace {

using Tokens = std::vector<Token>;

// Uses in uses, as `CLOSE(x)` of `CALL(PyCapsule_SetPointer, x)` of `f(x, NULL)`: looked through again while
// that changes anything.
constexpr int kRounds = 6;
// Words that may come of uses, for each word of the text: macros that double their argument end here.
constexpr std::size_t kLargest = 4;

// The shortest part of a name that is taken for one: "SetPointer", not "Pointer".
constexpr std::size_t kShortestPart = 8;

bool is_part(std::string_view word, std::string_view function) {
  return word.size() >= kShortestPart && (function.starts_with(word) || function.ends_with(word));
}

// One round over the words: every use that is found is replaced. Without a `function` that is every one.
class Expander {
 public:
  Expander(const Words& words, std::string_view function, const Macros& own, const Macros& elsewhere,
           std::forward_list<std::string>& made, Names& unknown)
      : words_(words),
        function_(function),
        own_(own),
        elsewhere_(elsewhere),
        made_(made),
        unknown_(unknown) {}

  // What the words become with at most `room` words made; empty where nothing changes.
  Tokens run(std::size_t& room) {
    Tokens result;
    bool changed = false;
    for (std::size_t at = 0; at < words_.size(); ++at) {
      const std::size_t last = end_of_use(at);
      const Definition* macro = last == at ? nullptr : maker(at, last);
      const Tokens words = macro == nullptr || room == 0 ? Tokens() : replaced(*macro, at, last, room);
      if (words.empty()) {
        result.push_back(words_.list[at]);
        continue;
      }
      room -= std::min(room, words.size());
      result.insert(result.end(), words.begin(), words.end());
      at = last - 1;
      changed = true;
    }
    return changed ? result : Tokens();
  }

 private:
  const std::vector<Definition>* definitions_of(std::string_view name) const {
    for (const Macros* macros : {&own_, &elsewhere_}) {
      if (const auto found = macros->find(name); found != macros->end()) return &found->second;
    }
    return nullptr;
  }

  // After the name, or the brackets behind it, at `at`; `at` itself where no macro can be used.
  std::size_t end_of_use(std::size_t at) const {
    if (words_.list[at].kind != TokenKind::kName || (at > 0 && words_.list[at - 1].is("define"))) return at;
    const bool brackets = at + 1 < words_.size() && words_.list[at + 1].is("(") && words_.paired(at + 1);
    return brackets ? words_.partner[at + 1] + 1 : at + 1;
  }

  // The macro whose use from `at` to `last` may make the function's name. Every configuration counts: of
  // several definitions the first one that may.
  const Definition* maker(std::size_t at, std::size_t last) {
    const std::string_view name = words_.list[at].text;
    const bool passes = last > at + 1 && passes_part(at);
    const std::vector<Definition>* found = definitions_of(name);
    if (found == nullptr) {
      if (passes || function_.empty()) unknown_.emplace(name);
      return nullptr;
    }
    for (const Definition& each : *found) {
      if (function_.empty() && (!each.function || last > at + 1)) return &each;
      if (each.function && last > at + 1 && (passes || pastes_part(each))) return &each;
      if (!each.function && pastes_part(each)) return &each;
    }
    return nullptr;
  }

  // Whether an argument of the call at `at` is the function's name or a part of it, and nothing else.
  bool passes_part(std::size_t at) const {
    const Call call = call_at(words_, at, at + 1);
    return std::ranges::any_of(call.arguments, [&](const Range& argument) {
      return argument.size() == 1 && is_part(words_.list[argument.first].text, function_);
    });
  }

  bool pastes_part(const Definition& macro) {
    const auto [known, first] = pastes_.try_emplace(&macro, false);
    if (!first) return known->second;
    bool pastes = false, part = false;
    for (const ReplacementWord& word : macro.words) {
      pastes = pastes || word.pastes;
      part = part || (is_part(word.text, function_) && word.text != function_);
    }
    return known->second = pastes && part;
  }

  // Empty where that takes more than `room` words.
  Tokens replaced(const Definition& macro, std::size_t at, std::size_t last, std::size_t& room) {
    const std::size_t end = macro.function ? last - 1 : at;
    const Token& name = words_.list[at];
    const Token here{TokenKind::kPunctuation, {}, name.offset, words_.list[end].end() - name.offset};
    std::vector<Range> arguments;
    if (macro.function) arguments = call_at(words_, at, at + 1).arguments;
    Tokens result;
    bool pastes = false;  // the next word is joined to the last one
    for (const ReplacementWord& word : macro.words) {
      if (word.pastes) {
        pastes = !result.empty();
        continue;
      }
      Tokens next;
      if (word.parameter != PassedCall::kNone) {
        next = passed(macro, word.parameter, arguments);
      } else {
        // Kept: the macros of this round are gone in the next one.
        next.push_back({word.kind, made_.emplace_front(word.text), here.offset, here.size});
      }
      if (pastes && !next.empty()) paste(result, next, here);
      pastes = false;
      result.insert(result.end(), next.begin(), next.end());
      if (result.size() > room) {
        room = 0;  // or each use of a macro that is too large would be tried
        return {};
      }
    }
    // An object-like macro leaves the brackets behind its name.
    for (std::size_t rest = end + 1; rest < last; ++rest) result.push_back(words_.list[rest]);
    return result;
  }

  Tokens passed(const Definition& macro, std::size_t parameter, const std::vector<Range>& arguments) const {
    if (parameter >= arguments.size()) return {};
    const std::size_t last = parameter == macro.rest ? arguments.back().last : arguments[parameter].last;
    const auto found = tokens_in(words_, {arguments[parameter].first, last});
    return {found.begin(), found.end()};
  }

  // Joins the last word of `result` and the first of `next`, which leaves `next`. GNU's `, ## rest` joins
  // nothing.
  void paste(Tokens& result, Tokens& next, const Token& here) {
    if (result.back().kind == TokenKind::kPunctuation || next.front().kind == TokenKind::kPunctuation) return;
    Token joined = here;
    joined.kind = result.back().kind;
    joined.text = made_.emplace_front(std::string(result.back().text) + std::string(next.front().text));
    result.back() = joined;
    next.erase(next.begin());
  }

  const Words& words_;
  std::string_view function_;
  const Macros& own_;
  const Macros& elsewhere_;
  std::forward_list<std::string>& made_;
  Names& unknown_;
  std::map<const Definition*, bool> pastes_;
};

}  // namespace

bool may_make(std::string_view text, std::string_view function) {
  const std::size_t divide = function.rfind('_') + 1;
  return mentions(text, function.substr(divide)) ||
         (mentions(text, "##") && mentions(text, function.substr(0, divide)));
}

Words with_made_names(Words words, std::string_view function, const Macros& elsewhere,
                      std::forward_list<std::string>& made, Names& unknown) {
  std::size_t room = kLargest * words.size();
  for (int round = 0; round < kRounds; ++round) {
    const Macros own = macros_of(words);
    Tokens list = Expander(words, function, own, elsewhere, made, unknown).run(room);
    if (list.empty()) break;
    words = paired(std::move(list));
  }
  return words;
}

Words with_macros_used(const Words& words, Range range, const Macros& own, const Macros& elsewhere,
                       std::forward_list<std::string>& made, Names& unknown) {
  constexpr std::size_t kLongest = 64, kRoom = 256;
  const std::span<const Token> part = tokens_in(words, range);
  Words used = paired({part.begin(), part.end()});
  std::size_t room = range.size() > kLongest ? 0 : kRoom;
  for (int round = 0; round < kRounds && room > 0; ++round) {
    Tokens list = Expander(used, {}, own, elsewhere, made, unknown).run(room);
    if (list.empty()) break;
    used = paired(std::move(list));
  }
  return used;
}

}  // namespace pylon::lint
