// What a release says of itself: bill of materials, provenance, notes.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "checkout/description.hpp"
#include "golden.hpp"
#include "manifest/components.hpp"
#include "release/statement.hpp"
#include "report/release_report.hpp"
#include "system/files.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

TEST_CASE("bills of materials are as their golden files say") {
  check_goldens("sbom", [](const std::string& text) {
    return sbom_text(json::parse(text), {"2026-11-23T07:20:33Z", "0.1.0"});
  });
}

TEST_CASE("statements are as their golden files say") {
  check_goldens("statement", [](const std::string& text) {
    const json manifest = json::parse(text);
    return statement_text({&manifest,
                           {{"pylon-1.0.0-tiny-wasm32-wasip1.zip", std::string(64, 'a')}},
                           "0123456789abcdef0123456789abcdef01234567",
                           {{"pylonctl", "build", "tiny"}},
                           "0.1.0"});
  });
}

TEST_CASE("release notes are as their golden files say") {
  check_goldens("release_notes", [](const std::string& text) {
    const json given = json::parse(text);
    NotesInputs inputs{"1.0.0",
                       "2026-11-23",
                       given["previous"],
                       "0123456789abcdef",
                       given.value("copy", false),
                       given.value("signature", ""),
                       given.value("compiler", ""),
                       given.value("targets", std::vector<std::string>()),
                       {}};
    for (const json& variant : given["variants"])
      inputs.variants.push_back({variant["manifest"], variant["previous"], {}});
    return notes_text(inputs);
  });
}

TEST_CASE("release notes say which files run alone") {
  json alone = json::parse(
      read_file(PYLON_SOURCE_DIR "/tests/golden/release_notes/first.in"))["variants"][0]["manifest"];
  NotesInputs inputs{"1.0.0", "2026-11-23", "", "0123456789abcdef",    false,
                     "",      "",           {}, {{alone, nullptr, {}}}};
  alone["inside"] = {{"files", 3}};
  inputs.variants.push_back({alone, nullptr, {}});
  const std::string name = alone["identity"]["variant"];
  CHECK_THAT(notes_text(inputs), ContainsSubstring("runs alone in " + name + ", `lib/` (to be mounted"));
  inputs.variants.erase(inputs.variants.begin());
  CHECK_THAT(notes_text(inputs), ContainsSubstring("`pylon.wasm`, which runs alone, `lib/`"));
}

