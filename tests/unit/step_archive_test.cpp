#include "remote/step_archive.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "plan/step_needs.hpp"
#include "scratch_folder.hpp"
#include "store/stored_output.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using namespace std::string_literals;

namespace {

// Two machines whose folders of finished steps lie at other paths.
struct Machines : ScratchFolder {
  fs::path here = path() / "here/store", there = path() / "other/place/store", archive = path() / "a.tar.zst";

  static Step sealed(const fs::path& store, const std::string& name) {
    Step step;
    step.name = name;
    seal(step, {store, store / "project"});
    return step;
  }
  // What the second machine has of a step of the first.
  Step bring(const Step& step, const StepEntry& entry) const {
    Step other = sealed(there, step.name);
    unpack_step(other, entry, archive, other.out.string() + ".work");
    return other;
  }
};

}  // namespace

TEST_CASE_METHOD(Machines,
                 "a step arrives as it was: files, programs, links, empty folders; nothing that came later") {
  const Step step = sealed(here, "zlib");
  write_file(step.out / "lib/a.a", "1");
  write_file(step.out / "bin/tool", "#!/bin/sh\n");
  fs::permissions(step.out / "bin/tool", fs::perms::owner_all);
  write_file(step.out / "empty file", "");
  fs::create_directories(step.out / "empty folder");
  fs::create_symlink("lib/a.a", step.out / "link");
  finish_step(step);
  write_file(step.out / "lib/__pycache__/late", "x");
  const StepEntry entry = pack_step(step, archive);
  CHECK(entry.files == 5);
  CHECK(entry.unpacked == 11);
  CHECK_FALSE(entry.bound);
  CHECK(entry.naming.empty());
  const Step other = bring(step, entry);
  CHECK_FALSE(find_damage(other));
  CHECK(fs::exists(other.stamp()));
  CHECK(read_file(other.out / "lib/a.a") == "1");
  CHECK((fs::status(other.out / "bin/tool").permissions() & fs::perms::owner_exec) != fs::perms::none);
  CHECK(fs::is_empty(other.out / "empty file"));
  CHECK(fs::is_directory(other.out / "empty folder"));
  CHECK(fs::read_symlink(other.out / "link") == "lib/a.a");
  CHECK_FALSE(fs::exists(other.out / "lib/__pycache__"));
  // The same bytes, whoever packs it.
  const StepEntry again = pack_step(other, path() / "b.tar.zst");
  CHECK(again.archive == entry.archive);
  CHECK(again.content == entry.content);
}

TEST_CASE_METHOD(Machines,
                 "text that names the folder of finished steps names that of the machine it comes to") {
  const Step step = sealed(here, "cpython");
  const std::string sdk = "sdk-0123456789abcdef";
  write_file(step.out / "Makefile",
             "CC=" + (here / sdk).string() + "/bin/clang\nSELF=" + step.out.string() + "\n");
  finish_step(step);
  const StepEntry entry = pack_step(step, archive);
  CHECK(entry.naming == std::vector{"Makefile"s});
  CHECK(entry.needs == std::vector{sdk});
  CHECK_FALSE(entry.bound);
  const Step other = bring(step, entry);
  CHECK(read_file(other.out / "Makefile") ==
        "CC=" + (there / sdk).string() + "/bin/clang\nSELF=" + other.out.string() + "\n");
  CHECK_FALSE(find_damage(other));
  CHECK(read_file(other.out / kFetchedMark) == sdk + "\n");
}

TEST_CASE_METHOD(Machines, "a program that names the folder is of no use elsewhere, and the entry says so") {
  const Step step = sealed(here, "build-python");
  write_file(step.out / "python",
             "\x7f"
             "ELF\0"s +
                 step.out.string());
  finish_step(step);
  CHECK(pack_step(step, archive).bound);
}

TEST_CASE_METHOD(Machines, "an archive that is not what its entry says is no step") {
  const Step step = sealed(here, "zlib");
  write_file(step.out / "a", "1");
  finish_step(step);
  const StepEntry good = pack_step(step, archive);
  const auto refusal = [&](const auto& change) -> std::string {
    StepEntry entry = good;
    change(entry);
    try {
      bring(step, entry);
      return "";
    } catch (const Error& error) {
      return error.what();
    }
  };
  CHECK_THAT(refusal([](StepEntry& entry) { entry.content = std::string(64, '0'); }),
             ContainsSubstring("not those"));
  CHECK_THAT(refusal([](StepEntry& entry) { entry.unpacked = 0; }), ContainsSubstring("more than 0 bytes"));
  CHECK_THAT(refusal([](StepEntry& entry) { entry.files = 0; }), ContainsSubstring("not those"));
  CHECK_FALSE(fs::exists(sealed(there, "zlib").stamp()));
  CHECK(refusal([](StepEntry&) {}).empty());
  CHECK(fs::exists(sealed(there, "zlib").stamp()));
}

TEST_CASE_METHOD(Machines, "what is not finished, or is damaged, is not packed") {
  const Step step = sealed(here, "zlib");
  write_file(step.out / "a", "1");
  CHECK_THROWS_AS(pack_step(step, archive), Error);
  finish_step(step);
  write_file(step.out / ".content", "");
  CHECK_THROWS_AS(pack_step(step, archive), Error);
}
