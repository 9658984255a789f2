#include "manifest/packing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"
#include "manifest/inside_facts.hpp"
#include "wasm/library_segment.hpp"

namespace pylon {
namespace {

constexpr std::string_view kMount = "lib/", kPython = "lib/python3.";
constexpr std::size_t kNamed = 5;  // conflicts that a message names

// "lib/python3.13" for any file below it, else "".
std::string folder_of_python(const std::string& path) {
  const std::size_t slash = path.starts_with(kPython) ? path.find('/', kPython.size()) : std::string::npos;
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

// The folder that holds Python's own library, which has its codecs: files may lie in another one too, as in
// lib/python3.14 of a 3.13. "": none.
std::string own_python(const wasm::LibraryContents& contents) {
  std::string first;
  for (auto file = contents.files.lower_bound(std::string(kPython));
       file != contents.files.end() && file->first.starts_with(kPython); ++file) {
    const std::string folder = folder_of_python(file->first);
    if (!folder.empty() && file->first.starts_with(folder + "/encodings/__init__.py")) return folder;
    if (first.empty()) first = folder;
  }
  return first;
}

// Folders that a start looks for modules in, with a slash at their end.
std::vector<std::string> search_folders(const wasm::LibraryContents& contents) {
  std::set<std::string> folders;
  for (const auto& [path, file] : contents.files) {
    const std::string mount = path.substr(0, path.find('/') + 1);
    if (mount != "lib/") folders.insert(mount);
  }
  if (const std::string python = own_python(contents); !python.empty())
    folders.insert({python + "/", python + "/site-packages/"});
  return {folders.begin(), folders.end()};
}

// "bisect" for bisect.py and bisect.pyc, "json" for json/decoder.py.
std::string_view top_module(std::string_view below) { return below.substr(0, below.find_first_of("./")); }

// "app" for app.py, app.pyc and for the folder app with __main__ in it; "" for what `python -m` does not run.
std::string runnable_module(std::string_view below) {
  const std::size_t dot = below.rfind('.');
  if (dot == std::string_view::npos || (below.substr(dot) != ".py" && below.substr(dot) != ".pyc")) return "";
  std::string name(below.substr(0, dot));
  constexpr std::string_view kMain = "/__main__";
  if (name.ends_with(kMain)) name.resize(name.size() - kMain.size());
  if (name.find('.') != std::string::npos) return "";  // "__pycache__/x.cpython-313"
  std::ranges::replace(name, '/', '.');
  return name;
}

std::string content_of(const std::string& path, const wasm::Packed& file) {
  try {
    return wasm::unpacked(file.codec, file.stored, file.size);
  } catch (const Error& error) {
    throw Error(fmt::format("library inside: /{}: {}", path, error.message()), error.advice());
  }
}

std::vector<std::string> runnable_modules(const wasm::LibraryContents& contents) {
  std::set<std::string> names;
  for (const std::string& folder : search_folders(contents)) {
    for (auto file = contents.files.lower_bound(folder);
         file != contents.files.end() && file->first.starts_with(folder); ++file) {
      if (const std::string name = runnable_module(std::string_view(file->first).substr(folder.size()));
          !name.empty())
        names.insert(name);
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace

std::string python_folder(const wasm::LibraryContents& contents) {
  std::string python = own_python(contents);
  if (python.empty())
    throw Error(
        "the file has no Python library inside, so that there is no site-packages to add to",
        "say where each folder goes (DIR::/app), or build the file from a variant that says \"library\": "
        "{\"where\": \"inside\"}");
  return python;
}

std::string python_name(const wasm::LibraryContents& contents) {
  const std::string python = own_python(contents);
  return python.empty() ? "python3" : python.substr(python.rfind('/') + 1);
}

std::string tag_of_python(const wasm::LibraryContents& contents) {
  const std::string python = own_python(contents);
  return python.empty() ? "" : compiled_tag(python.substr(kMount.size()));
}

std::vector<std::string> changed_modules(const wasm::LibraryContents& contents,
                                         const std::map<std::string, wasm::Packed>& files) {
  std::set<std::string> there, changed;
  const std::string python = own_python(contents) + "/";
  for (auto file = contents.files.lower_bound(python);
       file != contents.files.end() && file->first.starts_with(python); ++file)
    there.emplace(top_module(std::string_view(file->first).substr(python.size())));
  there.erase("site-packages");
  // Python looks into this one first, were it there: "lib/python313.zip".
  std::string zip = own_python(contents);
  std::erase(zip, '.');
  if (!zip.empty()) zip += ".zip";
  for (const auto& [path, file] : files) {
    if (!zip.empty() && (path == zip || path.starts_with(zip + "/")))
      changed.insert(zip.substr(zip.rfind('/') + 1));
    if (!path.starts_with(python)) continue;
    const std::string name(top_module(std::string_view(path).substr(python.size())));
    if (there.contains(name)) changed.insert(name);
  }
  return {changed.begin(), changed.end()};
}

std::string guest_folder(std::string_view guest, const std::string& argument) {
  std::string path(guest);
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  const bool good = path.size() > 1 && path.front() == '/' && path.find("//") == std::string::npos;
  std::string_view rest = good ? std::string_view(path).substr(1) : std::string_view();
  for (std::string_view left = rest; good && !left.empty();) {
    const std::string_view part = left.substr(0, left.find('/'));
    if (part == "." || part == "..") rest = {};
    left.remove_prefix(std::min(left.size(), part.size() + 1));
  }
  if (rest.empty())
    throw Error(fmt::format("{}: '{}' is no folder inside the file", argument, guest),
                "give an absolute path without . and .., as in app/::/app");
  if (rest.find(':') != std::string_view::npos)
    throw Error(
        fmt::format("{}: a colon in '{}' parts two folders where Python looks for modules", argument, guest),
        "give the folder another name inside, as in app/::/app");
  return std::string(rest);
}

void add_files(wasm::LibraryContents& contents, const std::map<std::string, wasm::Packed>& files,
               bool replace) {
  std::vector<std::string> conflicts;
  std::map<std::string, wasm::Packed> changes;
  for (const auto& [path, file] : files) {
    const auto there = contents.files.find(path);
    wasm::Packed& change = changes.emplace(path, file).first->second;
    change.origin = wasm::FileOrigin::kAdded;
    if (there == contents.files.end()) continue;
    if (is_inside(contents, path, file)) {
      changes.erase(path);
      continue;
    }
    if (there->second.origin != wasm::FileOrigin::kAdded) change.origin = wasm::FileOrigin::kReplaced;
    if (!replace) conflicts.push_back(shown("/" + path));
  }
  if (conflicts.empty()) {
    for (auto& [path, file] : changes) contents.files[path] = std::move(file);
    return;
  }
  const std::size_t more = conflicts.size() > kNamed ? conflicts.size() - kNamed : 0;
  conflicts.resize(conflicts.size() - more);
  throw Error(fmt::format("{} {} inside already, with other content{}", join(conflicts, ", "),
                          conflicts.size() + more == 1 ? "is" : "are",
                          more > 0 ? fmt::format(" (and {} more)", more) : ""),
              "--replace takes the new ones; DIR::GUEST puts them elsewhere");
}

bool is_inside(const wasm::LibraryContents& contents, const std::string& path, const wasm::Packed& file) {
  const auto there = contents.files.find(path);
  return there != contents.files.end() && there->second.size == file.size &&
         content_of(path, there->second) == content_of(path, file);
}

namespace {

// What is wrong with files that nothing else is compared with.
std::vector<std::string> packed_problems(const wasm::LibraryContents& contents,
                                         const std::map<std::string, wasm::Packed>& packed,
                                         const PackedFiles& files) {
  std::vector<std::string> problems;
  for (const auto& [path, file] : packed) {
    try {
      content_of(path, file);
    } catch (const Error& error) {
      problems.push_back(error.message());
    }
  }
  if (files.main && !files.main->empty()) {
    const std::vector<std::string> known = runnable_modules(contents);
    if (std::ranges::find(known, *files.main) == known.end())
      problems.push_back("library inside: a start runs the module " + *files.main + ", which is not inside");
  }
  return problems;
}

}  // namespace

std::optional<BeforePack> before_pack(wasm::Bytes module, const std::string& main) {
  const auto segment = wasm::find_library_segment(module);
  if (!segment) return std::nullopt;
  const wasm::Bytes image = module.subspan(segment->offset, segment->size);
  const wasm::LibraryImage index = wasm::read_library_image(image, segment->offset);
  if (index.main == main && std::ranges::all_of(index.files, [](const wasm::ImageFile& file) {
        return file.origin == wasm::FileOrigin::kBuilt;
      }))
    return std::nullopt;
  wasm::LibraryContents contents = wasm::contents_of(image);
  BeforePack before;
  PackedFiles& files = before.packed;
  std::map<std::string, wasm::Packed> packed;
  for (const auto& [path, file] : contents.files) {
    if (file.origin == wasm::FileOrigin::kBuilt) continue;
    (file.origin == wasm::FileOrigin::kAdded ? files.added : files.replaced).push_back("/" + path);
    packed[path] = file;
  }
  if (contents.main != main) files.main = contents.main;
  before.problems = packed_problems(contents, packed, files);
  // What nothing reads would be lost on the way back, and with it the proof that nothing else is there.
  if (wasm::fill_segment(module, wasm::library_image(contents)) != wasm::as_text(module))
    before.problems.emplace_back("library inside: not written as pylonctl writes it");
  for (const auto& [path, file] : packed) {
    if (file.origin == wasm::FileOrigin::kAdded)
      contents.files.erase(path);
    else
      contents.files[path].origin = wasm::FileOrigin::kBuilt;
  }
  files.changed = changed_modules(contents, packed);
  contents.main = main;
  const bool empty = contents.files.empty() && contents.main.empty();  // as the link left it
  before.module = wasm::fill_segment(
      module, empty ? std::string(wasm::kLibraryHeader, '\0') : wasm::library_image(contents));
  return before;
}

bool goes_by_date(std::string_view pyc) {
  // PEP 552: after the magic number, bit 0 of the flags says that the file goes by a hash.
  constexpr std::size_t kFlags = 4, kHeader = 16;
  return pyc.size() >= kHeader && (static_cast<unsigned char>(pyc[kFlags]) & 1U) == 0;
}

void set_main(wasm::LibraryContents& contents, const std::string& name) {
  const std::vector<std::string> known = runnable_modules(contents);
  if (std::ranges::find(known, name) == known.end())
    throw Error(fmt::format("--main {}: no such module can be run from inside the file{}", name,
                            did_you_mean(name, known)),
                "a package needs a __main__.py; a folder of modules goes to a folder of its own (DIR::/app)");
  contents.main = name;
}

}  // namespace pylon
