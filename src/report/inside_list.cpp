#include "report/inside_list.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace pylon {

std::string inside_list_text(const wasm::LibraryImage& image) {
  std::string text = fmt::format("{:>12}  {:>12}\n", "bytes", "stored");
  std::uint64_t bytes = 0;
  for (const wasm::ImageFile& file : image.files) {
    bytes += file.size;
    text += fmt::format("{:>12}  {:>12}  /{}\n", with_thousands(file.size), with_thousands(file.stored),
                        file.path);
  }
  text += fmt::format("{:>12}  {:>12}  {} files, and an index of {}\n", with_thousands(bytes),
                      with_thousands(image.data_bytes), with_thousands(image.files.size()),
                      with_thousands(image.index_bytes));
  if (!image.main.empty()) text += "a start runs the module " + image.main + "\n";
  return text;
}

nlohmann::json inside_list_json(const wasm::LibraryImage& image) {
  nlohmann::json files = nlohmann::json::array();
  for (const wasm::ImageFile& file : image.files)
    files.push_back({{"path", "/" + file.path},
                     {"bytes", file.size},
                     {"stored", file.stored},
                     {"codec", wasm::codec_name(file.codec)}});
  nlohmann::json list{{"files", files}};
  if (!image.main.empty()) list["main"] = image.main;
  return list;
}

}  // namespace pylon
