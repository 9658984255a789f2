// Lines of lld/wasm/MapFile.cpp: "%8s %8x %8x " (address, offset, size), then what it is, indented by 8 for
// what an object brought into an output section, and by 16 for each of its symbols.
#include "wasm/linker_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"

namespace pylon::wasm {
namespace {

constexpr std::string_view kTitle = "    Addr      Off     Size Out     In      Symbol";

struct Line {
  std::uint64_t address = 0, size = 0;
  std::size_t indent = 0;
  std::string_view text;
};

std::string_view next_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  const std::string_view word = line.substr(0, line.find(' '));
  line.remove_prefix(word.size());
  return word;
}

std::optional<Line> parse_line(std::string_view line) {
  Line parsed;
  std::uint64_t offset = 0;
  const std::string_view address = next_word(line);
  if (address != "-" && !parse_number(address, parsed.address, 16)) return std::nullopt;
  if (!parse_number(next_word(line), offset, 16) || !parse_number(next_word(line), parsed.size, 16))
    return std::nullopt;
  if (line.size() < 2) return std::nullopt;
  line.remove_prefix(1);
  parsed.indent = std::min(line.find_first_not_of(' '), line.size());
  parsed.text = line.substr(parsed.indent);
  return parsed;
}

// "lib/libc.a(exit.o):(exit)", "crt1.o:(_start)", "<internal>:(.rodata)".
std::optional<MapChunk> parse_chunk(const Line& line) {
  // The first one: a demangled name may hold "::(anonymous namespace)".
  const std::size_t title = line.text.find(":(");
  if (title == std::string_view::npos || !line.text.ends_with(')')) return std::nullopt;
  MapChunk chunk{line.address, line.size, line.text.substr(0, title), {}, {}};
  chunk.title = line.text.substr(title + 2, line.text.size() - title - 3);
  const std::size_t member = chunk.file.rfind('(');
  if (chunk.file.ends_with(')') && member != std::string_view::npos) {
    chunk.member = chunk.file.substr(member + 1, chunk.file.size() - member - 2);
    chunk.file = chunk.file.substr(0, member);
  }
  return chunk;
}

}  // namespace

LinkerMap read_map(std::string_view text, const std::string& name) {
  if (take_line(text) != kTitle) throw Error(name + ": this is not a map of wasm-ld: its first line differs");
  LinkerMap map;
  std::string_view section;
  for (std::size_t number = 2; !text.empty(); ++number) {
    const auto fail = [&](const char* what) {
      throw Error(fmt::format("{}, line {}: {}", name, number, what),
                  "give the map that the link itself wrote");
    };
    const std::optional<Line> line = parse_line(take_line(text));
    if (!line) fail("not three numbers and a name");
    // Data's output segments (".rodata") stand between the section and its chunks, at no indent either.
    if (line->indent == 0 && !line->text.starts_with('.')) section = line->text;
    if (line->indent != 8 || (section != "CODE" && section != "DATA")) continue;
    const std::optional<MapChunk> chunk = parse_chunk(*line);
    if (!chunk) fail("not 'file:(name)'");
    (section == "CODE" ? map.functions : map.data).push_back(*chunk);
  }
  std::ranges::stable_sort(map.data, {}, &MapChunk::address);
  return map;
}

}  // namespace pylon::wasm
