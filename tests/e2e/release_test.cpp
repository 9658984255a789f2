// pylonctl release and verify over the stub project: what keeps a release from being cut, what it holds, and
// that no byte of it changes unseen.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "base/text.hpp"
#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

std::string text_of_smoke() {
  const std::string example = read_file(PYLON_SOURCE_DIR "/tests/smoke/wave11_shim_smoke.py");
  const std::string mark = "# ---- End of the gate.\n";
  return example.substr(0, example.find(mark) + mark.size()) +
         "check('one', lambda: True)\nprint(f\"{passed}/{total} PASS\")\nsys.exit(0 if passed == total else "
         "1)\n";
}

// Both variants built from a commit, with baselines and one smoke.
struct ReleaseProject : StubProject {
  ReleaseProject() {
    write_file(*this / ".gitignore", "/build/\n/artifacts/*/*\n!/artifacts/*/baseline.json\n/dist/\n");
    write_file(*this / "tests/smoke/plain.py", text_of_smoke());
    write_file(*this / "LICENSE", "ours\n");
    need({"build", "--all"});
    need({"baseline", "--all", "--reason", "the first"});
    git({"init", "--quiet"});
    commit();
  }

  void need(const std::vector<std::string>& arguments) const {
    if (const Outcome outcome = run_here(arguments); !outcome.ok()) throw std::runtime_error(outcome.output);
  }
  Outcome run_here(std::vector<std::string> arguments, std::map<std::string, std::string> more = {}) const {
    Command command = this->command(std::move(arguments));
    (*command.environment)["PYLON_STUB_RUNNER"] = (*this / "toolchain/stub_runner.py").string();
    command.environment->merge(more);
    return run_process(command);
  }
  void git(std::vector<std::string> arguments) const {
    Command command;
    command.argv = std::move(arguments);
    command.argv.insert(command.argv.begin(), {"git", "-c", "user.name=t", "-c", "user.email=t@example.org"});
    command.folder = root();
    if (const Outcome outcome = run_process(command); !outcome.ok()) throw std::runtime_error(outcome.output);
  }
  void commit() const {
    git({"add", "."});
    git({"commit", "--quiet", "--allow-empty", "-m", "t"});
  }
  Outcome release(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"release", "1.0.0", "--today", "2027-01-01", "--out", "dist/one"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_here(arguments);
  }
  fs::path dist() const { return *this / "dist/one"; }
};

const std::string kLean = "pylon-1.0.0-lean-wasm32-wasip1", kFat = "pylon-1.0.0-fat-wasm32-wasip1";

bool shell(const fs::path& folder, const std::string& line) {
  Command command;
  command.argv = {"sh", "-c", line};
  command.folder = folder;
  return run_process(command).ok();
}

}  // namespace

