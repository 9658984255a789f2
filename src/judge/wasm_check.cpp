#include "judge/wasm_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <map>
#include <set>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "manifest/build_facts.hpp"
#include "manifest/consistency.hpp"
#include "manifest/file_sizes.hpp"
#include "manifest/module_facts.hpp"
#include "manifest/rows.hpp"
#include "manifest/symbol_table.hpp"
#include "wasm/component.hpp"
#include "wasm/contents.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;
constexpr const char* kFile = "pylon.wasm";

std::string shortened(const Json& value) {
  const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  return text.size() > 80 ? text.substr(0, 77) + "..." : text;
}

// Of a global section that begins with a mutable i32, what that is set to.
std::optional<std::uint64_t> first_constant(wasm::Bytes payload) {
  constexpr std::uint8_t kI32 = 0x7F, kMutable = 1, kConst = 0x41;
  std::size_t at = 0;
  while (at < payload.size() && (payload[at] & 0x80U) != 0) ++at;  // how many globals there are
  if (at + 4 > payload.size() || payload[at + 1] != kI32 || payload[at + 2] != kMutable ||
      payload[at + 3] != kConst)
    return std::nullopt;
  std::uint64_t value = 0;
  unsigned shift = 0;
  for (at += 4; at < payload.size() && shift < 35; ++at, shift += 7) {
    value |= std::uint64_t{payload[at] & 0x7FU} << shift;
    if ((payload[at] & 0x80U) == 0) return value;
  }
  return std::nullopt;
}

// What a list has that the other lacks.
std::string lacking(std::vector<std::string> one, std::vector<std::string> other) {
  std::ranges::sort(one);
  std::ranges::sort(other);
  std::vector<std::string> rest;
  std::ranges::set_difference(one, other, std::back_inserter(rest));
  return rest.empty() ? "none" : join(rest, ", ");
}

void check_modules(const Json& manifest, wasm::Bytes bytes, const std::string& name, const std::string& place,
                   std::vector<Disagreement>& findings) {
  const auto said = manifest.at("modules").at("built_in").get<std::vector<std::string>>();
  // A file without data runs no CPython; that its sections are as they should be is checked all the same.
  const auto found = module_table(bytes, said);
  if (!found || *found == said) return;
  findings.push_back({name, place + ": /modules/built_in",
                      fmt::format("only in the manifest: {}; only in the file's tables: {}",
                                  lacking(said, *found), lacking(*found, said))});
}

// The linker puts the stack first in memory: the first global, the stack pointer, starts at its size.
void check_stack(const Json& manifest, wasm::Bytes bytes, const std::string& name, const std::string& place,
                 std::vector<Disagreement>& findings) {
  for (const wasm::Section& section : wasm::read_sections(bytes)) {
    if (section.name != "global" || section.id == 0) continue;
    const auto pointer = first_constant(wasm::section_payload(bytes, section));
    if (pointer && manifest.at("memory").value("stack_bytes", *pointer) != *pointer)
      findings.push_back({name, place + ": /memory/stack_bytes",
                          fmt::format("the file's stack pointer starts at {}", with_thousands(*pointer))});
  }
}

void check_identity(const Json& manifest, wasm::Bytes bytes, const std::string& name,
                    const std::string& place, std::vector<Disagreement>& findings) {
  const std::string digest = manifest_digest(manifest);
  if (manifest.value("manifest_digest", "") != digest)
    findings.push_back({name, place + ": /manifest_digest", "what the manifest says gives " + digest});
  const auto carried = read_build_facts(bytes);
  if (!carried) return findings.push_back({name, kFile, "it has no custom section pylon.build"});
  const std::string difference = first_difference(*carried, build_facts(manifest));
  if (!difference.empty())
    findings.push_back({name, std::string(kFile) + ": custom section pylon.build",
                        "it says of itself something else than the manifest: " + difference});
}

// Real files have 3 to 5 MB; a made-up one could ask for all of 4 GiB.
constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20U;
constexpr std::size_t kLongestName = 100;
constexpr std::size_t kMostModules = 4096;

// Identifiers of ASCII, with dots between them.
bool is_module_name(const std::string& text) {
  bool start = true;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (start ? !letter : !letter && !(c >= '0' && c <= '9') && c != '.') return false;
    start = c == '.';
  }
  return !start;
}

