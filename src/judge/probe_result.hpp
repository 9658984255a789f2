// What probes (smoke/probe.hpp) said of runners. Pure.
#pragma once

#include <string>
#include <vector>

#include "judge/runner.hpp"

namespace pylon {

enum class ProbeState {
  kGood,
  kKnown,  // it fails, and runners.json has it as a limit
  kBad,
};

struct ProbeResult {
  std::string probe;    // "exit"
  std::string meaning;  // "standard output is kept on sys.exit(3)"
  ProbeState state = ProbeState::kGood;
  bool lost_output = false;  // it fails because output did not arrive
  std::string problem;       // what was seen instead
};

struct ProbedRunner {
  Runner runner;
  std::string program, version;      // "" when it is not on this machine
  std::vector<ProbeResult> results;  // then empty
  std::string problem{};             // why it could not be looked for, or is no right entry; "": none
};

// Whether output was lost in one of the probes.
bool loses_output(const std::vector<ProbeResult>& results);

// What to do about a runner that loses output: for pylon-launch, its known cause.
std::string lost_output_advice(const Runner& runner);

// Whether `needed` is there, none has a problem, and none that is there fails in a way that is not known of
// it.
bool runners_are_good(const std::vector<ProbedRunner>& probed, const std::string& needed);

}  // namespace pylon
