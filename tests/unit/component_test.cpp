#include "wasm/component.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "manifest/module_facts.hpp"
#include "report/manifest_summary.hpp"
#include "report/section_table.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"
#include "wasm/custom_section.hpp"
#include "wasm_builder.hpp"

using namespace pylon;
using namespace wasm_builder;
using Catch::Matchers::ContainsSubstring;

namespace {

Buffer component(const std::vector<Buffer>& sections) {
  return cat({{0, 'a', 's', 'm', 13, 0, 1, 0}, cat(sections)});
}

const Buffer kEmpty = module({});
const std::string kExit = "wasi:cli/exit@0.2.12";

// With a function's import in each pair, all of one type: (i32) -> ().
Buffer importing(const std::vector<std::pair<std::string, std::string>>& functions,
                 const std::vector<Buffer>& more = {}) {
  std::vector<Buffer> imports;
  for (const auto& [from, function] : functions) imports.push_back(cat({name(from), name(function), {0, 0}}));
  return module({section(1, list({{0x60, 1, kI32, 0}})), section(2, list(imports)), cat(more)});
}

// As wasm-tools makes one: a program, an adapter, and what they ask of the host.
Buffer command() {
  const Buffer program = importing({{"wasi_snapshot_preview1", "fd_write"}, {kExit, "exit-with-code"}},
                                   {section(5, list({Buffer{0, 2}})), custom("note", Buffer(100, 1))});
  const Buffer adapter = importing({{"wasi:io/streams@0.2.12", "write"}, {kExit, "[resource-drop]error"}});
  const Buffer instance{5, 0};
  return component({section(10, list({cat({{0}, name(kExit), instance})})), section(1, program),
                    section(10, list({cat({{1}, name("wasi:io/streams@0.2.12"), instance}),
                                      cat({{0}, name("wasi:io/poll@0.2.12"), instance})})),
                    section(1, adapter), section(7, list({})), section(7, list({})),
                    section(11, list({cat({{0}, name("wasi:cli/run@0.2.12"), {5, 0, 0}})}))});
}

}  // namespace

TEST_CASE("the core modules of a component are found, those in nested components too") {
  const Buffer inner = component({section(7, list({})), section(1, kEmpty)});
  const Buffer bytes =
      component({section(1, kEmpty), custom("note", {1}), section(4, inner), section(1, kEmpty)});
  const auto found = wasm::core_modules(bytes);
  REQUIRE(found.size() == 3);
  CHECK(found[0].offset == 10);
  CHECK(found[0].size == 8);
  CHECK(found[0].depth == 0);
  CHECK(found[1].offset == 10 + 8 + 8 + 2 + 8 + 3 + 2);
  CHECK(found[1].depth == 1);
  CHECK(found[2].offset == bytes.size() - 8);
  std::string names;
  for (const wasm::Section& section : wasm::read_component_sections(bytes)) names += section.name + ", ";
  CHECK(names == "core module, note, component, core module, ");
}

TEST_CASE("a component is told from a module and from anything else") {
  CHECK(wasm::is_component(component({})));
  CHECK_FALSE(wasm::is_component(kEmpty));
  CHECK_FALSE(wasm::is_component(Buffer{0, 'a', 's', 'm', 13, 0, 1}));
  CHECK_FALSE(wasm::is_component(text("!<arch>\n")));
}

TEST_CASE("a component cut at any byte is an error with an offset, or one with fewer sections") {
  const Buffer bytes = component({section(4, component({section(1, kEmpty)})), section(1, kEmpty)});
  std::size_t whole = 0;
  for (std::size_t length = 8; length < bytes.size(); ++length) {
    try {
      wasm::core_modules(wasm::Bytes(bytes).first(length));
      ++whole;
    } catch (const Error& error) {
      CHECK(std::string(error.what()).starts_with("at byte "));
    }
  }
  CHECK(whole == 2);  // the header alone, and after the nested component
}

