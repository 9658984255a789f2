// pylonctl conformance over a stub runtime: the driver runs in this machine's own Python, and plays a suite
// with a file of each kind.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

// test_interrupts plays somebody who presses Ctrl-C: the runtime is its parent, pylonctl that one's.
constexpr const char* kDriver = R"(
import json, os, pathlib, signal, sys, time
if sys.argv[1] == "--list":
    sys.exit(print("test_good\ntest_fails\ntest_traps\ntest_skips\ntest_sleeps\ntest_interrupts"))
record, file = pathlib.Path(sys.argv[1]), sys.argv[2]
done = json.loads(record.with_name("done.json").read_text())
out = record.open("a")
def write(**line):
    print(json.dumps(line), file=out, flush=True)
def case(name, outcome, why=""):
    write(start=name)
    write(case=name, outcome=outcome, why=why)
print("said by", file)
if file == "test_good":
    case("T.one", "passed")
if file == "test_fails":
    case("T.known", "failed", "OSError: no process")
    case("T.new", "failed", "AssertionError: 1 != 2")
if file == "test_traps":
    if "T.before" not in done:
        case("T.before", "passed")
    if "T.trap" not in done:
        write(start="T.trap")
        sys.stderr.write("  0: 0x2 - tiny.wasm!_ZN4fftw4planEv\nwasm trap: indirect call type mismatch\n")
        os._exit(134)
    case("T.after", "passed")
if file == "test_skips":
    sys.exit(write(end="skipped", why="SkipTest: requires sockets"))
if file == "test_sleeps" and "T.endless" not in done:
    write(start="T.endless")
    time.sleep(60)
if file == "test_interrupts":
    status = pathlib.Path(f"/proc/{os.getppid()}/status").read_text()
    os.kill(int(status.partition("PPid:")[2].split()[0]), signal.SIGINT)
    time.sleep(60)
write(end="passed")
)";

constexpr const char* kExpectations = R"({
  "suite": "cpython",
  "reasons": { "no-process": "WASI has no processes", "not-here": "this part is not run here" },
  "known": [{ "file": "test_fails", "reason": "no-process", "cases": ["T.known"] }],
  "left_out": [
    { "files": "test_sle*", "reason": "not-here" },
    { "files": "test_int*", "reason": "not-here" }
  ],
  "sample": ["test_good", "test_skips"]
})";

struct ConformanceProject : StubProject {
  ConformanceProject() {
    // The stub's cpython is built of nothing; here it has sources, with a suite.
    edit("toolchain/recipes/cpython/recipe.json", "{", R"({"source": "cpython", )");
    write_file(*this / "sources/cpython-3.13.5/Lib/test/__init__.py", "");
    Command pack;
    pack.argv = {"tar", "-czf", "cpython-3.13.5.tar.gz", "cpython-3.13.5"};
    pack.folder = *this / "sources";
    if (const Outcome outcome = run_process(pack); !outcome.ok()) throw std::runtime_error(outcome.output);
    edit("toolchain/lock.json", "d92d2be623c8d0e6ffd8883eb2fd6675846b2660414d3032be2d151421f2a954",
         file_sha256(*this / "sources/cpython-3.13.5.tar.gz"));
    Command build = command({"build", "lean"});
    (*build.environment)["PYLON_SOURCES"] = (*this / "sources").string();
    if (const Outcome outcome = run_process(build); !outcome.ok()) throw std::runtime_error(outcome.output);
    fs::create_directories(*this / "artifacts/lean/lib");
    write_file(*this / "tests/conformance/support/cpython_driver.py", kDriver);
    write_file(*this / "tests/conformance/cpython.json", kExpectations);
    fs::copy_file(PYLON_SOURCE_DIR "/tests/conformance/expectations.schema.json",
                  *this / "tests/conformance/expectations.schema.json");
  }

