// Whose the bytes of a library inside are: each file's, by the index.
#include <algorithm>
#include <map>

#include "manifest/accounts.hpp"
#include "manifest/inside_facts.hpp"

namespace pylon {
namespace {

const Owner kSharedFiles{"inside: shared files", "inside", ""};

// Files may share the same bytes, and say so in the index alone.
struct StoredBytes {
  std::uint64_t size = 0;
  std::string row;
  std::string_view path;  // of the first file
};

}  // namespace

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

}  // namespace pylon
