// From variants to steps: which sources, recipes and links a set of variants needs, each once.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "store/step.hpp"

namespace pylon {

// `step` runs after `built`, and again when that is another: its key is an ingredient, as "needs WHAT".
void needs(Step& step, const std::string& what, const Built& built);

// The path of a file that `built` has in its folder: file_in(parts.link, "pylon.map").
std::string file_in(const Built& built, const std::string& relative);

// `step` makes another pylon.wasm of `parts.finished`: it hands on the map that wasm-opt wrote, where it ran.
void keep_functions_map(Step& step, const Variant& variant, const VariantParts& parts);

// Every archive of packages that the variant links, each once: the modules' own first, then what they share.
std::vector<std::string> linked_archives(const Variant& variant, const Catalog& catalog,
                                         const VariantParts& parts);

class Planner {
 public:
  // All references must outlive the planner.
  Planner(const PlanSetting& setting, const Lock& lock, const Catalog& catalog, DigestCache& digests);

  void add(const Variant& variant);
  Plan take() { return std::move(plan_); }

 private:
  Built source(const std::string& name, const std::string& version);
  Built recipe(const std::string& name, const Variant& variant);  // remembers make_recipe's answers
  Built make_recipe(const std::string& name, const Variant& variant);
  Built sdk(const Variant& variant);
  Built config(const Variant& variant, const VariantParts& parts);
  Built check_config(const Variant& variant, const VariantParts& parts);
  Built check_symbols(const Variant& variant, const VariantParts& parts);
  Built link(const Variant& variant, const VariantParts& parts, const std::vector<Built>& checks);
  Built optimize(const Variant& variant, const VariantParts& parts);
  // The library inside: its objects, what the link says of them, and the file with its library filled in.
  Built library_objects(const VariantParts& parts);
  void link_library(StepCommand& command, const VariantParts& parts) const;
  Built fill(const Variant& variant, const VariantParts& parts);
  // The same for a snapshot.
  Built snapshot_objects(const Variant& variant, const VariantParts& parts);
  void link_snapshot(StepCommand& command, const VariantParts& parts) const;
  Built take_snapshot(const Variant& variant, const VariantParts& parts);
  Built make_component(const Variant& variant, const VariantParts& parts);
  Built attribute(const Variant& variant, const VariantParts& parts);
  Built measure(const Variant& variant, const VariantParts& parts);
  Built measure_archive(const Variant& variant, const VariantParts& parts);
  void add_publications(const Variant& variant, const VariantParts& parts);

  // Adds to the files that must be in a step's folder at its end. Nothing to do for a given SDK, which no
  // step makes.
  void expect(const Built& built, const std::vector<std::string>& outputs);
  // Seals the step and adds it unless an equal one is there.
  Built add_step(Step step);
  void add_file(Step& step, const std::string& label, const std::filesystem::path& file);

  const PlanSetting& setting_;
  const Lock& lock_;
  const Catalog& catalog_;
  DigestCache& digests_;
  std::string own_digest_;                // of this very program: enters the key of what it computes itself
  std::map<std::string, Built> recipes_;  // by name, CPython version and flags
  Plan plan_;
};

Plan make_plan(const Workspace& workspace, const std::vector<Variant>& variants);

// What the step that makes a component asks of pylonctl: the module ends by exit-with-code of wasi:cli
// instead of preview 1's proc_exit: both take one number, and neither comes back. The adapter would answer
// proc_exit by wasi:cli's exit, which tells success from failure and no more.
void write_exit_with_code(const std::filesystem::path& from, const std::filesystem::path& to);

// Modules/_pylon_component/exit.c, compiled beside config.o: a component that loses exit codes says so.
inline constexpr const char* kComponentExit = "component_exit.o";

}  // namespace pylon