TEST_CASE("a malformed component is refused with its offset") {
  const auto refused = [](const Buffer& bytes, const std::string& why) {
    CHECK_THROWS_WITH(wasm::core_modules(bytes), ContainsSubstring(why));
  };
  refused(component({section(13, {})}), "at byte 8 (0x8): unknown section id 13 of a component");
  refused(component({{1, 9, 0}}), "core module section: 9 bytes are asked for, 1 are left");
  refused(cat({{0, 'a', 's', 'm', 12, 0, 1, 0}}), "at byte 4 (0x4): unknown version 12 of components");
  refused(component({section(4, kEmpty)}), "at byte 10 (0xa): not a WebAssembly component");
  Buffer deep = component({});
  for (int depth = 0; depth < 40; ++depth) deep = component({section(4, deep)});
  refused(deep, "components are nested more than 32 deep");
}

TEST_CASE("the facts of a component are those of the core modules in it") {
  const MappedFile file(PYLON_SOURCE_DIR "/tests/golden/wasm/component.wasm");
  const nlohmann::json facts = file_facts(file.bytes());
  CHECK(facts["component"] == true);
  CHECK(facts["bytes"] == file.bytes().size());
  REQUIRE(facts["core_modules"].size() == 4);
  CHECK(facts["core_modules"][0]["features"]["used"] == nlohmann::json{"sign-ext"});
  CHECK(facts["core_modules"][1]["features"]["used"] == nlohmann::json{"bulk-memory"});
  CHECK(facts["core_modules"][2]["depth"] == 2);
  CHECK(facts["core_modules"][3]["interface"]["imports"][0]["name"] == "g");
  const std::string text = file_summary(facts);
  CHECK_THAT(text, ContainsSubstring("a component of 257 bytes with 4 core modules\n"));
  CHECK_THAT(text, ContainsSubstring("core module at byte 68, 39 bytes, in a nested component\n"));
  CHECK_THAT(text, ContainsSubstring("defines:    1 type, 1 function\n"));
}

TEST_CASE("an error in a nested core module says where that module is") {
  Buffer bytes = component({section(1, module({section(5, {1, 1, 2, 1})}))});
  CHECK_THROWS_WITH(file_facts(bytes), ContainsSubstring("limits: maximum 1 below minimum 2") &&
                                           ContainsSubstring("in the core module that begins at byte 10"));
}

TEST_CASE("a module's facts say what it defines and who made it") {
  const MappedFile file(PYLON_SOURCE_DIR "/tests/golden/wasm/every_section.wasm");
  const nlohmann::json facts = file_facts(file.bytes());
  CHECK(facts["component"] == false);
  CHECK(facts["start"] == 1);
  CHECK(facts["counts"]["element_segments"] == 4);
  CHECK(facts["producers"][1] == nlohmann::json{{"field", "sdk"}, {"name", "wasi"}, {"version", "24"}});
  const std::string text = file_summary(facts);
  CHECK_THAT(text, ContainsSubstring("start:      function 1\n"));
  CHECK_THAT(text, ContainsSubstring("made by:    C11, wasi 24, clang 19.1.7\n"));
}

TEST_CASE("a section table adds up to the file, in text and JSON") {
  const Buffer bytes = module({custom("a\"\\\x1B[31m", {}), section(5, list({Buffer{0, 1}}))});
  CHECK(section_table(bytes, false) ==
        "sections:\n               8  header\n              11  a\"\\\\u001b[31m (custom)\n"
        "               5  memory\n              24  together\n");
  const auto document = nlohmann::json::parse(section_table(bytes, true));
  CHECK(document["bytes"] == 24);
  CHECK(document["component"] == false);
  CHECK(document["sections"] == file_facts(bytes)["sections"]);
  CHECK(section_table(bytes, true) == document.dump(2) + "\n");
  CHECK_THAT(section_table(component({section(1, kEmpty)}), false), ContainsSubstring("10  core module\n"));
  CHECK_THROWS_WITH(section_table(Buffer{0}, false), ContainsSubstring("too short"));
}

TEST_CASE("a mapped file is its bytes") {
  const ScratchFolder folder;
  write_file(folder / "some.wasm", "bytes");
  write_file(folder / "empty.wasm", "");
  const MappedFile some(folder / "some.wasm");
  CHECK(std::string(some.bytes().begin(), some.bytes().end()) == "bytes");
  CHECK(MappedFile(folder / "empty.wasm").bytes().empty());
  CHECK_THROWS_WITH(MappedFile(folder / "none.wasm"),
                    ContainsSubstring("cannot open") && ContainsSubstring("none.wasm"));
  CHECK_THROWS_WITH(MappedFile(folder / "."), ContainsSubstring("it is not a regular file"));
}

