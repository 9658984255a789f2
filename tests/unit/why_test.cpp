#include "manifest/why.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "report/size_report.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace pylon;
using nlohmann::json;

namespace {

json row(const char* name, const char* kind, const char* package, int code, int data) {
  return {{"name", name}, {"kind", kind}, {"package", package}, {"code", code}, {"data", data}, {"other", 0}};
}

json manifest(const json& rows) {
  return {{"attribution", {{"rows", rows}}},
          {"modules",
           {{"built_in", {"_json", "zlib"}},
            {"absent", {{{"name", "_ssl"}, {"reason", "needs OpenSSL (no package in the catalogue)"}}}}}},
          {"stdlib", {{"modules", {{"json", 700}}}, {"packages", {{"tzdata", 90}}}}}};
}

// lean drops numpy, which fat has; both have _json of CPython, and zlib with its library.
struct World {
  Catalog catalog;
  Variant lean;
  WhyInput input;

  World() {
    for (const char* name : {"cpython", "numpy", "zlib"}) catalog.packages.emplace_back().name = name;
    catalog.packages[1].needs = {"cpython"};
    const auto add = [&](const char* name, const char* package) -> Module& {
      Module& module = catalog.modules.emplace_back();
      module.name = name;
      module.package = package;
      return module;
    };
    catalog.modules.reserve(4);
    add("_json", "cpython").stock = true;
    add("gc", "cpython").required = true;
    add("numpy.fft", "numpy");
    add("zlib", "zlib").note = "compresses";
    lean.name = "lean";
    lean.packages = {"cpython", "zlib"};
    lean.stdlib_exclude = {{"turtle.py", "needs tkinter"}};
    for (const Module& module : catalog.modules) {
      const bool kept = module.package != "numpy";
      lean.modules.push_back({&module, kept, kept ? "" : "too large",
                              kept ? "variants/base.json" : "variants/lean.json", kept ? "" : module.name});
    }
    input.variant = &lean;
    input.catalog = &catalog;
    input.manifests["lean"] =
        manifest({row("_json", "module", "cpython", 30, 4), row("zlib", "module", "zlib", 10, 1),
                  row("zlib (library)", "library", "zlib", 100, 11)});
    input.manifests["fat"] = manifest(json::array({row("numpy.fft", "module", "numpy", 1000, 200)}));
    input.importers["_json"] = {"python3.13/json/decoder.py"};
    input.library = {{"python3.13/json/__init__.py", 300},
                     {"python3.13/json/decoder.py", 250},
                     {"python3.13/json/__pycache__/decoder.cpython-313.pyc", 150},
                     {"python3.13/json/notes.txt", 5},
                     {"python3.13/site-packages/tzdata/__init__.py", 90}};
  }

  Why why(const std::string& name) const { return explain_presence(input, name); }
  std::string text(const std::string& name) const { return why_text(why(name), std::nullopt, std::nullopt); }
};

}  // namespace

TEST_CASE("a module that is there: who asked for it, who imports it, what it takes", "[why]") {
  CHECK(World().text("_json") ==
        "_json (built-in module) is in lean\n"
        "  because     variants/base.json asks for the package cpython, which it belongs to\n"
        "              it is one of CPython's own modules\n"
        "  imported by lib/python3.13/json/decoder.py\n"
        "  takes       34 bytes: code 30, data 4\n"
        "  exactly     pylonctl why lean _json --measure   builds it without and compares\n");
  CHECK_THAT(World().text("gc"), ContainsSubstring("cannot be dropped"));
}

TEST_CASE("a package's library goes with its only module", "[why]") {
  const Why why = World().why("zlib");
  REQUIRE(why.rows.size() == 2);
  CHECK(why.rows[1].row == "zlib (library)");
  CHECK(why.note == "compresses");
}

