// toolchain/bootstrap on machines that lack something: programs in front of PATH play the machine.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <map>

#include "../unit/scratch_folder.hpp"
#include "system/process.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

struct Machine {
  ScratchFolder folder;

  Machine() {
    const fs::path source = fs::path(PYLON_SOURCE_DIR) / "toolchain";
    for (const char* file :
         {"bootstrap", "debian-suite", "debian-packages.txt", "requirements.txt", "requirements-test.txt"}) {
      fs::create_directories(folder / "project/toolchain");
      fs::copy_file(source / file, folder / "project/toolchain" / file);
    }
    program("id", "echo 1000");
    program("sudo", "exit 1");
    program("apt-get", "echo 'apt-get must not be called' >&2; exit 99");
    program("dpkg-query", "echo installed");
    program("df", "echo Filesystem; echo 'disk 0 0 999999 0% /'");
    program("cmake", "echo \"cmake $*\"; echo 'CMake Error: of the test' >&2; exit 1");
  }

  void program(const std::string& name, const std::string& script) const {
    write_file(folder / "bin" / name, "#!/bin/sh\n" + script + "\n");
    fs::permissions(folder / "bin" / name, fs::perms::owner_all);
  }

  Outcome run(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {},
              const char* script = "bootstrap") const {
    Command command;
    command.argv = std::move(arguments);
    command.argv.insert(command.argv.begin(), (folder / "project/toolchain" / script).string());
    environment.try_emplace("PATH", (folder / "bin").string() + ":/usr/bin:/bin");
    environment["HOME"] = folder.path().string();
    environment["XDG_CACHE_HOME"] = (folder / "cache").string();
    command.environment = std::move(environment);
    command.time_limit = std::chrono::seconds(60);
    return run_process(command);
  }
};

}  // namespace

TEST_CASE_METHOD(Machine,
                 "bootstrap --help says what the commands do; a wrong command shows the same and exits 2") {
  const Outcome help = run({"--help"});
  CHECK(help.exit_code == 0);
  CHECK_THAT(help.output, ContainsSubstring("toolchain/bootstrap build"));
  const Outcome wrong = run({"bild"});
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.output == help.output);
}

TEST_CASE_METHOD(Machine, "bootstrap on a full disk stops before it changes anything") {
  program("df", "echo Filesystem; echo 'disk 0 0 1234 99% /'");
  const Outcome outcome = run({"build"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("too little disk") && ContainsSubstring("1234 MB free") &&
                                 ContainsSubstring("XDG_CACHE_HOME"));
  CHECK_FALSE(fs::exists(folder / "project/build/venv"));
}

TEST_CASE_METHOD(Machine,
                 "bootstrap without root and sudo names the packages and the command for an administrator") {
  program("dpkg-query", "for name; do :; done; [ $name = tcl ] || echo installed");
  const Outcome outcome = run({"build"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("neither root nor may use sudo") &&
                                 ContainsSubstring("apt-get install --no-install-recommends tcl"));
}

TEST_CASE_METHOD(Machine, "bootstrap as root without a network says that apt could not update") {
  program("id", "echo 0");
  program("dpkg-query", "exit 1");
  program("apt-get", "echo 'Could not resolve the mirror' >&2; exit 100");
  const Outcome outcome = run({"build"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output,
             ContainsSubstring("Could not resolve the mirror") && ContainsSubstring("no network?"));
}

TEST_CASE_METHOD(
    Machine,
    "bootstrap names the packages that this release does not have, and installs none of the others") {
  program("id", "echo 0");
  program("dpkg-query",
          "for name; do :; done; case $name in tcl | xz-utils | wabt) ;; *) echo installed ;; esac");
  program("apt-get",
          R"(case "$*" in *' update') ;; *) echo 'apt-get must not install' >&2; exit 99 ;; esac)");
  program("apt-cache", R"(case $2 in
tcl) printf 'tcl:\n  Installed: (none)\n  Candidate: 8.6\n' ;;
wabt) printf 'wabt:\n  Installed: (none)\n  Candidate: (none)\n' ;;
esac)");
  const Outcome build = run({"build"});
  INFO(build.output);
  CHECK(build.exit_code == 2);
  CHECK_THAT(build.output, ContainsSubstring("missing Debian packages: xz-utils tcl") &&
                               ContainsSubstring("has no package xz-utils\n") &&
                               ContainsSubstring("docs/INSTALL.md") &&
                               !ContainsSubstring("must not install"));
  CHECK_THAT(run({"test"}).output, ContainsSubstring("has no package xz-utils wabt\n"));
  // The same for a user who cannot install: the administrator's command would fail.
  program("id", "echo 1000");
  CHECK_THAT(run({"build"}).output,
             ContainsSubstring("apt knows no xz-utils:") && ContainsSubstring("package lists are old"));
}

TEST_CASE_METHOD(Machine, "bootstrap where there is no apt says what is needed and what for") {
  fs::remove(folder / "bin/apt-get");
  for (const char* name : {"bash", "dirname", "sed", "uname"}) {
    fs::create_symlink(fs::path("/usr/bin") / name, folder / "bin" / name);
  }
  const Outcome build = run({"build"}, {{"PATH", (folder / "bin").string()}});
  INFO(build.output);
  CHECK(build.exit_code == 2);
  CHECK_THAT(build.output, ContainsSubstring("has no dpkg and apt-get") &&
                               ContainsSubstring("libcli11-dev                # command line") &&
                               ContainsSubstring("# building CPython and the packages") &&
                               ContainsSubstring("docs/INSTALL.md") && !ContainsSubstring("chromium"));
  CHECK_THAT(run({"test"}, {{"PATH", (folder / "bin").string()}}).output,
             ContainsSubstring("chromium-driver"));
  CHECK_FALSE(fs::exists(folder / "project/build"));
}

TEST_CASE_METHOD(Machine,
                 "headers alone are unpacked, without the packages that they ask for, and fetched once") {
  program("dpkg-query", "for name; do :; done; [ $name = libvalijson-dev ] || echo installed");
  program(
      "apt-get",
      R"(case "$*" in *' download libvalijson-dev') touch libvalijson-dev_1_all.deb ;; *) exit 99 ;; esac)");
  program("dpkg-deb", R"(mkdir -p "$3/usr/share/doc/libvalijson-dev")");
  const fs::path unpacked = folder / "project/build/headers/usr/share/doc/libvalijson-dev";
  const Outcome first = run({"packages"});
  INFO(first.output);
  CHECK(first.ok());
  CHECK_THAT(first.output, !ContainsSubstring("missing Debian packages") && !ContainsSubstring("cmake"));
  CHECK(fs::exists(unpacked));
  // Another checkout, without a network.
  program("apt-get", "exit 99");
  fs::remove_all(folder / "project/build/headers");
  CHECK(run({"packages"}).ok());
  CHECK(fs::exists(unpacked));
}

TEST_CASE_METHOD(Machine,
                 "Catch2 is the release's own where that is version 3, and comes from backports where not") {
  program("dpkg-query", "for name; do :; done; [ $name = catch2 ] || echo installed");
  program("apt-cache", R"(printf 'catch2:\n  Installed: (none)\n  Candidate: 3.7.1-0.5\n')");
  const Outcome own = run({"test"});
  INFO(own.output);
  CHECK_THAT(own.output, ContainsSubstring("apt-get install --no-install-recommends catch2"));
  program("apt-cache", R"(printf 'catch2:\n  Installed: (none)\n  Candidate: 2.13.10-1\n')");
  const Outcome backports = run({"test"});
  INFO(backports.output);
  CHECK_THAT(backports.output, ContainsSubstring("Catch2 could not be fetched"));
}

TEST_CASE_METHOD(Machine, "bootstrap without a network for pip names the folder to bring") {
  write_file(folder / "project/toolchain/requirements.txt",
             "nothing==1.0 --hash=sha256:" + std::string(64, '0') + "\n");
  const Outcome outcome = run({"setup"}, {{"PIP_NO_INDEX", "1"}});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("cache/pylon/wheels"));
  CHECK_FALSE(fs::exists(folder / "project/build/venv/stamp"));
}