TEST_CASE_METHOD(ReleaseProject, "a release holds what it says, and anybody can check it") {
  Outcome outcome = release();
  INFO(outcome.output);
  REQUIRE(outcome.exit_code == 0);
  std::vector<std::string> names;
  for (const fs::path& file : list_tree(dist())) names.push_back(file.string());
  CHECK(names == std::vector<std::string>{"RELEASE-NOTES.md", "SHA256SUMS", kFat + ".cdx.json",
                                          kFat + ".intoto.json", kFat + ".manifest.json", kFat + ".tar.zst",
                                          kFat + ".zip", kLean + ".cdx.json", kLean + ".intoto.json",
                                          kLean + ".manifest.json", kLean + ".tar.zst", kLean + ".zip"});
  CHECK(json::parse(read_file(*this / "artifacts/fat/smoke.json"))["require_fat"] == true);
  CHECK(json::parse(read_file(*this / "artifacts/lean/smoke.json"))["require_fat"] == false);
  CHECK(shell(dist(), "sha256sum --check --strict --quiet SHA256SUMS"));
  CHECK(shell(root(),
              "mkdir a b && tar -C a --zstd -xf dist/one/" + kLean + ".tar.zst && unzip -q -d b dist/one/" +
                  kLean +
                  ".zip && diff -r --no-dereference a b && cd a/* && sha256sum -c --strict SHA256SUMS"));
  const fs::path folder = *this / "a" / kLean;
  CHECK(fs::read_symlink(folder / "python.composed.wasm") == "pylon.wasm");
  CHECK(read_file(folder / "lib/python3.13/os.py") == "import sys\n");
  CHECK(read_file(folder / "licences/cpython/cpython") == "licence\n");
  CHECK(read_file(folder / "licences/pylon/LICENSE") == "ours\n");
  CHECK(run({"verify", folder.string()}).exit_code == 0);
  CHECK_THAT(read_file(dist() / "RELEASE-NOTES.md"), ContainsSubstring("Its last day is 2027-12-31"));
  CHECK(fs::exists(dist().parent_path() / ".one.partial") == false);

  outcome = run({"verify", "dist/one"});
  INFO(outcome.output);
  CHECK(outcome.exit_code == 0);
  CHECK(run({"verify", "dist/one/SHA256SUMS"}).exit_code == 0);
  CHECK(run({"verify", "dist/one/" + kFat + ".zip"}).exit_code == 0);
  CHECK(run({"verify", "artifacts/lean/pylon.wasm"}).exit_code == 0);
  CHECK(run({"verify", "artifacts/lean"}).exit_code == 0);
  CHECK(run({"verify", "artifacts/lean/pylon.wasm", "--manifest", "artifacts/fat/manifest.json"}).exit_code ==
        1);
  CHECK(run({"verify", "variants"}).exit_code == 2);
  CHECK(run({"verify", "nowhere"}).exit_code == 2);
}

TEST_CASE_METHOD(ReleaseProject,
                 "releases at once take turns: one is whole, and the others are told that it is there") {
  REQUIRE(release().exit_code == 0);
  const std::string expected = tree_sha256(dist());
  remove_tree(dist());
  std::vector<Outcome> outcomes(3);
  std::vector<std::thread> running;
  for (Outcome& outcome : outcomes) running.emplace_back([&] { outcome = release(); });
  for (std::thread& each : running) each.join();
  std::string all;
  std::multiset<int> codes;
  for (const Outcome& outcome : outcomes) {
    all += outcome.output;
    codes.insert(outcome.exit_code);
  }
  INFO(all);
  CHECK(codes == std::multiset<int>{0, 1, 1});
  CHECK(tree_sha256(dist()) == expected);
  for (const char* left : {".one.partial", ".one.lock"}) CHECK_FALSE(fs::exists(dist().parent_path() / left));
}

TEST_CASE_METHOD(ReleaseProject, "what no release has is named, though every list has its digest") {
  REQUIRE(release().exit_code == 0);
  const auto named = [&](const std::string& change, const std::string& words) {
    INFO(change);
    remove_tree(*this / "forged");
    REQUIRE(shell(root(), "cp -r dist/one forged && cd forged && " + change));
    const Outcome outcome = run({"verify", "forged"});
    CHECK(outcome.exit_code == 1);
    CHECK_THAT(outcome.output, ContainsSubstring(words));
  };
  named("mkdir more", "more: SHA256SUMS does not name it");
  named("mkfifo pipe", "pipe: SHA256SUMS does not name it");
  named("mv SHA256SUMS ../sums && ln -s ../sums SHA256SUMS", "SHA256SUMS: no regular file");
  named("cp RELEASE-NOTES.md zz && sha256sum zz >>SHA256SUMS", "zz: no file of a release");
  named("sed -i 's/$/\\r/' SHA256SUMS", "it ends with a carriage return");
  const std::string again =
      "n=" + kLean +
      ".intoto.json && sed -i \"s/  $n/  @/;/  @/s/^[0-9a-f]*/$(sha256sum <$n | cut -c-64)/;s/@/$n/\" SHA256SUMS";
  named("sed -i 's/\"--variant\"/\"--variants\"/' " + kLean + ".intoto.json && " + again,
        kLean + ".intoto.json: /predicate/buildDefinition/externalParameters/commands");
  named("sed -i 's/\"pylonctl\": \"[0-9]/&9/' " + kLean + ".intoto.json && " + again,
        kLean + ".intoto.json: /predicate/runDetails/builder/version/pylonctl");
}

