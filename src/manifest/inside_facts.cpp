#include "manifest/inside_facts.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>
#include <thread>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "base/workers.hpp"
#include "wasm/component.hpp"
#include "wasm/library_segment.hpp"

namespace pylon {

namespace {

constexpr std::string_view kMount = "lib/";

// The name that a file inside counts under, and whether it is a package's.
LibraryPlace place_inside(std::string_view path) {
  if (!path.starts_with(kMount)) return {true, std::string(path.substr(0, path.find('/')))};
  LibraryPlace place = library_place(path.substr(kMount.size()));
  // Compiled files that stand in for their sources.
  if (!place.name.empty() || !path.ends_with(".pyc")) return place;
  std::string as_source(path.substr(kMount.size(), path.size() - kMount.size() - 1));
  return library_place(as_source);
}

// SHA-256 of every file's content, by its path inside ("lib/python3.13/os.py"); "" without `digest`.
LibraryDigests inside_digests(const InsideLibrary& library, bool digest = true) {
  const std::vector<wasm::ImageFile>& files = library.index.files;
  std::vector<std::string> found(files.size());
  // As they lie in the file, some at a time.
  std::vector<std::size_t> order(files.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::size_t i) { return files[i].offset; });
  constexpr std::size_t kAtOnce = 32;
  run_workers((order.size() + kAtOnce - 1) / kAtOnce, std::thread::hardware_concurrency(),
              [&](std::size_t run) {
                const std::size_t first = run * kAtOnce, count = std::min(kAtOnce, order.size() - first);
                const auto places = std::span(order).subspan(first, count);
                std::string content;
                for (const std::size_t i : places) {
                  content = wasm::file_content(library.image, files[i], std::move(content));
                  if (digest) found[i] = sha256_hex(content);
                }
              });
  LibraryDigests digests;
  for (std::size_t i = 0; i < files.size(); ++i) digests[files[i].path] = std::move(found[i]);
  return digests;
}

}  // namespace

std::optional<InsideLibrary> inside_library(wasm::Bytes file) {
  const wasm::Bytes module = wasm::main_module(file);
  const auto segment = wasm::find_library_segment(module);
  if (!segment) return std::nullopt;
  const wasm::Bytes image = module.subspan(segment->offset, segment->size);
  return InsideLibrary{image, wasm::read_library_image(image, segment->offset)};
}

std::string inside_row(std::string_view path) {
  const std::string name = place_inside(path).name;
  return "inside: " + (name.empty() ? "other files" : name);
}

nlohmann::json inside_json(wasm::Bytes module, bool digest) {
  const auto library = inside_library(module);
  if (!library) return nullptr;
  std::uint64_t bytes = 0;
  std::map<std::string, std::uint64_t> codecs, modules, packages;
  for (const wasm::ImageFile& file : library->index.files) {
    bytes += file.size;
    ++codecs[std::string(wasm::codec_name(file.codec))];
    const LibraryPlace place = place_inside(file.path);
    if (!place.name.empty()) (place.package ? packages : modules)[place.name] += file.stored;
  }
  nlohmann::json facts{{"mounts", library->index.mounts},
                       {"files", library->index.files.size()},
                       {"bytes", bytes},
                       {"stored", library->index.data_bytes},
                       {"index", library->index.index_bytes},
                       {"codecs", codecs},
                       {"modules", modules},
                       {"packages", packages}};
  const LibraryDigests digests = inside_digests(*library, digest);
  if (digest) facts["sha256"] = library_digest(digests);
  if (!library->index.main.empty()) facts["main"] = library->index.main;
  for (const auto& [name, origin] :
       {std::pair("added", wasm::FileOrigin::kAdded), std::pair("replaced", wasm::FileOrigin::kReplaced)}) {
    const auto files = std::ranges::count(library->index.files, origin, &wasm::ImageFile::origin);
    if (files > 0) facts[name] = files;
  }
  return facts;
}

std::vector<std::string> inside_differences(const LibraryDigests& inside, const LibraryDigests& lib) {
  std::vector<std::string> paths;
  for (const auto& [path, digest] : lib) paths.push_back(path);
  // Without sources nothing lies in a __pycache__.
  const bool sources = std::ranges::any_of(
      inside, [](const auto& file) { return file.first.find("/__pycache__/") != std::string::npos; });
  const auto layout = inside_layout(paths, sources);
  std::vector<std::string> lines;
  for (const auto& [path, digest] : inside) {
    if (!path.starts_with(kMount)) continue;
    const auto from = layout.find(path.substr(kMount.size()));
    if (from == layout.end())
      lines.push_back("/" + path + " inside is not in lib/");
    else if (lib.at(from->second) != digest && (sources || !is_record(path)))  // a RECORD has other names
      lines.push_back("/" + path + " inside is not what lib/ has");
  }
  for (const auto& [path, from] : layout) {
    if (!inside.contains(std::string(kMount) + path))
      lines.push_back("/" + std::string(kMount) + path + " is missing inside");
  }
  std::ranges::sort(lines);
  return lines;
}

std::vector<std::string> inside_problems(const InsideLibrary& library, const LibraryDigests& lib) {
  std::vector<std::string> lines = inside_differences(inside_digests(library), lib);
  if (wasm::library_image(wasm::contents_of(library.image)) != wasm::as_text(library.image))
    lines.push_back("not written as pylonctl writes it");
  return lines;
}

std::string compiled_tag(std::string_view path) {
  constexpr std::string_view kPython = "python";
  std::string tag(path.substr(0, path.find('/')));
  if (!tag.starts_with(kPython)) return "";
  std::erase(tag, '.');
  return "cpython-" + tag.substr(kPython.size());
}

namespace {

constexpr std::string_view kCache = "__pycache__/";

// "a/__pycache__/b.cpython-313.pyc" -> "a/b"; "" for what is no compiled file of this Python.
std::string compiled_name(const std::string& path) {
  const std::size_t cache = path.rfind(kCache);
  const std::string end = "." + compiled_tag(path) + ".pyc";
  if (cache == std::string::npos || !path.ends_with(end)) return "";
  std::string name = path.substr(0, path.size() - end.size());
  return name.erase(cache, kCache.size());
}

}  // namespace

std::map<std::string, std::string> inside_layout(const std::vector<std::string>& files, bool sources) {
  std::map<std::string, std::string> layout;
  std::set<std::string> compiled;
  for (const std::string& path : files) {
    if (sources)
      layout[path] = path;
    else if (const std::string name = compiled_name(path); !name.empty()) {
      compiled.insert(name);
      layout[name + ".pyc"] = path;
    }
  }
  if (sources) return layout;
  for (const std::string& path : files) {
    const bool source = path.ends_with(".py") && compiled.contains(path.substr(0, path.size() - 3));
    if (!source && path.find(kCache) == std::string::npos) layout.try_emplace(path, path);
  }
  return layout;
}

bool is_record(std::string_view path) { return path.ends_with(".dist-info/RECORD"); }

std::string compiled_record(const std::string& path, std::string_view record) {
  const std::string python = path.substr(0, path.find('/') + 1);  // names its version
  std::map<std::string, std::string> lines;
  std::vector<std::string> listed;
  for (std::string line : split_lines(record)) {
    if (line.ends_with('\r')) line.pop_back();  // Python's csv module ends lines so
    listed.push_back(python + line.substr(0, line.find(',')));
    lines[listed.back()] = line;
  }
  std::string text;
  for (const auto& [inside, from] : inside_layout(listed, false))
    text += (inside == from ? lines[from] : inside.substr(python.size()) + ",,") + "\n";
  return text;
}

}  // namespace pylon
