// capsule-null: PyCapsule_SetPointer whose second argument is a null pointer constant.
#include <fmt/format.h>

#include "lint/c_tokens.hpp"
#include "lint/call.hpp"
#include "lint/capsule_close.hpp"
#include "lint/rules.hpp"

namespace pylon::lint {
namespace {

constexpr std::string_view kFunction = "PyCapsule_SetPointer";

Finding finding_of(std::span<const Token> tokens, const Call& call, const Macros& macros,
                   const Piece& piece) {
  const Token& name = tokens[call.name];
  Finding finding;
  finding.offset = piece.offset + name.offset;
  finding.size = tokens[call.close].end() - name.offset;
  finding.message = "PyCapsule_SetPointer with NULL sets ValueError and leaves the capsule as it was.";
  const std::string capsule = capsule_name(tokens, call, macros, piece.text);
  std::optional<Edit> edit;
  if (!capsule.empty()) edit = close_capsule(tokens, call, capsule, piece.text);
  const std::span<const Token> handle = call.arguments[0];
  const std::string_view written =
      handle.empty() ? "x"
                     : piece.text.substr(handle.front().offset, handle.back().end() - handle.front().offset);
  finding.fix =
      fmt::format("Call PyCapsule_SetDestructor({0}, NULL), then PyCapsule_SetName({0}, {1} \".closed\").",
                  written, capsule.empty() ? "NAME" : capsule);
  if (edit) {
    edit->offset += piece.offset;
    finding.edits.push_back(std::move(*edit));
  }
  return finding;
}

void check_piece(const File& file, const Piece& piece, Findings& findings) {
  const CTokens source = c_tokens(piece.text);
  const std::vector<Token> tokens = without_comments(source.list);
  const Macros own = macros_of(tokens, piece.text);
  Macros known = own;
  known.insert(file.elsewhere.begin(), file.elsewhere.end());
  for (const Call& call : calls_of(tokens, kFunction)) {
    if (call.arguments.size() != 2 || !is_null(call.arguments[1], known, file.unknown)) continue;
    findings.push_back(finding_of(tokens, call, own, piece));
  }
}

}  // namespace

bool concerns_capsule_null(std::string_view /*path*/, std::string_view text) {
  return mentions(text, kFunction);
}

void check_capsule_null(const File& file, Findings& findings) {
  for (const Piece& piece : file.pieces) {
    if (piece.language == Language::kC && mentions(piece.text, kFunction)) check_piece(file, piece, findings);
  }
}

}  // namespace pylon::lint
