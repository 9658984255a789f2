// pack: a user's own files into a finished pylon.wasm, a list of what is inside, and out of it again.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "manifest/inside_facts.hpp"
#include "manifest/packing.hpp"
#include "report/size_report.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"
#include "wasm/component.hpp"
#include "wasm/library_image.hpp"
#include "wasm/library_segment.hpp"

namespace pylon::cli {
namespace {

struct PackWish {
  std::filesystem::path file;        // a pylon.wasm
  std::vector<std::string> folders;  // DIR or DIR::GUEST
  std::string main;                  // module that a start runs; "": what it was
  wasm::Codec codec = wasm::Codec::kLz4;
  bool replace = false;
};

struct PackedFolder {
  std::string guest;  // "/lib/python3.13/site-packages/app"
  std::uint64_t files = 0, bytes = 0, stored = 0;
  std::uint64_t dated = 0, foreign = 0;  // compiled files that were left out: Python would not use them
  std::vector<std::string> changed;      // modules of Python's own library
};

struct PackResult {
  std::vector<PackedFolder> folders;
  std::string python;  // "python3.13"
  std::string main;    // of the new file; "": none
  std::uint64_t bytes = 0;
};

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

// Compiled by another Python than the one inside, whose `tag` is "cpython-313": nothing would read it.
bool is_foreign(const fs::path& file, const std::string& tag) {
  const std::string name = file.filename().string();
  return file.extension() == ".pyc" && file.parent_path().filename() == "__pycache__" && !tag.empty() &&
         name.find("." + tag + ".") == std::string::npos;
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
  PackedFolder packed;
  packed.guest = "/" + place;
  std::map<std::string, wasm::Packed> files;
  std::vector<fs::path> list = list_edited_tree(folder.host);
  std::erase_if(list, [&](const fs::path& file) {
    std::error_code unknown;
    return is_left_out(file) || fs::equivalent(folder.host / file, to, unknown);
  });
  const std::string tag = tag_of_python(contents);
  for (const fs::path& file : list) {
    if (is_foreign(file, tag)) {
      ++packed.foreign;
      continue;
    }
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
  std::erase_if(files, [&](const auto& each) { return is_inside(contents, each.first, each.second); });
  packed.changed = changed_modules(contents, files);
  add_files(contents, files, wish.replace);
  return packed;
}

// A link stays one, and what it leads to is written, there or not.
fs::path behind_links(fs::path to) {
  constexpr int kMostLinks = 40;  // as Linux has it
  for (int links = 0; fs::is_symlink(to) && links < kMostLinks; ++links)
    to = to.parent_path() / fs::read_symlink(to);
  return to;
}

// Writes `to`, whole or not at all. Error for what cannot be done, and nothing is written.
PackResult pack(const PackWish& wish, const fs::path& to) {
  const std::string module = read_file(wish.file);
  const InsideLibrary library = library_of(wish.file, wasm::as_bytes(module));
  wasm::LibraryContents contents;
  if (!library.index.files.empty()) contents = wasm::contents_of(library.image);
  PackResult result;
  for (const std::string& argument : wish.folders)
    result.folders.push_back(add_folder(wish, parse_folder(argument), to, contents));
  if (!wish.main.empty()) set_main(contents, wish.main);
  result.python = python_name(contents);
  const std::string packed = wasm::fill_segment(wasm::as_bytes(module), wasm::library_image(contents));
  write_file(behind_links(to), packed);
  result.main = contents.main;
  result.bytes = packed.size();
  return result;
}

// Writes everything that is inside `file` below `to`, a folder that is empty or not there yet: whole or not
// at all, and nothing outside of it. Returns how many files.
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

struct PackOptions {
  PackWish wish;
  std::string pack = "lz4", format = "text";
  fs::path out, extract;
  bool list = false;
};

void print_list(const fs::path& path, bool json) {
  const MappedFile file(path);
  const wasm::LibraryImage index = library_of(path, file.bytes()).index;
  print_report(json ? json_text(inside_list_json(index)) : inside_list_text(index));
}

void say_packed(const PackOptions& options, const PackResult& result) {
  for (const PackedFolder& folder : result.folders) {
    fmt::print(stderr, "{}: {} file{}, {} bytes, stored in {}\n", folder.guest, with_thousands(folder.files),
               folder.files == 1 ? "" : "s", with_thousands(folder.bytes), with_thousands(folder.stored));
    if (folder.dated > 0)
      fmt::print(
          stderr,
          "  {} compiled files stay out: they go by their sources' dates, which are all the same inside;\n"
          "  to have them, compile with: {} -m compileall --invalidation-mode unchecked-hash DIR\n",
          folder.dated, result.python);
    if (folder.foreign > 0)
      fmt::print(stderr, "  {} compiled files stay out: another Python than {} made them\n", folder.foreign,
                 result.python);
    if (!folder.changed.empty())
      fmt::print(
          stderr,
          "  these are in Python's own library: {}; a start does not read the modules that the file's\n"
          "  snapshot holds (\"snapshot\" in its manifest.json): build a variant without a snapshot to change those\n",
          join(folder.changed, ", "));
  }
  fmt::print(stderr, "{}: {} bytes{}\n", shown(options.out.string()), with_thousands(result.bytes),
             result.main.empty() ? "" : "; a start runs the module " + result.main);
}

nlohmann::json packed_json(const PackOptions& options, const PackResult& result) {
  nlohmann::json json{
      {"file", options.out.string()}, {"bytes", result.bytes}, {"folders", nlohmann::json::array()}};
  if (!result.main.empty()) json["main"] = result.main;
  for (const PackedFolder& folder : result.folders)
    json["folders"].push_back({{"guest", folder.guest},
                               {"files", folder.files},
                               {"bytes", folder.bytes},
                               {"stored", folder.stored},
                               {"left_out", {{"dated", folder.dated}, {"other_python", folder.foreign}}},
                               {"changed", folder.changed}});
  return json;
}

void check_options(const PackOptions& options) {
  const bool looks = options.list || !options.extract.empty(), writes = !options.out.empty();
  if (looks && (writes || !options.wish.folders.empty() || !options.wish.main.empty()))
    throw Error("--list and --extract only look at the file",
                "leave out folders, --main and -o, or leave out these");
  if (!looks && options.wish.folders.empty() && options.wish.main.empty())
    throw Error("nothing to pack: no folder and no --main is named", "name a folder, or look with --list");
  if (!looks && !writes) throw Error("-o is missing: where the new file goes", "add -o OUT.wasm");
  if (options.out == "-" || options.out == "/dev/stdout")
    throw Error("-o -: the new file is not written to standard output", "name a file, as in -o OUT.wasm");
  if (!fs::exists(options.wish.file))
    throw Error("there is no " + options.wish.file.string(),
                "name a finished file: artifacts/lean/pylon.wasm is what 'pylonctl build lean' makes");
}

void run_pack(PackOptions& options) {
  check_options(options);
  if (options.list) print_list(options.wish.file, options.format == "json");
  if (!options.extract.empty()) {
    const std::size_t files = extract(options.wish.file, options.extract);
    fmt::print(stderr, "{}: {} files\n", options.extract.string(), with_thousands(files));
  }
  if (options.out.empty()) return;
  options.wish.codec = wasm::codec_named(options.pack);
  const PackResult result = pack(options.wish, options.out);
  say_packed(options, result);
  if (options.format == "json") print_report(json_text(packed_json(options, result)));
}

}  // namespace

void add_pack(CLI::App& app, Context&) {
  const auto [verb, options] = add_verb<PackOptions>(
      app, "pack",
      "Makes one file of a pylon.wasm and an application: Python modules, packages and data, "
      "without a linker and without this project. The file must have its library inside, or a place for one. "
      "What is inside stays; a file that is there with other content is an error. "
      "A host that mounts its own /lib uses that instead.");
  verb->add_option("FILE", options->wish.file, "A pylon.wasm")->type_name("FILE")->required();
  verb->add_option(
          "DIR", options->wish.folders,
          "A folder, or DIR::GUEST with its place inside (default: a package, which has an __init__.py or "
          "__main__.py, is installed into site-packages; of another folder, all that is in it)")
      ->type_name("DIR[::GUEST]");
  verb->add_option("-o,--output", options->out, "The new file")->type_name("OUT");
  verb->add_option("--main", options->wish.main, "The module that a start runs, as python -m does")
      ->type_name("MODULE");
  verb->add_option("--pack", options->pack, "How the new files are stored (default: lz4)")
      ->check(one_of({"stored", "lz4", "deflate"}));
  verb->add_flag("--replace", options->wish.replace, "Take the new file where one is inside already");
  verb->add_flag("--list", options->list, "Only show what is inside");
  verb->add_option("--extract", options->extract,
                   "Only write what is inside to this folder, a new or empty one")
      ->type_name("DIR");
  add_format(verb, options->format, {"text", "json"});
  verb->footer(
      "Examples:\n"
      "  pylonctl pack pylon.wasm app/ --main app -o app.wasm     wasmtime run app.wasm runs "
      "app/__main__.py\n"
      "  pip install --target deps --no-deps PACKAGE; pylonctl pack pylon.wasm deps -o with-deps.wasm\n"
      "  pylonctl pack pylon.wasm data/::/data -o with-data.wasm  its files are in /data\n"
      "  pylonctl pack app.wasm --list\n"
      "  pylonctl pack app.wasm --extract inside/");
  verb->callback([options] { run_pack(*options); });
}

}  // namespace pylon::cli
