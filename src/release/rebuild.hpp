// Builds released variants again, from nothing, and compares the bytes.
#pragma once

#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "release/verification.hpp"

namespace pylon {

// In build/rebuild, all of them in one build with a store of its own; sources come from the downloads that
// are there already, and all is taken away again when nothing differs. Progress goes to standard error. What
// differs is a finding, the first difference of pylon.wasm explained by section, module and function. Error
// (it cannot be decided) when the project at hand is not what a release was built from, or when the build
// fails.
std::vector<Disagreement> rebuild(const Project& project, const std::vector<VerifiedVariant>& released);

// The first difference of two modules, for people. `symbols`: the text of the second one's symbols.tsv; may
// be empty.
std::string explain_difference(wasm::Bytes released, wasm::Bytes rebuilt, std::string_view symbols);

}  // namespace pylon