TEST_CASE_METHOD(
    Machine, "of a source package only its archives are asked for: a mirror may lack the rest for a while") {
  program("apt-get", R"(case "$*" in
*indextargets*) echo 'https://mirror.example/debian Debian' ;;
*' update') ;;
*' source '*' --tar-only '*) touch thing_1.orig.tar.xz ;;
*) echo 'E: Failed to fetch some archives.' >&2; exit 100 ;;
esac)");
  const fs::path to = folder / "to";
  const Outcome outcome = run({"--source", "trixie", to.string(), "thing"}, {}, "debian-suite");
  INFO(outcome.output);
  CHECK(outcome.ok());
  CHECK(fs::exists(to / "thing_1.orig.tar.xz"));
}

TEST_CASE_METHOD(Machine,
                 "where a mirror has a package: its address alone, of a source package the archive's") {
  program("apt-get", R"(case "$*" in
*indextargets*) echo 'https://mirror.example/debian Debian' ;;
*' update') ;;
*' source --print-uris '*' gone') echo 'E: Unable to find it' >&2; exit 100 ;;
*' source --print-uris '*) echo "Reading package lists..."
  for end in orig.tar.xz orig.tar.xz.asc orig-more.tar.xz debian.tar.xz; do echo "'https://x.example/thing_1.$end' thing_1.$end 9 SHA256:0a"; done ;;
*' download --print-uris '*) echo "'https://x.example/thing_1_amd64.deb' thing_1_amd64.deb 9 SHA256:0b" ;;
*) exit 99 ;;
esac)");
  Outcome outcome = run({"--addresses", "--source", "trixie", "thing"}, {}, "debian-suite");
  CHECK_THAT(outcome.output, ContainsSubstring("https://x.example/thing_1.orig.tar.xz 0a\n"));
  CHECK_THAT(outcome.output,
             !ContainsSubstring("asc") && !ContainsSubstring("more") && !ContainsSubstring("debian.tar"));
  outcome = run({"--addresses", "trixie", "thing"}, {}, "debian-suite");
  CHECK(outcome.ok());
  CHECK_THAT(outcome.output, ContainsSubstring("https://x.example/thing_1_amd64.deb 0b\n"));
  CHECK(run({"--addresses", "--source", "trixie", "gone"}, {}, "debian-suite").exit_code == 100);
}
