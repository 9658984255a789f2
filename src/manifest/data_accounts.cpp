#include "manifest/data_accounts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "manifest/inside_facts.hpp"
#include "wasm/library_segment.hpp"
#include "wasm/object_file.hpp"

namespace pylon {
namespace {

// String -> the one owner that has it. `Owner` is an index of the caller's, or kSharedString.
inline constexpr int kSharedString = -1;
using StringOwners = std::map<std::string_view, int>;

// Cuts a merged piece of data at its NULs; what follows the last one is a string as well.
std::vector<std::string_view> cut_strings(std::string_view merged) {
  std::vector<std::string_view> strings;
  while (!merged.empty()) {
    const std::size_t end = merged.find('\0');
    const std::size_t size = end == std::string_view::npos ? merged.size() : end + 1;
    strings.push_back(merged.substr(0, size));
    merged.remove_prefix(size);
  }
  return strings;
}

// Adds the strings (each with its final NUL) of an object's mergeable segments. They point into its bytes.
void add_strings(StringOwners& owners, const wasm::ObjectFile& object, int owner) {
  for (std::size_t i = 0; i < object.segments.size() && i < object.data.parts.size(); ++i) {
    if (!object.segments[i].strings) continue;
    const wasm::Bytes bytes =
        object.data.payload.subspan(object.data.parts[i].begin, object.data.parts[i].size);
    for (const std::string_view text : cut_strings(wasm::as_text(bytes))) {
      const auto [place, first] = owners.try_emplace(text, owner);
      if (!first && place->second != owner) place->second = kSharedString;
    }
  }
}

const Owner kSharedStrings{"shared strings", "shared", ""};

// A part of linear memory as it was linked.
struct Piece {
  std::uint64_t address = 0, size = 0;
  std::size_t symbol = 0;  // index of Accounts::symbols
};

// Bytes of linear memory as the linker wrote them; empty when they are not all in one segment.
std::string_view memory_at(wasm::Bytes file, const wasm::Contents& contents, std::uint64_t address,
                           std::uint64_t size) {
  for (const wasm::DataSegment& segment : contents.segments) {
    if (!segment.address || address < *segment.address) continue;
    const std::uint64_t begin = address - *segment.address;
    if (begin > segment.size || size > segment.size - begin) continue;
    return wasm::as_text(file.subspan(segment.offset + begin, size));
  }
  return {};
}

StringOwners string_owners(Accounts& accounts) {
  StringOwners owners;
  for (const LinkedObject& object : accounts.input.objects) {
    const wasm::MapChunk chunk{0, 0, object.file, object.member, {}};
    with_context("while reading " + object_label(chunk), [&] {
      add_strings(owners, wasm::read_object(object.bytes), static_cast<int>(owner_row(accounts, chunk)));
    });
  }
  return owners;
}

// One symbol for each row that has strings in `chunk`, and pieces for every run of one row's strings.
void add_merged_strings(Accounts& accounts, const wasm::MapChunk& chunk, std::string_view merged,
                        const StringOwners& owners, std::vector<Piece>& pieces) {
  std::map<std::size_t, std::size_t> symbol_of;  // by row
  std::uint64_t address = chunk.address;
  for (const std::string_view text : cut_strings(merged)) {
    const auto owner = owners.find(text);
    const std::size_t row = owner == owners.end()            ? accounts.row(kLinkerRow)
                            : owner->second == kSharedString ? accounts.row(kSharedStrings)
                                                             : static_cast<std::size_t>(owner->second);
    const auto [place, added] = symbol_of.try_emplace(row, accounts.symbols.size());
    if (added) accounts.symbols.push_back({false, row, "", "(strings)", {}});
    pieces.push_back({address, text.size(), place->second});
    address += text.size();
  }
}

// Linear memory as linked, by address.
std::vector<Piece> memory_pieces(Accounts& accounts, const wasm::Contents& linked) {
  std::vector<Piece> pieces;
  StringOwners owners;
  for (const wasm::MapChunk& chunk : accounts.input.map->data) {
    if (chunk.size == 0) continue;  // it would hide another one at its address
    if (chunk.file == "<internal>") {
      if (owners.empty()) owners = string_owners(accounts);
      const std::string_view merged = memory_at(accounts.input.linked, linked, chunk.address, chunk.size);
      add_merged_strings(accounts, chunk, merged, owners, pieces);
      continue;
    }
    pieces.push_back({chunk.address, chunk.size, accounts.symbols.size()});
    accounts.symbols.push_back({false, owner_row(accounts, chunk), object_label(chunk), chunk.title, {}});
  }
  return pieces;
}

// Memory that no object has: what a snapshot holds above the static data is Python's heap; below them is the
// stack, of which only the words of the last call are left.
struct SnapshotMemory {
  std::string heap, stack;
};

// Takes a segment's bytes that no piece has; returns how many these are.
std::uint64_t add_memory(SnapshotMemory& memory, const Accounts& accounts, const std::vector<Piece>& pieces,
                         const wasm::DataSegment& segment) {
  std::uint64_t heap = 0;
  for (const Piece& piece : pieces) heap = std::max(heap, piece.address + piece.size);
  const std::uint64_t begin = *segment.address, end = begin + segment.size;
  const auto add = [&](std::string& to, std::uint64_t from, std::uint64_t until) -> std::uint64_t {
    if (from >= until) return 0;
    to += wasm::as_text(accounts.input.shipped.subspan(segment.offset + (from - begin), until - from));
    return until - from;
  };
  const std::uint64_t below = pieces.empty() ? 0 : pieces.front().address;
  return add(memory.stack, begin, std::min(end, below)) + add(memory.heap, std::max(begin, heap), end);
}

// Splits the heap in the order and by the bytes in which it grew: which row a single byte of it belongs to
// cannot be told.
void add_snapshot(Accounts& accounts, const SnapshotMemory& memory) {
  const auto add = [&](const std::string& row, const char* name, std::string bytes) {
    accounts.symbols.push_back(
        {false, accounts.row({"snapshot: " + row, "snapshot", ""}), "", name, std::move(bytes)});
  };
  add("stack", "(stack)", memory.stack);
  std::uint64_t all = 0, seen = 0;
  for (const auto& [name, bytes] : accounts.input.snapshot) all += bytes;
  for (const auto& [name, bytes] : accounts.input.snapshot) {
    const auto cut = [&](std::uint64_t share) {
      return memory.heap.size() * share / std::max<std::uint64_t>(all, 1);
    };
    const std::uint64_t from = cut(seen);
    seen += bytes;
    add(name, "(heap)", memory.heap.substr(from, cut(seen) - from));
  }
}

// Gives a segment's bytes to the pieces at its addresses; returns how many lie between pieces.
std::uint64_t add_segment(Accounts& accounts, const std::vector<Piece>& pieces,
                          const wasm::DataSegment& segment) {
  const std::uint64_t begin = *segment.address, end = begin + segment.size;
  std::uint64_t found = 0;
  auto piece = std::ranges::upper_bound(pieces, begin, {}, &Piece::address);
  if (piece != pieces.begin()) --piece;
  for (; piece != pieces.end() && piece->address < end; ++piece) {
    const std::uint64_t from = std::max(begin, piece->address),
                        to = std::min(end, piece->address + piece->size);
    if (from >= to) continue;
    accounts.symbols[piece->symbol].bytes +=
        wasm::as_text(accounts.input.shipped.subspan(segment.offset + (from - begin), to - from));
    found += to - from;
  }
  return segment.size - found;
}

const Owner kSharedFiles{"inside: shared files", "inside", ""};

// Files may share the same bytes, and say so in the index alone.
struct StoredBytes {
  std::uint64_t size = 0;
  std::string row;
  std::string_view path;  // of the first file
};

}  // namespace

void add_data(Accounts& accounts, const wasm::Contents& shipped, const wasm::Contents& linked) {
  const std::vector<Piece> pieces = memory_pieces(accounts, linked);
  const auto library = wasm::find_library_segment(accounts.input.shipped);
  const bool snapshot = !accounts.input.snapshot.empty();
  SnapshotMemory memory;
  for (const wasm::DataSegment& segment : shipped.segments) {
    if (library && segment.offset == library->offset) {
      add_library(accounts, segment);
      continue;
    }
    if (segment.address) {
      const std::uint64_t rest = add_segment(accounts, pieces, segment);
      const std::uint64_t taken = snapshot ? add_memory(memory, accounts, pieces, segment) : 0;
      add_format_row(accounts, "data: alignment", rest - taken);
      continue;
    }
    if (segment.size == 0) continue;
    accounts.doubt("data segments without an address cannot be looked up in the map");
    accounts.symbols.push_back({false, accounts.row(kUnknownRow), "", "(passive data)", {}});
    accounts.symbols.back().bytes =
        wasm::as_text(accounts.input.shipped.subspan(segment.offset, segment.size));
  }
  if (snapshot) add_snapshot(accounts, memory);
}

void add_library(Accounts& accounts, const wasm::DataSegment& segment) {
  const wasm::Bytes image = accounts.input.shipped.subspan(segment.offset, segment.size);
  const wasm::LibraryImage index = wasm::read_library_image(image, segment.offset);
  std::map<std::uint64_t, StoredBytes> stored;  // by offset
  for (const wasm::ImageFile& file : index.files) {
    if (file.stored == 0) continue;
    const std::string row = inside_row(file.path);
    const auto [place, added] = stored.try_emplace(file.offset, StoredBytes{file.stored, row, ""});
    if (added)
      place->second.path = accounts.paths.emplace_back(file.path);
    else if (place->second.row != row)
      place->second.row = kSharedFiles.row;
    place->second.size = std::max(place->second.size, file.stored);
  }
  std::uint64_t end = 0, counted = 0;
  for (const auto& [offset, file] : stored) {
    // An image of another tool may let files overlap: each byte counts once.
    const std::uint64_t begin = std::max(offset, end);
    end = std::max(end, offset + file.size);
    if (begin >= end) continue;
    accounts.symbols.push_back({false, accounts.row({file.row, "inside", ""}), "(library inside)", file.path,
                                std::string(wasm::as_text(image.subspan(begin, end - begin)))});
    counted += end - begin;
  }
  add_format_row(accounts, "library inside: index and padding", segment.size - counted);
}

std::size_t Accounts::row(const Owner& owner) {
  const auto [place, added] = row_by_name.try_emplace(owner.row, rows.size());
  if (added) rows.push_back({owner.row, owner.kind, owner.package});
  return place->second;
}

void Accounts::doubt(const std::string& reason) {
  if (std::ranges::find(why, reason) == why.end()) why.push_back(reason);
}

std::string object_label(const wasm::MapChunk& chunk) {
  if (chunk.file == "<internal>") return "";
  return chunk.member.empty() ? std::string(file_name(chunk.file))
                              : fmt::format("{}({})", file_name(chunk.file), chunk.member);
}

std::size_t owner_row(Accounts& accounts, const wasm::MapChunk& chunk) {
  if (chunk.file == "<internal>") return accounts.row(kLinkerRow);
  const Owner* owner = accounts.input.ownership->find(chunk.file, chunk.member);
  if (owner != nullptr) return accounts.row(*owner);
  accounts.doubt("nobody is known to own " + object_label(chunk));
  return accounts.row(kUnknownRow);
}

void add_format_row(Accounts& accounts, const std::string& name, std::uint64_t bytes) {
  if (bytes != 0) accounts.rows[accounts.row({name, "format", ""})].other += bytes;
}

}  // namespace pylon
