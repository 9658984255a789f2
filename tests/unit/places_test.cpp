#include "toolchain/places.hpp"

#include <catch2/catch_test_macros.hpp>

#include "scratch_folder.hpp"
#include "system/files.hpp"

using namespace pylon;

TEST_CASE("of what apt prints, the line that names the reason is told") {
  CHECK(reason_of("Err:1 sid/main python3.13 3.13.18-1 (tar)\n  404  Not Found\n"
                  "E: Failed to fetch python3.13_3.13.18.orig.tar.xz  404  Not Found\n"
                  "E: Failed to fetch some archives.\n") ==
        "Failed to fetch python3.13_3.13.18.orig.tar.xz  404  Not Found");
  CHECK(reason_of("E: Can not find version '3.13.99-1' of package 'python3.13'\n"
                  "E: Unable to find a source package for python3.13\n") ==
        "Can not find version '3.13.99-1' of package 'python3.13'");
  CHECK(reason_of("looking\nno such package\n\n") == "no such package");
  CHECK(reason_of("\n") == "it printed nothing");
}

TEST_CASE("a Debian place that fails says why") {
  const ScratchFolder folder;
  const fs::path script = folder / "debian-suite";
  write_file(script,
             "#!/bin/sh\necho 'E: Failed to fetch x.tar.xz  404  Not Found' >&2\n"
             "echo 'E: Failed to fetch some archives.' >&2\nexit 100\n");
  fs::permissions(script, fs::perms::owner_all);
  Place place;
  place.kind = "debian-source";
  place.suite = "sid";
  place.package = "x";
  CHECK(get_package(place, {}, folder / "to", folder.path(), {}) ==
        "debian-suite: exit code 100: Failed to fetch x.tar.xz  404  Not Found");
}

TEST_CASE("a crate's archive comes from cargo's cache") {
  const ScratchFolder folder;
  fs::create_directories(folder / "toolchain");
  write_file(folder / "toolchain/crate", "#!/bin/sh\nmkdir -p \"$3\"; echo \"$1 $2\" >\"$3/file.crate\"\n");
  fs::permissions(folder / "toolchain/crate", fs::perms::owner_all);
  Place place;
  place.kind = "crate";
  place.package = "thing";
  place.version = "1.2.3";
  CHECK(place.label() == "crate thing 1.2.3");
  CHECK(get_package(place, {}, folder / "to", folder / "toolchain", {}).empty());
  CHECK(read_file(folder / "to/file.crate") == "thing 1.2.3\n");
}