// Linear memory as it is before the start, from its first datum on. What no segment fills is zero.
struct Image {
  std::uint64_t base = 0;
  std::vector<std::uint8_t> bytes;

  std::optional<std::uint32_t> word(std::uint64_t at) const {  // `at`: from the base
    if (at + 4 > bytes.size()) return std::nullopt;
    std::uint32_t value = 0;
    for (unsigned i = 4; i-- > 0;) value = value << 8U | bytes[at + i];
    return value;
  }

  // The name of a module at an address; empty when there is something else.
  std::string name(std::uint64_t address) const {
    if (address < base || address - base >= bytes.size()) return "";
    const char* text = reinterpret_cast<const char*>(bytes.data()) + (address - base);
    const std::size_t room = std::min<std::size_t>(bytes.size() - (address - base), kLongestName);
    const std::size_t size = ::strnlen(text, room);
    const std::string name(text, size);
    return size < room && is_module_name(name) ? name : "";
  }
};

Image memory_image(wasm::Bytes module, const wasm::Contents& contents) {
  Image image;
  std::uint64_t end = 0;
  bool first = true;
  for (const wasm::DataSegment& segment : contents.segments) {
    if (!segment.address || segment.size == 0) continue;
    image.base = first ? *segment.address : std::min(image.base, *segment.address);
    end = std::max(end, *segment.address + segment.size);
    first = false;
  }
  if (end - image.base > kMostBytes) return image;
  image.base &= ~std::uint64_t{3};
  image.bytes.resize(end - image.base);
  for (const wasm::DataSegment& segment : contents.segments) {
    if (!segment.address || segment.size == 0) continue;
    std::memcpy(image.bytes.data() + (*segment.address - image.base), module.data() + segment.offset,
                segment.size);
  }
  return image;
}

// The names of the table that begins at `at`, and where it ends; empty when there is none.
std::vector<std::string> table_at(const Image& image, std::uint64_t& at) {
  std::vector<std::string> names;
  while (true) {
    const auto name = image.word(at), function = image.word(at + 4);
    if (!name || !function) return {};
    at += 8;
    if (*name == 0 && *function == 0) return names;
    // A function's number is small; what looks like an address makes it another kind of table.
    std::string text = *function < image.base ? image.name(*name) : "";
    if (text.empty() || names.size() == kMostModules) return {};
    names.push_back(std::move(text));
  }
}

// Types and exceptions have dots in their names too: a table of dots alone counts when one is looked for.
bool is_module_table(const std::vector<std::string>& names, const std::set<std::string>& expected) {
  const auto has = [&](std::string_view name) { return std::ranges::find(names, name) != names.end(); };
  if (has("marshal") && has("_imp")) return true;
  return std::ranges::any_of(names, [&](const std::string& name) {
    return name.find('.') != std::string::npos && expected.contains(name);
  });
}

}  // namespace

void guarded(std::vector<Disagreement>& findings, const std::string& name, const std::string& place,
             const std::function<void()>& body) {
  try {
    body();
  } catch (const Error& error) {
    findings.push_back({name, place, error.message()});
  } catch (const Json::exception& error) {
    findings.push_back({name, place, plain_message(error)});
  }
}

std::string first_difference(const Json& one, const Json& other) {
  const Json patch = Json::diff(one, other);
  if (patch.empty()) return "";
  const std::string path = patch.front().at("path");
  const auto at = [&](const Json& document) {
    const Json::json_pointer pointer(path);
    return document.contains(pointer) ? shortened(document.at(pointer)) : std::string("nothing");
  };
  return fmt::format("{}: {} and {}", path.empty() ? "/" : path, at(one), at(other));
}

