// The tool says only what is so: what was asked is looked at, what was changed is seen, and the advice of a
// refusal mends it. Over the stub project.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <thread>
#include <tuple>

#include "base/text.hpp"
#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

constexpr const char* kSmoke =
    "import os, sys\nstrict = os.environ['PYLON_REQUIRE_FAT'] == '1'\nprint('a: ok')\n"
    "print('b: FAIL (needs numpy)' if strict else 'b: SKIP (needs numpy)')\n"
    "print('1/2 PASS' if strict else '2/2 PASS (1 skipped)')\nsys.exit(1 if strict else 0)\n";

struct TruthProject : StubProject {
  TruthProject() {
    need({"build", "--all"});
    write_file(*this / "tests/smoke/plain.py", kSmoke);
  }
  void need(const std::vector<std::string>& arguments) const {
    if (const Outcome outcome = run(arguments); !outcome.ok()) throw std::runtime_error(outcome.output);
  }
  // With standard error apart, and these variables.
  Outcome run_with(std::vector<std::string> arguments, std::map<std::string, std::string> more = {}) const {
    Command command = this->command(std::move(arguments));
    (*command.environment)["PYLON_STUB_RUNNER"] = (*this / "toolchain/stub_runner.py").string();
    command.environment->merge(more);
    command.separate_errors = true;
    return run_process(command);
  }
  std::string states(const std::string& variant, const std::string& rule) const {
    const Outcome outcome = run_with({"gate", variant, "--format", "json"});
    const json verdict = json::parse(outcome.output)["variants"][0];
    for (const json& each : verdict["rules"]) {
      if (each["rule"] == rule) return each["state"];
    }
    return outcome.output + outcome.errors;
  }
};

}  // namespace

TEST_CASE_METHOD(TruthProject, "a receipt answers for the pylonctl that wrote it alone") {
  need({"build", "lean"});
  CHECK_THAT(run({"build", "lean"}).output, ContainsSubstring("nothing to do"));
  fs::create_directories(*this / "other");
  for (const char* name : {"pylonctl", "pylonctl-main"})
    fs::copy_file(fs::path(PYLONCTL).parent_path() / name, *this / "other" / name);
  Command other = command({"build", "lean"});
  other.argv.front() = (*this / "other/pylonctl").string();
  Outcome outcome = run_process(other);
  INFO(outcome.output);
  CHECK(outcome.ok());
  CHECK_THAT(outcome.output, !ContainsSubstring("nothing to do"));
  CHECK_THAT(run_process(other).output, ContainsSubstring("nothing to do"));
  CHECK_THAT(run({"build", "lean"}).output, !ContainsSubstring("nothing to do"));
}

TEST_CASE_METHOD(TruthProject, "build --format json is JSON, also when steps run") {
  fs::remove(*this / "artifacts/lean/manifest.json");
  Outcome outcome = run_with({"build", "lean", "--format", "json"});
  INFO(outcome.output << outcome.errors);
  CHECK(json::parse(outcome.output)["variants"][0]["variant"] == "lean");
  CHECK_THAT(outcome.errors, ContainsSubstring("manifest-lean"));
  outcome = run_with({"build", "lean", "--level", "dev", "--format", "json"});
  CHECK(json::parse(outcome.output).contains("variants"));
}

TEST_CASE_METHOD(TruthProject,
                 "a change in lib/ is seen by gate, verify and release alike, and build mends it") {
  const fs::path os = *this / "artifacts/lean/lib/python3.13/os.py", artifact = *this / "artifacts/lean";
  const std::string built = read_file(os);
  const auto in_place = [&](const fs::path& file, const std::string& content) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_TRUNC);
    REQUIRE(::write(fd, content.data(), content.size()) == static_cast<ssize_t>(content.size()));
    ::close(fd);
  };
  const std::vector<std::pair<std::string, std::function<void()>>> changes{
      {"lib/python3.13/os.py is not what was built",
       [&] { in_place(os, std::string(built.size(), '#')); }},  // of the same size
      {"lib/python3.13/__pycache__/os.cpython-313.opt-1.pyc was not built",
       [&] {
         write_file(*this / "artifacts/lean/lib/python3.13/__pycache__/os.cpython-313.opt-1.pyc", "x");
       }},
      {"lib/python3.13/os.py is missing", [&] { fs::remove(os); }},
      {"lib.sha256", [&] { write_file(artifact / "lib.sha256", "nonsense\n"); }},
      {"python.composed.wasm: leads to 'manifest.json'",
       [&] {
         fs::remove(artifact / "python.composed.wasm");
         fs::create_symlink("manifest.json", artifact / "python.composed.wasm");
       }},
      {"pylon.wasm", [&] { write_file(artifact / "pylon.wasm", read_file(artifact / "pylon.wasm") + "x"); }},
      {"manifest.json", [&] {
         std::string text = read_file(artifact / "manifest.json");
         write_file(artifact / "manifest.json", text.replace(text.find("\"git\": \""), 8, "\"git\": \"x"));
       }}};
  REQUIRE(run({"build", "lean"}).ok());
  for (const auto& [words, change] : changes) {
    INFO(words);
    change();
    if (words.starts_with("lib")) {
      CHECK_THAT(run({"gate", "lean"}).output, ContainsSubstring(words));
      CHECK(run({"gate", "lean"}).exit_code == 1);
      const Outcome verified = run({"verify", "artifacts/lean"});
      CHECK(verified.exit_code == 1);
      CHECK_THAT(verified.output, ContainsSubstring(words.substr(0, words.find(' '))));
    }
    const Outcome outcome = run({"build", "lean"});
    INFO(outcome.output);
    CHECK(outcome.ok());
    CHECK_THAT(outcome.output, ContainsSubstring("artifacts/lean/" + words));
    CHECK_THAT(outcome.output, ContainsSubstring("is published again"));
    CHECK(read_file(os) == built);
    CHECK(run({"verify", "artifacts/lean"}).exit_code == 0);
    CHECK(states("lean", "library-current") == "pass");
    CHECK_THAT(run({"build", "lean"}).output, ContainsSubstring("nothing to do"));
  }
}

