#include <catch2/catch_test_macros.hpp>

#include "scratch_folder.hpp"
#include "system/files.hpp"
#include "toolchain/patches.hpp"

using namespace pylon;

namespace {

Source source(const std::string& name, const std::string& version) {
  Source one;
  one.name = name;
  one.version = version;
  return one;
}

using Folders = std::vector<std::string>;

}  // namespace

TEST_CASE("a note in a folder of patches is none; every other file is one, in the order of their names") {
  const ScratchFolder folder;
  CHECK(patch_files(folder / "missing").empty());
  for (const char* file : {"02-b.patch", "README.md", "01-a.diff"}) write_file(folder / file, "x");
  CHECK(patch_files(folder.path()) == std::vector<fs::path>{"01-a.diff", "02-b.patch"});
}

TEST_CASE("a version without a folder of patches is noticed when another version has one") {
  const ScratchFolder folder;
  const Lock lock{{source("sdk", "1"), source("sdk-tools", "1"), source("sdk", "2"), source("zlib", "1")}};
  CHECK(patches_elsewhere(folder / "patches", lock, source("sdk", "2")).empty());
  write_file(folder / "patches/sdk-1/02.patch", "x");
  write_file(folder / "patches/sdk-1/01.patch", "x");
  const auto elsewhere = [&](const std::string& name, const std::string& version) {
    return patches_elsewhere(folder / "patches", lock, source(name, version));
  };
  CHECK(elsewhere("sdk", "1").empty());
  CHECK(elsewhere("sdk", "2") == Folders{"sdk-1 (01.patch, 02.patch)"});
  CHECK(elsewhere("zlib", "1").empty());
  // A package whose name goes on behind the dash is another one.
  CHECK(elsewhere("sdk-tools", "1").empty());
  write_file(folder / "patches/sdk-tools-0.9/01.patch", "x");
  CHECK(elsewhere("sdk", "2") == Folders{"sdk-1 (01.patch, 02.patch)"});
  CHECK(elsewhere("sdk-tools", "1") == Folders{"sdk-tools-0.9 (01.patch)"});
  // An empty folder is none for whoever clones the project; a note says that nothing is needed.
  fs::create_directories(folder / "patches/sdk-2");
  CHECK(elsewhere("sdk", "2").size() == 1);
  write_file(folder / "patches/sdk-2/README.md", "Upstream has both.");
  CHECK(elsewhere("sdk", "2").empty());
  // Versions that need none tell nothing to others.
  fs::remove(folder / "patches/sdk-1/01.patch");
  fs::remove(folder / "patches/sdk-1/02.patch");
  CHECK(elsewhere("sdk", "3").empty());
}

TEST_CASE("patches that name a function are found, whatever version they are of") {
  const ScratchFolder folder;
  CHECK(patches_about(folder / "patches", "clear").empty());
  write_file(folder / "patches/cpython-3.13.5/02.patch", "+static int\n methodcaller_clear(object *mc)\n");
  write_file(folder / "patches/cpython-3.13.5/README.md", "methodcaller_clear is mended.");
  write_file(folder / "patches/numpy-2/01.patch", "methodcaller_clearing\nmethodcaller_clear");
  CHECK(patches_about(folder / "patches", "methodcaller_clear") ==
        Folders{"cpython-3.13.5/02.patch", "numpy-2/01.patch"});
  CHECK(patches_about(folder / "patches", "clear").empty());
  CHECK(patches_about(folder / "patches", "").empty());
}