TEST_CASE_METHOD(ReleaseProject, "the same commit gives the same bytes, whatever the surroundings") {
  REQUIRE(release().exit_code == 0);
  const Outcome outcome = run_here({"release", "1.0.0", "--today", "2027-01-02", "--out", "dist/two"},
                                   {{"TZ", "Pacific/Kiritimati"}, {"LC_ALL", "C.UTF-8"}});
  INFO(outcome.output);
  REQUIRE(outcome.exit_code == 0);
  CHECK(tree_sha256(dist()) == tree_sha256(*this / "dist/two"));
  const Outcome later = run_here({"release", "1.0.0", "--today", "2027-01-02", "--out", "dist/three"},
                                 {{"SOURCE_DATE_EPOCH", "1700000000"}});
  REQUIRE(later.exit_code == 0);
  CHECK_THAT(read_file(*this / ("dist/three/" + kLean + ".cdx.json")),
             ContainsSubstring("2023-11-14T22:13:20Z"));
}

TEST_CASE_METHOD(ReleaseProject, "a flipped byte in any file is found, and the file named") {
  REQUIRE(release().exit_code == 0);
  for (const fs::path& file : list_tree(dist())) {
    const std::string before = read_file(dist() / file);
    for (const std::size_t at : {std::size_t{0}, before.size() / 2, before.size() - 1}) {
      INFO(file << ", byte " << at);
      std::string after = before;
      after[at] = static_cast<char>(after[at] ^ 1);
      write_file(dist() / file, after);
      const Outcome outcome = run({"verify", "dist/one"});
      CHECK(outcome.exit_code == 1);
      CHECK_THAT(outcome.output, ContainsSubstring("WRONG ") && ContainsSubstring(file.string()));
    }
    write_file(dist() / file, before);
  }
  REQUIRE(run({"verify", "dist/one"}).exit_code == 0);
  fs::remove(dist() / (kFat + ".zip"));
  write_file(dist() / "more", "");
  const Outcome outcome = run({"verify", "dist/one", "--format", "json"});
  CHECK(outcome.exit_code == 1);
  const json findings = json::parse(outcome.output)["findings"];
  CHECK(findings[0]["file"] == kFat + ".zip");
  CHECK(findings[1]["file"] == "more");
}

TEST_CASE_METHOD(ReleaseProject, "files that agree with SHA256SUMS but not with each other") {
  REQUIRE(release().exit_code == 0);
  const auto forged = [&](const std::string& name, const std::string& from, const std::string& to,
                          const std::string& words) {
    INFO(name);
    const std::string before = read_file(dist() / name), sums = read_file(dist() / "SHA256SUMS");
    std::string after = before;
    REQUIRE(after.find(from) != std::string::npos);
    after.replace(after.find(from), from.size(), to);
    write_file(dist() / name, after);
    REQUIRE(shell(dist(), "sha256sum $(cut -c67- SHA256SUMS) >new && mv new SHA256SUMS"));
    const Outcome outcome = run({"verify", "dist/one"});
    CHECK(outcome.exit_code == 1);
    CHECK_THAT(outcome.output, ContainsSubstring(words));
    write_file(dist() / name, before);
    write_file(dist() / "SHA256SUMS", sums);
  };
  forged(kLean + ".cdx.json", "PSF-2.0", "MIT",
         kLean + ".cdx.json: /components/0/licenses/0/expression: it and what");
  forged(kLean + ".intoto.json", "gitCommit", "gitcommit",
         kLean + ".intoto.json: /predicate/buildDefinition");
  forged("RELEASE-NOTES.md", "from commit `", "from commit `0", "RELEASE-NOTES.md: it says ");
  forged("RELEASE-NOTES.md", "| fat | ", "| fit | ", "RELEASE-NOTES.md: it says '| fit |");
  forged(kLean + ".manifest.json", "\"-Os\"", "\"-O3\"", "manifest.json: another one than " + kLean);
}

