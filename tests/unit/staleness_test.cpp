// Whether an artifact still belongs to the project's files, and whether a manifest adds up.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "manifest/consistency.hpp"
#include "manifest/gate_facts.hpp"
#include "manifest/library_facts.hpp"

using namespace pylon;
using nlohmann::json;

namespace {

struct World {
  Catalog catalog;
  Variant variant;
  json manifest, known;

  World() {
    catalog.modules.reserve(3);
    for (const char* name : {"_json", "_new", "zlib"}) catalog.modules.emplace_back().name = name;
    catalog.modules[1].optional = true;
    variant.stack_bytes = 65536;
    variant.initial_memory_bytes = 131072;
    variant.stdlib_exclude = {{"turtle.py", "needs tkinter"}};
    for (const Module& module : catalog.modules)
      variant.modules.push_back({&module, true, "", "variants/x.json", ""});
    known = {{"identity", {{"variant", "x"}, {"packages", {{"cpython", "3.13.5"}}}}},
             {"inputs",
              {{"sources", {{"cpython 3.13.5", "aa"}}},
               {"patches", json::array()},
               {"flags", {{"wasm-opt", "-Oz"}}},
               {"tools", {{"binaryen", "120 bb"}, {"sdk", " "}}}}}};
    manifest = known;
    manifest["identity"]["git"] = "1234";
    manifest["inputs"]["tools"]["sdk"] = "Debian";
    manifest["modules"] = {{"built_in", {"_json", "zlib"}}};
    manifest["memory"] = {
        {"stack_bytes", 65536}, {"page_bytes", 65536}, {"memories", {{{"initial_pages", 2}}}}};
    manifest["stdlib"] = {{"modules", {{"json", 1}}}};
  }

  std::vector<std::string> paths() const {
    std::vector<std::string> list;
    for (const StaleFact& fact : stale_facts(manifest, known, variant)) list.push_back(fact.path);
    return list;
  }
};

using Paths = std::vector<std::string>;

json whole_manifest() {
  json manifest;
  manifest["file"] = {{"bytes", 100}, {"compressed", {{"gzip", 60}}}};
  manifest["sections"] = {{{"name", "header"}, {"bytes", 8}}, {{"name", "code"}, {"bytes", 92}}};
  manifest["attribution"] = {
      {"check", {{"file", 100}, {"rows", 100}, {"unexplained", 0}}},
      {"rows",
       {{{"name", "a"}, {"kind", "module"}, {"package", "p"}, {"code", 70}, {"data", 10}, {"other", 0}},
        {{"name", "b"}, {"kind", "format"}, {"package", ""}, {"code", 0}, {"data", 0}, {"other", 20}}}}};
  manifest["packages"] = {{"p", {{"code", 70}, {"data", 10}}}};
  manifest["memory"] = {
      {"stack_bytes", 65536}, {"page_bytes", 65536}, {"memories", {{{"initial_pages", 2}}}}};
  manifest["stdlib"] = {{"bytes", 10}, {"modules", {{"json", 4}}}, {"packages", {{"q", 6}}}};
  return manifest;
}

}  // namespace

TEST_CASE("what was changed after a build is named by its path in the manifest", "[stale]") {
  CHECK(World().paths().empty());
  World world;
  world.known["inputs"]["flags"]["wasm-opt"] = "-O3";
  world.known["inputs"]["flags"]["numpy"] = "-O2";
  world.known["identity"]["packages"]["numpy"] = "2.5.5";
  CHECK(world.paths() == Paths{"/identity/packages", "/inputs/flags/numpy", "/inputs/flags/wasm-opt"});
  const auto facts = stale_facts(world.manifest, world.known, world.variant);
  CHECK(facts.back().built == "-Oz");
  CHECK(facts.back().wanted == "-O3");
  CHECK(facts[1].built == "nothing");
}

