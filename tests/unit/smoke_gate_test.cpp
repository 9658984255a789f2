// Every smoke starts with the canonical gate and ends in the canonical way, to the byte: each must run alone.
#include <catch2/catch_test_macros.hpp>

#include "checkout/artifact.hpp"
#include "run/smoke_suite.hpp"
#include "system/files.hpp"

using namespace pylon;

namespace {

const fs::path kSmokes = PYLON_SOURCE_DIR "/tests/smoke";

std::string part(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t start = text.find(from);
  const std::size_t end = text.find(to);
  if (start == std::string::npos || end == std::string::npos) return "";
  return text.substr(start, end + to.size() - start);
}

std::string gate_of(const std::string& text) {
  return part(text, "# ---- The canonical gate", "# ---- End of the gate.\n");
}

std::string end_of(const std::string& text) {
  const std::size_t start = text.rfind("print(f\"{passed}/{total} PASS\"");
  return start == std::string::npos ? "" : text.substr(start);
}

}  // namespace

TEST_CASE("every smoke has the canonical gate in its first lines, and the canonical end") {
  const std::string example = read_file(kSmokes / "wave11_shim_smoke.py");
  REQUIRE(gate_of(example).find("def check(label, thunk, requires=()):") != std::string::npos);
  REQUIRE(end_of(example).ends_with("\nsys.exit(0 if passed == total else 1)\n"));
  const std::vector<std::string> names = smoke_names(kSmokes, "");
  CHECK(names.size() >= 17);
  for (const std::string& name : names) {
    INFO(name);
    const std::string text = read_file(kSmokes / (name + ".py"));
    CHECK(gate_of(text) == gate_of(example));
    CHECK(end_of(text) == end_of(example));
    // One line of description stands before it.
    CHECK(text.find("\"\"\"\n# ---- The canonical gate") == text.find('\n') - 3);
  }
}
