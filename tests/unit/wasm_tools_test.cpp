// The readers against LLVM's own tools, on objects that clang makes now. Skipped where these are not
// installed.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cctype>
#include <cstdlib>
#include <set>

#include "base/text.hpp"
#include "object_definitions.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"
#include "system/process.hpp"
#include "wasm/feature_set.hpp"
#include "wasm/symbols.hpp"

using namespace pylon;

namespace {

// Twice the same code; LEGACY changes a type in it, EXTRA shifts every index, offset and string's place.
constexpr const char* kSource = R"(
#ifdef EXTRA
const char *extra_text(int n) { static const char *const t[] = {"more", "strings"}; return t[n & 1]; }
double extra(double (*f)(double), double x) { return f(x) / 2; }
#endif
#ifdef LEGACY
typedef int result;
#else
typedef long long result;
#endif
extern int report(const char *, int);
static int counter;
const char *const names[] = {"one", "two"};
static int step(int n) { return n ? report("step", counter++) + step(n - 1) : 0; }
__attribute__((weak)) int weakly(void) { return 1; }
int use(int (*f)(int), int n) { return f(n) + step(n) + names[n & 1][0] + weakly(); }
result draw(result n) { return n * 3; }
result half(int n) { return (result)n / 2; }
)";

std::string output_of(const std::vector<std::string>& argv) {
  Command command;
  command.argv = argv;
  command.time_limit = std::chrono::seconds(60);
  const Outcome outcome = run_process(command);
  INFO(outcome.output);
  REQUIRE(outcome.ok());
  return outcome.output;
}

void need_tools() {
  for (const char* tool : {"clang-19", "llvm-nm-19", "llvm-objdump-19", "llvm-ar-19"}) {
    if (!find_program(tool)) SKIP(tool << " is not installed");
  }
}

std::string compile(const ScratchFolder& folder, const std::string& name,
                    const std::vector<std::string>& flags) {
  write_file(folder / "source.c", kSource);
  std::vector<std::string> argv{
      "clang-19", "--target=wasm32-wasip1", "-O1", "-c", (folder / "source.c").string(),
      "-o",       (folder / name).string()};
  argv.insert(argv.end(), flags.begin(), flags.end());
  output_of(argv);
  return read_file(folder / name);
}

wasm::Bytes as_bytes(const std::string& content) {
  return {reinterpret_cast<const std::uint8_t*>(content.data()), content.size()};
}

// "TYPE 16" for each section that is not a custom one, as llvm-objdump -h lists them.
std::vector<std::string> objdump_sections(const std::string& file) {
  std::vector<std::string> sections;
  for (const std::string& line : split_lines(output_of({"llvm-objdump-19", "-h", file}))) {
    const std::vector<std::string> words = split_words(line);
    const bool row = words.size() >= 4 && std::isdigit(static_cast<unsigned char>(words[0][0])) != 0;
    if (!row || std::islower(static_cast<unsigned char>(words[1][0])) != 0) continue;
    sections.push_back(words[1] + " " + std::to_string(std::stoul(words[2], nullptr, 16)));
  }
  return sections;
}

}  // namespace

TEST_CASE("sections are those that llvm-objdump lists", "[tools]") {
  need_tools();
  const ScratchFolder folder;
  const std::string object = compile(folder, "a.o", {});
  std::vector<std::string> ours;
  for (const wasm::Section& section : wasm::read_sections(as_bytes(object))) {
    if (section.id == 0) continue;
    std::string name = section.name == "data_count" ? "datacount" : section.name;
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    ours.push_back(name + " " + std::to_string(section.size));
  }
  CHECK(ours == objdump_sections((folder / "a.o").string()));
}

TEST_CASE("definitions are those that llvm-nm lists", "[tools]") {
  need_tools();
  const ScratchFolder folder;
  const std::string object = compile(folder, "a.o", {"-DEXTRA"});
  std::set<std::string> ours;
  for (const wasm::Definition& found : wasm::read_definitions(as_bytes(object))) {
    ours.insert((found.weak ? "W " : found.data ? "D " : "T ") + found.symbol);
  }
  std::set<std::string> theirs;
  const std::string listing =
      output_of({"llvm-nm-19", "--defined-only", "--extern-only", (folder / "a.o").string()});
  for (const std::string& line : split_lines(listing)) {
    const std::vector<std::string> words = split_words(line);
    if (words.size() == 3) theirs.insert(words[1] + " " + words[2]);
  }
  CHECK(ours == theirs);
}

TEST_CASE("members are those that llvm-ar puts into an archive", "[tools]") {
  need_tools();
  const ScratchFolder folder;
  const std::string name = "a_member_with_a_name_of_more_than_sixteen_bytes.o";
  const std::string object = compile(folder, name, {});
  for (const char* format : {"gnu", "bsd"}) {
    const std::string archive = (folder / (std::string(format) + ".a")).string();
    output_of({"llvm-ar-19", std::string("--format=") + format, "rcsD", archive, (folder / name).string()});
    const std::string content = read_file(archive);
    const auto members = wasm::read_archive(as_bytes(content));
    REQUIRE(members.size() == 1);
    CHECK(members[0].name == name);
    CHECK(std::ranges::equal(members[0].bytes.first(object.size()), as_bytes(object)));
  }
}

TEST_CASE("code compiled twice has twins only where it really differs", "[tools]") {
  need_tools();
  const ScratchFolder folder;
  const std::string plain = compile(folder, "plain.o", {});
  const std::string shifted = compile(folder, "shifted.o", {"-DEXTRA"});
  const std::string legacy = compile(folder, "legacy.o", {"-DLEGACY", "-DEXTRA"});
  CHECK(wasm::find_twins({{"plain", as_bytes(plain)}, {"shifted", as_bytes(shifted)}}).empty());
  const auto twins = wasm::find_twins({{"plain", as_bytes(plain)}, {"legacy", as_bytes(legacy)}});
  REQUIRE(twins.size() == 2);
  CHECK(twins[0].symbol == "draw");
  CHECK(twins[0].difference == "other signature");
  CHECK(twins[1].symbol == "half");
  CHECK(twins[1].difference == "other signature");
}

TEST_CASE("features that clang is told to use are found in its code", "[tools]") {
  need_tools();
  const ScratchFolder folder;
  const auto used = [&](const std::vector<std::string>& flags) {
    write_file(folder / "f.c", "signed char c; float f; int g(void) { return c + (int)f; }");
    std::vector<std::string> argv{
        "clang-19", "--target=wasm32-wasip1", "-O1", "-c", (folder / "f.c").string(),
        "-o",       (folder / "f.o").string()};
    argv.insert(argv.end(), flags.begin(), flags.end());
    output_of(argv);
    return wasm::used_features(as_bytes(read_file(folder / "f.o")));
  };
  const auto has = [](const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
  };
  CHECK(has(used({"-mnontrapping-fptoint"}), "nontrapping-fptoint"));
  CHECK_FALSE(has(used({"-mno-nontrapping-fptoint"}), "nontrapping-fptoint"));
}
