#include "wasm/numbering.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "wasm/contents.hpp"

namespace pylon::wasm {
namespace {

constexpr std::size_t kDigits = 7;

// `old_names`: by function index.
std::string name_section(const std::vector<std::string_view>& old_names) {
  std::string names = leb(old_names.size());
  for (std::size_t i = 0; i < old_names.size(); ++i) {
    const bool cut_off = old_names[i].find(".cold.") != std::string_view::npos;
    names += leb(i) + sized(fmt::format("f{:0{}}{}", i, kDigits, cut_off ? "c" : ""));
  }
  return '\0' + sized(sized("name") + '\x01' + sized(names));
}

std::string without_names(Bytes module) {
  const std::string_view text = as_text(module);
  std::string rest(text.substr(0, 8));
  for (const Section& section : read_sections(module)) {
    if (section.id == 0 && section.name == "name") continue;
    rest += text.substr(section.offset, section.header + section.size);
  }
  return rest;
}

// "f0000123", or what wasm-opt built around it: "byn$mgfn-shared$f0000123", "byn-split-outlined-A$f0000123".
Origin origin_of(std::string_view name) {
  Origin origin;
  origin.merged = name.starts_with("byn$mgfn-shared$");  // its pass merge-similar-functions
  std::string_view last = name.substr(name.rfind('$') + 1);
  if (last.ends_with('c')) last.remove_suffix(1);
  std::uint32_t index = 0;
  if (last.size() == kDigits + 1 && last.front() == 'f' && parse_number(last.substr(1), index))
    origin.index = index;
  return origin;
}

}  // namespace

std::string number_functions(Bytes module) {
  const Contents contents = read_contents(module);
  return without_names(module) +
         name_section(function_names(module, contents.imported_functions + contents.bodies.size()));
}

std::vector<Origin> read_function_map(std::string_view text, std::size_t functions, const std::string& name) {
  std::vector<Origin> origins;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    const std::size_t colon = line.find(':');
    std::uint32_t index = 0;
    if (colon == std::string_view::npos || !parse_number(line.substr(0, colon), index) ||
        index != origins.size()) {
      throw Error(fmt::format("{}, line {}: not the function's index and name", name, origins.size() + 1));
    }
    origins.push_back(origin_of(line.substr(colon + 1)));
  }
  if (origins.size() == functions) return origins;
  throw Error(fmt::format("{}: it names {} functions, the file has {}", name, origins.size(), functions),
              "it belongs to another run of wasm-opt: build the variant again");
}

}  // namespace pylon::wasm
