#include "system/file_kind.hpp"

#include <array>
#include <fstream>
#include <string_view>

#include "base/error.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

FileKind kind_of_name(const fs::path& file) {
  const std::string name = file.filename().string();
  if (name.ends_with(".wasm")) return FileKind::kWasm;
  if (name.ends_with(".json")) return FileKind::kJson;
  return name.ends_with(".zip") || name.ends_with(".tar.zst") ? FileKind::kArchive : FileKind::kOther;
}

}  // namespace

FileKind file_kind(const fs::path& file) {
  using namespace std::string_view_literals;
  if (!fs::is_regular_file(file))
    throw Error(fs::exists(file) ? file.string() + " is no regular file" : "there is no " + file.string(),
                "name a file that is there");
  std::array<char, 256> bytes{};
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw Error("cannot read " + file.string());
  stream.read(bytes.data(), bytes.size());
  std::string_view start(bytes.data(), static_cast<std::size_t>(stream.gcount()));
  if (start.starts_with("\0asm"sv)) return FileKind::kWasm;
  if (start.starts_with("PK\3\4"sv) || start.starts_with("\x28\xB5\x2F\xFD"sv)) return FileKind::kArchive;
  if (start.starts_with("\xEF\xBB\xBF"sv)) start.remove_prefix(3);
  const std::size_t first = start.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && start[first] == '{') return FileKind::kJson;
  return kind_of_name(file);
}

}  // namespace pylon
