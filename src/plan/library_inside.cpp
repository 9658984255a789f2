#include "plan/library_inside.hpp"

#include <fmt/format.h>

#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "manifest/inside_facts.hpp"
#include "system/files.hpp"
#include "wasm/library_segment.hpp"
#include "wasm/linker_map.hpp"

namespace pylon {
namespace {

// The calls by which a starting Python reads its library. Where wasi-libc has another name for one, nothing
// is wrapped and the linker is silent, so their absence is an error.
constexpr std::array<std::string_view, 9> kStartNeeds{
    "Py_BytesMain",           "__wasi_fd_close",          "__wasi_fd_fdstat_get",
    "__wasi_fd_filestat_get", "__wasi_fd_read",           "__wasi_fd_readdir",
    "__wasi_fd_seek",         "__wasi_path_filestat_get", "__wasi_path_open"};

// What the library inside holds of these folders (each with its place below lib/), mounted at /lib.
wasm::LibraryContents library_contents(const LibrarySetting& setting,
                                       const std::vector<std::pair<std::string, std::string>>& parts) {
  std::map<std::string, fs::path> places;  // by path below lib/
  for (const auto& [folder, below] : parts) {
    if (!below.empty() && !fs::is_directory(folder)) continue;  // a package without Python files
    for (const fs::path& file : list_tree(folder))
      places[(fs::path(below) / file).generic_string()] = folder / file;
  }
  std::vector<std::string> paths;
  for (const auto& [path, file] : places) paths.push_back(path);
  const wasm::Codec codec = wasm::codec_named(setting.pack);
  wasm::LibraryContents contents;
  for (const auto& [inside, path] : inside_layout(paths, setting.sources)) {
    std::string content = read_file(places.at(path));
    if (!setting.sources && is_record(path)) content = compiled_record(path, content);
    contents.files["lib/" + inside] = wasm::packed(content, codec);
  }
  return contents;
}

}  // namespace

fs::path library_sources(const Project& project) { return project.modules() / "_pylon_library"; }

fs::path library_wraps(const Project& project) { return library_sources(project) / "wraps"; }

std::vector<std::string> wrapped_names(const fs::path& list) {
  std::vector<std::string> names;
  for (const std::string& line : split_lines(read_file(list))) {
    const std::vector<std::string> words = split_words(line.substr(0, line.find('#')));
    if (!words.empty()) names.push_back(words.front());
  }
  return names;
}

std::set<std::string> linked_functions(const fs::path& map) {
  const std::string text = read_file(map);
  std::set<std::string> names;
  for (const wasm::MapChunk& chunk : wasm::read_map(text, map.string()).functions) names.emplace(chunk.title);
  return names;
}

void check_wraps(const fs::path& map, const fs::path& names) {
  const auto linked = linked_functions(map);
  std::set<std::string> needed(kStartNeeds.begin(), kStartNeeds.end());
  for (const std::string& name : wrapped_names(names)) {
    if (linked.contains(name)) needed.insert(name);
  }
  std::vector<std::string> open;
  for (const std::string& name : needed) {
    if (!linked.contains("__wrap_" + name)) open.push_back(name);
  }
  if (open.empty()) return;
  throw Error(
      fmt::format("the link did not wrap {}: files of the library inside would not be found",
                  join(open, ", ")),
      fmt::format("Modules/_pylon_library must define __wrap_{}, and the C library must call it by this name",
                  open.front()));
}

void write_segmented(const fs::path& linked, const fs::path& to) {
  const std::string content = read_file(linked);
  with_context("while adding the library's segment to " + linked.string(),
               [&] { write_file(to, wasm::add_empty_segment(wasm::as_bytes(content))); });
}

void write_filled(const fs::path& from, const LibrarySetting& setting,
                  const std::vector<std::pair<std::string, std::string>>& parts, const fs::path& to) {
  const std::string image = wasm::library_image(library_contents(setting, parts));
  const std::string content = read_file(from);
  with_context("while filling the library's segment of " + from.string(),
               [&] { write_file(to, wasm::fill_segment(wasm::as_bytes(content), image)); });
}

}  // namespace pylon
