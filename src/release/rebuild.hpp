// Builds released variants again, from nothing, and compares the bytes.
#pragma once

#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "release/verification.hpp"

namespace pylon {

// Builds all of them at once in build/rebuild with a store of its own, from sources that are downloaded
// already; removes it when nothing differs. Progress goes to standard error. A difference is a finding: the
// first one of pylon.wasm, by section, module and function. Error (could not decide) when this project is not
// what the release was built from, or the build fails.
std::vector<Disagreement> rebuild(const Project& project, const std::vector<VerifiedVariant>& released);

// The first difference of two modules, for people. `symbols`: the text of the second one's symbols.tsv; may
// be empty.
std::string explain_difference(wasm::Bytes released, wasm::Bytes rebuilt, std::string_view symbols);

}  // namespace pylon
