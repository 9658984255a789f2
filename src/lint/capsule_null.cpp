// capsule-null: PyCapsule_SetPointer whose pointer is a null pointer constant, called by its name, by another
// name for it, or through a macro that passes the pointer on.
#include <fmt/format.h>

#include <algorithm>

#include "base/python_tokens.hpp"
#include "lint/c_tokens.hpp"
#include "lint/call.hpp"
#include "lint/capsule_close.hpp"
#include "lint/expansion.hpp"
#include "lint/functions.hpp"
#include "lint/indirect_call.hpp"
#include "lint/null_variables.hpp"
#include "lint/rules.hpp"

namespace pylon::lint {
namespace {

constexpr std::string_view kFunction = "PyCapsule_SetPointer";

// `other = PyCapsule_SetPointer;`, `int (*other)(PyObject *, void *) = &PyCapsule_SetPointer;`, `other =
// std::bind(PyCapsule_SetPointer, c, _1)`, and Cython's `cimport PyCapsule_SetPointer as other`.
void add_aliases(const Words& words, Setters& setters) {
  const std::vector<Token>& list = words.list;
  for (std::size_t at = 1; at + 1 < list.size(); ++at) {
    // Cython's `int other "PyCapsule_SetPointer"(object, void *)`.
    if (list[at].kind == TokenKind::kString && python_string_body(list[at].text) == kFunction &&
        list[at - 1].kind == TokenKind::kName && list[at + 1].is("("))
      setters.emplace(list[at - 1].text, Setter{});
    if (list[at].text != kFunction || list[at].kind != TokenKind::kName) continue;
    if (list[at + 1].is("as") && at + 2 < list.size()) setters.emplace(list[at + 2].text, Setter{});
    const Bound bound = bound_as(words, at);
    if (!bound.name.empty() && bound.second != PassedCall::kNone)
      setters.emplace(bound.name, Setter{bound.first, bound.second, false});
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
    // Another thing's member is not what this file calls so.
    if (at > 0 && is_one_of(words.list[at - 1], {".", "->"}) && words.list[at].text != kFunction) continue;
    const std::size_t own = called_at(words, at);
    const Caller caller = own == words.size() ? caller_of(words, at) : Caller{own};
    if (caller.open == words.size()) continue;
    const auto call_in = [&](const Words& in, std::size_t name, std::size_t open) {
      return caller.name.empty() ? call_at(in, name, open) : indirect_call(in, name, {open, caller.name});
    };
    Candidate one{call_in(words, at, caller.open), *setter, {}};
    one.setter.direct = setter->direct && caller.name.empty();
    one.pointer = pointer_of(words, one.call, one.setter);
    if (!one.pointer.null && known.piece.language == Language::kC &&
        one.call.close - caller.open <= kMostExpanded) {
      // `ID(NULL)`, or a macro for all arguments.
      const Words used = with_macros_used(words, {caller.open, one.call.close + 1}, known.macros,
                                          file.elsewhere.macros, source.joined, file.unknown);
      if (used.paired(0) && pointer_of(used, call_in(used, 0, 0), one.setter).null) one.pointer = {true, {}};
    }
    if (one.pointer.null || !one.pointer.name.empty()) found.push_back(std::move(one));
  }
  return found;
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
  const std::vector<Range> functions =
      piece.language == Language::kC
          ? c_functions(known.words)
          : cython_functions(known.words, piece.text, line_starts(known.words, piece.text));
  const CapsuleNames names(known.words, known.macros, piece.text, functions);
  const LineIndex lines(piece.text);
  const std::vector<bool> directives = in_directives(known.words);
  std::vector<Passed> passed;
  for (const Candidate& one : found)
    passed.push_back(one.pointer.null ? Passed{}
                                      : Passed{one.pointer.name, one.call.arguments[one.setter.pointer]});
  const std::vector<bool> variables = null_variables(piece, known.words, functions, passed);
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