TEST_CASE("the program in a component is its largest core module") {
  const Buffer bytes = command();
  const wasm::Bytes program = wasm::main_module(bytes);
  CHECK(wasm::custom_section(program, "note").has_value());
  CHECK(wasm::main_module(kEmpty).data() == kEmpty.data());
  CHECK(wasm::main_module(component({})).empty());
}

TEST_CASE("what a component asks of its host, and gives to it") {
  const Buffer type{3, 0, 5}, resource{3, 1}, core{0, 0x11, 2}, value{2, 1, 0x7f};
  const Buffer bytes =
      component({section(10, list({cat({{0}, name("a"), type}), cat({{0}, name("b"), resource}),
                                   cat({{0}, name("c"), core}), cat({{0}, name("d"), value}),
                                   cat({{2}, name("e:f/g@0.2"), name(".12"), {5, 1}})})),
                 section(11, list({cat({{0}, name("run"), {1, 3, 1, 1, 4}})}))});
  const wasm::ComponentInterface interface = wasm::component_interface(bytes);
  std::string text;
  for (const auto* list : {&interface.imports, &interface.exports}) {
    for (const wasm::ComponentExternal& entry : *list) text += entry.name + ": " + entry.kind + ", ";
  }
  CHECK(text == "a: type, b: type, c: core module, d: value, e:f/g@0.2: instance, run: func, ");
  const auto refused = [](const Buffer& import, const std::string& why) {
    CHECK_THROWS_WITH(wasm::component_interface(component({section(10, list({import}))})),
                      ContainsSubstring(why));
  };
  refused(cat({{3}, name("a"), type}), "at byte 11 (0xb): unknown form 0x03 of a name");
  refused(cat({{0}, name("a"), {6, 0}}), "unknown kind 0x06");
  refused(cat({{0}, name("a"), {0, 0x10, 0}}), "a core kind other than module");
  refused(cat({{0}, name("a"), {3, 2}}), "unknown bound 0x02");
}

TEST_CASE("the manifest's facts of a component are what its host sees") {
  const Buffer bytes = command();
  const nlohmann::json facts = module_facts(bytes);
  CHECK(facts["features"]["used"] == nlohmann::json{"component-model"});
  CHECK(facts["memory"]["memories"][0]["initial_pages"] == 2);
  CHECK(facts["interface"]["exports"][0] ==
        nlohmann::json{{"name", "wasi:cli/run@0.2.12"}, {"kind", "instance"}});
  std::string imports, sections;
  for (const auto& entry : facts["interface"]["imports"])
    imports += entry["module"].get<std::string>() + "." + entry["name"].get<std::string>() + " ";
  CHECK(imports ==
        kExit + ".exit-with-code wasi:io/streams@0.2.12.write wasi:io/poll@0.2.12. ");  // by kind first
  std::size_t sum = 0;
  for (const auto& section : facts["sections"]) {
    sections += section["name"].get<std::string>() + " ";
    sum += section["bytes"].get<std::size_t>();
  }
  CHECK(sections == "header import core module core module type export ");
  CHECK(sum == bytes.size());
  CHECK_THROWS_WITH(module_facts(component({})), ContainsSubstring("no core module"));
}

TEST_CASE("an import gets another name, and all else stays") {
  const Buffer before = importing({{"a", "b"}, {"wasi_snapshot_preview1", "proc_exit"}, {"c", "d"}},
                                  {custom("note", {1, 2, 3})});
  const std::string after =
      wasm::renamed_import(before, {"wasi_snapshot_preview1", "proc_exit"}, {kExit, "exit-with-code"});
  const Buffer expected =
      importing({{"a", "b"}, {kExit, "exit-with-code"}, {"c", "d"}}, {custom("note", {1, 2, 3})});
  CHECK(after == wasm::as_text(expected));
  CHECK_THROWS_WITH(wasm::renamed_import(before, {"a", "x"}, {"y", "z"}),
                    "the module does not import, once, a.x");
  CHECK_THROWS_WITH(wasm::renamed_import(before, {"a", "b"}, {"c", "d"}), "the module imports already c.d");
}
