// The smokes of a built variant: run where its artifacts lie, and recorded where the gate looks.
#pragma once

#include <functional>
#include <string>

#include "checkout/project.hpp"
#include "checkout/workspace.hpp"
#include "run/smoke_suite.hpp"

namespace pylon {

// As wanted_variants(); "lean-dev" is the variant lean at its level dev.
std::vector<Variant> smoked_variants(const Workspace& workspace, const std::vector<std::string>& names,
                                     bool all);

// Runs the smokes of a built variant. `setting` says how; its variant and folders are set here. What a run of
// all smokes with the standard runner says is written to artifacts/<variant>/smoke.json; that of another
// level than the release's is not, as nothing judges it. Error when the variant is not built.
SmokeRun run_smokes(const Project& project, const Variant& variant, const FoundRunner& runner,
                    SuiteSetting setting, const std::function<void(const SmokeRow&)>& on_row);

}  // namespace pylon