  Outcome run_stub(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"conformance", "lean"});
    Command command = this->command(std::move(arguments));
    (*command.environment)["PYLON_STUB_RUNNER"] = (*this / "toolchain/stub_runner.py").string();
    command.separate_errors = true;
    return run_process(command);
  }
};

}  // namespace

TEST_CASE_METHOD(ConformanceProject,
                 "each file of a suite is run, what is new fails, and a trap is told by name") {
  const Outcome outcome = run_stub({"--jobs", "2"});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output,
             ContainsSubstring("CPython 3.13.5's own tests in lean with keep 1.2.3: 2 cases fall "
                               "short that are not known to"));
  CHECK_THAT(outcome.output,
             ContainsSubstring("failed test_fails T.new: AssertionError: 1 != 2") &&
                 ContainsSubstring("trapped test_traps T.trap: indirect call type mismatch") &&
                 ContainsSubstring("in fftw::plan()") &&
                 ContainsSubstring("1  no-process: WASI has no processes"));
  CHECK_THAT(outcome.errors, ContainsSubstring("test_traps: 2 passed, 1 trapped"));
  CHECK_THAT(read_file(*this / "build/pylon/conformance/lean/cpython/test_fails.log"),
             ContainsSubstring("said by test_fails"));
  CHECK_THAT(read_file(*this / "build/pylon/conformance/lean/cpython/summary.txt"),
             ContainsSubstring("test_skips"));
}

TEST_CASE_METHOD(ConformanceProject, "a sample and a filter run a part; every format can go to a file") {
  Outcome outcome = run_stub({"--sample", "--format", "json", "--out", "out/report.json"});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.output, ContainsSubstring("nothing new falls short"));
  const std::string text = read_file(*this / "out/report.json");
  const json report = json::parse(text);
  CHECK(report["result"] == "pass");
  CHECK(report["sha256"] == sha256_hex(read_file(*this / "artifacts/lean/pylon.wasm")));
  CHECK(report["files"].size() == 2);
  CHECK(report["skips"]["SkipTest: requires sockets"] == 1);
  CHECK(run_stub({"--sample", "--format", "json"}).output == text);
  CHECK_THAT(run_stub({"--filter", "*good", "--format", "junit"}).output,
             ContainsSubstring("classname=\"cpython.lean.test_good\" name=\"T.one\"/>"));
  CHECK(run_stub({"--filter", "test_skips"}).exit_code == 1);  // nothing passed
  CHECK(run_stub({"--filter", "nothing"}).exit_code == 2);
}

TEST_CASE_METHOD(ConformanceProject, "a case that takes too long is told") {
  edit("tests/conformance/cpython.json", "test_sle*", "test_other*");
  const Outcome outcome = run_stub({"--filter", "test_sleeps", "--timeout", "3", "--jobs", "1"});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("timed out test_sleeps"));
}

TEST_CASE_METHOD(ConformanceProject, "after an interrupt, what had finished is shown and kept") {
  edit("tests/conformance/cpython.json", "test_int*", "test_other*");
  edit("tests/conformance/support/cpython_driver.py", "test_fails\\ntest_traps\\ntest_skips\\ntest_sleeps\\n",
       "");
  const Outcome outcome = run_stub({"--jobs", "1", "--format", "json", "--out", "out/report.json"});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("interrupted after 1 of 2 files"));
  const json report = json::parse(read_file(*this / "out/report.json"));
  CHECK(report["result"] == "interrupted");
  CHECK(report["files"][0]["file"] == "test_good");
}

TEST_CASE_METHOD(ConformanceProject, "a suite that cannot be run is said with what to do") {
  CHECK_THAT(run_stub({"--suite", "numpy"}).errors, ContainsSubstring("lean does not have numpy"));
  edit("tests/conformance/cpython.json", "\"test_good\"", "\"test_gone\"");
  CHECK_THAT(run_stub({"--sample"}).errors, ContainsSubstring("/sample: the suite has no file 'test_gone'"));
}
