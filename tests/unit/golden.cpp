#include "golden.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"

void check_goldens(const std::string& folder,
                   const std::function<std::string(const std::string& text)>& run) {
  const std::filesystem::path root = std::filesystem::path(PYLON_SOURCE_DIR) / "tests" / "golden" / folder;
  const bool update = std::getenv("UPDATE_GOLDEN") != nullptr;
  int cases = 0;
  for (const std::filesystem::path& file : pylon::list_tree(root)) {
    if (file.extension() != ".in") continue;
    ++cases;
    std::string actual;
    try {
      actual = run(pylon::read_file(root / file));
    } catch (const pylon::Error& error) {
      actual = std::string("error: ") + error.what() + "\n";
    }
    const std::filesystem::path out = (root / file).replace_extension(".out");
    if (update) {
      pylon::write_file(out, actual);
      continue;
    }
    INFO(file);
    const std::string expected = std::filesystem::exists(out) ? pylon::read_file(out) : "";
    CHECK(pylon::unified_diff(expected, actual, "expected", "actual") == "");
  }
  REQUIRE(cases > 0);
  if (update) SKIP("rewrote " << cases << " files in " << root.string());
}
