// Any bytes as a library image: it is refused, or all that it shows can be listed, opened and read.
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "calls.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  library_test::Words image((size + 3) / 4);
  if (size > 0) std::memcpy(image.data(), data, size);
  pylon_index index;
  std::uint32_t where = 0;
  if (pylon_index_read(image.data(), size, &index, &where)) return 0;
  // Whoever fills the segment sees to it that an image ends where it says; what is outside traps.
  if (std::uint64_t{index.header->index_bytes} + index.header->data_bytes > size) return 0;
  if (!library_test::mount(image).empty()) return 0;
  for (std::uint32_t i = 0; i < pylon_mounted.nodes[0].child_count; ++i) {
    library_test::read_everything(library_test::kMount + static_cast<int>(i));
  }
  return 0;
}