TEST_CASE_METHOD(TruthProject, "an artifact that the variant files do not ask for any more fails the gate") {
  CHECK(states("lean", "artifact-current") == "pass");
  edit("variants/base.json", "\"-Os\"", "\"-O3\"");
  CHECK(states("lean", "artifact-current") == "fail");
  const Outcome outcome = run({"gate", "lean"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("FAIL artifact-current: /inputs/flags/default") &&
                                 ContainsSubstring("built with -Os") && ContainsSubstring("now say -O3"));
  need({"build", "lean"});  // as it advises
  CHECK(states("lean", "artifact-current") == "pass");
  edit("variants/base.json", "\"stack_bytes\": 65536", "\"stack_bytes\": 81920");
  CHECK(states("lean", "artifact-current") == "fail");
}

TEST_CASE_METHOD(TruthProject, "a manifest that was changed fails the gate, whatever its file says of that") {
  const fs::path path = *this / "artifacts/lean/manifest.json";
  const std::vector<std::tuple<const char*, json, const char*, const char*>> changes{
      {"/features/used", {"simd128"}, "manifest.json: /features", "the file has something else"},
      {"/file/compressed/brotli", 1, "manifest.json", "It is not what was published."}};
  for (const auto& [place, value, subject, words] : changes) {
    json manifest = json::parse(read_file(path));
    manifest[json::json_pointer(place)] = value;
    write_file(path, manifest.dump(2) + "\n");
    const Outcome outcome = run({"gate", "lean"});
    INFO(outcome.output);
    CHECK(outcome.exit_code == 1);
    CHECK_THAT(outcome.output, ContainsSubstring(std::string("FAIL artifact-current: ") + subject) &&
                                   ContainsSubstring(words));
    const Outcome verified = run({"verify", "artifacts/lean/pylon.wasm"});
    INFO(verified.output);
    CHECK(verified.exit_code == 1);
    CHECK_THAT(verified.output, ContainsSubstring("manifest.json: is not what was published"));
    fs::remove(*this / "linked");
    fs::create_directory_symlink(*this / "artifacts/lean", *this / "linked");
    for (const char* way : {"linked", "artifacts/lean/.", "artifacts/../artifacts/lean/pylon.wasm"})
      CHECK(run({"verify", way}).exit_code == 1);
    CHECK(run({"verify", "artifacts/lean/pylon.wasm", "--manifest", path.string()}).exit_code == 1);
    const Outcome recorded = run({"baseline", "lean", "--reason", "so"});
    INFO(recorded.output);
    CHECK(recorded.exit_code == 2);
    CHECK_THAT(recorded.output, ContainsSubstring("artifacts/lean/manifest.json is not what was published"));
    need({"build", "lean"});  // as it advises
    CHECK(states("lean", "artifact-current") == "pass");
  }
  CHECK_THAT(run({"verify", "artifacts/lean"}).output,
             ContainsSubstring("checked: manifest.json, as the build published it"));
  CHECK_THAT(run({"verify", "artifacts/lean", "--rebuild"}).output,
             ContainsSubstring("--rebuild compares with a release"));
}

TEST_CASE_METHOD(TruthProject, "where nothing remembers the build, all is made again that can be") {
  const fs::path path = *this / "artifacts/lean/manifest.json";
  fs::remove(*this / "build/pylon/published/lean/manifest.json.sha256");
  const json built = json::parse(read_file(path));
  Outcome outcome = run({"gate", "lean"});
  INFO(outcome.output);
  CHECK_THAT(outcome.output, ContainsSubstring("by the manifest's word alone go"));
  CHECK(states("lean", "artifact-current") == "pass");
  outcome = run({"verify", "artifacts/lean/pylon.wasm"});
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.output, ContainsSubstring("note: nothing here remembers what the build published"));
  std::vector<std::pair<std::string, json>> changes{{"/file/compressed/gzip", 7000},
                                                    {"/stdlib/bytes", 1},
                                                    {"/stdlib/modules/os", 1},
                                                    {"/hosts/least/wasmtime", "1"},
                                                    {"/components/0/version", "9.9"},
                                                    {"/components", json::array()},
                                                    {"/licences", json::object()},
                                                    {"/licences/another", "MIT"},
                                                    {"/attribution/symbols", std::string(64, '0')}};
  for (const auto& [place, value] : changes) {
    json manifest = built;
    manifest[json::json_pointer(place)] = value;
    write_file(path, manifest.dump(2) + "\n");
    outcome = run({"gate", "lean"});
    INFO(place << outcome.output);
    CHECK(outcome.exit_code == 1);
    CHECK_THAT(outcome.output, ContainsSubstring("FAIL artifact-current: "));
  }
  // Bytes moved from one row to another: the sum is the same.
  json manifest = built;
  json& rows = manifest["attribution"]["rows"];
  const auto from =
      std::ranges::find_if(rows, [](const json& row) { return row["other"].get<std::uint64_t>() > 0; });
  REQUIRE(from != rows.end());
  (*from)["code"] = 1;
  (*from)["other"] = (*from)["other"].get<std::uint64_t>() - 1;
  write_file(path, manifest.dump(2) + "\n");
  CHECK_THAT(run({"gate", "lean"}).output, ContainsSubstring("its symbols have other sizes"));
  fs::remove(*this / "artifacts/lean/symbols.tsv");
  CHECK(run({"gate", "lean"}).exit_code == 2);
}

