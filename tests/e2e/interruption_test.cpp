// Builds that are killed, that race and that run out of disk: the next one gives what an undisturbed one
// gives.
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <csignal>
#include <random>
#include <thread>

#include "stub_project.hpp"

using namespace pylon;

namespace {

std::string undisturbed() {
  const StubProject project;
  if (!project.run({"build", "--all"}).ok()) throw std::runtime_error("the undisturbed build failed");
  return project.artifacts();
}

// Starts a build and kills it, and it alone, after `delay`: what it started has to notice by itself.
void kill_build_after(const StubProject& project, std::chrono::milliseconds delay) {
  const pid_t child = ::fork();
  if (child == 0) {
    const std::string cache = (project.store().parent_path().parent_path()).string();
    ::setenv("XDG_CACHE_HOME", cache.c_str(), 1);
    ::close(1);
    ::close(2);
    ::execl(PYLONCTL, PYLONCTL, "--project", project.root().c_str(), "build", "--all", nullptr);
    ::_exit(127);
  }
  std::this_thread::sleep_for(delay);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

}  // namespace

TEST_CASE("a build killed at any moment and run again gives the same bytes") {
  const std::string expected = undisturbed();
  const StubProject project;
  std::minstd_rand random(20);  // a fixed seed: the moments are arbitrary, not different each day
  for (int kill = 0; kill < 25; ++kill) kill_build_after(project, std::chrono::milliseconds(random() % 400));
  const Outcome outcome = project.run({"build", "--all"});
  INFO(outcome.output);
  REQUIRE(outcome.ok());
  CHECK(project.artifacts() == expected);
}

TEST_CASE("two builds at once take turns and agree") {
  const std::string expected = undisturbed();
  const StubProject project;
  Outcome one;
  Outcome other;
  std::thread first([&] { one = project.run({"build", "--all"}); });
  std::thread second([&] { other = project.run({"build", "--all"}); });
  first.join();
  second.join();
  INFO(one.output << other.output);
  CHECK(one.ok());
  CHECK(other.ok());
  CHECK(project.artifacts() == expected);
}

TEST_CASE("a full disk is said so, and nothing half-made stays in its place") {
  const StubProject project;
  const std::string script =
      "set -e; mkdir -p \"$1/small\"; mount -t tmpfs -o size=300k none \"$1/small\" || exit 77; shift 0; "
      "cd \"$1\"; head -c 280k /dev/zero >small/filler; ln -s \"$1/small\" artifacts; "
      "code=0; \"$2\" build --all || code=$?; ls -A small; exit $code";
  Command command = project.command({});
  command.argv = {"unshare", "--mount", "sh", "-c", script, "sh", project.root().string(), PYLONCTL};
  const Outcome outcome = run_process(command);
  if (outcome.exit_code == 77 || outcome.output.find("unshare failed") != std::string::npos) {
    SKIP("a small file system cannot be mounted here");
  }
  INFO(outcome.output);
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, Catch::Matchers::ContainsSubstring("No space left on device"));
  CHECK_THAT(outcome.output, !Catch::Matchers::ContainsSubstring("manifest.json\n"));
}
