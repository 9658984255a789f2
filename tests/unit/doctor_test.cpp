#include "toolchain/doctor.hpp"

#include <stdlib.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "scratch_folder.hpp"
#include "system/files.hpp"
#include "toolchain/fetch.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

// PATH for the length of a test.
class PathVariable {
 public:
  explicit PathVariable(const fs::path& value) : before_(::getenv("PATH")) {
    ::setenv("PATH", value.c_str(), 1);
  }
  ~PathVariable() { ::setenv("PATH", before_.c_str(), 1); }
  PathVariable(const PathVariable&) = delete;
  PathVariable& operator=(const PathVariable&) = delete;

 private:
  std::string before_;
};

void write_program(const fs::path& path, const std::string& says) {
  write_file(path, "#!/bin/sh\necho '" + says + "'\n");
  fs::permissions(path, fs::perms::owner_all);
}

Examined find(const std::vector<Examined>& findings, const std::string& group, const std::string& name) {
  const auto found = std::find_if(findings.begin(), findings.end(), [&](const Examined& each) {
    return each.group == group && each.name == name;
  });
  REQUIRE(found != findings.end());
  return *found;
}

std::vector<Examined> examine_in(const ScratchFolder& folder,
                                 const std::vector<const Source*>& sources = {}) {
  DoctorSetting setting;
  setting.build = folder / "build";
  setting.venv = folder / "venv";
  setting.cache = folder / "cache";
  setting.sources = sources;
  const Lock lock = load_lock(fs::path(PYLON_SOURCE_DIR) / "toolchain");
  setting.sdks = load_sdks(fs::path(PYLON_SOURCE_DIR) / "toolchain");
  DigestCache digests(folder / "digests");
  const PathVariable path(folder / "bin");
  return examine(setting, lock, digests);
}

}  // namespace

TEST_CASE("a version is found in what programs say of themselves") {
  CHECK(version_in("cmake version 3.25.1\n\nCMake suite maintained…") == "3.25.1");
  CHECK(version_in("c++ (Debian 12.2.0-14+deb12u1) 12.2.0") == "12.2.0");
  CHECK(version_in("patch 2.7.6") == "2.7.6");
  CHECK(version_in("meson-1.12.1.dist-info") == "1.12.1");
  CHECK(version_in("GNU Make 4.3") == "4.3");
  CHECK(version_in("no number here, only 7 of them").empty());
}

TEST_CASE("a program that is there is shown with version and path; a needed one that is not stops a build") {
  const ScratchFolder folder;
  write_program(folder / "bin/cmake", "cmake version 3.25.1");
  const std::vector<Examined> findings = examine_in(folder);
  const Examined cmake = find(findings, "programs", "cmake");
  CHECK(cmake.health == Health::kGood);
  CHECK(cmake.version == "3.25.1");
  CHECK(cmake.path == (folder / "bin/cmake").string());
  const Examined make = find(findings, "programs", "make");
  CHECK(make.health == Health::kMissing);
  CHECK(make.advice == "apt-get install make");
  CHECK(find(findings, "programs", "ccache").health == Health::kNote);
  CHECK_FALSE(can_build(findings));
}

TEST_CASE("the virtual environment's tools are shown with version and digest, or how to get them") {
  const ScratchFolder folder;
  write_program(folder / "venv/bin/meson", "not run");
  fs::create_directories(folder / "venv/lib/python3.11/site-packages/meson-1.12.1.dist-info");
  const std::vector<Examined> findings = examine_in(folder);
  const Examined meson = find(findings, "Python packages", "meson");
  CHECK(meson.version == "1.12.1");
  CHECK(meson.digest == file_sha256(folder / "venv/bin/meson"));
  CHECK(find(findings, "Python packages", "wasmtime").advice == "toolchain/bootstrap setup");
}

TEST_CASE("a source that is not in the cache is a note, not an obstacle") {
  const ScratchFolder folder;
  Source source;
  source.name = "zlib";
  source.version = "1.3.1";
  source.file = "zlib.tar.gz";
  source.sha256 = std::string(64, 'a');
  CHECK(find(examine_in(folder, {&source}), "downloads", "zlib").health == Health::kNote);
  write_file(download_path(source, folder / "cache/downloads"), "x");
  CHECK(find(examine_in(folder, {&source}), "downloads", "zlib").health == Health::kGood);
}

TEST_CASE("a WASI_SDK_PATH that names no SDK is told with what it lacks") {
  const ScratchFolder folder;
  ::setenv("WASI_SDK_PATH", folder.path().c_str(), 1);
  const Examined sdk = find(examine_in(folder), "WASI SDK", "SDK");
  ::unsetenv("WASI_SDK_PATH");
  CHECK(sdk.health == Health::kMissing);
  CHECK_THAT(sdk.meaning, ContainsSubstring("bin/clang"));
}

TEST_CASE("a folder that a build cannot write to is missing, with what to do") {
  const ScratchFolder folder;
  write_file(folder / "build", "a file, where a folder should be");
  const Examined build = find(examine_in(folder), "machine", "build folder");
  CHECK(build.health == Health::kMissing);
  CHECK_THAT(build.meaning, ContainsSubstring("cannot be written"));
  CHECK_THAT(build.advice, ContainsSubstring("checkout of your own"));
  CHECK(find(examine_in(folder), "machine", "artifacts").health == Health::kGood);
}

TEST_CASE("every SDK of toolchain/sdk.json is listed: the default, and how to have or name the others") {
  const ScratchFolder folder;
  const std::vector<Examined> findings = examine_in(folder);
  CHECK_THAT(find(findings, "WASI SDK", "llvm-19").version, ContainsSubstring("19"));
  const Examined packed = find(findings, "WASI SDK", "llvm-23");
  CHECK(packed.version == "1:23.1.4-2");
  CHECK_THAT(packed.meaning, ContainsSubstring("a build fetches it; PYLON_SDK=llvm-23 builds with it"));
}
