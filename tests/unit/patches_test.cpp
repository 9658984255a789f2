// Patches tried on a tree, and what a source says of the code that it vendors.
#include "toolchain/patches.hpp"

#include <catch2/catch_test_macros.hpp>

#include "scratch_folder.hpp"
#include "update/examine.hpp"

using namespace pylon;

namespace {

constexpr const char* kPatch =
    "Reason: a test\nRemove when: never\n--- a/one.c\n+++ b/one.c\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"
    "@@ -7,3 +7,3 @@\n g\n-h\n+H\n i\n";

struct Tree : ScratchFolder {
  explicit Tree(const std::string& text) {
    write_file(*this / "tree/one.c", text);
    write_file(*this / "patches/01-one.patch", kPatch);
  }
  PatchTrial run() const { return try_patches(*this / "patches", *this / "tree").at(0); }
  std::string text() const { return read_file(*this / "tree/one.c"); }
};

}  // namespace

TEST_CASE("a patch that fits is applied; lines that moved are told") {
  const Tree same("a\nb\nc\nd\ne\nf\ng\nh\ni\n");
  CHECK(same.run().fit == PatchFit::kApplies);
  CHECK(same.run().fit == PatchFit::kUpstream);
  CHECK(same.text() == "a\nB\nc\nd\ne\nf\ng\nH\ni\n");
  const Tree moved("new\na\nb\nc\nd\ne\nf\ng\nh\ni\n");
  const PatchTrial trial = moved.run();
  CHECK(trial.fit == PatchFit::kApplies);
  CHECK(trial.notes.find("Hunk #1 succeeded at 2 (offset 1 line).") != std::string::npos);
}

TEST_CASE("a patch that fails shows the hunk, and leaves the tree as it was") {
  const Tree tree("a\nb\nc\nd\ne\nf\ng\nother\ni\n");
  const PatchTrial trial = tree.run();
  CHECK(trial.fit == PatchFit::kFails);
  CHECK(trial.rejected == "+++ b/one.c\n@@ -7,3 +7,3 @@\n g\n-h\n+H\n i\n");
  CHECK(tree.text() == "a\nb\nc\nd\ne\nf\ng\nother\ni\n");
  const Tree half("a\nB\nc\nd\ne\nf\ng\nh\ni\n");  // the first hunk alone is upstream
  CHECK(half.run().fit == PatchFit::kFails);
}

TEST_CASE("a context that differs is not guessed at: no fuzz") {
  CHECK(Tree("A\nb\nc\nd\ne\nf\ng\nh\ni\n").run().fit == PatchFit::kFails);
}

TEST_CASE("a patch of a file that is gone fails with all of it") {
  const Tree tree("");
  fs::remove(tree / "tree/one.c");
  const PatchTrial trial = tree.run();
  CHECK(trial.fit == PatchFit::kFails);
  CHECK(trial.rejected == kPatch);
}

TEST_CASE("no folder of patches: no trials") {
  const ScratchFolder scratch;
  CHECK(try_patches(scratch / "none", scratch.path()).empty());
}

TEST_CASE("the version of vendored code comes from the code") {
  const ScratchFolder scratch;
  write_file(scratch / "expat.h", "#define XML_MAJOR_VERSION 2\n#define XML_MINOR_VERSION 8\n");
  write_file(scratch / "subprojects/lz4-1.10.0/LICENSE", "");
  Vendor expat, lz4;
  expat.name = "expat";
  expat.version = "2.7";
  expat.version_file = "expat.h";
  expat.version_patterns = {"MAJOR_VERSION ([0-9]+)", "MINOR_VERSION ([0-9]+)"};
  lz4.name = "lz4";
  lz4.version = "1.10.0";
  lz4.version_path = "^subprojects/lz4-([^/]+)/LICENSE$";
  CHECK(vendored_version(expat, scratch.path()).version == "2.8");
  CHECK(vendored_version(lz4, scratch.path()).version == "1.10.0");
  expat.version_patterns.back() = "MICRO ([0-9]+)";
  CHECK(vendored_version(expat, scratch.path()).problem == "expat.h: no line matches 'MICRO ([0-9]+)'");
}
