#include "wasm/library_format.hpp"

#include <initializer_list>

namespace pylon::wasm {
namespace {

std::string words(std::initializer_list<std::uint32_t> numbers) {
  std::string out;
  for (const std::uint32_t number : numbers) {
    for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(number >> shift & 0xFFU);
  }
  return out;
}

// Reads one number after the other.
class Words {
 public:
  Words(Bytes bytes, std::uint64_t at) : bytes_(bytes), at_(at) {}
  std::uint32_t next() {
    std::uint32_t number = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) number |= std::uint32_t{bytes_[at_++]} << shift;
    return number;
  }

 private:
  Bytes bytes_;
  std::size_t at_;
};

}  // namespace

std::string header_bytes(const ImageHeader& h) {
  return words({h.magic, h.version, h.node_count, h.names_offset, h.index_bytes, h.data_bytes, h.main_offset,
                h.main_length});
}

std::string node_bytes(const ImageNode& n) {
  return words(
      {n.name, n.name_length, n.parent, n.first_child, n.child_count, n.data, n.size, n.packed_size, n.kind});
}

ImageHeader header_at(Bytes image) {
  Words from(image, 0);
  ImageHeader h;
  for (std::uint32_t* field : {&h.magic, &h.version, &h.node_count, &h.names_offset, &h.index_bytes,
                               &h.data_bytes, &h.main_offset, &h.main_length})
    *field = from.next();
  return h;
}

ImageNode node_at(Bytes image, std::uint64_t node) {
  Words from(image, kHeaderBytes + kNodeBytes * node);
  ImageNode n;
  for (std::uint32_t* field : {&n.name, &n.name_length, &n.parent, &n.first_child, &n.child_count, &n.data,
                               &n.size, &n.packed_size, &n.kind})
    *field = from.next();
  return n;
}

}  // namespace pylon::wasm