TEST_CASE("of patches those that differ are named, by their digests", "[stale]") {
  World world;
  const auto patch = [](const char* file, const char* sha256, const char* reason = "a long story") {
    return json{{"file", file}, {"sha256", sha256}, {"reason", reason}};
  };
  world.manifest["inputs"]["patches"] = {patch("a-1/01.patch", "11"), patch("a-1/02.patch", "22"),
                                         patch("a-1/04.patch", "44")};
  world.known["inputs"]["patches"] = {patch("a-1/01.patch", "11"), patch("a-1/02.patch", "23"),
                                      patch("a-1/03.patch", "33")};
  CHECK(world.paths() == Paths{"/inputs/patches/a-1/02.patch", "/inputs/patches/a-1/03.patch",
                               "/inputs/patches/a-1/04.patch"});
  const auto facts = stale_facts(world.manifest, world.known, world.variant);
  CHECK(facts[0].built == "22");
  CHECK(facts[0].wanted == "23");
  CHECK(facts[1].built == "nothing");
  CHECK(facts[2].wanted == "nothing");
  // What it is for comes from the patch: another text of it is not what was built.
  world.known["inputs"]["patches"] = world.manifest["inputs"]["patches"];
  CHECK(world.paths().empty());
  world.manifest["inputs"]["patches"][1]["reason"] = "none";
  CHECK(world.paths() == Paths{"/inputs/patches/a-1/02.patch"});
}

TEST_CASE("how compiled files are checked belongs to what was built", "[stale]") {
  World world;
  world.variant.pyc = "checked-hash";
  CHECK(world.paths() == Paths{"/stdlib/pyc"});
  world.manifest["stdlib"]["pyc"] = "checked-hash";
  CHECK(world.paths().empty());
}

TEST_CASE("a profile of CPython that came, went or was made anew after a build makes it stale", "[stale]") {
  World world;
  const json made{{"state", "used"}, {"version", "3.13.5"}, {"sha256", "aa"}};
  world.known["inputs"]["cpython_profile"] = made;
  CHECK(world.paths() == Paths{"/inputs/cpython_profile"});
  world.manifest["inputs"]["cpython_profile"] = made;
  CHECK(world.paths().empty());
  world.manifest["inputs"]["cpython_profile"]["sha256"] = "bb";
  CHECK(world.paths() == Paths{"/inputs/cpython_profile"});
  world.known["inputs"].erase("cpython_profile");
  CHECK(world.paths() == Paths{"/inputs/cpython_profile"});
}

TEST_CASE("a file from a snapshot has as much memory as it uses", "[snapshot]") {
  World world;
  world.variant.initial_memory_bytes = 262144;
  CHECK(world.paths() == Paths{"/memory/memories/0"});
  world.variant.snapshot.emplace();
  CHECK(world.paths().empty());
}

TEST_CASE("modules, memory and what is left out of lib/ are the variant's too", "[stale]") {
  World world;
  world.variant.modules[0].kept = false;
  world.variant.modules[0].dropped = world.variant.modules[0].module->name;
  world.variant.stack_bytes = 131072;
  world.variant.initial_memory_bytes = 262144;
  world.manifest["stdlib"]["modules"]["turtle"] = 7;
  CHECK(world.paths() == Paths{"/modules/built_in/_json", "/memory/stack_bytes", "/memory/memories/0",
                               "/stdlib/modules/turtle"});
}

