#include "manifest/manifest.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "golden.hpp"
#include "manifest/attribution.hpp"
#include "manifest/library_facts.hpp"
#include "manifest/module_facts.hpp"
#include "report/manifest_summary.hpp"
#include "system/files.hpp"
#include "wasm_builder.hpp"

using namespace pylon;
using namespace wasm_builder;
using Catch::Matchers::ContainsSubstring;

namespace {

// Bytes written as hexadecimal numbers with spaces between them; "#" begins a comment.
Buffer from_hex(const std::string& text) {
  Buffer bytes;
  for (const std::string& line : split_lines(text)) {
    for (const std::string& word : split_words(line.substr(0, line.find('#')))) {
      bytes.push_back(static_cast<std::uint8_t>(std::stoul(word, nullptr, 16)));
    }
  }
  return bytes;
}

Buffer sample_wasm() {
  return module(
      {section(1, list({Buffer{0x60, 0, 0}})),
       section(2, list({cat({name("wasi_snapshot_preview1"), name("proc_exit"), {0, 0}}),
                        cat({name("wasi_snapshot_preview1"), name("fd_write"), {0, 0}})})),
       section(3, list({leb(0)})), section(5, list({cat({{0}, leb(640)})})),
       section(7, list({cat({name("memory"), {2, 0}}), cat({name("_start"), {0, 2}})})),
       section(10, list({sized({0, 0x41, 0, 0xC0, 0x1A, 0x0B})})),
       custom("target_features", list({cat({{'+'}, name("sign-ext")}), cat({{'+'}, name("bulk-memory")})}))});
}

// A small variant with everything that a manifest tells about.
struct Sample {
  Catalog catalog;
  Variant variant;
  Buffer wasm = sample_wasm();

  Sample() {
    for (const auto& [name, licence] :
         {std::pair("cpython", "PSF-2.0"), std::pair("numpy", "BSD-3-Clause")}) {
      Package& package = catalog.packages.emplace_back();
      package.name = package.recipe = package.source = name;
      package.licence = licence;
    }
    for (const char* name : {"_csv", "_zstd", "numpy.linalg.lapack_lite"})
      catalog.modules.emplace_back().name = name;
    variant.name = "tiny";
    variant.description = "A test.";
    variant.files = {"variants/tiny.json", "variants/base.json"};
    variant.cpython = "3.13.5";
    variant.packages = {"cpython", "numpy"};
    variant.stack_bytes = 8'388'608;
    variant.modules.push_back({&catalog.modules[0], true, "", "variants/base.json", ""});
    variant.modules.push_back({&catalog.modules[1], true, "", "variants/base.json", ""});
    variant.modules.push_back(
        {&catalog.modules[2], false, "too large", "variants/tiny.json", catalog.modules[2].name});
  }

  ManifestInputs inputs() const {
    ManifestInputs in;
    in.variant = &variant;
    in.catalog = &catalog;
    in.target = "wasm32-wasip1";
    in.git_state = "0123456789abcdef0123456789abcdef01234567-dirty";
    in.sources = {{"cpython 3.13.5", std::string(64, '1')}, {"numpy 2.5.5", std::string(64, '2')}};
    in.patches = {"numpy-2.5.5/01-arity.patch: functions with a C type other than their slot's"};
    in.tools = {{"clang", "19.1.7"}, {"wasm-opt", "120"}};
    in.flags = {{"cpython", "-O2"}, {"wasm-opt", "-Oz"}};
    in.licences = {{"wasi-libc", "MIT"}};
    in.cxx_exceptions = "abort";
    in.built_in = {"_csv", "builtins", "sys"};
    in.absent = absent_modules(variant, {{"_csv", "yes"}, {"_ssl", "missing"}, {"mmap", "n/a"}}, in.built_in);
    in.wasm = wasm;
    in.sizes = {wasm.size(), 90, 80, 85, std::string(64, '3')};
    in.hosts = parse_hosts(read_file(PYLON_SOURCE_DIR "/toolchain/hosts.json"), "hosts.json");
    Attribution attribution;
    attribution.rows = {{"CPython core", "core", "cpython", 10, 20, 0},
                        {"_csv", "module", "cpython", 5, 0, 0},
                        {"header", "format", "", 0, 0, wasm.size() - 35}};
    attribution.symbols = "# pylon symbols 1\n";
    in.attribution = attribution_json(attribution, wasm.size());
    in.library = library_json({{"python3.13/csv.py", 7}, {"python3.13/site-packages/numpy/x.py", 8}},
                              {{"_csv", {"python3.13/csv.py"}}}, {"_csv", "_queue"});
    return in;
  }
};

}  // namespace

TEST_CASE("manifests are as their golden files say") {
  check_goldens("manifest", [](const std::string& text) {
    Sample sample;
    sample.wasm = from_hex(text);
    return manifest_text(make_manifest(sample.inputs()));
  });
}

TEST_CASE("summaries of manifests are as their golden files say") {
  check_goldens("manifest_summary", [](const std::string& text) {
    return manifest_summary(read_manifest(text, "manifest.json"), "manifest.json");
  });
}

TEST_CASE("a manifest satisfies its committed schema") {
  const Sample sample;
  const nlohmann::json schema =
      parse_json(read_file(PYLON_SOURCE_DIR "/src/manifest/manifest.schema.json"), "manifest.schema.json");
  validate_json(make_manifest(sample.inputs()), schema, "manifest.json");
}

