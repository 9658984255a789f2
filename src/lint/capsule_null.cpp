// capsule-null: PyCapsule_SetPointer whose pointer is a null pointer constant, called by its name, by another
// name for it, or through a macro that passes the pointer on.
#include <fmt/format.h>

#include <algorithm>

#include "base/python_tokens.hpp"
#include "lint/c_tokens.hpp"
#include "lint/call.hpp"
#include "lint/capsule_close.hpp"
#include "lint/expansion.hpp"
#include "lint/rules.hpp"

namespace pylon::lint {
namespace {

constexpr std::string_view kFunction = "PyCapsule_SetPointer";

// `other = PyCapsule_SetPointer;`, `int (*other)(PyObject *, void *) = &PyCapsule_SetPointer;`, and Cython's
// `cimport PyCapsule_SetPointer as other`.
void add_aliases(const Words& words, Setters& setters) {
  const std::vector<Token>& list = words.list;
  for (std::size_t at = 1; at + 1 < list.size(); ++at) {
    // Cython's `int other "PyCapsule_SetPointer"(object, void *)`.
    if (list[at].kind == TokenKind::kString && python_string_body(list[at].text) == kFunction &&
        list[at - 1].kind == TokenKind::kName && list[at + 1].is("("))
      setters.emplace(list[at - 1].text, Setter{});
    if (list[at].text != kFunction || list[at].kind != TokenKind::kName) continue;
    if (list[at + 1].is("as") && at + 2 < list.size()) setters.emplace(list[at + 2].text, Setter{});
    std::size_t before = at - 1;
    if (list[before].is("&") && before > 0) --before;
    if (!list[before].is("=") || before == 0 || list[at + 1].is("(")) continue;
    --before;
    // Past the parameters of a function pointer, to the name in `(*name)`.
    if (list[before].is(")") && words.paired(before) && words.partner[before] > 1)
      before = words.partner[before] - 1;
    if (list[before].is(")")) --before;
    if (list[before].kind == TokenKind::kName) setters.emplace(list[before].text, Setter{});
  }
}

// What is known while one piece of code is looked at.
struct Known {
  const Piece& piece;
  Words words;
  Macros macros;
  Setters setters;

  // The setter that the word at `at` calls; nullptr when it calls none.
  const Setter* setter_at(std::size_t at) const {
    const auto found = setters.find(words.list[at].text);
    return found == setters.end() ? nullptr : &found->second;
  }
};

Known known_of(const Piece& piece, CTokens& source, const Elsewhere& elsewhere, Names& unknown) {
  const bool c = piece.language == Language::kC;
  Known known{piece, c ? words_of(source.list) : python_words(piece.text), {}, {}};
  if (c)
    known.words =
        with_made_names(std::move(known.words), kFunction, elsewhere.macros, source.joined, unknown);
  if (c) known.macros = macros_of(known.words);
  Setters first = elsewhere.setters;
  first.emplace(kFunction, Setter{});
  add_aliases(known.words, first);
  known.setters = setters_of(known.macros, first);
  for (const auto& [name, setter] : first) {
    if (!known.macros.contains(name)) known.setters.emplace(name, setter);
  }
  return known;
}

struct Candidate {
  Call call;
  Setter setter;
  Reduced pointer;
};

// The pointer that the call gives; neither null nor a name where it gives none.
Reduced pointer_of(const Words& words, const Call& call, const Setter& setter) {
  const std::size_t number = call.arguments.size();
  if (setter.pointer >= number || (setter.direct && number != 2)) return {};
  return reduced(words, call.arguments[setter.pointer]);
}

// The "(" of `std::invoke(setter, capsule, pointer)` and what else takes a function and its arguments, also
// with `&` or `::` before the setter at `at`; words.size() when there is none.
std::size_t invoked_at(const Words& words, std::size_t at) {
  static constexpr std::string_view kCallers[] = {"invoke", "invoke_r", "bind", "bind_front"};
  constexpr std::size_t kLongestType = 32;
  const std::size_t bracket = words.list[at - 1].is("(") ? at - 1 : at - 2;
  if (!words.list[bracket].is("(") || !words.paired(bracket)) return words.size();
  std::size_t name = bracket, depth = 0;
  do {
    const Token& token = words.list[--name];  // of invoke_r<int>, from its end
    depth += token.is(">") ? 1U : 0U;
    depth -= token.is("<") && depth > 0 ? 1U : 0U;
  } while (depth > 0 && name > 0 && bracket - name < kLongestType);
  if (words.list[name].is("<") && name > 0) --name;
  return std::ranges::find(kCallers, words.list[name].text) == std::end(kCallers) ? words.size() : bracket;
}

// Calls that hold more tokens are not looked at for macros: calls in each other would take quadratic time.
constexpr std::size_t kMostExpanded = 400;

// Every call of a setter, but for the definition of the macro itself.
std::vector<Candidate> candidates(const Known& known, CTokens& source, const File& file) {
  std::vector<Candidate> found;
  const Words& words = known.words;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words.list[at].kind != TokenKind::kName || (at > 0 && words.list[at - 1].is("define"))) continue;
    const Setter* setter = known.setter_at(at);
    if (setter == nullptr) continue;
    std::size_t open = called_at(words, at);
    Setter use = *setter;
    if (open == words.size() && at > 2) {
      open = invoked_at(words, at);
      use = {setter->capsule + 1, setter->pointer + 1, false};
    }
    if (open == words.size()) continue;
    Candidate one{call_at(words, at, open), use, {}};
    one.pointer = pointer_of(words, one.call, use);
    if (!one.pointer.null && known.piece.language == Language::kC && one.call.close - open <= kMostExpanded) {
      // `ID(NULL)`, or a macro for all arguments.
      const Words used = with_macros_used(words, {open, one.call.close + 1}, known.macros,
                                          file.elsewhere.macros, source.joined, file.unknown);
      if (used.paired(0) && pointer_of(used, call_at(used, 0, 0), use).null) one.pointer = {true, {}};
    }
    if (one.pointer.null || !one.pointer.name.empty()) found.push_back(std::move(one));
  }
  return found;
}