TEST_CASE_METHOD(TruthProject, "a smoke that came after the run, or was changed since, fails the gate") {
  REQUIRE(run_with({"smoke", "lean"}).exit_code == 0);
  CHECK(states("lean", "smoke") == "pass");
  write_file(*this / "tests/smoke/later.py",
             "print('a: FAIL (x)')\nprint('0/1 PASS')\nraise SystemExit(1)\n");
  CHECK(states("lean", "smoke") == "fail");
  CHECK_THAT(run({"gate", "lean"}).output, ContainsSubstring("later has not run"));
  fs::remove(*this / "tests/smoke/later.py");
  CHECK(states("lean", "smoke") == "pass");
  write_file(*this / "tests/smoke/plain.py", std::string(kSmoke) + "\n");
  CHECK_THAT(run({"gate", "lean"}).output, ContainsSubstring("plain was changed since"));
  REQUIRE(run_with({"smoke", "lean"}).exit_code == 0);  // as it advises
  CHECK(states("lean", "smoke") == "pass");
}

TEST_CASE_METHOD(TruthProject, "counts of smokes that were changed after the run fail the gate") {
  const fs::path path = *this / "artifacts/lean/smoke.json";
  REQUIRE(run_with({"smoke", "lean"}).exit_code == 0);
  const json written = json::parse(read_file(path));
  // One check more in one smoke and in the sum: the record agrees with itself.
  json forged = written;
  for (json* each : {&forged, &forged["smokes"][0]}) (*each)["passed"] = (*each)["passed"].get<int>() + 1;
  write_file(path, forged.dump(2) + "\n");
  Outcome outcome = run({"gate", "lean"});
  INFO(outcome.output);
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("smoke.json was changed after the run"));
  // A run of the other kind keeps nothing of it.
  run_with({"smoke", "lean", "--require-fat"});
  CHECK_FALSE(json::parse(read_file(path)).contains("other"));
  REQUIRE(run_with({"smoke", "lean"}).exit_code == 0);  // as it advises
  CHECK(states("lean", "smoke") == "pass");
  // On another machine nothing says what was written, and that is told.
  CHECK_THAT(run({"gate", "lean"}).output, !ContainsSubstring("remembers what the smokes said"));
  fs::remove(*this / "build/pylon/published/lean/smoke.json.sha256");
  CHECK_THAT(run({"gate", "lean"}).output, ContainsSubstring("nothing here remembers what the smokes said"));
  CHECK(states("lean", "smoke") == "pass");
}

TEST_CASE_METHOD(TruthProject, "a baseline that is not as committed is told") {
  const std::string words = "artifacts/lean/baseline.json is not as committed";
  need({"baseline", "lean", "--reason", "first"});
  CHECK_THAT(run({"gate", "lean"}).output, !ContainsSubstring(words));  // no git
  Command git = command({});
  git.argv = {"sh", "-c",
              "git init -q && git add -A -f variants Modules toolchain artifacts/lean/baseline.json && "
              "git -c user.name=t -c user.email=t@example.org commit -qm all"};
  REQUIRE(run_process(git).ok());
  CHECK_THAT(run({"gate", "lean"}).output, !ContainsSubstring(words));
  const fs::path path = *this / "artifacts/lean/baseline.json";
  write_file(path, read_file(path) + "\n");
  CHECK_THAT(run({"gate", "lean"}).output, ContainsSubstring(words));
}

