#include "variant/catalog.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "system/files.hpp"

using namespace pylon;
using nlohmann::json;

namespace {

json read_json(const std::string& relative) {
  return parse_json(read_file(fs::path(PYLON_SOURCE_DIR) / relative), relative);
}

std::string catalog_error(const json& packages) {
  try {
    parse_catalog({{"packages", packages}}, "catalog.json");
  } catch (const Error& error) {
    return error.message();
  }
  return "";
}

json package(const json& modules) { return {{"licence", "MIT"}, {"modules", modules}}; }

}  // namespace

TEST_CASE("fields that are not given follow from the names") {
  const Catalog catalog = parse_catalog(
      {{"packages", {{"tool", package({{"tool._fast", json::object()}, {"tool.slow", json::object()}})}}}},
      "x");
  const Module& fast = *catalog.find_module("tool._fast");
  CHECK(fast.init == "PyInit__fast");
  CHECK(fast.package == "tool");
  CHECK_FALSE(fast.user_facing);
  CHECK(catalog.find_module("tool.slow")->user_facing);
  CHECK(catalog.find_package("tool")->recipe == "tool");
  CHECK(catalog.find_package("tool")->source == "tool");
  CHECK(catalog.find_module("tool.none") == nullptr);
}

TEST_CASE("two modules with one init function are refused by both names") {
  CHECK(catalog_error({{"a", package({{"a._types", json::object()}})},
                       {"b", package({{"b._types", json::object()}})}}) ==
        "catalog.json: /packages/b/modules/b._types: 'b._types' and 'a._types' (package 'a') have the same "
        "init function PyInit__types");
}

TEST_CASE("the same init function in versions that do not overlap is fine") {
  const json older = package({{"a._types", {{"cpython", "<3.14"}}}});
  CHECK(catalog_error({{"a", older}, {"b", package({{"b._types", {{"cpython", ">=3.14"}}}})}}).empty());
  CHECK_FALSE(catalog_error({{"a", older}, {"b", package({{"b._types", {{"cpython", ">=3.13"}}}})}}).empty());
}

TEST_CASE("a name that users can import must not contain _dynlink") {
  CHECK(
      catalog_error({{"a", package({{"foo_dynlink", json::object()}})}}) ==
      "catalog.json: /packages/a/modules/foo_dynlink: a name that users can import must not contain '_dynlink'");
  CHECK(catalog_error({{"a", package({{"_foo_dynlink_cap", json::object()}})}}).empty());
  // Not to be hidden by calling it private: whoever imports it sees its name.
  CHECK_FALSE(catalog_error({{"a", package({{"foo_dynlink", {{"user_facing", false}}}})}}).empty());
}

TEST_CASE("a package that needs an unknown one is refused with the nearest name") {
  CHECK(catalog_error({{"a", {{"licence", "MIT"}, {"needs", {"zlb"}}}}, {"zlib", {{"licence", "Zlib"}}}}) ==
        "catalog.json: /packages/a/needs/0: unknown package 'zlb' (did you mean 'zlib'?)");
}

TEST_CASE("versions of CPython are compared as numbers") {
  CHECK(cpython_matches("", "3.13.5"));
  CHECK(cpython_matches(">=3.14", "3.14.10"));
  CHECK_FALSE(cpython_matches(">=3.14", "3.9.1"));
  CHECK(cpython_matches("<3.14", "3.13.11"));
  CHECK_FALSE(cpython_matches("<3.14", "3.14.0"));
}

TEST_CASE("the committed catalogue follows its schema and has every module") {
  const json document = read_json("Modules/catalog.json");
  validate_json(document, read_json("Modules/catalog.schema.json"), "Modules/catalog.json");
  const Catalog catalog = parse_catalog(document, "Modules/catalog.json");
  const auto count = [&](const std::string& name) {
    return std::count_if(catalog.modules.begin(), catalog.modules.end(),
                         [&](const Module& each) { return each.package == name; });
  };
  CHECK(count("numpy") == 13);
  CHECK(count("nanoarrow") == 9);
  for (const char* name : {"zlib", "_bz2", "_lzma", "_sqlite3"}) {
    REQUIRE(catalog.find_module(name) != nullptr);
    CHECK(catalog.find_module(name)->stock);
  }
}