TEST_CASE_METHOD(ReleaseProject,
                 "what keeps a release from being cut is listed at once, and nothing is written") {
  edit("Modules/lean/Setup.local", "# Setup.local", "# by hand\n# Setup.local");
  write_file(*this / "untracked", "x");
  edit("variants/fat.json", "\"extends\"", R"("budgets": {"raw": 1}, "extends")");
  write_file(*this / "artifacts/fat/lib/python3.13/os.py", "import os\n");
  Outcome outcome = run_here({"release", "2.0.0", "--dry-run", "--today", "2028-01-01", "--out", "tests"});
  INFO(outcome.output);
  CHECK(outcome.exit_code == 1);
  for (const char* words :
       {"the checkout: it differs from its commit:", "?? untracked", "lean: its version is 1.0.0, not 2.0.0",
        "lean: Modules/lean/Setup.local is not what the variant asks for",
        "fat: its artifacts are not current",
        "lean: gate: old-name-end: The last day of python.composed.wasm was 2027-12-31.",
        "fat: gate: size-raw", "tests: it is there already"}) {
    CHECK_THAT(outcome.output, ContainsSubstring(words));
  }
  CHECK(release().exit_code == 1);
  CHECK_FALSE(fs::exists(dist()));
  CHECK(run_here({"release", "1.0.0", "--variant", "leen"}).exit_code == 2);
}

