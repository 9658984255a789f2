#include "base/text.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace pylon;

TEST_CASE("a word is matched to the nearest candidate, or to none when all are far") {
  const std::vector<std::string> words{"lean", "fat", "base"};
  CHECK(nearest_word("leen", words) == "lean");
  CHECK(nearest_word("fta", words) == "fat");
  CHECK(nearest_word("LEAN", words) == "lean");
  CHECK(nearest_word("something", words).empty());
}

TEST_CASE("a glob matches the whole of a text") {
  CHECK(glob_matches("numpy*", "numpy"));
  CHECK(glob_matches("numpy*", "numpy.random.mtrand"));
  CHECK_FALSE(glob_matches("numpy*", "my.numpy"));
  CHECK(glob_matches("numpy.*", "numpy.random.mtrand"));
  CHECK_FALSE(glob_matches("numpy.*", "numpy"));
  CHECK(glob_matches("_sha?", "_sha3"));
  CHECK_FALSE(glob_matches("_sha?", "_sha"));
  CHECK_FALSE(glob_matches("zlib", "zlibx"));
  CHECK_FALSE(glob_matches("zlibx", "zlib"));
  CHECK(glob_matches("*a*b", "xaab"));
  CHECK(glob_matches("*a*b", "ab b"));
  CHECK_FALSE(glob_matches("*a*b", "abc"));
  CHECK(glob_matches("", ""));
  CHECK_FALSE(glob_matches("", "x"));
  CHECK(glob_matches("**", ""));
  CHECK(glob_matches("[a]", "[a]"));
  // Many stars take no time that a user would notice.
  CHECK_FALSE(glob_matches("*a*a*a*a*a*a*a*a*b", std::string(2000, 'a')));
}

TEST_CASE("numbers are grouped by thousands") {
  CHECK(with_thousands(0) == "0");
  CHECK(with_thousands(999) == "999");
  CHECK(with_thousands(7069154) == "7,069,154");
}

TEST_CASE("a unified diff shows hunks with three lines of context") {
  CHECK(unified_diff("a\n", "a\n", "old", "new").empty());
  const std::string old_text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
  const std::string new_text = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n";
  CHECK(unified_diff(old_text, new_text, "old", "new") ==
        "--- old\n+++ new\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  CHECK(unified_diff("", "x\n", "old", "new") == "--- old\n+++ new\n@@ -0,0 +1,1 @@\n+x\n");
}

TEST_CASE("lines and words are split without empty leftovers") {
  CHECK(split_lines("a\n\nb\n") == std::vector<std::string>{"a", "", "b"});
  CHECK(split_lines("").empty());
  CHECK(split_words("  a \t b") == std::vector<std::string>{"a", "b"});
}

TEST_CASE("text is broken between words") {
  CHECK(wrap("a bb\nccc  d", 6) == "a bb\nccc d");
  CHECK(wrap("a longer-than-that b", 5) == "a\nlonger-than-that\nb");
  CHECK(wrap("exact ly", 8) == "exact ly");
  CHECK(wrap("", 8).empty());
}

TEST_CASE("a unified diff says which side has no line end at its end") {
  CHECK(unified_diff("a\nb", "a\nb\n", "x", "y") ==
        "--- x\n+++ y\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
}
