#include "wasm/library_segment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "wasm/cursor.hpp"
#include "wasm/module_parts.hpp"

namespace pylon::wasm {
namespace {

constexpr std::string_view kCopy = "pylon_library_copy";
// What a module may have in place of a section, by the section's id.
using Replacements = std::map<std::uint8_t, std::string>;

// The module's sections in order; those of `replacements` with new payloads. One that is not there yet is
// `data count`: it goes before the code.
std::string with_sections(Bytes module, const Replacements& replacements) {
  constexpr std::uint8_t kCode = 10, kDataCount = 12;
  const std::string_view text = as_text(module);
  const std::vector<Section> sections = read_sections(module);
  const bool counted = std::ranges::find(sections, kDataCount, &Section::id) != sections.end();
  const auto written = [](std::uint8_t id, const std::string& payload) {
    return static_cast<char>(id) + sized(payload);
  };
  std::string out(text.substr(0, 8));
  for (const Section& section : sections) {
    if (section.id == kCode && !counted && replacements.contains(kDataCount))
      out += written(kDataCount, replacements.at(kDataCount));
    const auto other = section.id == 0 ? replacements.end() : replacements.find(section.id);
    if (other == replacements.end())
      out += text.substr(section.offset, section.header + section.size);
    else
      out += written(section.id, other->second);
  }
  return out;
}

const Section& section_of(const ModuleParts& parts, std::string_view name) {
  return *std::ranges::find_if(
      parts.module.sections, [&](const Section& section) { return section.id != 0 && section.name == name; });
}

// The exports without that of the function.
std::string exports_without_copy(Bytes module, const Section& section) {
  Cursor cursor(section_payload(module, section), section.offset + section.header);
  std::string rest;
  const std::uint32_t count = cursor.count("exports");
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string_view name = cursor.name("export name");
    const std::uint8_t kind = cursor.byte("export kind");
    const std::uint32_t index = cursor.u32("export index");
    if (name != kCopy) rest += sized(name) + static_cast<char>(kind) + leb(index);
  }
  return leb(count - 1) + rest;
}

// local.get 0, 1, 2; memory.init `segment`: without locals, and with the end.
std::string copy_body(std::uint32_t segment) {
  using namespace std::string_literals;
  return "\x00\x20\x00\x20\x01\x20\x02\xfc\x08"s + leb(segment) + "\x00\x0b"s;
}

// The code section's payload with another body for one function.
std::string code_with(Bytes module, const ModuleParts& parts, std::size_t function, const std::string& body) {
  const Section& section = section_of(parts, "code");
  const std::string_view text = as_text(module);
  const std::uint64_t start = section.offset + section.header, end = start + section.size;
  const std::vector<Body>& bodies = *parts.bodies;
  // The size field begins where the body before ends.
  const std::uint64_t before = function == 0 ? start + leb(bodies.size()).size()
                                             : bodies[function - 1].offset + bodies[function - 1].size;
  const std::uint64_t after = bodies[function].offset + bodies[function].size;
  std::string payload(text.substr(start, before - start));
  return payload.append(sized(body)).append(text.substr(after, end - after));
}

// The index, among the module's own functions, of the one that is to copy.
std::size_t copying_function(Bytes module, const ModuleParts& parts) {
  const char* const advice = "link it with the objects of Modules/_pylon_library";
  const auto exported = std::ranges::find_if(
      parts.module.exports, [](const Export& each) { return each.name == kCopy && each.kind == "func"; });
  if (exported == parts.module.exports.end())
    throw Error(fmt::format("the module exports no function {}", kCopy), advice);
  if (exported->index < parts.functions_imported)
    throw Error(fmt::format("{} is imported, not the module's own", kCopy), advice);
  const std::size_t function = exported->index - parts.functions_imported;
  const Body& body = parts.bodies->at(function);
  constexpr std::string_view kUnreachable("\x00\x00\x0b", 3);
  if (as_text(module.subspan(body.offset, body.size)) != kUnreachable)
    throw Error(fmt::format("at byte {}: {} has content already", body.offset, kCopy), advice);
  return function;
}

std::string_view payload_of(Bytes module, const Section& section) {
  return as_text(section_payload(module, section));
}

// The place of the library segment among `parts.segments`; their number when there is none.
std::size_t segment_index(const ModuleParts& parts) {
  std::size_t found = parts.segments.size();
  for (std::size_t i = 0; i < parts.segments.size(); ++i) {
    const SegmentPlace& place = parts.segments[i];
    if (place.address_at || place.size < kLibraryHeader) continue;
    if (found < parts.segments.size())
      throw Error(
          fmt::format("at byte {}: a second passive data segment: "
                      "which of them is the library's cannot be told",
                      place.offset));
    found = i;
  }
  return found;
}

}  // namespace

std::string add_empty_segment(Bytes module) {
  const ModuleParts parts = read_parts(module);
  const std::size_t function = copying_function(module, parts);
  const std::uint32_t segment = parts.module.counts.data;
  if (segment == 0) throw Error("the module has no data", "it is no Python that the link made");
  const std::string_view data = payload_of(module, section_of(parts, "data"));
  const std::size_t count = leb(segment).size();
  std::string segments = leb(segment + 1);
  // The first one: whatever happens to the others, its number stays.
  segments.append(1, '\1').append(sized(std::string(kLibraryHeader, '\0'))).append(data.substr(count));
  return with_sections(module, {{7, exports_without_copy(module, section_of(parts, "export"))},
                                {10, code_with(module, parts, function, copy_body(0))},
                                {11, segments},
                                {12, leb(segment + 1)}});
}

std::string fill_segment(Bytes module, std::string_view image) {
  const ModuleParts parts = read_parts(module);
  const std::size_t index = segment_index(parts);
  if (index == parts.segments.size())
    throw Error("the file has no room for a library inside: it has no passive data segment",
                "build it from a variant that says \"library\": {\"where\": \"inside\"}");
  const Section& section = section_of(parts, "data");
  const std::string_view text = as_text(module);
  const std::uint64_t start = section.offset + section.header, end = start + section.size;
  const std::uint64_t before = index == 0 ? start + leb(parts.segments.size()).size()
                                          : parts.segments[index - 1].offset + parts.segments[index - 1].size;
  const std::uint64_t after = parts.segments[index].offset + parts.segments[index].size;
  std::string data(text.substr(start, before - start));
  data.append(1, '\1').append(sized(image)).append(text.substr(after, end - after));
  return with_sections(module, {{11, data}});
}

std::optional<LibrarySegment> find_library_segment(Bytes module) {
  constexpr std::uint8_t kData = 11;
  ModuleParts parts;
  for (const Section& section : read_sections(module)) {
    if (section.id != kData) continue;
    Cursor cursor(section_payload(module, section), section.offset + section.header);
    try {
      read_data(parts, cursor);
    } catch (const UnknownEncoding&) {  // for who reads the whole module to say
    }
  }
  const std::size_t index = segment_index(parts);
  if (index == parts.segments.size()) return std::nullopt;
  return LibrarySegment{parts.segments[index].offset, parts.segments[index].size};
}

}  // namespace pylon::wasm
