// How a call that closes a capsule by PyCapsule_SetPointer(x, NULL) is rewritten.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/token.hpp"
#include "lint/call.hpp"
#include "lint/finding.hpp"
#include "lint/macros.hpp"

namespace pylon::lint {

// The capsule's name as the file writes it (a literal, or a macro that the file defines), when there is
// exactly one candidate: among the PyCapsule_New, _GetPointer and _IsValid calls of the same function that
// use the same capsule, then of the same function, then of the file. "" when there is none or more than one.
std::string capsule_name(std::span<const Token> tokens, const Call& call, const Macros& macros,
                         std::string_view source);

// One edit that puts PyCapsule_SetDestructor and PyCapsule_SetName in the call's place: two statements where
// it is one, else an expression that is 0 on success as the call was. None when evaluating the capsule's
// expression twice could do something else.
std::optional<Edit> close_capsule(std::span<const Token> tokens, const Call& call, const std::string& name,
                                  std::string_view source);

}  // namespace pylon::lint
