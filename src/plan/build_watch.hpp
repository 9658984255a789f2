// Watches one build: which steps were finished before, why the others had to run, and what those say of
// themselves afterwards.
#pragma once

#include <cstdint>
#include <vector>

#include "checkout/project.hpp"
#include "judge/build_run.hpp"
#include "store/step.hpp"

namespace pylon {

class BuildWatch {
 public:
  // Make it before Ninja is started: it looks at the store as it is now, and has the steps leave their
  // records in the project's build folder. `began`: clock_now() at the start of the build.
  BuildWatch(const Project& project, const Plan& plan, std::int64_t began);

  // The build as it went, up to now.
  BuildRun finish() const;

 private:
  void add_step(const Step& step);
  void add_publication(const Publication& publication);
  std::vector<std::size_t> places_of(const std::vector<std::filesystem::path>& stamps) const;

  std::filesystem::path records_;
  std::int64_t began_;
  BuildRun before_;                            // every step as reused or not reached
  std::vector<std::filesystem::path> stamps_;  // of the steps, in their order
};

}  // namespace pylon
