#include "variant/variant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "checkout/build_inputs.hpp"
#include "golden.hpp"
#include "system/files.hpp"
#include "variant/setup_local.hpp"

using namespace pylon;
using nlohmann::json;

namespace {

json read_json(const std::string& relative) {
  return parse_json(read_file(fs::path(PYLON_SOURCE_DIR) / relative), relative);
}

// An .in file: `--- NAME` starts the text of variants/NAME.json; the first one is loaded.
struct Files {
  std::vector<std::string> names;  // as written
  std::map<std::string, std::string> texts;
};

Files split_files(const std::string& text) {
  Files files;
  for (const std::string& line : split_lines(text)) {
    if (line.starts_with("--- ")) {
      files.names.push_back(line.substr(4));
    } else {
      files.texts[files.names.back()] += line + "\n";
    }
  }
  return files;
}

Variant load(const Files& files, const Catalog& catalog) {
  return load_variant(
      files.names.front(), [&](const std::string& name) { return files.texts.at(name); }, files.names,
      catalog, read_json("variants/variant.schema.json"));
}

std::string describe(const GateSetting& gate) {
  std::string text;
  for (const auto& [name, limit] : gate.growth) {
    text += fmt::format("gate growth {}: {} bytes, {} %, on 1,000,000: {}\n", name, limit.bytes.value_or(0),
                        limit.per_cent.value_or(0), limit.of(1'000'000));
  }
  const auto list = [&](const char* name, const std::vector<std::string>& globs) {
    if (!globs.empty()) text += fmt::format("gate {}: {}\n", name, join(globs, " "));
  };
  list("require", gate.require_modules);
  list("forbid", gate.forbid_modules);
  list("imports", gate.imports.value_or(std::vector<std::string>{}));
  list("features", gate.features.value_or(std::vector<std::string>{}));
  for (const GateOverride& each : gate.overrides) {
    text +=
        fmt::format("gate override {} {} until {}: {}\n", each.rule, each.subject, each.until, each.reason);
  }
  for (const auto& [path, file] : gate.origins) {
    if (path.starts_with("/gate")) text += fmt::format("{} from {}\n", path, file);
  }
  return text;
}

std::string describe(const Variant& variant) {
  std::string text = fmt::format("name: {}\ndescription: {}\nfiles: {}\ncpython: {}\npackages: {}\n",
                                 variant.name, variant.description, join(variant.files, " "), variant.cpython,
                                 join(variant.packages, " "));
  for (const auto& [recipe, flags] : variant.optimize)
    text += fmt::format("optimize {}: {}\n", recipe, flags);
  text += fmt::format("wasm_opt: {}\nstack: {} bytes\ninitial memory: {} bytes\nold name: {}\n",
                      join(variant.wasm_opt, " "), variant.stack_bytes, variant.initial_memory_bytes,
                      variant.old_name);
  for (const auto& [kind, bytes] : variant.budgets) text += fmt::format("budget {}: {} bytes\n", kind, bytes);
  text += describe(variant.gate);
  for (const ModuleChoice& choice : variant.modules) {
    text += fmt::format("{} {} ({}){}\n", choice.kept ? '+' : '-', choice.module->name, choice.file,
                        choice.kept ? "" : ": " + choice.reason);
  }
  return text;
}

Catalog golden_catalog() {
  return parse_catalog(read_json("tests/golden/variant/catalog.json"), "catalog.json");
}

}  // namespace

TEST_CASE("variant files become a variant, or an error that names file, path and the right word") {
  const Catalog catalog = golden_catalog();
  check_goldens("variant", [&](const std::string& text) {
    const Variant variant = load(split_files(text), catalog);
    return describe(variant) + "\n" + setup_local(variant, catalog);
  });
}

TEST_CASE("a variant says how its compiled files are checked") {
  const Catalog catalog = golden_catalog();
  Files files = split_files(read_file(fs::path(PYLON_SOURCE_DIR) / "tests/golden/variant/extends.in"));
  CHECK(load(files, catalog).pyc == "unchecked-hash");
  std::string& text = files.texts.at(files.names.front());
  text.insert(text.find('{') + 1, R"("pyc": "checked-hash",)");
  CHECK(load(files, catalog).pyc == "checked-hash");
  text.replace(text.find("checked-hash"), 12, "timestamps");
  CHECK_THROWS_AS(load(files, catalog), Error);
}

TEST_CASE("another CPython has its own modules") {
  const Catalog catalog = golden_catalog();
  const Files files = split_files(read_file(fs::path(PYLON_SOURCE_DIR) / "tests/golden/variant/extends.in"));
  const auto has = [&](const std::string& cpython, const std::string& name) {
    const Variant variant = load_variant(
        "lean", [&](const std::string& each) { return files.texts.at(each); }, files.names, catalog,
        read_json("variants/variant.schema.json"), cpython);
    return std::any_of(variant.modules.begin(), variant.modules.end(),
                       [&](const ModuleChoice& choice) { return choice.module->name == name; });
  };
  CHECK_FALSE(has("", "_hmac"));
  CHECK(has("3.14.10", "_hmac"));
}

