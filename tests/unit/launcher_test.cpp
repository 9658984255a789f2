// Compiler launchers: what is accepted, and how a recipe's compiler reaches the launcher. The launchers here
// are scripts that say how they were called; tests/e2e/launchers.py starts the real ones.
#include "store/launcher.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "scratch_folder.hpp"
#include "store/step_runner.hpp"
#include "system/files.hpp"
#include "system/process.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string kIdentity = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

void write_program(const fs::path& file, const std::string& text) {
  write_file(file, "#!/bin/sh\n" + text);
  fs::permissions(file, fs::perms::owner_all);
}

// A step whose recipe runs `$LAUNCHER <arguments>`, in a world with an SDK and launchers that print their
// call.
struct World {
  ScratchFolder folder;

  World() {
    write_program(folder / "sdk/bin/clang", "echo clang: \"$@\"\n");
    for (const char* name : {"ccache", "distcc"}) {
      write_program(folder / "bin" / name,
                    std::string("echo ") + name +
                        ": \"$@\" check=$CCACHE_COMPILERCHECK prefix=${CCACHE_PREFIX-none}\n"
                        "exec \"$@\"\n");
    }
    ::setenv("XDG_CACHE_HOME", (folder / "cache").c_str(), 1);
  }
  ~World() { ::unsetenv("XDG_CACHE_HOME"); }

  std::string run(const Launcher& launcher, const std::string& arguments) {
    static int count = 0;
    Step step;
    step.name = "sample";
    step.ingredients = {{"needs sdk", kIdentity}, {"count", std::to_string(++count)}};
    step.commands = {{{"sh", "-c", "${LAUNCHER-} " + arguments + " >{out}/said"}, {{"SDK", sdk()}}}};
    seal(step, {folder / "store", "/nowhere"});
    run_step(step, {own_executable(), (folder / "bin").string() + ":/usr/bin:/bin", 1, launcher});
    return read_file(step.out / "said");
  }
  std::string sdk() const { return (folder / "sdk").string(); }
};

}  // namespace

TEST_CASE("launchers that are known, and pairs that work together") {
  CHECK(parse_launcher("").empty());
  CHECK(parse_launcher("none").empty());
  CHECK(parse_launcher("sccache") == Launcher{"sccache"});
  CHECK(parse_launcher("ccache  distcc") == Launcher{"ccache", "distcc"});
  CHECK_THROWS_AS(parse_launcher("distcc ccache"), Error);
  CHECK_THROWS_AS(parse_launcher("ccache sccache"), Error);
  CHECK_THROWS_AS(parse_launcher("ccache distcc icecc"), Error);
  CHECK_THROWS_AS(parse_launcher("/usr/bin/ccache"), Error);
  try {
    parse_launcher("ccahe");
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK_THAT(error.what(), ContainsSubstring("did you mean 'ccache'?"));
  }
}

TEST_CASE("a launcher that is not installed is said before anything runs") {
  World world;
  CHECK_NOTHROW(prepare_launcher({"ccache"}, (world.folder / "bin").string()));
  CHECK_THROWS_AS(prepare_launcher({"icecc"}, (world.folder / "bin").string()), Error);
}

TEST_CASE("without a launcher the compiler is started directly") {
  World world;
  CHECK(world.run({}, world.sdk() + "/bin/clang -c a.c") == "clang: -c a.c\n");
}

TEST_CASE("the SDK's compiler has a name with the SDK's identity, which ccache takes for its digest") {
  World world;
  const std::string said = world.run({"ccache"}, world.sdk() + "/bin/clang -c a.c");
  CHECK_THAT(said, ContainsSubstring("ccache: wasm32-wasip1-clang-0123456789abcdef -c a.c check=string:" +
                                     kIdentity + " prefix=none\n"));
  CHECK_THAT(said, ContainsSubstring("clang: -c a.c\n"));
}

TEST_CASE("what is distributed is only what the SDK compiles: no probe of configure, no other compiler") {
  World world;
  const std::string clang = world.sdk() + "/bin/clang";
  CHECK_THAT(world.run({"distcc"}, clang + " -c a.c"),
             ContainsSubstring("distcc: wasm32-wasip1-clang-0123456789abcdef -c a.c"));
  CHECK(world.run({"distcc"}, clang + " -c conftest.c") == "clang: -c conftest.c\n");
  CHECK(world.run({"distcc"}, "echo native") == "native\n");
  CHECK_THAT(world.run({"ccache", "distcc"}, clang + " -c a.c"), ContainsSubstring("prefix=distcc\n"));
  CHECK_THAT(world.run({"ccache", "distcc"}, clang + " -c conftest.c"), ContainsSubstring("prefix=none\n"));
  CHECK_THAT(world.run({"ccache", "distcc"}, "echo native"),
             ContainsSubstring("ccache: echo native check= prefix=none"));
}

TEST_CASE("a launcher's settings reach it, and other variables do not") {
  World world;
  ::setenv("CCACHE_REMOTE_STORAGE", "redis://somewhere", 1);
  ::setenv("CFLAGS", "-O9", 1);
  const std::string said =
      world.run({"ccache"}, "sh -c 'echo $CCACHE_REMOTE_STORAGE,$CCACHE_DIR,${CFLAGS-none}'");
  ::unsetenv("CCACHE_REMOTE_STORAGE");
  ::unsetenv("CFLAGS");
  CHECK_THAT(said, ContainsSubstring("redis://somewhere," + (world.folder / "cache/pylon/ccache").string() +
                                     ",none\n"));
}

TEST_CASE("ccache's log becomes a hit rate") {
  CHECK(cache_report("").empty());
  CHECK(cache_report("# a.c\ncalled_for_link\n").empty());
  CHECK(cache_report("# a.c\ndirect_cache_hit\nremote_storage_hit\n# b.c\ncache_miss\n# "
                     "c.c\npreprocessed_cache_hit\n") ==
        "ccache: 2 of 3 compilations were there (67 %), 1 of them from the remote store\n");
}
