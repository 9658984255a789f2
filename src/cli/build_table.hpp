// What a build prints: its steps, why they have to run, and at its end the sizes of what it made.
#pragma once

#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "store/step.hpp"

namespace pylon::cli {

// All of the variants are at one level; `format`: text or json.
std::string build_table(const Project& project, const std::vector<Variant>& variants,
                        const std::string& format);

// The steps and their state, on standard output.
void print_plan(const Plan& plan, const std::string& format);

// Why each step that is not finished has to run, on standard error.
void print_reasons(const Plan& plan);

}  // namespace pylon::cli
