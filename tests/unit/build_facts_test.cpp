#include "manifest/build_facts.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "wasm/custom_section.hpp"
#include "wasm_builder.hpp"

using namespace pylon;
using namespace wasm_builder;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

json sample_manifest() {
  return json::parse(R"({
    "identity": {"variant": "tiny", "version": "1.0.0", "cpython": "3.13.5", "target": "wasm32-wasip1",
                 "packages": {"cpython": "3.13.5"}, "git": "abc", "description": "A test.", "files": ["x"]},
    "inputs": {"sources": {"cpython 3.13.5": "00"}, "patches": [], "tools": {"binaryen": "120", "sdk": "é"},
               "flags": {"wasm-opt": "-Oz"}},
    "modules": {"built_in": ["sys", "_csv"], "absent": [{"name": "x", "reason": "y"}]},
    "file": {"sha256": "of the file itself"}
  })");
}

Buffer small_module() { return module({custom("a", {1, 2}), section(1, list({})), custom("z", {3})}); }

std::string as_string(const Buffer& bytes) { return std::string(wasm::as_text(bytes)); }

}  // namespace

TEST_CASE("the digest is of what is known before the link, in one spelling") {
  const std::string canonical =
      R"({"identity":{"cpython":"3.13.5","packages":{"cpython":"3.13.5"},"target":"wasm32-wasip1",)"
      R"("variant":"tiny","version":"1.0.0"},"inputs":{"flags":{},"patches":[],)"
      R"("sources":{"cpython 3.13.5":"00"},"tools":{"sdk":"é"}},"modules":{"built_in":["sys","_csv"]}})";
  CHECK(canonical_json(known_before_link(sample_manifest())) == canonical);
  CHECK(manifest_digest(sample_manifest()) == sha256_hex(canonical));
}

TEST_CASE("only what decides the link changes the digest") {
  const std::string digest = manifest_digest(sample_manifest());
  json same = sample_manifest();
  same["identity"]["git"] = "def-dirty";
  same["identity"]["description"] = "Another.";
  same["modules"]["absent"] = json::array();
  same["file"] = nullptr;
  same["inputs"]["tools"]["binaryen"] = "131";  // comes after the link
  same["inputs"]["flags"]["wasm-opt"] = "";
  CHECK(manifest_digest(same) == digest);
  for (const char* path : {"/identity/version", "/identity/packages/cpython", "/inputs/tools/sdk",
                           "/inputs/sources/cpython 3.13.5", "/modules/built_in/0"}) {
    INFO(path);
    json other = sample_manifest();
    other[json::json_pointer(path)] = "other";
    CHECK(manifest_digest(other) != digest);
  }
  json older = sample_manifest();
  older["identity"].erase("version");
  CHECK_THROWS_WITH(manifest_digest(older), ContainsSubstring("the manifest lacks something"));
}

TEST_CASE("a file's identity is read back from any copy") {
  const json facts = build_facts(sample_manifest());
  CHECK(canonical_json(facts) ==
        R"({"manifest_digest":")" + manifest_digest(sample_manifest()) +
            R"(","packages":{"cpython":"3.13.5"},"variant":"tiny","version":"1.0.0"})");
  CHECK(read_build_facts(small_module()) == std::nullopt);
  const std::string file = wasm::with_custom_section(small_module(), kBuildSection, canonical_json(facts));
  CHECK(read_build_facts(wasm::as_bytes(file)) == facts);
}

TEST_CASE("an identity of another shape is refused") {
  const auto with = [](const std::string& content) {
    return wasm::with_custom_section(small_module(), kBuildSection, content);
  };
  const auto refused = [&](const std::string& content, const std::string& words) {
    INFO(content);
    const std::string file = with(content);
    CHECK_THROWS_WITH(read_build_facts(wasm::as_bytes(file)), ContainsSubstring(words));
  };
  refused("", "custom section pylon.build");
  refused("{", "custom section pylon.build");
  refused("[]", "custom section pylon.build");
  refused(R"({"variant": "x"})", "version");
  json more = build_facts(sample_manifest());
  more["more"] = 1;
  refused(more.dump(), "more");
  more = build_facts(sample_manifest());
  more["manifest_digest"] = "0";
  refused(more.dump(), "/manifest_digest");
}

TEST_CASE("a custom section goes to the end, and replaces its like") {
  const std::string once = wasm::with_custom_section(small_module(), "new", "content");
  CHECK(once == as_string(module({custom("a", {1, 2}), section(1, list({})), custom("z", {3}),
                                  custom("new", text("content"))})));
  CHECK(wasm::with_custom_section(wasm::as_bytes(once), "new", "content") == once);
  const std::string other = wasm::with_custom_section(wasm::as_bytes(once), "a", "");
  CHECK(other == as_string(module({section(1, list({})), custom("z", {3}), custom("new", text("content")),
                                   custom("a", {})})));
  CHECK(wasm::as_text(*wasm::custom_section(wasm::as_bytes(other), "new")) == "content");
  CHECK_FALSE(wasm::custom_section(wasm::as_bytes(other), "b"));
}

TEST_CASE("two custom sections of one name, and what is no module") {
  const Buffer twice = module({custom("a", {}), custom("a", {})});
  CHECK_THROWS_WITH(wasm::custom_section(twice, "a"), ContainsSubstring("a second custom section a"));
  CHECK_THROWS_AS(wasm::with_custom_section(text("no module"), "a", ""), Error);
}
