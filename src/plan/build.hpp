// Writes build.ninja and the step files, and lets Ninja run them; puts what is finished into
// artifacts/<variant>/: the file, the old name's link, lib/ and the manifest.
#pragma once

#include <string>
#include <vector>

#include "checkout/library.hpp"
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

// Writes the file, lib/ and the old name beside their places and renames them there. A manifest goes first:
// while it is missing, the folder is known to be unfinished.
void publish_file(const Workspace& workspace, const Variant& variant, const VariantParts& parts);

// Describes what publish_file has put there: manifest.json, last, and what goes with it. Looks at what the
// file was made from, not at what somebody may have made of it since.
void publish_manifest(const Workspace& workspace, const Variant& variant, const VariantParts& parts);

// Removes what Ninja has to publish again: it sees whether a file is there, not what is in it.
// - pylon.wasm, the old name or a file of lib/ changed, missing or added (a guest with lib/ mounted may write
//   there): the manifest and the file go;
// - the manifest, symbols.tsv or lib.sha256 changed: the manifest goes; where the store has lost what the
// file
//   was made of, the file goes too, since nothing else says what lib/ was.
// Returns what was found, for people; empty when all is as it was published.
std::vector<std::string> withdraw_damaged(const Project& project, const Variant& variant,
                                          const VariantParts& parts);

}  // namespace pylon