TEST_CASE_METHOD(ReleaseProject, "a dry run says what would be run and written; failing smokes refuse") {
  Outcome outcome = release({"--dry-run", "--format", "json"});
  INFO(outcome.output);
  REQUIRE(outcome.exit_code == 0);
  const json report = json::parse(outcome.output);
  CHECK(report["smokes_to_run"] == json{"fat with PYLON_REQUIRE_FAT=1", "lean"});
  CHECK(report["files"].size() == 12);
  CHECK_FALSE(fs::exists(dist()));
  write_file(*this / "tests/smoke/bad.py", [] {
    std::string text = text_of_smoke();
    return text.replace(text.find("lambda: True"), 12, "lambda: False");
  }());
  commit();
  outcome = release({"--variant", "lean"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("lean: the smokes did not pass"));
  CHECK_FALSE(fs::exists(dist()));
  // Artifacts that people have tried must be what was built.
  git({"rm", "--quiet", "tests/smoke/bad.py"});
  commit();
  fs::remove(*this / "artifacts/lean/smoke.json");
  write_file(*this / "artifacts/lean/lib/python3.13/os.py", "import evil\n");
  outcome = release({"--variant", "lean"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("artifacts/lean/lib/python3.13/os.py is not what was built"));
}

TEST_CASE_METHOD(ReleaseProject,
                 "a copy in place of the link, changes since the release before, a signature") {
  if (!find_program("ssh-keygen")) SKIP("ssh-keygen is not here");
  REQUIRE(release({"--variant", "lean"}).exit_code == 0);
  edit("variants/base.json", "\"-Os\"", "\"-O1\"");
  need({"build", "--all"});
  commit();
  REQUIRE(
      shell(root(),
            "ssh-keygen -q -t ed25519 -N '' -f build/key && ssh-keygen -q -t ed25519 -N '' -f build/other"));
  Outcome outcome =
      run_here({"release", "1.0.0", "--today", "2027-01-01", "--variant", "lean", "--alias", "copy",
                "--previous", "dist/one", "--sign-with", "build/key", "--out", "dist/two"});
  INFO(outcome.output);
  REQUIRE(outcome.exit_code == 0);
  const std::string notes = read_file(*this / "dist/two/RELEASE-NOTES.md");
  CHECK_THAT(notes, ContainsSubstring("in the archives as a copy"));
  CHECK_THAT(notes, ContainsSubstring("## Changes since 1.0.0") && ContainsSubstring("-O1"));
  CHECK(shell(root(), "mkdir c && tar -C c --zstd -xf dist/two/" + kLean +
                          ".tar.zst && cd c/* && test ! -L "
                          "python.composed.wasm && cmp pylon.wasm python.composed.wasm"));
  CHECK(run({"verify", "dist/two"}).exit_code == 0);
  CHECK(run({"verify", "dist/two", "--key", "build/key.pub"}).exit_code == 0);
  CHECK(run({"verify", "dist/two", "--key", "build/other.pub"}).exit_code == 1);
  CHECK(run({"verify", "dist/one", "--key", "build/key.pub"}).exit_code == 1);  // not signed
  const fs::path signature = *this / "dist/two/SHA256SUMS.sig";
  const std::string before = read_file(signature);
  for (std::size_t at = 0; at < before.size(); at += 41) {
    std::string after = before;
    after[at] = static_cast<char>(after[at] ^ 1);
    write_file(signature, after);
    INFO(at);
    outcome = run({"verify", "dist/two"});
    CHECK(outcome.exit_code == 1);
    CHECK_THAT(outcome.output, ContainsSubstring("WRONG SHA256SUMS.sig"));
  }
}

TEST_CASE_METHOD(ReleaseProject, "with pylon.wasm compiled ahead of time") {
  // Named twice, compiled once: two compilers would write the same file.
  const Outcome released = release({"--variant", "lean", "--precompile", "pdp11", "--precompile", "pdp11"});
  INFO(released.output);
  REQUIRE(released.exit_code == 0);
  const std::string notes = read_file(dist() / "RELEASE-NOTES.md");
  CHECK(notes.find("pdp11") == notes.rfind("pdp11"));
  const std::string name = kLean + ".keep-1.2.3.pdp11.cwasm";
  CHECK(read_file(dist() / name) == "for pdp11\n" + read_file(*this / "artifacts/lean/pylon.wasm"));
  CHECK_THAT(read_file(dist() / "SHA256SUMS"), ContainsSubstring(name));
  CHECK_THAT(read_file(dist() / (kLean + ".intoto.json")), ContainsSubstring(name));
  CHECK_THAT(read_file(dist() / "RELEASE-NOTES.md"), ContainsSubstring("for keep 1.2.3 alone (pdp11)"));
  CHECK(run({"verify", "dist/one"}).exit_code == 0);
  edit("dist/one/" + name, "pdp11", "pdp10");
  const Outcome outcome = run({"verify", "dist/one"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("WRONG " + name));
}

TEST_CASE_METHOD(ReleaseProject, "a target that cannot be compiled for leaves nothing behind") {
  const Outcome outcome = release({"--variant", "lean", "--precompile", "pdp11", "--precompile", "z80"});
  INFO(outcome.output);
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output,
             ContainsSubstring("--precompile z80: keep cannot compile for it: unknown target z80"));
  CHECK_FALSE(fs::exists(dist()));
  CHECK_THAT(release({"--variant", "lean", "--precompile", "z80", "--dry-run"}).output,
             ContainsSubstring("keep cannot compile for it"));
  const Outcome nowhere =
      run({"release", "1.0.0", "--variant", "lean", "--out", "/dev/null/one", "--dry-run"});
  CHECK(nowhere.exit_code == 1);
  CHECK_THAT(nowhere.output, ContainsSubstring("nothing can be made in /dev/null: Not a directory"));
  CHECK_THAT(release({"--precompile", "../x y"}).output, ContainsSubstring("'../x y' is no target"));
}

TEST_CASE_METHOD(ReleaseProject, "signed with minisign, twice the same bytes") {
  if (!find_program("minisign")) SKIP("minisign is not here");
  REQUIRE(shell(
      root(),
      "minisign -G -W -p build/key.pub -s build/key && minisign -G -W -p build/other.pub -s build/other"));
  REQUIRE(release({"--variant", "lean", "--sign-with", "build/key"}).exit_code == 0);
  std::this_thread::sleep_for(
      std::chrono::seconds(1));  // the clock, which minisign would write down, goes on
  REQUIRE(run_here({"release", "1.0.0", "--today", "2027-01-01", "--variant", "lean", "--sign-with",
                    "build/key", "--out", "dist/two"})
              .exit_code == 0);
  CHECK(shell(root(), "diff -r dist/one dist/two"));
  CHECK(shell(root(), "minisign -V -q -p build/key.pub -m dist/one/SHA256SUMS"));  // without pylonctl
  CHECK(run({"verify", "dist/one", "--key", "build/key.pub"}).exit_code == 0);
  CHECK(run({"verify", "dist/one", "--key", "build/other.pub"}).exit_code == 1);
  const Outcome outcome = run({"verify", "dist/one"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("give it with --key"));
}

TEST_CASE_METHOD(ReleaseProject,
                 "built again it has the same bytes; of another project that cannot be decided") {
  REQUIRE(release().exit_code == 0);
  Outcome outcome = run_here({"verify", "dist/one", "--rebuild"});
  INFO(outcome.output);
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.output, ContainsSubstring("built again and compared"));
  CHECK_FALSE(fs::exists(*this / "build/rebuild"));
  git({"commit", "--quiet", "--allow-empty", "-m", "more"});
  outcome = run_here({"verify", "dist/one", "--rebuild"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("git checkout "));
  CHECK_THAT(run({"manifest", "artifacts/lean/pylon.wasm"}).output, ContainsSubstring("version:    1.0.0"));
}

TEST_CASE_METHOD(ReleaseProject,
                 "verify looks at the key and the manifest that it is given, whatever it is to verify") {
  if (!find_program("ssh-keygen")) SKIP("ssh-keygen is not here");
  REQUIRE(
      shell(root(),
            "ssh-keygen -q -t ed25519 -N '' -f build/key && ssh-keygen -q -t ed25519 -N '' -f build/other"));
  REQUIRE(release({"--sign-with", "build/key"}).exit_code == 0);
  const auto verified = [&](std::vector<std::string> arguments, int exit_code, const std::string& words) {
    arguments.insert(arguments.begin(), "verify");
    const Outcome outcome = run(arguments);
    INFO(join(arguments, " ") << "\n" << outcome.output);
    CHECK(outcome.exit_code == exit_code);
    CHECK_THAT(outcome.output, ContainsSubstring(words));
  };
  const std::string zip = "dist/one/" + kLean + ".zip";
  REQUIRE(
      shell(root(), "mkdir a b && tar -C a --zstd -xf dist/one/" + kLean + ".tar.zst && cp " + zip + " b"));
  const std::string folder = "a/" + kLean, alone = "b/" + kLean + ".zip";
  for (const std::string& what :
       {zip, alone, folder, std::string("dist/one"), std::string("artifacts/lean"),
        std::string("artifacts/lean/pylon.wasm"), std::string("dist/one/SHA256SUMS")}) {
    verified({what}, 0, "all agrees");
    verified({what, "--key", "/nope"}, 2, "there is no /nope");
    verified({what, "--manifest", "/nope"}, 2, "there is no /nope");
    verified({what, "--key", "build/other.pub"}, 1, "WRONG ");
  }
  verified({zip, "--key", "build/key.pub"}, 0, "checked: the signature");
  verified({"dist/one", "--key", "build/key.pub"}, 0, "checked: the signature");
  for (const std::string& what :
       {alone, folder, std::string("artifacts/lean"), std::string("artifacts/lean/pylon.wasm")})
    verified({what, "--key", "build/key.pub"}, 1, "it is not signed, though a key was given");
  const std::string manifest = "dist/one/" + kLean + ".manifest.json", other = "artifacts/fat/manifest.json";
  for (const std::string& what : {zip, alone, folder, std::string("dist/one")}) {
    verified({what, "--manifest", manifest}, 0, "checked: the manifest");
    verified({what, "--manifest", other}, 1, other);
  }
  fs::remove(dist() / "SHA256SUMS.sig");
  verified({zip, "--key", "build/key.pub"}, 1, "it is not signed, though a key was given");
  verified({"dist/one"}, 1, "RELEASE-NOTES.md");  // which tell of a signature
}

TEST_CASE_METHOD(ReleaseProject, "archives of another making: a mode, a name, a file of lib/") {
  REQUIRE(release({"--variant", "lean"}).exit_code == 0);
  REQUIRE(shell(root(),
                "mkdir m && tar -C m --zstd -xf dist/one/" + kLean +
                    ".tar.zst && chmod 4755 m/*/pylon.wasm && cd m && find " + kLean +
                    " ! -type d | tar --format=ustar --owner=0 --group=0 --numeric-owner --mtime=@0 --zstd"
                    " -cf ../bad.tar.zst -T -"));
  Outcome outcome = run({"verify", "bad.tar.zst"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("WRONG bad.tar.zst: pylon.wasm: its mode is 4755, not 644"));
  write_file(
      *this / "make.py",
      "import sys, zipfile\n"
      "source = zipfile.ZipFile(sys.argv[1])\n"
      "with zipfile.ZipFile('evil.zip', 'w') as out:\n"
      "    for entry in source.infolist():\n        out.writestr(entry, source.read(entry))\n"
      "    out.writestr(source.namelist()[0].split('/')[0] + '/x\\x1b[2J\\x1b[1;32mall agrees', b'1')\n");
  REQUIRE(shell(root(), "python3 make.py dist/one/" + kLean + ".zip"));
  for (const char* format : {"text", "json"}) {
    outcome = run({"verify", "evil.zip", "--format", format});
    CHECK(outcome.exit_code == 1);
    CHECK(outcome.output.find('\x1b') == std::string::npos);
    CHECK_THAT(outcome.output, ContainsSubstring("x\\u001b[2J\\u001b[1;32mall agrees"));
  }
  // A list of digests that fits the changed file: the manifest's digest of lib/ is another one.
  REQUIRE(shell(root(),
                "cd m/* && chmod 644 pylon.wasm && printf 'import syt\n' >lib/python3.13/os.py && "
                "sha256sum $(cut -c67- SHA256SUMS) >new && mv new SHA256SUMS"));
  outcome = run({"verify", "m/" + kLean});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring(": lib/: its list of digests has the SHA-256 "));
}

TEST_CASE_METHOD(ReleaseProject,
                 "a strict run of lean keeps nobody from releasing it; what a release ships has a budget") {
  need({"smoke", "lean"});
  edit("tests/smoke/plain.py", "check('one', lambda: True)",
       "check('rare', lambda: True, requires=(('unobtainium', _probe('unobtainium')),))\ncheck('one', "
       "lambda: True)");
  commit();
  CHECK(run_here({"smoke", "lean"}, {{"PYLON_REQUIRE_FAT", "1"}}).exit_code == 1);
  CHECK(run_here({"release", "1.0.0", "--today", "2027-01-01", "--variant", "lean", "--out", "dist/one"},
                 {{"PYLON_REQUIRE_FAT", "1"}})
            .exit_code == 0);
  edit("variants/lean.json", "\"drop\"", R"("budgets": {"library": 10, "archive": 100}, "drop")");
  need({"build", "lean"});
  const Outcome outcome = run({"gate", "lean"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("FAIL size-library: lib/\n    lib/ has 11 bytes, 1 more") &&
                                 ContainsSubstring("FAIL size-archive: the archive"));
}

TEST_CASE("steps of a remote store are released when told so alone, and the statement lists them") {
  const ReleaseProject project;
  std::string fetched;
  for (const fs::directory_entry& entry : fs::directory_iterator(project.store())) {
    const std::string name = entry.path().filename();
    if (name.starts_with("stdlib-") && fs::exists(entry.path() / ".done")) fetched = name;
  }
  write_file(project.store() / fetched / ".fetched", "");
  Outcome outcome = project.release();
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("fetched from a remote store") && ContainsSubstring(fetched) &&
                                 ContainsSubstring("--with-remote-steps"));
  outcome = project.release({"--with-remote-steps"});
  INFO(outcome.output);
  REQUIRE(outcome.ok());
  std::size_t statements = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(project.root() / "dist/one")) {
    if (!entry.path().string().ends_with(".intoto.json")) continue;
    ++statements;
    const json statement = json::parse(read_file(entry.path()));
    CHECK(statement.at("/predicate/buildDefinition/internalParameters/remote_steps"_json_pointer) ==
          json::array({fetched}));
  }
  CHECK(statements == 2);
  CHECK(project.run_here({"verify", "dist/one"}).ok());
}
