#include "run/sdk_proof.hpp"

#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "system/files.hpp"
#include "system/process.hpp"
#include "system/temporary_folder.hpp"

namespace pylon {
namespace {

constexpr const char* kThrows = R"(#include <cstdio>
#include <stdexcept>
struct Guard { ~Guard() { std::puts("unwound"); } };
__attribute__((noinline)) void fail(int count) { Guard guard; if (count > 0) throw std::runtime_error("caught"); }
int main(int count, char**) {
  try { fail(count); } catch (const std::exception& error) { std::puts(error.what()); }
  return 0;
}
)";
constexpr const char* kThrowsPrints = "unwound\ncaught\n";
constexpr const char* kAbortSays = "fatal: a C++ exception was thrown";

constexpr const char* kJumps = R"(#include <setjmp.h>
#include <stdio.h>
static jmp_buf place;
__attribute__((noinline)) static void jump(int value) { if (value > 0) longjmp(place, value + 1); }
int main(int count, char **words) {
  volatile int kept = 1;
  (void)words;
  int value = setjmp(place);
  if (value == 0) { kept = 2; jump(count); }
  printf("%d %d\n", value, kept);
  return 0;
}
)";
constexpr const char* kJumpsPrints = "2 2\n";
// For SDKs from before there was a choice of encodings.
constexpr const char* kOldSetjmp = "-mllvm -wasm-enable-sjlj";

// Compiles, links and runs; of a step that fails, its last line.
struct Trial {
  bool built = false;
  Outcome run;
  std::string problem;
};

class Bench {
 public:
  Bench(const fs::path& prefix, const FoundRunner& runner) : prefix_(prefix), runner_(runner) {}

  // Compiler flags, then linker flags; `more` are further sources in C.
  Trial run(const char* driver, const std::string& source, const std::string& compile_flags,
            const std::string& link_flags, const std::vector<fs::path>& more = {}) {
    const fs::path file = folder_.path() / (std::string(driver) == kCxx ? "trial.cpp" : "trial.c"),
                   wasm = folder_.path() / "trial.wasm";
    write_file(file, source);
    std::vector<std::string> objects;
    Trial trial;
    for (const fs::path& each : more) {
      objects.push_back((folder_.path() / each.stem()).string() + ".o");
      trial.problem = call({program("clang"), kTarget, "-c", each.string(), "-o", objects.back()});
      if (!trial.problem.empty()) return trial;
    }
    std::vector<std::string> argv{program(driver), kTarget, "-O1", file.string(), "-o", wasm.string()};
    for (const std::string* flags : {&compile_flags, &link_flags}) {
      for (const std::string& word : split_words(*flags)) argv.push_back(word);
    }
    argv.insert(argv.end(), objects.begin(), objects.end());
    trial.problem = call(argv);
    trial.built = trial.problem.empty();
    if (trial.built) trial.run = start(wasm);
    return trial;
  }

  static constexpr const char* kCxx = "clang++";

 private:
  static constexpr const char* kTarget = "--target=wasm32-wasip1";

  std::string program(const char* tool) const { return (prefix_ / "bin" / tool).string(); }

  // Empty when all is well. clang may run any wasm-opt that it finds on PATH: there is none here.
  std::string call(const std::vector<std::string>& argv) const {
    Command command;
    command.argv = argv;
    command.environment = std::map<std::string, std::string>{{"PATH", "/usr/bin:/bin"}};
    command.time_limit = std::chrono::seconds(60);
    const Outcome outcome = run_process(command);
    return outcome.ok() ? "" : outcome.description() + ": " + outcome.last_line();
  }

  Outcome start(const fs::path& wasm) const {
    GuestRun run;
    run.program = runner_.program.string();
    run.wasm = wasm.string();
    run.toolchain = runner_.places.toolchain.string();
    run.cache = runner_.places.cache.string();
    Command command;
    // The last line is shown when it fails: the reason, not the end of a stack.
    command.argv = {"env", "RUST_BACKTRACE=0"};
    const std::vector<std::string> words = runner_command(runner_.runner, run);
    command.argv.insert(command.argv.end(), words.begin(), words.end());
    command.time_limit = std::chrono::seconds(60);
    return run_process(command);
  }

  fs::path prefix_;
  const FoundRunner& runner_;
  TemporaryFolder folder_;
};

