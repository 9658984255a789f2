#include "cli/pack_run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "manifest/inside_facts.hpp"
#include "manifest/packing.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"
#include "wasm/component.hpp"
#include "wasm/library_segment.hpp"

namespace pylon {
namespace {

// Of a file that has a place for one.
InsideLibrary library_of(const fs::path& file, wasm::Bytes bytes) {
  if (wasm::is_component(bytes))
    throw Error(file.string() + " is a component", "give the core module that it was made from");
  auto library = with_context("while reading " + file.string(), [&] { return inside_library(bytes); });
  if (library) return *library;
  throw Error(file.string() + " has no place for a library inside",
              "build it from a variant that says \"library\": {\"where\": \"inside\"}, or \"either\" "
              "(docs/LIBRARY.md)");
}

struct Folder {
  std::string argument;
  fs::path host;
  std::string guest;  // as given; "": the standard place
};

Folder parse_folder(const std::string& argument) {
  const std::size_t colons = argument.rfind("::");
  Folder folder{argument, argument, ""};
  if (!fs::is_directory(argument) && colons != std::string::npos)
    folder = {argument, argument.substr(0, colons), argument.substr(colons + 2)};
  if (!fs::is_directory(folder.host))
    throw Error(fmt::format("{}: there is no folder {}", argument, folder.host.string()),
                "name a folder: DIR, or DIR::GUEST with its place inside");
  if (colons != std::string::npos && folder.host != argument && folder.guest.empty())
    throw Error(argument + ": nothing follows the ::", "say where the folder goes, as in app/::/app");
  return folder;
}

// A package goes below site-packages by its name; a folder of modules and packages is a site-packages itself.
std::string standard_place(const fs::path& host, const wasm::LibraryContents& contents) {
  const std::string site = python_folder(contents) + "/site-packages";
  if (!fs::exists(host / "__init__.py") && !fs::exists(host / "__main__.py")) return site;
  return site + "/" + fs::canonical(host).filename().string();
}

bool is_left_out(const fs::path& file) {
  return std::ranges::any_of(file, [](const fs::path& part) { return part == ".git" || part == ".hg"; });
}

std::string content_of(const fs::path& file) {
  if (fs::is_directory(file))
    throw Error(file.string() + " is a link to a folder",
                "name that folder itself, or put a copy in its place");
  return read_file(file);
}

// `to`: the new file, which may lie in the folder since the last time: it is no part of itself.
PackedFolder add_folder(const PackWish& wish, const Folder& folder, const fs::path& to,
                        wasm::LibraryContents& contents) {
  const std::string place = folder.guest.empty() ? standard_place(folder.host, contents)
                                                 : guest_folder(folder.guest, folder.argument);
  PackedFolder packed{"/" + place};
  std::map<std::string, wasm::Packed> files;
  std::vector<fs::path> list = list_edited_tree(folder.host);
  std::erase_if(list, [&](const fs::path& file) {
    std::error_code unknown;
    return is_left_out(file) || fs::equivalent(folder.host / file, to, unknown);
  });
  for (const fs::path& file : list) {
    const std::string content = content_of(folder.host / file);
    if (file.extension() == ".pyc" && goes_by_date(content)) {
      ++packed.dated;
      continue;
    }
    wasm::Packed one = wasm::packed(content, wish.codec);
    ++packed.files;
    packed.bytes += one.size;
    packed.stored += one.stored.size();
    files[place + "/" + file.generic_string()] = std::move(one);
  }
  if (files.empty()) throw Error(folder.host.string() + " has no files to pack", "name another folder");
  add_files(contents, files, wish.replace);
  return packed;
}

}  // namespace

PackResult pack(const PackWish& wish, const fs::path& to) {
  const std::string module = read_file(wish.file);
  const InsideLibrary library = library_of(wish.file, wasm::as_bytes(module));
  wasm::LibraryContents contents;
  if (!library.index.files.empty()) contents = wasm::contents_of(library.image);
  PackResult result;
  for (const std::string& argument : wish.folders)
    result.folders.push_back(add_folder(wish, parse_folder(argument), to, contents));
  if (!wish.main.empty()) set_main(contents, wish.main);
  const std::string packed = wasm::fill_segment(wasm::as_bytes(module), wasm::library_image(contents));
  write_file(to, packed);
  result.main = contents.main;
  result.bytes = packed.size();
  return result;
}

std::size_t extract(const fs::path& file, const fs::path& to) {
  const MappedFile mapped(file);
  const InsideLibrary library = library_of(file, mapped.bytes());
  if (fs::exists(to) && (!fs::is_directory(to) || !fs::is_empty(to)))
    throw Error(to.string() + " is there already, and is no empty folder", "name a new one");
  const fs::path whole = fs::absolute(to).lexically_normal();
  const fs::path target = whole.filename().empty() ? whole.parent_path() : whole;
  const fs::path work = target.parent_path() / ("." + target.filename().string() + ".new");
  remove_tree(work);
  fs::create_directories(work);
  try {
    for (const wasm::ImageFile& each : library.index.files)
      write_file(work / each.path, wasm::file_content(library.image, each));
  } catch (...) {
    remove_tree(work);
    throw;
  }
  fs::remove(target);
  replace_path(work, target);
  return library.index.files.size();
}

}  // namespace pylon
