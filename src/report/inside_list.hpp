// The files inside a pylon.wasm, for people and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "wasm/library_image.hpp"

namespace pylon {

// A line for each file: bytes, bytes as stored, path; then the sums.
std::string inside_list_text(const wasm::LibraryImage& image);
// {"main", "files": [{"path", "bytes", "stored", "codec"}]}, sorted by path.
nlohmann::json inside_list_json(const wasm::LibraryImage& image);

}  // namespace pylon