TEST_CASE_METHOD(TruthProject,
                 "what belongs to an artifact and is changed or gone is named by gate and verify") {
  const fs::path artifact = *this / "artifacts/lean";
  CHECK(states("lean", "artifact-current") == "pass");
  write_file(artifact / "symbols.tsv", read_file(artifact / "symbols.tsv") + "x\n");
  CHECK_THAT(run({"gate", "lean"}).output, ContainsSubstring("FAIL artifact-current: symbols.tsv"));
  CHECK(run({"verify", "artifacts/lean"}).exit_code == 1);
  fs::remove(artifact / "symbols.tsv");
  CHECK_THAT(run({"gate", "lean"}).output, ContainsSubstring("FAIL artifact-current: symbols.tsv"));
  need({"build", "lean"});  // as it advises
  CHECK(states("lean", "artifact-current") == "pass");
  CHECK(run({"verify", "artifacts/lean"}).exit_code == 0);
  // Also where the store has nothing of it any more.
  write_file(artifact / "symbols.tsv", "x\n");
  remove_tree(store());
  CHECK_THAT(run({"build", "lean"}).output,
             ContainsSubstring("artifacts/lean/symbols.tsv is not what was built"));
  CHECK(states("lean", "artifact-current") == "pass");
  fs::rename(artifact / "lib", *this / "kept");
  CHECK(run({"gate", "lean"}).exit_code == 1);
  const Outcome outcome = run({"verify", "artifacts/lean"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("lib/: is missing"));
  CHECK(run({"verify", "artifacts/lean/pylon.wasm"}).exit_code == 0);  // that file alone was asked about
}

TEST_CASE_METHOD(TruthProject, "a pipe in a file's place is told at once, whoever reads it") {
  REQUIRE(run_with({"smoke", "lean"}).exit_code == 0);
  const auto says = [&](std::vector<std::string> arguments, const std::string& words) {
    Command command = this->command(arguments);
    command.time_limit = std::chrono::seconds(20);
    const Outcome outcome = run_process(command);
    INFO(join(arguments, " ") << ": " << outcome.output);
    CHECK_FALSE(outcome.timed_out);
    CHECK(outcome.exit_code == 2);
    CHECK_THAT(outcome.output, ContainsSubstring(words));
  };
  const std::string words = "is not a regular file", artifact = "artifacts/lean/";
  for (const std::string& file :
       {artifact + "manifest.json", artifact + "pylon.wasm", artifact + "baseline.json",
        artifact + "smoke.json", artifact + "lib.sha256", std::string("variants/lean.json"),
        std::string("toolchain/lock.json"), std::string("toolchain/runners.json"),
        std::string("Modules/catalog.json")}) {
    const fs::path path = *this / file, kept = *this / "kept";
    if (fs::exists(path)) fs::rename(path, kept);
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    says({"gate", "lean"}, words);
    if (file.starts_with(artifact + "manifest") || file.starts_with(artifact + "pylon")) {
      says({"manifest", file}, words);
      says({"diff", "fat", file}, words);
    }
    fs::remove(path);
    if (fs::exists(kept)) fs::rename(kept, path);
  }
  REQUIRE(::mkfifo((*this / "pipe.json").c_str(), 0600) == 0);
  says({"verify", "artifacts/lean/pylon.wasm", "--manifest", "pipe.json"}, "pipe.json is not a regular file");
  says({"gate", "lean", "--advisories", "pipe.json"}, words);
  says({"gate", "lean", "--advisories", "/dev/zero"}, "has no end");
  // What build finds in the place of its own files goes away.
  for (const char* file : {"manifest.json", "symbols.tsv", "lib.sha256", "pylon.wasm"}) {
    fs::remove(*this / "artifacts/lean" / file);
    REQUIRE(::mkfifo((*this / "artifacts/lean" / file).c_str(), 0600) == 0);
    Command command = this->command({"build", "lean"});
    command.time_limit = std::chrono::seconds(60);
    CHECK(run_process(command).ok());
    CHECK(fs::is_regular_file(*this / "artifacts/lean" / file));
  }
  REQUIRE(::mkfifo((*this / "artifacts/lean/lib/python3.13/more").c_str(), 0600) == 0);
  CHECK_THAT(run({"gate", "lean"}).output, ContainsSubstring("lib/python3.13/more was not built"));
  // What a shell hands over is read to its end.
  Command piped = command({});
  piped.argv = {"sh", "-c",
                R"(echo '{"id": "X-1", "affected": []}' | )" + std::string(PYLONCTL) +
                    " advisories /dev/stdin --variant lean"};
  const Outcome outcome = run_process(piped);
  INFO(outcome.output);
  CHECK(outcome.exit_code == 0);
}

TEST_CASE_METHOD(TruthProject, "output that cannot be written is told, whatever the verb and the format") {
  write_file(*this / "a.c", "void f(void) { PyCapsule_IsValid(x, \"a\"); PyCapsule_SetPointer(x, NULL); }\n");
  write_file(*this / "export.json", R"({"id": "X-1", "affected": []})");
  // Each with the formats that it has besides text.
  const std::vector<std::pair<std::string, std::string>> all{
      {"--help", ""},
      {"--version", ""},
      {"build --help", ""},
      {"build lean", ""},
      {"build lean --plan", "json"},
      {"list", "json"},
      {"list --names", ""},
      {"list --modules lean", "json"},
      {"list --modules lean --names", ""},
      {"manifest lean", "json"},
      {"manifest artifacts/lean/pylon.wasm --sections", "json"},
      {"why lean _json", "json"},
      {"audit lean", "json sarif github"},
      {"gate lean", "json sarif junit github markdown"},
      {"advisories export.json --variant lean", "json sarif markdown"},
      {"baseline lean --reason x", "json"},
      {"diff lean fat", "json markdown html"},
      {"report lean --format markdown", ""},
      {"report lean -o -", ""},
      {"lint a.c", "json sarif github"},
      {"lint a.c --diff", ""},
      {"update --check", "json markdown"},
      {"verify artifacts/lean", "json"},
      {"setup --check --format json", ""},
      {"runners", "json"},
      {"smoke lean", "json"},
      {"release 1.0.0 --dry-run", "json"},
      {"doctor", "json"},
      {"completion bash", ""},
      {"completion zsh", ""},
      {"completion fish", ""},
      {"man-page", ""}};
  std::size_t tried = 0;
  for (const auto& [words, formats] : all) {
    std::vector<std::string> lines{words};
    for (const std::string& format : split_words(formats)) lines.push_back(words + " --format " + format);
    for (const std::string& line : lines) {
      for (const char* place : {">&-", "> /dev/full"}) {
        Command command = this->command({});
        command.argv = {"sh", "-c", std::string(PYLONCTL) + " " + line + " " + place};
        (*command.environment)["PYLON_STUB_RUNNER"] = (*this / "toolchain/stub_runner.py").string();
        const Outcome outcome = run_process(command);
        INFO(line << " " << place << ": " << outcome.output);
        CHECK(outcome.exit_code == 2);
        CHECK_THAT(outcome.output,
                   ContainsSubstring("standard output could not be written: ") &&
                       ContainsSubstring(place[1] == '&' ? "Bad file descriptor" : "No space left"));
        ++tried;
      }
    }
  }
  CHECK(tried > 120);
}

TEST_CASE_METHOD(TruthProject, "build makes lib/ right where neither manifest nor store say what it was") {
  need({"build", "lean"});
  const fs::path artifact = *this / "artifacts/lean", os = artifact / "lib/python3.13/os.py";
  const std::string built = read_file(os);
  for (const bool there : {false, true}) {
    if (there)
      write_file(artifact / "manifest.json", read_file(artifact / "manifest.json") + "\n");
    else
      fs::remove(artifact / "manifest.json");
    write_file(os, built + "x = 1\n");
    remove_tree(store());
    const Outcome outcome = run({"build", "lean"});
    INFO(outcome.output);
    CHECK(outcome.ok());
    CHECK(read_file(os) == built);
    CHECK(states("lean", "library-current") == "pass");
  }
}

TEST_CASE_METHOD(TruthProject, "the variable that release cuts set means what the option means") {
  Outcome outcome = run_with({"smoke", "lean"}, {{"PYLON_REQUIRE_FAT", "1"}});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("FAIL b: needs numpy"));
  CHECK(json::parse(read_file(*this / "artifacts/lean/smoke.json"))["require_fat"] == true);
  CHECK(states("lean", "smoke") == "skipped");  // it says nothing against lean
  CHECK(run_with({"smoke", "lean"}, {{"PYLON_REQUIRE_FAT", "0"}}).exit_code == 0);
  CHECK(states("lean", "smoke") == "pass");
  CHECK(run_with({"smoke", "lean", "--require-fat"}).exit_code == 1);
  CHECK(states("lean", "smoke") == "pass");
  // fat must not skip: what was skipped is no pass.
  CHECK(run_with({"smoke", "fat"}).exit_code == 0);
  CHECK(states("fat", "smoke") == "fail");
  CHECK(run_with({"smoke", "lean"}, {{"PYLON_REQUIRE_FAT", "perhaps"}}).exit_code == 2);
  outcome = run_with({"gate", "lean"}, {{"PYLON_REQUIRE_FAT", "1"}});
  CHECK_THAT(outcome.output, ContainsSubstring("asks nothing of this variant"));
}

