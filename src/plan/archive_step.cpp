// The step that measures what a release ships of a variant: it packs pylon.wasm and lib/ as a release does.
#include "checkout/library.hpp"
#include "plan/planner.hpp"

namespace pylon {

Built Planner::measure_archive(const Variant& variant, const VariantParts& parts) {
  constexpr int kPackingVersion = 1;  // another one packs in another way
  Step step;
  step.name = "archive-" + variant.name;
  step.outputs = {"archive.json"};
  needs(step, "optimize", parts.finished);
  needs(step, "stdlib", parts.stdlib);
  for (const auto& [name, built] : parts.packages) needs(step, name, built);
  step.ingredients.push_back({"packing", std::to_string(kPackingVersion)});
  StepCommand command{{"{pylonctl}", "action", "archive", file_in(parts.finished, "pylon.wasm"), "--to",
                       "{out}/archive.json"},
                      {}};
  // All packages are named: whether one has Python files is known only when the step runs.
  for (const LibraryPart& part : library_places(variant, parts)) {
    for (const std::string& word :
         {std::string("--part"), part.from.string(), (std::filesystem::path("lib") / part.below).string()})
      command.argv.push_back(word);
  }
  step.commands.push_back(command);
  return add_step(std::move(step));
}

}  // namespace pylon