bool is_one_of(const Token& token, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, token.text) != words.end();
}

// Whether a type stands before the name at `at`.
bool is_declared(const Words& words, std::size_t at) {
  std::size_t before = at - 1;
  while (before > 0 && is_one_of(words.list[before], {"*", "const"})) --before;
  const Token& type = words.list[before];
  return (type.is(",") && before + 1 < at) ||
         (type.kind == TokenKind::kName && !is_one_of(type, {"return", "else", "case", "goto", "throw"}));
}

// Whether what stands at `first`, to the end of its statement, is NULL. Of Cython only one word is known.
bool is_null(const Words& words, std::size_t first, bool c) {
  std::size_t last = c ? first : first + 1;
  while (c && last < words.size() && !is_one_of(words.list[last], {";", ",", ")", "}"}))
    last = std::max(words.paired(last) ? words.partner[last] : 0, last) + 1;
  const Reduced value = reduced(words, {first, std::min(last, words.size())});
  const bool ends = c || last == words.size() || !is_one_of(words.list[last], {"if", "or"});
  return value.null && value.whole && ends;
}

// Which calls of `found` pass a variable that is only ever NULL: all that is done with it in its function is
// that it is declared, gets NULL, and is passed so.
std::vector<bool> null_variables(const Known& known, const std::vector<Candidate>& found,
                                 const CapsuleNames& blocks) {
  using Variable = std::pair<std::string_view, std::size_t>;  // name, and the function's block
  const Words& words = known.words;
  const bool c = known.piece.language == Language::kC;
  std::vector<bool> passed(words.size()), nulls;
  std::map<Variable, std::pair<bool, bool>> declared;  // and whether it gets NULL
  std::set<Variable> other;
  for (const Candidate& one : found) {
    if (one.pointer.null) continue;
    declared[{one.pointer.name, blocks.block_of(one.call.name)}];
    const Range& pointer = one.call.arguments[one.setter.pointer];
    for (std::size_t at = pointer.first; at < pointer.last; ++at) passed[at] = true;
  }
  for (std::size_t at = 1; at + 2 < words.size(); ++at) {
    const Variable variable{words.list[at].text, blocks.block_of(at)};
    const auto known_one = declared.find(variable);
    if (known_one == declared.end() || passed[at] || is_one_of(words.list[at - 1], {".", "->"})) continue;
    const bool null = words.list[at + 1].is("=") && is_null(words, at + 2, c);
    const bool declares = (null || words.list[at + 1].is(";")) && is_declared(words, at);
    known_one->second.first |= declares;
    known_one->second.second |= null;
    if (!null && !declares) other.insert(variable);
  }
  for (const Candidate& one : found) {
    const Variable variable{one.pointer.name, blocks.block_of(one.call.name)};
    // Outside of all functions of C other files may change it.
    nulls.push_back((variable.second > 0 || !c) && declared[variable] == std::pair(true, true) &&
                    !other.contains(variable));
  }
  return nulls;
}