TEST_CASE("the committed variants load, and lean drops exactly NumPy's modules") {
  const Catalog catalog = parse_catalog(read_json("Modules/catalog.json"), "Modules/catalog.json");
  const auto committed = [&](const std::string& name) {
    return load_variant(
        name,
        [](const std::string& each) {
          return read_file(fs::path(PYLON_SOURCE_DIR) / "variants" / (each + ".json"));
        },
        {"base", "fat", "lean"}, catalog, read_json("variants/variant.schema.json"));
  };
  CHECK(committed("base").abstract);
  const Variant lean = committed("lean");
  CHECK_FALSE(lean.abstract);
  for (const ModuleChoice& choice : lean.modules) {
    INFO(choice.module->name);
    CHECK(choice.kept == (choice.module->package != "numpy"));
    CHECK(choice.kept == choice.reason.empty());
  }
  const Variant fat = committed("fat");
  for (const ModuleChoice& choice : fat.modules) CHECK(choice.kept);
  CHECK(lean.gate.forbid_modules == std::vector<std::string>{"numpy*"});
  CHECK(fat.gate.forbid_modules.empty());
  // A list replaces its parent's: what base requires, fat must repeat.
  for (const std::string& glob : lean.gate.require_modules) {
    INFO(glob);
    CHECK(std::ranges::count(fat.gate.require_modules, glob) == 1);
  }
  for (const Variant& variant : {lean, fat})
    CHECK(variant.budgets.size() == (variant.library.is_inside() ? 6U : 5U));
}

TEST_CASE("a level is the same variant with another wasm-opt and a folder of its own") {
  Variant variant;
  variant.name = "lean";
  variant.wasm_opt = {"-Oz"};
  variant.levels = {{"dev", {}}, {"quick", {"-O1"}}};
  CHECK(at_level(variant, "").title() == "lean");
  CHECK(at_level(variant, "release").title() == "lean");
  CHECK(at_level(variant, "release").wasm_opt == variant.wasm_opt);
  CHECK(at_level(variant, "quick").wasm_opt == std::vector<std::string>{"-O1"});
  CHECK(at_level(variant, "quick").title() == "lean-quick");
  CHECK(at_level(variant, "dev").wasm_opt.empty());
  try {
    at_level(variant, "quik");
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(std::string(error.what()).find("did you mean 'quick'?") != std::string::npos);
  }
}

TEST_CASE("the committed Setup.local and registry files are current") {
  const Catalog catalog = parse_catalog(read_json("Modules/catalog.json"), "Modules/catalog.json");
  for (const std::string name : {"lean", "fat"}) {
    const Variant variant = load_variant(
        name,
        [](const std::string& each) {
          return read_file(fs::path(PYLON_SOURCE_DIR) / "variants" / (each + ".json"));
        },
        {"base", "fat", "lean"}, catalog, read_json("variants/variant.schema.json"));
    const fs::path root = PYLON_SOURCE_DIR, folder = root / "Modules" / name;
    CHECK(read_file(folder / "Setup.local") == setup_local(variant, catalog));
    CHECK(read_file(folder / kRegistryFile) ==
          registry_source(variant, package_versions(variant, catalog, load_lock(root / "toolchain"))));
  }
}

// The fields `more` of a variant that extends one with a library and a snapshot inside.
struct Child {
  Catalog catalog = parse_catalog(read_json("tests/golden/variant/catalog.json"), "catalog.json");

  Variant operator()(const std::string& more) const {
    const std::string base =
        R"({"description": "b", "version": "1.0.0", "cpython": "3.13.5", "packages": ["cpython"],
      "optimize": {"default": "-Os"}, "wasm_opt": [], "memory": {"stack_bytes": 65536, "initial_bytes": 131072},
      "old_name": "", "library": {"where": "inside"}, "snapshot": ["json", "re"]})";
    return load({{"child", "base"},
                 {{"child", R"({"extends": "base", "description": "c")" + more + "}"}, {"base", base}}},
                catalog);
  }
  std::string refusal(const std::string& more) const {
    try {
      (*this)(more);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
};

TEST_CASE("a snapshot is inherited, undone, and refused where it cannot be") {
  const Child child;
  CHECK(child("").snapshot == std::vector<std::string>{"json", "re"});
  CHECK(child(R"(, "snapshot": [])").snapshot->empty());
  CHECK_FALSE(child(R"(, "snapshot": false)").snapshot);
  CHECK(child.refusal(R"(, "snapshot": ["json", "random"])").find("/snapshot/1: 'random'") !=
        std::string::npos);
  CHECK(child.refusal(R"(, "library": {"where": "folder"})").find("/snapshot: it is taken") !=
        std::string::npos);
  CHECK_FALSE(child.refusal(R"(, "snapshot": ["a b"])").empty());
  CHECK_FALSE(child.refusal(R"(, "snapshot": true)").empty());
}

TEST_CASE("a variant is a module unless it says that it is a component") {
  const Child child;
  CHECK_FALSE(child("").component.is_one);
  CHECK(child("").target() == std::string("wasm32-wasip1"));
  const Variant component = child(R"(, "form": "component")");
  CHECK(component.target() == std::string("wasm32-wasip2"));
  CHECK(component.component.words() == "component, ends with any code");
  CHECK_FALSE(component.component.ends_with_one());
  CHECK(child(R"(, "form": "component", "exit_with_code": false)").component.ends_with_one());
  CHECK(child.refusal(R"(, "exit_with_code": false)").find("/exit_with_code: a module ends with any code") !=
        std::string::npos);
  CHECK_FALSE(child.refusal(R"(, "form": "dynamic")").empty());
}
