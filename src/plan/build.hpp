// Writes build.ninja and the step files, and lets Ninja run them.
#pragma once

#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "store/step.hpp"

namespace pylon {

struct BuildOptions {
  int jobs = 0;  // 0: as many as there are processors
  bool keep_going = false;
  bool offline = false;
  std::string launcher;  // see launcher.hpp; empty: what PYLON_LAUNCHER says
  int step_seconds = 0;  // how long one command of a step may take; 0: two hours
};

// Writes build/pylon/build.ninja and build/pylon/steps/*.json, and keeps the plan's steps from being removed
// from the store. Unchanged files are left alone.
void write_ninja_files(const Project& project, const Plan& plan);

// The steps that Ninja would still run for these variants, by name; none when all is up to date. Call
// write_ninja_files() before.
std::vector<std::string> pending_steps(const Project& project, const std::vector<std::string>& variants);

// Runs Ninja on the variants' publications; its progress goes to standard error. Throws Error when it fails.
// Builds of the same checkout take turns.
void run_ninja(const Project& project, const std::vector<std::string>& variants, const BuildOptions& options);

}  // namespace pylon