TEST_CASE("the same inputs give the same bytes") {
  CHECK(manifest_text(make_manifest(Sample().inputs())) == manifest_text(make_manifest(Sample().inputs())));
}

TEST_CASE("the sections of a manifest add up to the file") {
  const Sample sample;
  const nlohmann::json manifest = make_manifest(sample.inputs());
  std::uint64_t sum = 0;
  for (const auto& section : manifest["sections"]) sum += section["bytes"].get<std::uint64_t>();
  CHECK(sum == sample.wasm.size());
  CHECK(manifest["file"]["bytes"] == sum);
}

TEST_CASE("what does not belong together is refused") {
  const Sample sample;
  ManifestInputs inputs = sample.inputs();
  inputs.sizes.raw -= 1;
  CHECK_THROWS_WITH(make_manifest(inputs), ContainsSubstring("the sizes are those of another file"));
  inputs = sample.inputs();
  inputs.attribution["rows"][0]["code"] = 11;
  inputs.attribution["check"]["unexplained"] = -1;
  CHECK_THROWS_WITH(make_manifest(inputs), ContainsSubstring("the rows of the attribution add up to"));
  inputs = sample.inputs();
  inputs.sources.erase("numpy 2.5.5");
  CHECK_THROWS_WITH(make_manifest(inputs),
                    ContainsSubstring("package numpy: the manifest has no source called 'numpy'"));
}

TEST_CASE("an absent module has a reason that a user understands") {
  const Sample sample;
  const std::map<std::string, std::string> states{
      {"_csv", "yes"},          {"_ssl", "missing"},       {"_mystery", "missing"}, {"mmap", "n/a"},
      {"_sqlite3", "disabled"}, {"_testcapi", "disabled"}, {"xxlimited", "n/a"}};
  std::string text;
  for (const AbsentModule& module : absent_modules(sample.variant, states, {"_csv", "sys"})) {
    text += module.name + ": " + module.reason + "\n";
  }
  CHECK(text ==
        "_mystery: needs a library that CPython's configure did not find\n"
        "_sqlite3: switched off when CPython was configured\n"
        "_ssl: needs OpenSSL (no package in the catalogue)\n"
        "_testcapi: only for CPython's own tests\n"
        "_zstd: not a part of this CPython\n"
        "mmap: not available on WASI\n"
        "numpy.linalg.lapack_lite: dropped by variants/tiny.json: too large\n"
        "xxlimited: only for CPython's own tests\n");
}

TEST_CASE("a variant's own reason comes before that of configure") {
  Sample sample;
  sample.variant.modules[0].kept = false;
  sample.variant.modules[0].dropped = sample.variant.modules[0].module->name;
  sample.variant.modules[0].reason = "nobody reads CSV here";
  const auto absent = absent_modules(sample.variant, {{"_csv", "yes"}}, {});
  CHECK(absent.front().reason == "dropped by variants/base.json: nobody reads CSV here");
}

TEST_CASE("a manifest is read back, a newer one is refused by its number") {
  const Sample sample;
  const nlohmann::json manifest = make_manifest(sample.inputs());
  CHECK(read_manifest(manifest_text(manifest), "manifest.json") == manifest);
  CHECK_THROWS_WITH(read_manifest("{\"manifest_version\": 2}", "m.json"),
                    ContainsSubstring("m.json: manifest_version 2 is newer than this pylonctl reads (1)"));
  CHECK_THROWS_WITH(read_manifest("{\"manifest_version\": 0}", "m.json"),
                    ContainsSubstring("no manifest_version 0"));
  CHECK_THROWS_WITH(read_manifest("{\"manifest_version\": \"1\"}", "m.json"),
                    ContainsSubstring("not a manifest"));
  CHECK_THROWS_WITH(read_manifest("[]", "m.json"), ContainsSubstring("not a manifest"));
  nlohmann::json more = manifest;
  more["memory"]["stack"] = 1;
  CHECK_THROWS_WITH(read_manifest(more.dump(), "m.json"), ContainsSubstring("m.json: /memory"));
  std::vector<std::string> unknown;
  CHECK(read_manifest(more.dump(), "m.json", &unknown) == more);
  CHECK(unknown == std::vector<std::string>{"/memory/stack"});
  more["memory"]["stack_bytes"] = "many";
  CHECK_THROWS_WITH(read_manifest(more.dump(), "m.json", &unknown),
                    ContainsSubstring("/memory/stack_bytes"));
  CHECK(read_manifest(manifest_text(manifest), "m.json", &unknown) == manifest);
  CHECK(unknown.empty());
  CHECK_THROWS_WITH(manifest_summary({{"manifest_version", 1}}, "m.json"),
                    ContainsSubstring("not a complete manifest"));
}

TEST_CASE("a .wasm file alone can be summed up") {
  const std::string text = module_summary(module_facts(sample_wasm()));
  CHECK_THAT(text, ContainsSubstring("imports:    2 of wasi_snapshot_preview1: fd_write proc_exit\n"));
  CHECK_THAT(text, ContainsSubstring("memory:     41,943,040 bytes at the start\n"));
  CHECK_THAT(text, ContainsSubstring("features:   sign-ext\n"));
}