TEST_CASE("a bill of materials says how it was made, and its number follows from its content") {
  json manifest{
      {"identity",
       {{"variant", "v"}, {"version", "1.0.0"}, {"description", "d"}, {"target", "t"}, {"git", "g"}}},
      {"file", {{"sha256", "s"}}},
      {"manifest_digest", "m"},
      {"components", json::array()}};
  const json sbom = json::parse(sbom_text(manifest, {"2026-11-23T00:00:00Z", "9.9"}));
  CHECK(sbom_setting(sbom, "x").timestamp == "2026-11-23T00:00:00Z");
  CHECK(sbom_setting(sbom, "x").tool_version == "9.9");
  CHECK(json::parse(sbom_text(manifest, {"2026-11-23T00:00:00Z", "9.9"})) == sbom);
  CHECK(json::parse(sbom_text(manifest, {"2026-11-23T00:00:01Z", "9.9"}))["serialNumber"] !=
        sbom["serialNumber"]);
  CHECK_THROWS_WITH(sbom_setting(json::object(), "x.cdx.json"), ContainsSubstring("x.cdx.json"));
  CHECK(utc_timestamp(0) == "1970-01-01T00:00:00Z");
  CHECK(utc_timestamp(1'700'000'000) == "2023-11-14T22:13:20Z");
}

TEST_CASE("package URLs name where a source comes from") {
  Source source;
  source.name = "zlib";
  source.version = "1.3.1+dfsg";
  source.sha256 = std::string(64, 'f');
  source.places = {{"debian-source", "", "trixie", "zlib", "", ""}};
  CHECK(purl_of(source) == "pkg:generic/zlib@1.3.1%2Bdfsg?checksum=sha256:" + std::string(64, 'f'));
  source.places.insert(source.places.begin(), {"url", "https://example.org/z.tar.gz?a=b", "", "", "", ""});
  CHECK(purl_of(source).ends_with("&download_url=https:%2F%2Fexample.org%2Fz.tar.gz%3Fa%3Db"));
  source.places = {{"debian", "", "trixie", "wasi-libc", "0.0~git-2", ""}};
  CHECK(purl_of(source) == "pkg:deb/debian/wasi-libc@0.0~git-2?distro=trixie");
  source.places = {{"pypi", "", "", "numpy", "2.5.5", ""}};
  source.version = "2.5.5";
  CHECK(purl_of(source) == "pkg:pypi/numpy@2.5.5");
  source.places = {{"crate", "", "", "wasi-preview1-component-adapter-provider", "2.5.5", ""}};
  CHECK(purl_of(source) == "pkg:cargo/wasi-preview1-component-adapter-provider@2.5.5");
  Sdk sdk;
  sdk.llvm = 21;
  sdk.llvm_version = "1:21.1.8-3~bpo13+2";
  CHECK(llvm_origin(sdk).purl == "pkg:deb/debian/llvm-toolchain-21@1:21.1.8-3~bpo13%2B2?arch=source");
  sdk.kind = SdkKind::kGiven;
  sdk.version = "wasi-sdk 34.0";
  sdk.llvm_version = "22.1.0";
  sdk.libc_version = "abc";
  CHECK(llvm_origin(sdk).purl == "pkg:github/webassembly/wasi-sdk@wasi-sdk-34.0");
  CHECK(llvm_origin(sdk).version == "22.1.0");
  CHECK(libc_origin(sdk, {}).version == "abc");
  sdk.version = "SDK without a VERSION file, clang 22";
  sdk.libc_version.clear();
  CHECK(llvm_origin(sdk).purl == "pkg:generic/llvm@22.1.0");
  CHECK(libc_origin(sdk, {}).purl == "pkg:generic/wasi-libc");
}

namespace {

struct LinkedSample {
  Catalog catalog = parse_catalog(json::parse(R"json({"packages": {
        "cpython": {"licence": "Python-2.0.1", "cpe": "python:python", "vendors_of": "3.13.5", "vendors": {
          "expat": {"version": "2.7.1", "licence": "MIT", "purl": "pkg:github/libexpat/libexpat", "cpe": "e:e",
                    "objects": ["libexpat.a(*"], "licence_files": []},
          "blake2": {"licence": "CC0-1.0", "purl": "pkg:github/BLAKE2/BLAKE2", "objects": ["*(blake2?_impl.o)"],
                     "licence_files": []}}},
        "bare": {"licence": "MIT"}, "tzdata": {"licence": "Apache-2.0", "python": true},
        "zlib": {"licence": "Zlib"}}})json"),
                                  "catalog.json");
  Variant variant;
  json attribution = json::parse(R"({"rows": [
      {"name": "zlib", "kind": "module", "package": "zlib", "code": 1, "data": 0, "other": 0},
      {"name": "wasi-libc", "kind": "runtime", "code": 1, "data": 0, "other": 0}]})");
  std::string symbols = "# pylon symbols 1\nfunction\tzlib\tlibz.a(inflate.o)\tinflate\t1\t0\n";
  std::map<std::string, Origin> origins{
      {"cpython", {"3.13.5", "pkg:c@3.13.5", "c0"}}, {"bare", {"1", "pkg:b@1", ""}},
      {"tzdata", {"2026", "pkg:t@2026", ""}},        {"zlib", {"1.3", "pkg:z@1.3", ""}},
      {"wasi-libc", {"0.0", "pkg:w@0.0", ""}},       {"libc++", {"19", "pkg:l@19", ""}}};

  LinkedSample() { variant.packages = {"bare", "cpython", "tzdata", "zlib"}; }

  json components() const {
    return components_json({&variant, &catalog, origins, {{"wasi-libc", "MIT"}}, &attribution, symbols});
  }
  std::string names() const {
    std::string text;
    for (const json& one : components())
      text += one["name"].get<std::string>() +
              (one.contains("version") ? "@" + one["version"].get<std::string>() : "") + " ";
    return text;
  }
};

}  // namespace

TEST_CASE("components are what was linked or copied to lib/, nothing else") {
  LinkedSample sample;
  CHECK(sample.names() == "cpython@3.13.5 tzdata@2026 wasi-libc@0.0 zlib@1.3 ");
  sample.symbols +=
      "data\tpyexpat\tlibexpat.a(xmlparse.o)\tx\t1\t0\nfunction\t_blake2\tlibpython3.13.a(blake2b_impl.o)"
      "\ty\t1\t0\n";
  CHECK(sample.names() == "blake2 cpython@3.13.5 expat@2.7.1 tzdata@2026 wasi-libc@0.0 zlib@1.3 ");
  const json expat = sample.components()[2];
  CHECK(expat["of"] == "cpython");
  CHECK(expat["purl"] == "pkg:github/libexpat/libexpat@2.7.1");
  CHECK(expat["cpe"] == "cpe:2.3:a:e:e:2.7.1:*:*:*:*:*:*:*");
  // Nobody has looked which expat another CPython brings.
  sample.origins["cpython"].version = "3.14.0";
  CHECK(sample.names() == "blake2 cpython@3.14.0 expat tzdata@2026 wasi-libc@0.0 zlib@1.3 ");
  CHECK_FALSE(sample.components()[2].contains("cpe"));
  sample.origins.erase("wasi-libc");
  CHECK_THROWS_WITH(sample.components(), ContainsSubstring("'wasi-libc'"));
}
