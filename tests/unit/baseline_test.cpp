#include "manifest/baseline.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "gate_sample.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

Baseline first() {
  return *record_baseline(std::nullopt, GateSample().manifest, {"2026-11-01", "the first", "abc"});
}

}  // namespace

TEST_CASE(
    "a baseline is read back, satisfies its committed schema, and keeps the history, the newest first") {
  const Baseline one = first();
  CHECK(one.variant == "tiny");
  CHECK(one.note() == "2026-11-01: the first");
  json manifest = one.manifest;
  manifest["file"]["bytes"] = 20'000;
  const Baseline two = *record_baseline(one, manifest, {"2026-11-23", "  a larger zlib\n", "def-dirty"});
  CHECK(two.history.size() == 2);
  CHECK(two.history[0] == json{{"date", "2026-11-23"},
                               {"reason", "a larger zlib"},
                               {"git", "def-dirty"},
                               {"raw", 20'000},
                               {"gzip", 4'000},
                               {"brotli", 3'000},
                               {"sha256", std::string(64, '3')}});
  CHECK(two.history[1] == one.history[0]);
  const std::string text = baseline_text(two);
  const Baseline again = read_baseline(text, "baseline.json");
  CHECK(baseline_text(again) == text);
  CHECK(again.manifest == manifest);
  const std::string file = "src/manifest/baseline.schema.json";
  const json schema = parse_json(read_file(fs::path(PYLON_SOURCE_DIR) / file), file);
  CHECK_NOTHROW(validate_json(json::parse(text), schema, "baseline.json"));
}

TEST_CASE("the same manifest is not recorded twice, even from another state of the checkout") {
  const Baseline one = first();
  json manifest = one.manifest;
  CHECK_FALSE(record_baseline(one, manifest, {"2026-11-23", "again", "abc"}));
  manifest["identity"]["git"] = "another";
  CHECK_FALSE(record_baseline(one, manifest, {"2026-11-23", "again", "abc"}));
  manifest["features"]["used"] = {"simd128"};
  CHECK(record_baseline(one, manifest, {"2026-11-23", "again", "abc"}));
}

TEST_CASE("a blank reason is refused, also when nothing changed") {
  const Baseline one = first();
  for (const char* reason : {"", "  ", "\t\n"}) {
    CHECK_THROWS_WITH(record_baseline(std::nullopt, one.manifest, {"2026-11-23", reason, "abc"}),
                      ContainsSubstring("the reason is empty"));
    CHECK_THROWS_AS(record_baseline(one, one.manifest, {"2026-11-23", reason, "abc"}), Error);
  }
}

TEST_CASE("what is no baseline of this version is refused by number or by JSON path") {
  const json good = json::parse(baseline_text(first()));
  const auto error_of = [](const json& document) -> std::string {
    try {
      read_baseline(document.dump(), "b.json");
    } catch (const Error& error) {
      return error.message();
    }
    return "";
  };
  CHECK(error_of(good).empty());
  json bad = good;
  bad["baseline_version"] = 2;
  bad["new_field"] = 1;
  CHECK(error_of(bad) == "b.json: /baseline_version: 2 is newer than this pylonctl reads (1)");
  bad = good;
  bad["mood"] = 1;
  bad["manifest"]["identity"]["mood"] = 1;
  CHECK(read_baseline(bad.dump(), "b.json").unknown ==
        std::vector<std::string>{"/mood", "/manifest/identity/mood"});
  bad = good;
  bad["history"][0]["raw"] = "many";
  CHECK(error_of(bad) == "b.json: /history/0/raw: must be an integer, but is a string");
  bad = good;
  bad["history"] = json::array();
  CHECK(error_of(bad) == "b.json: /history: must not be empty");
  bad = good;
  bad["manifest"]["manifest_version"] = 9;
  CHECK_THAT(error_of(bad), ContainsSubstring("b.json: /manifest: manifest_version 9 is newer"));
  bad = good;
  bad["manifest"]["identity"]["variant"] = "fat";
  CHECK(error_of(bad) == "b.json: /manifest/identity/variant: 'fat' in a baseline of 'tiny'");
  for (const char* number : {"raw", "gzip", "brotli"}) {
    bad = good;
    bad["history"][0][number] = 7;
    CHECK(error_of(bad) == "b.json: /manifest/file is not what /history/0 says of it");
  }
  CHECK_THAT(error_of(good["manifest"]), ContainsSubstring("not a baseline: it has no baseline_version"));
  CHECK_THAT(error_of(json::array()), ContainsSubstring("not a baseline"));
}

TEST_CASE("a baseline of another variant is refused with what to do") {
  CHECK_NOTHROW(check_baseline_of(first(), "tiny", "b.json"));
  CHECK_THROWS_WITH(check_baseline_of(first(), "lean", "b.json"),
                    ContainsSubstring("b.json: /variant: this is a baseline of 'tiny', not of 'lean'"));
}