std::vector<Disagreement> check_wasm(const Json& manifest, wasm::Bytes bytes, const std::string& name,
                                     const std::string& place) {
  std::vector<Disagreement> findings;
  const auto check = [&](const std::string& where, const std::function<void()>& body) {
    guarded(findings, name, where, body);
  };
  check(place + ": /file", [&] {
    const std::string digest = sha256_hex(wasm::as_text(bytes)), said = manifest.at("file").at("sha256");
    if (manifest.at("file").at("bytes") != bytes.size() || said != digest)
      findings.push_back({name, kFile,
                          fmt::format("{} bytes with SHA-256 {}; {} says {} with {}", bytes.size(), digest,
                                      place, manifest.at("file").at("bytes").dump(), said)});
  });
  check(kFile, [&] {
    Json facts = module_facts(bytes), said;
    for (const char* key : {"sections", "interface", "features", "memory"}) said[key] = manifest.at(key);
    said["features"].erase("cxx_exceptions");  // what only a build knows
    said["memory"].erase("stack_bytes");
    said["inside"] = manifest.value("inside", Json());
    if (!facts.contains("inside")) facts["inside"] = nullptr;
    for (const auto& [key, value] : facts.items()) {
      const std::string difference = first_difference(value, said.at(key));
      if (!difference.empty())
        findings.push_back({name, place + ": /" + key, "the file has something else: " + difference});
    }
  });
  check(place, [&] {
    for (const Inconsistency& each : inconsistencies(manifest))
      findings.push_back({name, place + ": " + each.path, each.message});
  });
  check(kFile, [&] {
    const wasm::Bytes module = wasm::main_module(bytes);
    check(kFile, [&] { check_stack(manifest, module, name, place, findings); });
    check(kFile, [&] { check_modules(manifest, module, name, place, findings); });
    check(kFile, [&] { check_identity(manifest, module, name, place, findings); });
  });
  return findings;
}

std::vector<Disagreement> check_sizes(const Json& manifest, wasm::Bytes bytes, const std::string& name,
                                      const std::string& place, bool all) {
  std::vector<Disagreement> findings;
  guarded(findings, name, place + ": /file/compressed", [&] {
    const Json& said = manifest.at("file").at("compressed");
    Json found{{"gzip", all ? 0 : gzip_size(bytes)}};
    if (all) {
      const FileSizes sizes = measure_file(bytes);
      found = {{"gzip", sizes.gzip}, {"brotli", sizes.brotli}, {"zstd", sizes.zstd}};
    }
    for (const auto& [format, size] : found.items()) {
      if (said.at(format) != size)
        findings.push_back({name, place + ": /file/compressed/" + format,
                            fmt::format("it is {}, not {}", size.dump(), said.at(format).dump())});
    }
  });
  return findings;
}

std::vector<Disagreement> check_symbols(const Json& manifest, wasm::Bytes bytes, std::string_view symbols) {
  constexpr const char* kSymbols = "symbols.tsv";
  std::vector<Disagreement> findings;
  guarded(findings, kSymbols, "", [&] {
    if (manifest.at("attribution").value("symbols", "") != sha256_hex(symbols))
      return findings.push_back({kSymbols, "", "not the one that the manifest was made with"});
    std::map<std::string_view, std::pair<std::uint64_t, std::uint64_t>> sums;  // of a row: code, data
    std::vector<std::string> said, found;
    for (const SymbolLine& line : read_symbols(symbols, kSymbols)) {
      (line.function ? sums[line.row].first : sums[line.row].second) += line.bytes;
      if (line.function) said.emplace_back(line.digest);
    }
    for (const Row& row : read_rows(manifest)) {
      if (sums[row.name] != std::pair(row.code, row.data))
        findings.push_back({kSymbols, "/attribution/rows/" + row.name, "its symbols have other sizes"});
    }
    const wasm::Bytes module = wasm::main_module(bytes);
    for (const wasm::Body& body : wasm::read_contents(module).bodies)
      found.push_back(symbol_digest(wasm::as_text(module.subspan(body.offset, body.size))));
    if (const std::string other = lacking(said, found); other != "none")
      findings.push_back({kSymbols, "", "pylon.wasm has no function with the digests " + other});
  });
  return findings;
}

std::optional<std::vector<std::string>> module_table(wasm::Bytes module,
                                                     const std::vector<std::string>& expected) {
  const std::set<std::string> wanted(expected.begin(), expected.end());
  const wasm::Contents contents = wasm::read_contents(module);
  if (contents.segments.empty()) return std::nullopt;
  const Image image = memory_image(module, contents);
  std::set<std::string> found;
  for (std::uint64_t at = 0; at + 8 <= image.bytes.size();) {
    std::uint64_t end = at;
    const std::vector<std::string> names = table_at(image, end);
    const bool table = !names.empty() && is_module_table(names, wanted);
    if (table) found.insert(names.begin(), names.end());
    at = table ? end : at + 4;
  }
  return std::vector<std::string>(found.begin(), found.end());
}

}  // namespace pylon
