// `pylonctl diff` and `pylonctl report` as a user meets them, over a stub project in a git repository.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

namespace {

Outcome git(const StubProject& project, std::vector<std::string> arguments) {
  Command command;
  command.argv = {"git", "-c", "user.name=test", "-c", "user.email=test@example.invalid"};
  command.argv.insert(command.argv.end(), arguments.begin(), arguments.end());
  command.folder = project.root();
  return run_process(command);
}

// Commits the manifest of lean as its baseline.
void commit_baseline(const StubProject& project) {
  const nlohmann::json manifest = nlohmann::json::parse(read_file(project / "artifacts/lean/manifest.json"));
  const nlohmann::json entry{{"date", "2026-11-23"},
                             {"reason", "the first"},
                             {"git", "unknown"},
                             {"raw", manifest["file"]["bytes"]},
                             {"gzip", manifest["file"]["compressed"]["gzip"]},
                             {"brotli", manifest["file"]["compressed"]["brotli"]},
                             {"sha256", manifest["file"]["sha256"]}};
  const nlohmann::json baseline{{"$schema", "../../src/manifest/baseline.schema.json"},
                                {"baseline_version", 1},
                                {"variant", "lean"},
                                {"history", {entry}},
                                {"manifest", manifest}};
  write_file(project / "artifacts/lean/baseline.json", baseline.dump(2) + "\n");
  REQUIRE(git(project, {"add", "-f", "artifacts/lean/baseline.json"}).ok());
  REQUIRE(git(project, {"commit", "-q", "-m", "baseline"}).ok());
}

}  // namespace

TEST_CASE("diff compares variants, manifests, files, baselines and revisions") {
  const StubProject project;
  REQUIRE(git(project, {"init", "-q"}).ok());
  REQUIRE(project.run({"build", "--all"}).ok());
  commit_baseline(project);
  const std::string lean = "artifacts/lean/";
  for (const std::string& operand : {std::string("fat"), std::string("artifacts/fat/manifest.json"),
                                     std::string("artifacts/fat/pylon.wasm")}) {
    const Outcome outcome = project.run({"diff", "lean", operand});
    INFO(outcome.output);
    CHECK(outcome.exit_code == 0);
    CHECK_THAT(outcome.output, StartsWith(operand + " "));
    CHECK_THAT(outcome.output, ContainsSubstring("residual 0"));
  }
  for (const std::string& same : {std::string("lean@HEAD"), lean + "baseline.json", lean + "manifest.json"}) {
    const Outcome outcome = project.run({"diff", same, "lean"});
    CHECK_THAT(outcome.output, StartsWith("lean and " + same + " are of the same size"));
    CHECK(outcome.exit_code == 0);
  }
}

TEST_CASE("the same two sides give the same bytes, in every format") {
  const StubProject project;
  REQUIRE(project.run({"build", "--all"}).ok());
  for (const char* format : {"text", "json", "markdown", "html"}) {
    const Outcome first = project.run({"diff", "lean", "fat", "--format", format});
    CHECK(first.ok());
    CHECK(first.output == project.run({"diff", "lean", "fat", "--format", format}).output);
  }
  const Outcome outcome = project.run({"diff", "lean", "fat", "--format", "json"});
  const nlohmann::json diff = nlohmann::json::parse(outcome.output);
  CHECK(diff["residual"] == 0);
  CHECK(diff["modules"]["added"].dump() == "[\"extra._speedups\"]");
}

TEST_CASE("what cannot be compared is said, with what to do") {
  const StubProject project;
  const auto refused = [&](const std::string& operand, const std::string& message) {
    const Outcome outcome = project.run({"diff", operand, operand});
    INFO(outcome.output);
    CHECK(outcome.exit_code == 2);
    CHECK_THAT(outcome.output, ContainsSubstring(message));
  };
  refused("lean", "variant lean is not built");
  refused("leen", "leen");
  refused("nowhere.wasm", "nowhere.wasm");
  REQUIRE(git(project, {"init", "-q"}).ok());
  refused("lean@HEAD", "git knows no revision 'HEAD' here");
  REQUIRE(git(project, {"commit", "-q", "--allow-empty", "-m", "empty"}).ok());
  refused("lean@HEAD", "the revision HEAD has no artifacts/lean/baseline.json");
  refused("lean@--help", "git knows no revision '--help' here");
  write_file(project / "odd.json", "{}");
  refused("odd.json", "odd.json: not a manifest");
  write_file(project / "odd.json", "{\"baseline_version\": 7}");
  refused("odd.json", "odd.json: /baseline_version: 7 is newer");
  write_file(project / "odd.wasm", "not wasm");
  refused("odd.wasm", "odd.wasm");
}

TEST_CASE("report writes one page beside the artifact, or where it is told to") {
  const StubProject project;
  REQUIRE(project.run({"build", "--all"}).ok());
  const Outcome outcome = project.run({"report", "lean"});
  INFO(outcome.output);
  REQUIRE(outcome.ok());
  CHECK_THAT(outcome.output, ContainsSubstring("artifacts/lean/report.html"));
  const std::string page = read_file(project / "artifacts/lean/report.html");
  CHECK_THAT(page, StartsWith("<!doctype html>"));
  REQUIRE(project.run({"report", "fat", "lean", "-o", "pages/fat.html"}).ok());
  CHECK_THAT(read_file(project / "pages/fat.html"), ContainsSubstring("<title>fat against lean"));
  REQUIRE(project.run({"report", "lean", "-o", "again.html"}).ok());
  CHECK(read_file(project / "again.html") == page);
  CHECK_THAT(project.run({"report", "fat", "lean", "--format", "markdown"}).output,
             StartsWith("### fat is 13 bytes "));
}