TEST_CASE_METHOD(TruthProject, "a file that shrinks while it is read is told, not a signal") {
  const fs::path file = *this / "big.wasm";
  std::string content("\0asm\1\0\0\0", 8);
  for (int i = 0; i < 200'000; ++i)
    content += std::string(
        "\0\x06\x03"
        "abcde",
        8);
  write_file(file, content);
  bool seen = false;
  for (int i = 0; i < 40 && !seen; ++i) {
    write_file(file, content);
    std::thread cutter([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(5 + i));
      [[maybe_unused]] const int cut = ::truncate(file.c_str(), 4096);
    });
    const Outcome outcome = run({"manifest", "big.wasm"});
    cutter.join();
    INFO(outcome.output);
    REQUIRE(outcome.signal == 0);
    seen = outcome.output.find("changed while it was read") != std::string::npos;
    if (seen) CHECK(outcome.exit_code == 2);
  }
  CHECK(seen);
}

TEST_CASE_METHOD(TruthProject, "what is to be shown or compared is known by its first bytes") {
  const auto says = [&](std::vector<std::string> arguments, int exit_code, const std::string& words) {
    const Outcome outcome = run_with(arguments);
    INFO(join(arguments, " ") << "\n" << outcome.output << outcome.errors);
    CHECK(outcome.exit_code == exit_code);
    CHECK_THAT(outcome.output + outcome.errors, ContainsSubstring(words));
  };
  fs::copy_file(*this / "artifacts/lean/pylon.wasm", *this / "a.out");
  fs::copy_file(*this / "artifacts/lean/pylon.wasm", *this / "app.WASM");
  fs::copy_file(*this / "artifacts/lean/manifest.json", *this / "facts");
  need({"baseline", "--all", "--reason", "the first"});
  for (const char* verb : {"manifest", "report"}) {
    says({verb, "a.out"}, 0, "");
    says({verb, "facts"}, 0, "");
    says({verb, "artifacts/lean"}, 0, "");
    says({verb, "artifacts/lean/baseline.json"}, 0, "");
  }
  says({"manifest", "app.WASM"}, 0, "sections:");
  says({"manifest", "a.out", "--sections"}, 0, "header");
  says({"diff", "a.out", "app.WASM"}, 0, "");
  says({"diff", "facts", "lean"}, 0, "");
  says({"verify", "a.out", "--manifest", "facts"}, 0, "all agrees");
  write_file(*this / "text", "hello\n");
  says({"manifest", "text"}, 2, "neither WebAssembly");
  says({"diff", "text", "lean"}, 2, "neither WebAssembly");
  says({"manifest", "nowhere/a.out"}, 2, "there is no nowhere/a.out");
  says({"manifest", "variants/"}, 2, "neither a manifest.json nor a pylon.wasm");
  says({"manifest", "leen"}, 2, "did you mean 'lean'?");
  says({"manifest", std::string(5000, 'a')}, 2, "there is no 'aaaa");
}

