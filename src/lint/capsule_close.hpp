// How a call that closes a capsule by PyCapsule_SetPointer(x, NULL) is rewritten.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/call.hpp"
#include "lint/finding.hpp"
#include "lint/macros.hpp"
#include "lint/source_file.hpp"

namespace pylon::lint {

// The names that a file gives its capsules, as it writes them (a literal, or a macro that the file defines):
// the second argument of PyCapsule_GetPointer and _IsValid, the same of _New. Found once for all calls.
class CapsuleNames {
 public:
  // `source`, `words` and `functions`, which are in the order of the text, must outlive it.
  CapsuleNames(const Words& words, const Macros& macros, std::string_view source,
               const std::vector<Range>& functions);

  // The name of the capsule that the words `capsule` at `place` are, when there is exactly one candidate:
  // among the uses of the same capsule in the same function, then of the function, then of the file.
  // "" when there is none or more than one.
  std::string name_of(Range capsule, std::size_t place) const;

 private:
  // Of several names only that there are several.
  struct Candidates {
    std::string_view name;
    bool several = false;
    void add(std::string_view other);
  };

  const Words& words_;
  const std::vector<Range>& functions_;
  std::map<std::pair<std::size_t, std::string>, Candidates> of_capsule_;
  std::map<std::size_t, Candidates> of_function_;
  Candidates anywhere_;
};

// The text of the words in `source`, as it stands there.
std::string_view text_of(const Words& words, Range range, std::string_view source);

// Where preprocessor lines are among the words.
std::vector<bool> in_directives(const Words& words);

// One edit that puts PyCapsule_SetDestructor and PyCapsule_SetName in the call's place: two statements where
// it is one, else an expression that is 0 on success as the call was. None when evaluating the capsule's
// expression twice could do something else. `directives`: from in_directives.
std::optional<Edit> close_capsule(const Words& words, const Call& call, const std::string& name,
                                  std::string_view source, const LineIndex& lines,
                                  const std::vector<bool>& directives);

}  // namespace pylon::lint