Finding capsule_finding(const Known& known, const Candidate& one, const CapsuleNames& names,
                        const LineIndex& lines, const std::vector<bool>& directives) {
  const Words& words = known.words;
  const Piece& piece = known.piece;
  const Token& name = words.list[one.call.name];
  Finding finding;
  finding.offset = piece.offset + name.offset;
  finding.size = words.list[one.call.close].end() - name.offset;
  finding.message = name.text == kFunction
                        ? "PyCapsule_SetPointer with NULL sets ValueError and leaves the capsule as it was."
                        : fmt::format(
                              "{} calls PyCapsule_SetPointer, "
                              "which with NULL sets ValueError and leaves the capsule as it was.",
                              quoted_part(name.text));
  const bool given = one.setter.capsule < one.call.arguments.size() &&
                     (!one.setter.direct || one.call.arguments.size() == 2);
  const Range handle = given ? one.call.arguments[one.setter.capsule] : Range{};
  const std::string capsule = names.name_of(handle, one.call.name);
  // What a macro made stands nowhere in these words.
  const auto stands = [&](const Token& token) {
    return piece.text.substr(token.offset, token.size) == token.text;
  };
  const bool made = !stands(words.list[one.call.close]);
  const std::string written = handle.empty() || made ? "x" : quoted_part(text_of(words, handle, piece.text));
  finding.fix =
      fmt::format("Call PyCapsule_SetDestructor({0}, NULL), then PyCapsule_SetName({0}, {1} \".closed\").",
                  written, capsule.empty() ? "NAME" : quoted_part(capsule));
  if (capsule.empty() || !one.setter.direct || piece.language != Language::kC || made || !one.pointer.whole)
    return finding;
  if (std::optional<Edit> edit = close_capsule(words, one.call, capsule, piece.text, lines, directives)) {
    edit->offset += piece.offset;
    finding.edits.push_back(std::move(*edit));
  }
  return finding;
}

void check_piece(const File& file, const Piece& piece, Findings& findings) {
  CTokens source = piece.language == Language::kC ? c_tokens(piece.text) : CTokens{};
  const Known known = known_of(piece, source, file.elsewhere, file.unknown);
  const std::vector<Candidate> found = candidates(known, source, file);
  if (found.empty()) return;
  Names asked;
  for (const Candidate& one : found) {
    if (!one.pointer.null) asked.emplace(one.pointer.name);
  }
  const Names nulls = null_names(asked, known.macros, file.elsewhere.macros, file.unknown);
  const CapsuleNames names(known.words, known.macros, piece.text);
  const LineIndex lines(piece.text);
  const std::vector<bool> directives = in_directives(known.words);
  const std::vector<bool> variables = null_variables(known, found, names);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].pointer.null || nulls.contains(found[i].pointer.name) || variables[i])
      findings.push_back(capsule_finding(known, found[i], names, lines, directives));
  }
}

bool may_call(std::string_view text, const Elsewhere& elsewhere) {
  return !elsewhere.setters.empty() || !elsewhere.macros.empty() || may_name_setter(text);
}

}  // namespace

Setters setters_in(std::string_view text, const Setters& known) {
  CTokens source = c_tokens(text);
  Names unknown;
  const Words words = with_made_names(words_of(source.list), kFunction, {}, source.joined, unknown);
  Setters first = known;
  first.emplace(kFunction, Setter{});
  return setters_of(macros_of(words), first);
}

bool concerns_capsule_null(std::string_view /*path*/, std::string_view text) {
  return may_make(text, kFunction);
}

bool may_name_setter(std::string_view text) {
  return concerns_capsule_null({}, text) || concerns_capsule_null({}, ways_to_read(text).joined);
}

void check_capsule_null(const File& file, Findings& findings) {
  for (const Piece& piece : file.pieces.list) {
    const bool calls = piece.language == Language::kC || piece.language == Language::kCython;
    if (calls && may_call(piece.text, file.elsewhere)) check_piece(file, piece, findings);
  }
}

}  // namespace pylon::lint