std::string why_not(const Trial& trial, const std::string& runner) {
  if (!trial.built) return "it cannot be compiled and linked: " + trial.problem;
  return runner + " does not run it: " + trial.run.description() + ": " + trial.run.last_line();
}

SdkProof prove_exceptions(Bench& bench, const Sdk& sdk, const std::string& runner,
                          const fs::path& cxa_abort) {
  SdkProof proof{"C++ exceptions", false, {}, {}};
  if (sdk.cxx_exceptions == "wasm") {
    const Trial trial = bench.run(Bench::kCxx, kThrows, sdk.exceptions_compile, sdk.exceptions_link);
    proof.works = trial.built && trial.run.ok() && trial.run.output == kThrowsPrints;
    proof.verdict = proof.works ? "caught" : "broken";
    proof.meaning = proof.works ? "C++ code can throw and catch: a program did in " + runner
                                : "the SDK has an unwinder, but a program that throws and catches fails: " +
                                      why_not(trial, runner);
    return proof;
  }
  const Trial trial = bench.run(Bench::kCxx, kThrows, "", "", {cxa_abort});
  const bool says = trial.built && trial.run.output.find(kAbortSays) != std::string::npos;
  proof.verdict = says ? "ends" : "broken";
  proof.meaning = says ? "C++ code that throws ends the program with a message: one did in " + runner
                       : "C++ code that throws should end with a message, but: " + why_not(trial, runner);
  return proof;
}

SdkProof prove_setjmp(Bench& bench, const Sdk& sdk, const SdkAbility& how, const std::string& runner) {
  SdkProof proof{"setjmp", false, "no", "C code that uses setjmp cannot be linked"};
  if (!sdk.setjmp) return proof;
  const std::string flags = sdk.llvm >= how.from ? how.compile : kOldSetjmp;
  const Trial trial = bench.run("clang", kJumps, flags, how.link);
  proof.works = trial.built && trial.run.ok() && trial.run.output == kJumpsPrints;
  proof.verdict = proof.works ? "yes" : "no";
  proof.meaning = proof.works ? "C code can use setjmp and longjmp, compiled with " + flags +
                                    ": a program did in " + runner
                              : "a program that uses setjmp fails: " + why_not(trial, runner);
  return proof;
}

nlohmann::json to_json(const std::vector<SdkProof>& proofs) {
  nlohmann::json list = nlohmann::json::array();
  for (const SdkProof& proof : proofs)
    list.push_back({proof.name, proof.works, proof.verdict, proof.meaning});
  return list;
}

// Nothing for a file that is missing or damaged.
std::vector<SdkProof> read_proofs(const fs::path& file) {
  if (!fs::exists(file)) return {};
  const nlohmann::json list = nlohmann::json::parse(read_file(file), nullptr, false);
  std::vector<SdkProof> proofs;
  if (!list.is_array()) return {};
  for (const nlohmann::json& one : list) {
    if (!one.is_array() || one.size() != 4 || !one[0].is_string() || !one[1].is_boolean() ||
        !one[2].is_string() || !one[3].is_string())
      return {};
    proofs.push_back({one[0], one[1], one[2], one[3]});
  }
  return proofs;
}

}  // namespace

std::vector<SdkProof> prove_sdk(const Sdk& sdk, const SdkList& sdks, const FoundRunner& runner,
                                const SdkProofSetting& setting) {
  const std::string name = runner.runner.name + (runner.version.empty() ? "" : " " + runner.version);
  // All that the answer depends on.
  const std::string question = sdk.identity + name + kThrows + kJumps + sdk.exceptions_compile +
                               sdk.exceptions_link + sdks.setjmp.compile + sdks.setjmp.link +
                               read_file(setting.cxa_abort);
  const fs::path file = setting.cache / (sha256_hex(question).substr(0, 32) + ".json");
  std::vector<SdkProof> proofs = read_proofs(file);
  if (!proofs.empty()) return proofs;
  Bench bench(setting.prefix, runner);
  proofs = {prove_exceptions(bench, sdk, name, setting.cxa_abort),
            prove_setjmp(bench, sdk, sdks.setjmp, name)};
  fs::create_directories(setting.cache);
  write_file(file, to_json(proofs).dump() + "\n");
  return proofs;
}

}  // namespace pylon
