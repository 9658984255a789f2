// What `diff` and `report` are given to compare: found, read, and said in one shape.
#pragma once

#include <functional>
#include <string>

#include "manifest/diff.hpp"
#include "plan/project.hpp"

namespace pylon {

// `operand` is one of
//   lean                     artifacts/lean/manifest.json
//   path/manifest.json       a manifest
//   path/baseline.json       the manifest in a baseline
//   path/pylon.wasm          what the file says of itself; its size is measured raw only
//   lean@HEAD~3              artifacts/lean/baseline.json as the git revision has it
// The side's symbols are those of the symbols.tsv beside the manifest or in artifacts/<variant>/, if they are
// the very ones that the manifest names by digest; else empty. `project` is called only where an operand
// needs one. Error for an unknown variant or revision, a variant that is not built, a file that is none of
// these.
DiffSide load_comparand(const std::string& operand, const std::function<Project()>& project);

}  // namespace pylon