TEST_CASE("a module or package that is not there: who dropped it, and what it takes elsewhere", "[why]") {
  CHECK(World().text("numpy") ==
        "numpy (package) is not in lean\n"
        "  because     variants/lean.json drops it: too large\n"
        "  would take  1,200 bytes in fat: code 1,000, data 200\n"
        "  exactly     pylonctl why lean numpy --measure   builds it with and compares\n");
  CHECK_FALSE(World().why("numpy.fft").present);
  CHECK(World().why("_ssl").because ==
        std::vector<std::string>{"needs OpenSSL (no package in the catalogue)"});
}

TEST_CASE("Python code of lib/, and what was left out of it", "[why]") {
  const Why decoder = World().why("json.decoder");
  CHECK(decoder.present);
  CHECK(decoder.library_bytes == 400);
  CHECK(World().why("json").library_bytes == 705);
  CHECK(World().why("tzdata").kind == "Python package");
  const Why turtle = World().why("turtle");
  CHECK_FALSE(turtle.present);
  CHECK_THAT(turtle.because.front(), ContainsSubstring("needs tkinter"));
}

TEST_CASE("what a start has already, and what its import took", "[why]") {
  World world;
  world.input.manifests["lean"]["snapshot"] = {{"imports", {{"json", 748408}}},
                                               {"modules", {"json", "_json"}}};
  CHECK_THAT(why_text(explain_presence(world.input, "json"), {}, {}),
             ContainsSubstring("748,408 bytes of the snapshot's heap"));
  CHECK_THAT(why_text(explain_presence(world.input, "_json"), {}, {}),
             ContainsSubstring("it is in the snapshot"));
  CHECK(why_json(explain_presence(world.input, "zlib")).at("in_snapshot") == false);
}

TEST_CASE("a part of a package that is there need not be there", "[why]") {
  CHECK_THROWS_WITH(World().why("json.decodr"), ContainsSubstring("did you mean 'json.decoder'?"));
  CHECK_THROWS_AS(World().why("json.nosuch_at_all"), Error);
  CHECK_THROWS_AS(World().why("jso"), Error);
}

TEST_CASE("names that a module gives to another one are there", "[why]") {
  World world;
  CHECK_THROWS_AS(world.why("os.path"), Error);
  world.input.library.push_back({"python3.13/posixpath.py", 70});
  const Why path = world.why("os.path");
  CHECK(path.present);
  CHECK(path.library_bytes == 70);
  CHECK_THAT(path.because.front(), ContainsSubstring("another name of posixpath"));
}

TEST_CASE("what every interpreter has is there, though no catalogue names it", "[why]") {
  World world;
  world.input.manifests["lean"]["attribution"]["rows"].push_back(row("_pylon_build", "own", "", 20, 3));
  const Why build = world.why("_pylon_build");
  CHECK(build.present);
  CHECK(build.kind == "built-in module");
  REQUIRE(build.rows.size() == 1);
  CHECK(build.rows[0].code == 20);
  CHECK_THAT(why_text(build, {}, {}), !ContainsSubstring("--measure"));
  CHECK_THAT(why_text(world.why("_json"), {}, {}), ContainsSubstring("--measure"));
  CHECK(world.why("_frozen_importlib").kind == "frozen module");
}

TEST_CASE("an unknown name is an error with the nearest known one", "[why]") {
  CHECK_THROWS_WITH(World().why("JSON"), ContainsSubstring("did you mean 'json'?"));
  CHECK_THROWS_WITH(World().why("numpy.nosuch"), ContainsSubstring("pylonctl why lean numpy"));
  CHECK_THROWS_WITH(World().why("_jsonn"), ContainsSubstring("did you mean '_json'?"));
  World world;
  world.input.manifests.clear();
  CHECK_THROWS_WITH(world.why("decimal"), ContainsSubstring("pylonctl build lean"));
}

TEST_CASE("what two builds showed is told exactly", "[why]") {
  const World world;
  const FileSizes with{1000, 500, 400, 0, ""}, without{900, 510, 350, 0, ""};
  CHECK_THAT(why_text(world.why("_json"), std::nullopt, MeasuredCost{with, without}),
             ContainsSubstring("built with  and without it: 100 bytes, gzip -10, brotli 50\n"));
}
