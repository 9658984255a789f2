// Runtimes that can run pylon.wasm, as toolchain/runners.json describes them, and the command lines made of
// that. Pure: who wants to run one looks for its program first (run/found_runner.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "judge/runner_packages.hpp"

namespace pylon {

// What a runtime is known not to do.
struct RunnerLimit {
  std::string text;
  std::string probe;  // the probe (run/probe.hpp) that fails because of it; "": none
  std::string smoke;  // the smoke that cannot pass because of it, and is not run; "": none
};

struct Runner {
  std::string name;
  std::string meaning;
  // Where its program may be, in this order: "env:PYLON_NODE" (a path in a variable), "venv:bin/wasmtime"
  // (below the virtual environment; a part may be a glob), "home:go/bin/wazero", "path:node",
  // "got:wasmi/bin/wasmi" (in the folder of the packages "wasmi").
  std::vector<std::string> programs;
  std::string get;                                  // how to get it
  std::vector<std::string> version;                 // arguments that print its version
  std::vector<std::string> command;                 // the template of an argument vector
  std::vector<std::string> mount, mount_read_only;  // what {mounts} becomes, for each
  std::vector<std::string> variable;                // what {environment} becomes, for each
  std::vector<std::string> memory;                  // what {memory} becomes; empty: it has no such setting
  std::vector<std::string> compile;                 // compiles ahead of time; empty: it cannot
  std::map<std::string, std::string> environment;   // of the runtime itself
  std::vector<RunnerLimit> limits;
  std::vector<PackageSet> packages;  // without which it is not there; empty: it needs its program alone
  unsigned time_factor = 1;          // how many times as long as wasmtime it may take
  std::string form = "module";       // what it runs: "module", "component" or "either"
};

struct Runners {
  std::string standard;                       // the one that is meant when none is named
  std::vector<Runner> list;                   // sorted by name
  std::map<std::string, std::string> broken;  // not in the list: name -> what is wrong with its entry

  // Error, with the nearest right name, for one that is not there, and for a broken one; "" is the standard
  // one.
  const Runner& at(const std::string& name) const;
};

// Reads the text of a runners.json and checks it against the text of its schema. An entry that the schema
// forbids, or with an unknown {placeholder}, is kept as a broken one with `name` and the JSON path, so that
// the others can be used. Error when that is the standard one, and for what is wrong outside of the entries.
Runners parse_runners(std::string_view text, std::string_view schema, const std::string& name);

struct Mount {
  std::string host, guest;
  bool writable = false;
};

// One run of pylon.wasm. All paths are the host's, absolute.
struct GuestRun {
  std::string program;  // of the runtime
  std::string wasm;
  std::string toolchain;  // the project's toolchain/
  std::string cache;      // where the runtime may keep compiled code
  std::vector<Mount> mounts;
  std::map<std::string, std::string> environment;  // of the guest
  std::vector<std::string> arguments;              // after the file's name
  std::uint64_t memory = 0;                        // bytes of linear memory at most; 0: no limit
  std::map<std::string, std::string> got{};        // the folder of each of the runner's package sets, by name
};

std::vector<std::string> runner_command(const Runner& runner, const GuestRun& run);

// One compilation ahead of time. Paths are the host's, absolute; `target` is a word of the runtime's own.
struct GuestCompilation {
  std::string program, wasm, target, out;
};

// Of a runner whose `compile` is not empty.
std::vector<std::string> compile_command(const Runner& runner, const GuestCompilation& compilation);

// What probes (run/probe.hpp) said of runners.
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
  std::string unfit{},
      advice{};  // why nothing that is built can be run by it, and what to do; "": something can
};

// Whether output was lost in one of the probes.
bool loses_output(const std::vector<ProbeResult>& results);

// What to do about a runner that loses output: for pylon-launch, its known cause.
std::string lost_output_advice(const Runner& runner);

// Whether `needed` is there, none has a problem, and none fails in a way that is not known of it.
bool runners_are_good(const std::vector<ProbedRunner>& probed, const std::string& needed);

}  // namespace pylon