TEST_CASE_METHOD(TruthProject,
                 "fields of a newer manifest are told and passed over, and verify cannot vouch for them") {
  const fs::path file = *this / "artifacts/lean/manifest.json";
  json manifest = json::parse(read_file(file));
  manifest["identity"]["mood"] = "good";
  write_file(*this / "new.json", manifest.dump(2));
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"manifest", "new.json"}, {"diff", "new.json", "lean"}}) {
    const Outcome outcome = run_with(arguments);
    INFO(outcome.output << outcome.errors);
    CHECK(outcome.exit_code == 0);
    CHECK_THAT(outcome.errors, ContainsSubstring("new.json") && ContainsSubstring("/identity/mood"));
    CHECK(outcome.errors.find("/identity/mood") == outcome.errors.rfind("/identity/mood"));
  }
  CHECK(run({"verify", "artifacts/lean/pylon.wasm", "--manifest", "new.json"}).exit_code == 2);
  manifest["manifest_version"] = 2;
  write_file(*this / "new.json", manifest.dump(2));
  CHECK_THAT(run({"manifest", "new.json"}).output, ContainsSubstring("newer than this pylonctl reads"));
}

TEST_CASE_METHOD(TruthProject, "what a fast level makes is smoked too, and nothing is recorded of it") {
  need({"build", "lean", "--level", "dev"});
  REQUIRE(run_with({"smoke", "lean"}).exit_code == 0);
  const std::string record = read_file(*this / "artifacts/lean/smoke.json");
  Outcome outcome = run_with({"smoke", "lean-dev"});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.output, ContainsSubstring("lean-dev with"));
  CHECK_FALSE(fs::exists(*this / "artifacts/lean-dev/smoke.json"));
  CHECK(read_file(*this / "artifacts/lean/smoke.json") == record);
  outcome = run_with({"smoke", "fat-dev"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.errors, ContainsSubstring("run: pylonctl build fat --level dev"));
  CHECK_THAT(run_with({"smoke", "lean-dve"}).errors, ContainsSubstring("did you mean 'dev'?"));
  CHECK_THAT(run_with({"gate", "lean-dev"}).errors, ContainsSubstring("it is lean at the level dev"));
  CHECK(run_with({"manifest", "lean-dev"}).exit_code == 0);
}

