// The smokes of a built variant: run where its artifacts lie, and recorded where the gate looks.
#pragma once

#include <functional>
#include <string>

#include "plan/project.hpp"
#include "smoke/suite.hpp"

namespace pylon {

// A runtime of toolchain/runners.json ("": the standard one). Error when it is not on this machine.
FoundRunner wanted_runner(const Project& project, const std::string& name);

// Runs the smokes of a built variant. `setting` says how; its variant and folders are set here. What a run of
// all smokes with the standard runner says is written to artifacts/<variant>/smoke.json. Error when the
// variant is not built.
SmokeRun run_smokes(const Project& project, const std::string& variant, const FoundRunner& runner,
                    SuiteSetting setting, const std::function<void(const SmokeRow&)>& on_row);

}  // namespace pylon
