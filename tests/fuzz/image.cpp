// Any bytes as a module with a library inside, and as an image by themselves: what is read can be listed,
// unpacked or refused, and written again.
#include <cstddef>
#include <cstdlib>

#include "base/error.hpp"
#include "wasm/library_image.hpp"
#include "wasm/library_segment.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pylon::wasm;
  const Bytes bytes(data, size);
  try {
    const LibraryImage image = read_library_image(bytes);
    for (const ImageFile& file : image.files) {
      try {
        if (file_content(bytes, file).size() != file.size) std::abort();
      } catch (const pylon::Error&) {  // its packed bytes are damaged
      }
    }
    // What was read can be written, and says the same again.
    const std::string again = library_image(contents_of(bytes));
    if (read_library_image(as_bytes(again)).files.size() != image.files.size()) std::abort();
  } catch (const pylon::Error&) {  // an answer like any other
  }
  try {
    if (!find_library_segment(bytes)) return 0;
    const std::string filled = fill_segment(bytes, std::string(64, 'x'));
    if (find_library_segment(as_bytes(filled))->size != 64) std::abort();
  } catch (const pylon::Error&) {
  }
  return 0;
}