TEST_CASE("the command line: nearest words, and every error in the same form") {
  const StubProject project;
  REQUIRE(::mkfifo((project / "pipe.wasm").c_str(), 0600) == 0);
  write_file(project / "deep.json", std::string(1000, '['));
  write_file(project / "empty.json", "{}");
  const auto says = [&](const std::vector<std::string>& arguments, const std::string& words) {
    const Outcome outcome = project.run(arguments);
    INFO(outcome.output);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.output.starts_with("pylonctl: "));
    CHECK_THAT(outcome.output, ContainsSubstring(words));
    CHECK_THAT(outcome.output, ContainsSubstring("to do: "));
  };
  says({"dif", "lean", "fat"}, "there is no verb 'dif' (did you mean 'diff'?)");
  says({"--project", ".", "biuld"}, "did you mean 'build'?");
  says({}, "a verb is missing");
  says({"diff", "lean", "fat", "--treshold", "5"},
       "diff has no option '--treshold' (did you mean '--threshold'?)");
  says({"list", "more"}, "'more' was not expected");
  says({"gate", "lean", "--format", "jsn"}, "did you mean 'json'?");
  says({"build", "lean", "--step-timeout", "0"}, "'0' is not a number of 1 or more");
  says({"release", "1.0.0", "--today", "banana", "--dry-run"}, "'banana' is not a day");
  says({"release", "v1.0.0", "--dry-run"}, "'v1.0.0' is no version");
  says({"build", "--all", "--shard", "x"}, "'x'");
  says({"pack", "lean", "app", "-o", "x.wasm"}, "artifacts/lean/pylon.wasm");
  says({"verify", "lean"}, "artifacts/lean/pylon.wasm");
  says({"gate", "lean", "--today", "2027-02-30"}, "'2027-02-30' is not a day");
  says({"gate", "leen"}, "did you mean 'lean'?");
  // A variable that is not set asks for something that is not there, and not for nothing.
  says({"verify", "artifacts/lean", "--key", ""}, "--key: its value is empty");
  says({"verify", "artifacts/lean/pylon.wasm", "--manifest="}, "--manifest");
  says({"gate", "lean", "--baseline", ""}, "--baseline: its value is empty");
  says({"gate", "lean", "--advisories", ""}, "--advisories: its value is empty");
  says({"smoke", "lean", "--filter", "", "--junit", "x.xml"}, "--filter: its value is empty");
  says({"release", "1.0.0", "--sign-with", "", "--dry-run"}, "--sign-with: its value is empty");
  says({"--project", "", "list"}, "--project: its value is empty");
  says({"report", "lean", ""}, "OTHER: its value is empty");
  for (const char* verb : {"manifest", "setup", "report", "verify", "advisories", "lint"})
    says({verb, ""}, ": its value is empty");
  says({"diff", "", ""}, "A: its value is empty");
  says({"manifest", "base"}, "only there to be extended");
  says({"manifest", "@HEAD"}, "a variant's name is missing");
  says({"update", "", "--check", "--offline"}, "SOURCE: its value is empty");
  says({"--project", "nosuch", "list"}, "there is no folder nosuch");
  says({"--project", std::string(5000, 'a'), "build", "lean"}, "name too long");
  for (const char* file : {"nosuch.wasm", "pipe.wasm"}) says({"manifest", file, "--sections"}, file);
  says({"manifest", "deep.json"}, "deeper than");
  says({"manifest", "empty.json"}, "has no manifest_version");
  CHECK(project.run({"--help"}).exit_code == 0);
  CHECK(project.run({"build", "--help"}).exit_code == 0);
}

TEST_CASE("standard error that cannot be written is no signal") {
  const StubProject project;
  write_file(project / "a.c", "PyCapsule_SetPointer(x, NULL);");
  for (const char* words : {"lint a.c", "lint ''", "list --nosuch", "manifest nosuch"}) {
    Command command = project.command({});
    command.argv = {"sh", "-c", std::string(PYLONCTL) + " " + words + " 2> /dev/full"};
    INFO(words);
    CHECK(run_process(command).exit_code == 2);
  }
  CHECK(project.run({"lint", "nosuch"}).output.find("there is no such file or folder") != std::string::npos);
}

TEST_CASE_METHOD(TruthProject, "a report into a pipe goes through it, and takes nobody's device away") {
  need({"build", "lean"});
  Command command = this->command({});
  command.argv = {"sh", "-c",
                  "mkfifo pipe; cat pipe > read & " + std::string(PYLONCTL) +
                      " report lean -o pipe && wait && test -p pipe && cat read"};
  const Outcome outcome = run_process(command);
  INFO(outcome.output);
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.output, ContainsSubstring("<html"));
  CHECK(run({"report", "lean", "-o", "a\x1b[31m.html"}).output.starts_with("wrote a\\u001b[31m.html ("));
}

TEST_CASE("names in archives are UTF-8, whatever the caller's locale") {
  const StubProject project;
  Command command = project.command({});
  command.argv = {
      "sh", "-c",
      "python3 -c \"import sys, tarfile; tarfile.open(fileobj=sys.stdout.buffer, mode='w|', "
      "format=tarfile.USTAR_FORMAT).addfile(tarfile.TarInfo('a/\\u00fc'))\" | zstd -q > x.tar.zst && LC_ALL=C " +
          std::string(PYLONCTL) + " verify x.tar.zst"};
  const Outcome outcome = run_process(command);
  INFO(outcome.output);
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("x.tar.zst: 1 files"));
}