TEST_CASE("a manifest that does not add up is told where", "[consistency]") {
  CHECK(inconsistencies(whole_manifest()).empty());
  const auto wrong = [](auto change) {
    json manifest = whole_manifest();
    change(manifest);
    std::string paths;
    for (const Inconsistency& each : inconsistencies(manifest)) paths += each.path + " ";
    return paths;
  };
  CHECK(wrong([](json& m) { m["attribution"]["rows"].erase(1); }) == "/attribution/check/rows ");
  CHECK(wrong([](json& m) { m["attribution"]["rows"][0]["code"] = 71; }) ==
        "/attribution/check/rows /packages ");
  CHECK(wrong([](json& m) { m["sections"][1]["bytes"] = 91; }) == "/file/bytes ");
  CHECK(wrong([](json& m) { m["file"]["bytes"] = 110; }) == "/file/bytes /attribution/check/file ");
  CHECK(wrong([](json& m) { m["attribution"]["check"]["unexplained"] = 1; }) ==
        "/attribution/check/unexplained ");
  CHECK(wrong([](json& m) { m["memory"]["stack_bytes"] = 1 << 20; }) == "/memory/stack_bytes ");
  CHECK(wrong([](json& m) { m["stdlib"]["bytes"] = 9; }) == "/stdlib/bytes ");
  CHECK(wrong([](json& m) {
          m["licences"] = {{"zlib", "Zlib"}, {"libc", "MIT"}};
          m["components"] = {{{"name", "zlib"}, {"licence", "Zlib"}},
                             {{"name", "libc"}, {"of", "zlib"}, {"licence", "BSD"}}};
        }).empty());
  CHECK(wrong([](json& m) {
          m["licences"] = {{"zlib", "zlib"}};
          m["components"] = {{{"name", "zlib"}, {"licence", "Zlib"}}};
        }) == "/licences ");
  CHECK(wrong([](json& m) {
          m["licences"] = json::object();
          m["components"] = {{{"name", "zlib"}, {"licence", "Zlib"}}};
        }) == "/licences ");
  CHECK(wrong([](json& m) { m["attribution"]["why"] = {"no map"}; }) == "/attribution/why ");
  const json source{{"name", "zlib"}, {"version", "1"}, {"licence", "Zlib"}, {"sha256", "aa"}};
  CHECK(wrong([&](json& m) {
          m["components"] = {source};
          m["components"][0]["purl"] = "pkg:generic/zlib@1?checksum=sha256:ab&x=y";
        }) == "/components ");
  CHECK(wrong([&](json& m) {
          m["components"] = {source};
          m["components"][0]["purl"] = "pkg:generic/zlib@1?checksum=sha256:aa";
          m["inputs"]["sources"]["zlib 1"] = "ab";
        }) == "/components ");
  CHECK(wrong([](json& m) {
          m["attribution"]["rows"].push_back(m["attribution"]["rows"][1]);
          m["attribution"]["rows"][1]["other"] = 10;
          m["attribution"]["rows"][2]["other"] = 10;
        }) == "/attribution/rows ");
}

TEST_CASE("a lib/ is told from the one that was built, file by file", "[library]") {
  const LibraryDigests built{{"python3.13/os.py", "aa"}, {"python3.13/re.py", "bb"}};
  CHECK(library_differences(built, built).empty());
  CHECK(library_differences(built, {{"python3.13/os.py", "ab"}, {"python3.13/x.pyc", "cc"}}) ==
        Paths{"lib/python3.13/os.py is not what was built", "lib/python3.13/re.py is missing",
              "lib/python3.13/x.pyc was not built"});
  CHECK(library_digest(built) != library_digest({{"python3.13/os.py", "aa"}}));
}

TEST_CASE("the name that a file of lib/ is imported by", "[library]") {
  CHECK(module_of_file("python3.13/os.py") == "os");
  CHECK(module_of_file("python3.13/json/__init__.py") == "json");
  CHECK(module_of_file("python3.13/json/decoder.py") == "json.decoder");
  CHECK(module_of_file("python3.13/json/__pycache__/decoder.cpython-313.opt-1.pyc") == "json.decoder");
  CHECK(module_of_file("python3.13/__pycache__/os.cpython-313.pyc") == "os");
  CHECK(module_of_file("python3.13/site-packages/numpy/fft/x.txt") == "numpy.fft");
  CHECK(module_of_file("python3.13/LICENSE.txt").empty());
}
