#include "variant/module_needs.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "system/files.hpp"
#include "variant/setup_local.hpp"

using namespace pylon;
using nlohmann::json;

namespace {

const json kPackages = {
    {"cpython",
     {{"licence", "Python-2.0.1"},
      {"stock", true},
      {"modules",
       {{"_struct", json::object()},
        {"_zoneinfo", {{"needs", {"_struct"}}}},
        {"binascii", {{"needs", {"zlib"}}}},
        {"new", {{"cpython", ">=3.14"}, {"needs", {"_struct"}}}}}}}},
    {"extra",
     {{"licence", "MIT"}, {"modules_need", {"binascii"}}, {"modules", {{"extra.fast", json::object()}}}}},
    {"zlib", {{"licence", "Zlib"}, {"stock", true}, {"modules", {{"zlib", json::object()}}}}}};

const json kBase = {{"description", "All."},       {"abstract", true},
                    {"cpython", "3.13.5"},         {"packages", {"cpython", "zlib"}},
                    {"optimize", json::object()},  {"wasm_opt", json::array()},
                    {"old_name", ""},              {"memory", {{"stack_bytes", 65536}, {"initial_bytes", 131072}}},
                    {"gate", {{"require_modules", {"_str*"}}}}};

Catalog catalog_of(const json& packages) { return parse_catalog({{"packages", packages}}, "catalog.json"); }

// The catalogue owns the modules that the variant names.
Variant load(json fields, const Catalog& catalog, const json& base = kBase) {
  const json schema = parse_json(read_file(PYLON_SOURCE_DIR "/variants/variant.schema.json"), "schema");
  fields["description"] = "x";
  if (!fields.contains("extends")) fields["extends"] = "base";
  const std::map<std::string, json> files{
      {"x", fields}, {"base", base}, {"lean", {{"extends", "base"}, {"description", "y"}, {"drop", {{"zlib", "small"}, {"binascii", "it needs zlib"}}}}}};
  return load_variant(
      "x", [&](const std::string& name) { return files.at(name).dump(); }, {"base", "lean", "x"}, catalog, schema);
}

std::string refusal(const json& fields, const json& base = kBase) {
  try {
    load(fields, catalog_of(kPackages), base);
  } catch (const Error& error) {
    return error.message() + "\n" + error.advice();
  }
  return "";
}

}  // namespace

TEST_CASE("a module that a kept one needs cannot be left out, and the advice mends it") {
  CHECK(refusal({{"drop", {{"zlib", "small"}}}}) ==
        "variants/x.json: /drop/zlib: the module 'binascii' needs 'zlib'\n"
        "take 'zlib' out of /drop in variants/x.json, or drop all that needs it: binascii");
  CHECK(refusal({{"drop", {{"zlib", "small"}, {"binascii", "small"}}}}).empty());
  // What needs the needy goes too.
  CHECK(refusal({{"packages", {"extra"}}, {"drop", {{"zlib", "small"}}}}) ==
        "variants/x.json: /drop/zlib: the module 'binascii' needs 'zlib'\n"
        "take 'zlib' out of /drop in variants/x.json, or drop all that need it: binascii, extra.fast");
  CHECK(refusal({{"packages", {"extra"}}, {"drop", {{"zlib", "a"}, {"binascii", "a"}, {"extra.fast", "a"}}}}).empty());
}

TEST_CASE("who left the needed module out is named, and what brings it back") {
  CHECK(refusal({{"extends", "lean"}, {"keep", {{"binascii", "asked for"}}}}) ==
        "variants/lean.json: /drop/zlib: the module 'binascii' needs 'zlib'\n"
        "add the package 'zlib' to /packages in variants/x.json, or drop all that needs it: binascii");
  CHECK(refusal({{"extends", "lean"}, {"packages", {"zlib"}}, {"keep", {{"binascii", "asked for"}}}}).empty());
  json base = kBase;
  base["packages"] = {"cpython"};
  CHECK(refusal(json::object(), base) ==
        "variants/x.json: /packages: the module 'binascii' needs 'zlib', whose package 'zlib' is not among the "
        "packages\nadd the package 'zlib' to /packages in variants/x.json, or drop all that needs it: binascii");
}

TEST_CASE("what the gate requires cannot be dropped; modules of another CPython need nothing") {
  CHECK(refusal({{"drop", {{"_struct", "a"}, {"_zoneinfo", "a"}}}}) ==
        "variants/x.json: /drop/_struct: the gate requires '_struct' ('_str*' in /gate/require_modules of "
        "variants/base.json)\n"
        "take '_struct' out of /drop, or give variants/x.json a /gate/require_modules of its own without it");
  CHECK(refusal({{"drop", {{"_struct", "a"}, {"_zoneinfo", "a"}}},
                 {"gate", {{"require_modules", {"binascii"}}}}}).empty());
}

TEST_CASE("a need of the catalogue that nothing has is refused") {
  json packages = kPackages;
  packages["cpython"]["modules"]["binascii"]["needs"] = {"zlb"};
  try {
    parse_catalog({{"packages", packages}}, "catalog.json");
    FAIL("it was taken");
  } catch (const Error& error) {
    CHECK(error.message() ==
          "catalog.json: /packages/cpython/modules/binascii: it needs an unknown module 'zlb' (did you mean 'zlib'?)");
  }
}

TEST_CASE("compare_with names another variant that there is") {
  CHECK(load({{"compare_with", "lean"}}, catalog_of(kPackages)).compare_with == "lean");
  CHECK(refusal({{"compare_with", "x"}}).starts_with("variants/x.json: /compare_with: a variant cannot be compared"));
  CHECK(refusal({{"compare_with", "laen"}})
            .starts_with("variants/x.json: /compare_with: unknown variant 'laen' (did you mean 'lean'?)"));
}

TEST_CASE("another package in the catalogue changes no Setup.local, and a reason no line of it") {
  json more = kPackages;
  more["other"] = {{"licence", "MIT"}, {"modules", {{"other.quick", json::object()}}}};
  const json fields = {{"drop", {{"_zoneinfo", "no zones"}}}};
  const auto text = [&](const json& variant, const json& packages) {
    const Catalog catalog = catalog_of(packages);
    return setup_local(load(variant, catalog), catalog);
  };
  CHECK(text(fields, more) == text(fields, kPackages));
  const json reworded = {{"drop", {{"_zoneinfo", "zones = none; *static*"}}}};
  CHECK(text(reworded, kPackages) != text(fields, kPackages));
  CHECK(active_lines(text(reworded, kPackages)) == active_lines(text(fields, kPackages)));
  CHECK(active_lines("# c\n\n*static*\na b.c  $(X) # why\n") == "*static*\na b.c $(X)\n");
}