TEST_CASE("a variant file that leads nowhere is told by its name; descriptions turn no terminal round") {
  const StubProject project;
  fs::create_symlink("round.json", project / "variants/round.json");
  const Outcome outcome = project.run({"list"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("variants/round.json"));
  CHECK_THAT(outcome.output, !ContainsSubstring("filesystem error"));
  fs::remove(project / "variants/round.json");
  project.edit("variants/lean.json", "Without the extra package.", "a\xE2\x80\xAE b");
  CHECK_THAT(project.run({"list"}).output, ContainsSubstring("a\\u202e b"));
}

TEST_CASE("an editor's files in variants/ and in recipes are nobody's variants") {
  const StubProject project;
  REQUIRE(project.run({"build", "lean"}).ok());
  fs::create_symlink("me@host.1234:5678", project / "variants/.#lean.json");
  fs::create_symlink("me@host.1234:5678", project / "toolchain/recipes/cpython/.#build.sh");
  write_file(project / "variants/lean.json~", "{");
  write_file(project / "variants/.lean.json.swp", "x");
  write_file(project / "variants/sub/y.json", "{");
  // What Python leaves beside a script that somebody ran.
  write_file(project / "toolchain/recipes/cpython/__pycache__/facts.cpython-313.pyc", "x");
  CHECK(project.run({"list", "--names"}).output == "fat\nlean\n");
  const Outcome outcome = project.run({"build", "lean"});
  INFO(outcome.output);
  CHECK(outcome.ok());
  CHECK_THAT(project.run({"build", "lean", "--plan"}).output, !ContainsSubstring("to do"));
  CHECK(project.run({"doctor", "--format", "json"}).output.starts_with("{"));
}

TEST_CASE("a line break in a description is refused, with its place") {
  const StubProject project;
  project.edit("variants/lean.json", "Without the extra package.", "Arrow.\\nSHELL=/bin/echo pwned");
  const Outcome outcome = project.run({"setup", "lean"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output,
             ContainsSubstring("variants/lean.json: /description: must not hold a control character"));
}

TEST_CASE("completion knows verbs, options, values, variants and modules", "[completion]") {
  const StubProject project;
  write_file(project / "completion.bash", project.run({"completion", "bash"}).output);
  const auto offered = [&](const std::string& words) {
    Command command = project.command({});
    command.argv = {"bash", "-c",
                    "PATH=$(dirname " + std::string(PYLONCTL) +
                        "):$PATH; source ./completion.bash; COMP_WORDS=(" + words +
                        "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _pylonctl; echo ${COMPREPLY[*]}"};
    return run_process(command).output;
  };
  CHECK_THAT(offered("pylonctl b"), ContainsSubstring("build") && ContainsSubstring("baseline"));
  CHECK(offered("pylonctl gate --format j") == "json junit\n");
  CHECK(offered("pylonctl gate --format = s") == "sarif\n");
  CHECK(offered("pylonctl build ''") == "fat lean\n");
  CHECK(offered("pylonctl build fat l") == "lean\n");
  CHECK(offered("pylonctl --project . build l") == "lean\n");
  CHECK_THAT(offered("pylonctl why lean _js"), ContainsSubstring("_json"));
  CHECK(offered("pylonctl completion ''") == "bash zsh fish\n");
  CHECK_THAT(offered("pylonctl smoke lean --runner k"), ContainsSubstring("keep"));
  CHECK(offered("pylonctl verify l") == "\n");  // files: the shell's own business
  CHECK(offered("pylonctl build --tr") == "--trace\n");
  CHECK(offered("pylonctl build --trace l") == "\n");
  for (const std::string& line : split_lines(project.run({"completion", "fish"}).output))
    CHECK((line.starts_with("complete -c pylonctl ") || line.starts_with("#")));
}

TEST_CASE_METHOD(TruthProject, "why: what is not there is not there, and what is costs what it costs") {
  Outcome outcome = run({"why", "lean", "os.nosuch_at_all"});
  CHECK(outcome.exit_code == 2);
  outcome = run({"why", "lean", "os"});
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.output, ContainsSubstring("takes       11 bytes in lib/"));
  CHECK(run_with({"why", "lean", "_json"}, {{"WASI_SDK_PATH", "/nope"}}).exit_code == 0);
}

TEST_CASE_METHOD(TruthProject, "list and build count the same modules") {
  const json listed = json::parse(run_with({"list", "--format", "json"}).output)["variants"];
  const json built = json::parse(run_with({"build", "--all", "--format", "json"}).output)["variants"];
  for (const json& one : listed) {
    for (const json& other : built) {
      if (one["name"] == other["variant"]) CHECK(one["modules"] == other["modules"]);
    }
  }
}
