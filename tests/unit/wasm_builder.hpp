// Makes small WebAssembly modules, relocatable objects and archives for tests, byte by byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/sections.hpp"

namespace wasm_builder {

using Buffer = std::vector<std::uint8_t>;

inline Buffer& operator+=(Buffer& to, const Buffer& more) {
  to.insert(to.end(), more.begin(), more.end());
  return to;
}

inline Buffer leb(std::uint64_t value) {
  Buffer out;
  do {
    const auto low = static_cast<std::uint8_t>(value & 0x7FU);
    value >>= 7U;
    out.push_back(value != 0 ? static_cast<std::uint8_t>(low | 0x80U) : low);
  } while (value != 0);
  return out;
}

inline Buffer text(std::string_view characters) { return Buffer(characters.begin(), characters.end()); }

inline Buffer name(std::string_view characters) {
  Buffer out = leb(characters.size());
  return out += text(characters);
}

// A count and the elements, as WebAssembly writes a vector.
inline Buffer list(const std::vector<Buffer>& elements) {
  Buffer out = leb(elements.size());
  for (const Buffer& element : elements) out += element;
  return out;
}

inline Buffer cat(const std::vector<Buffer>& parts) {
  Buffer out;
  for (const Buffer& part : parts) out += part;
  return out;
}

inline Buffer sized(const Buffer& content) { return cat({leb(content.size()), content}); }

inline Buffer section(std::uint8_t id, const Buffer& content) { return cat({{id}, sized(content)}); }

inline Buffer custom(std::string_view title, const Buffer& content) {
  return section(0, cat({name(title), content}));
}

inline Buffer module(const std::vector<Buffer>& sections) {
  Buffer out{0, 'a', 's', 'm', 1, 0, 0, 0};
  return out += cat(sections);
}

// --- relocatable objects
// -------------------------------------------------------------------------------------

inline constexpr std::uint8_t kI32 = 0x7F, kI64 = 0x7E;

struct Reloc {
  std::uint8_t type = 0;
  std::uint32_t at = 0;  // in the function body or datum it belongs to
  std::uint32_t target = 0;
  bool with_addend = false;
  std::uint8_t addend = 0;  // below 64
};

struct Function {
  std::string title;
  std::uint32_t flags = 0;  // 1 weak, 2 local
  Buffer body;              // instructions, without locals and `end`
  std::vector<Reloc> relocs;
  std::uint32_t type = 0;
};

struct Datum {
  std::string title;
  std::uint32_t flags = 0;
  Buffer bytes;
  std::vector<Reloc> relocs;
};

// Symbols are numbered: first the imported functions, then the defined ones, then the data.
struct ObjectSpec {
  std::vector<Buffer> types{Buffer{0x60, 0, 0}};
  std::vector<std::string> imported;  // functions of type 0
  std::vector<Function> functions;
  std::vector<Datum> data;
};

inline Buffer reloc_section(std::string_view title, std::uint32_t target,
                            const std::vector<Buffer>& entries) {
  return custom(title, cat({leb(target), list(entries)}));
}

inline Buffer reloc_entry(const Reloc& reloc, std::size_t base) {
  return cat({{reloc.type},
              leb(base + reloc.at),
              leb(reloc.target),
              reloc.with_addend ? Buffer{reloc.addend} : Buffer{}});
}

inline Buffer object(const ObjectSpec& spec) {
  std::vector<Buffer> imports, types_used, symbols, code_relocs, data_relocs;
  for (std::size_t i = 0; i < spec.imported.size(); ++i) {
    imports.push_back(cat({name("env"), name(spec.imported[i]), {0, 0}}));
    symbols.push_back(cat({{0, 0x10}, leb(i)}));
  }
  Buffer code = leb(spec.functions.size());
  for (std::size_t i = 0; i < spec.functions.size(); ++i) {
    const Function& function = spec.functions[i];
    types_used.push_back(leb(function.type));
    code += leb(function.body.size() + 2);
    code.push_back(0);  // no locals
    for (const Reloc& reloc : function.relocs) code_relocs.push_back(reloc_entry(reloc, code.size()));
    code += function.body;
    code.push_back(0x0B);
    symbols.push_back(cat({{0}, leb(function.flags), leb(spec.imported.size() + i), name(function.title)}));
  }
  Buffer data = leb(spec.data.size());
  for (std::size_t i = 0; i < spec.data.size(); ++i) {
    const Datum& datum = spec.data[i];
    data += cat({{0, 0x41, 0, 0x0B}, leb(datum.bytes.size())});
    for (const Reloc& reloc : datum.relocs) data_relocs.push_back(reloc_entry(reloc, data.size()));
    data += datum.bytes;
    symbols.push_back(cat({{1}, leb(datum.flags), name(datum.title), leb(i), {0}, leb(datum.bytes.size())}));
  }
  return module({section(1, list(spec.types)), section(2, list(imports)), section(3, list(types_used)),
                 section(10, code), section(11, data), custom("linking", cat({{2, 8}, sized(list(symbols))})),
                 reloc_section("reloc.CODE", 3, code_relocs), reloc_section("reloc.DATA", 4, data_relocs)});
}

// --- archives
// ------------------------------------------------------------------------------------------------

inline Buffer member(std::string title, const Buffer& content) {
  title.resize(16, ' ');
  std::string size = std::to_string(content.size());
  size.resize(10, ' ');
  Buffer out = cat({text(title + std::string(32, '0') + size + "`\n"), content});
  if (out.size() % 2 != 0) out.push_back('\n');
  return out;
}

inline Buffer archive(const std::vector<Buffer>& members) { return cat({text("!<arch>\n"), cat(members)}); }

}  // namespace wasm_builder
