#include "judge/runner_packages.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "checkout/artifact.hpp"
#include "run/found_runner.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
using Words = std::vector<std::string>;

namespace {

PackageSet set_of(const json& document) { return read_package_set("one", document, "/packages/one"); }

PackageSet npm_set() {
  return set_of({{"client", "npm"},
                 {"pins", {{{"name", "@a/b"}, {"version", "1.2.3"}, {"integrity", "sha512-AA=="}}}}});
}

template <typename Call>
std::string refusal(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("npm is given a lock file with the integrity of every package, and no place to get it from") {
  const json lock = parse_json(client_files(npm_set()).at("package-lock.json"), "package-lock.json");
  const json& package = lock.at("packages").at("node_modules/@a/b");
  CHECK(package.at("version").get_ref<const std::string&>() == "1.2.3");
  CHECK(package.at("integrity").get_ref<const std::string&>() == "sha512-AA==");
  CHECK_FALSE(package.contains("resolved"));
  CHECK(client_commands(npm_set(), "/t", "/f").front() ==
        Words{"npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"});
}

TEST_CASE("pip is given versions with digests, and Maven a project; what Maven brings is checked by us") {
  const std::string digest(64, 'a');
  const PackageSet pip =
      set_of({{"client", "pip"}, {"pins", {{{"name", "w"}, {"version", "2"}, {"integrity", digest}}}}});
  CHECK(client_files(pip).at("requirements.txt") == "w==2 --hash=sha256:" + digest + "\n");
  CHECK(unchecked_files(pip).empty());
  const PackageSet maven =
      set_of({{"client", "maven"}, {"pins", {{{"name", "g.h:a"}, {"version", "3"}, {"integrity", digest}}}}});
  CHECK_THAT(client_files(maven).at("pom.xml"),
             ContainsSubstring("<groupId>g.h</groupId><artifactId>a</artifactId><version>3</version>"));
  CHECK(unchecked_files(maven) == std::map<std::string, std::string>{{"jars/a-3.jar", digest}});
}

TEST_CASE("Cargo installs programs, and adds crates to the project of a driver") {
  json crates{{"client", "cargo"},
              {"pins", {{{"name", "a"}, {"version", "1.2.3"}}, {{"name", "b"}, {"version", "2.0.0"}}}}};
  CHECK(client_commands(set_of(crates), "/t", "/f").front() ==
        Words{"cargo", "install", "--locked", "--root", ".", "--version", "1.2.3", "a"});
  crates["prepare"] = {{"cp", "{toolchain}/a.rs", "src/main.rs"}, {"cargo", "build", "--release"}};
  CHECK(client_commands(set_of(crates), "/t", "/f") ==
        std::vector<Words>{{"cargo", "init", "--vcs", "none", "--name", "runner"},
                           {"cargo", "add", "a@=1.2.3", "b@=2.0.0"},
                           {"cp", "/t/a.rs", "src/main.rs"},
                           {"cargo", "build", "--release"}});
}

TEST_CASE("a pin that nothing would be checked by, and an unknown placeholder, are refused by place") {
  CHECK_THAT(refusal([] { set_of({{"client", "npm"}, {"pins", {{{"name", "a"}, {"version", "1"}}}}}); }),
             ContainsSubstring("/packages/one/pins/0: 'integrity' is missing"));
  CHECK(refusal([] { set_of({{"client", "cargo"}, {"pins", {{{"name", "a"}, {"version", "1"}}}}}); }) ==
        "accepted");
  CHECK_THAT(refusal([] {
               set_of({{"client", "cargo"},
                       {"pins", {{{"name", "a"}, {"version", "1"}}}},
                       {"prepare", {{"cp", "{toolchian}/x", "."}}}});
             }),
             ContainsSubstring("'{toolchian}/x' is not known here"));
}

TEST_CASE("packages are made once in a folder named by the pins, and count when they are finished") {
  const ScratchFolder scratch;
  const fs::path toolchain = scratch.path() / "toolchain", cache = scratch.path() / "cache";
  write_file(toolchain / "driver", "first");
  json document = {{"client", "debian"},
                   {"pins", {{{"name", "a"}, {"version", "sid"}}}},
                   {"prepare", {{"cp", "{toolchain}/driver", "copy"}}},
                   {"reads", {"driver"}}};
  // The client is a script of ours here, and brings what Debian's would.
  write_file(toolchain / "debian-suite", "#!/bin/sh\nmkdir -p debs && echo $1 $3 >debs/a.deb\n");
  write_file(toolchain / "debian-root", "#!/bin/sh\ncat $2 >root\n");
  for (const char* name : {"debian-suite", "debian-root"})
    fs::permissions(toolchain / name, fs::perms::owner_all);
  const PackageSet set = set_of(document);
  int commands = 0;
  const auto say = [&](const Words&) { ++commands; };
  CHECK_FALSE(has_packages(set, toolchain, cache));
  const fs::path folder = get_packages(set, toolchain, cache, say);
  CHECK(has_packages(set, toolchain, cache));
  CHECK(read_file(folder / "root") == "sid a\n");
  CHECK(read_file(folder / "copy") == "first");
  CHECK(commands == 3);
  get_packages(set, toolchain, cache, say);
  CHECK(commands == 3);
  write_file(toolchain / "driver", "second");  // another driver is another folder
  CHECK_FALSE(has_packages(set, toolchain, cache));
  write_file(toolchain / "debian-root", "#!/bin/sh\necho no such package >&2; exit 100\n");
  fs::permissions(toolchain / "debian-root", fs::perms::owner_all);
  const std::string failure = refusal([&] { get_packages(set, toolchain, cache, say); });
  CHECK_THAT(failure, ContainsSubstring("exit code 100") && ContainsSubstring("no such package"));
  CHECK_FALSE(has_packages(set, toolchain, cache));
  document["machine"] = "pdp11";
  CHECK_THAT(refusal([&] { get_packages(set_of(document), toolchain, cache, say); }),
             ContainsSubstring("are pinned for pdp11"));
}

TEST_CASE("a runner whose packages are not there is not found, and its command names their folder") {
  const Runners runners = load_runners(PYLON_SOURCE_DIR "/toolchain");
  const ScratchFolder scratch;
  const RunnerPlaces places{scratch.path(), PYLON_SOURCE_DIR "/toolchain", scratch.path()};
  const Runner& shim = runners.at("node-shim");
  CHECK_FALSE(find_runner(shim, places).has_value());
  GuestRun run;
  run.program = "/bin/node";
  run.got = {{"shim", "/got/shim"}};
  run.wasm = "a.wasm";
  CHECK_THAT(join(runner_command(shim, run), " "), ContainsSubstring("--packages /got/shim a.wasm"));
}
