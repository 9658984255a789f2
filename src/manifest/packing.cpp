#include "manifest/packing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"

namespace pylon {
namespace {

constexpr std::string_view kPython = "lib/python3.";
constexpr std::size_t kNamed = 5;  // conflicts that a message names

// Folders that a start looks for modules in, with a slash at their end.
std::vector<std::string> search_folders(const wasm::LibraryContents& contents) {
  std::set<std::string> folders;
  for (const auto& [path, file] : contents.files) {
    const std::string mount = path.substr(0, path.find('/') + 1);
    if (mount != "lib/") folders.insert(mount);
    if (!path.starts_with(kPython)) continue;
    const std::string python = path.substr(0, path.find('/', kPython.size()) + 1);
    folders.insert({python, python + "site-packages/"});
  }
  return {folders.begin(), folders.end()};
}

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
  const auto found = contents.files.lower_bound(std::string(kPython));
  const std::size_t slash = found == contents.files.end() ? 0 : found->first.find('/', kPython.size());
  if (found == contents.files.end() || !found->first.starts_with(kPython) || slash == std::string::npos)
    throw Error(
        "the file has no Python library inside, so that there is no site-packages to add to",
        "say where each folder goes (DIR::/app), or build the file from a variant that says \"library\": "
        "{\"where\": \"inside\"}");
  return found->first.substr(0, slash);
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
  return std::string(rest);
}

void add_files(wasm::LibraryContents& contents, const std::map<std::string, wasm::Packed>& files,
               bool replace) {
  std::vector<std::string> conflicts;
  for (const auto& [path, file] : files) {
    const auto there = contents.files.find(path);
    if (there != contents.files.end() && !replace &&
        wasm::unpacked(there->second.codec, there->second.stored, there->second.size) !=
            wasm::unpacked(file.codec, file.stored, file.size))
      conflicts.push_back("/" + path);
  }
  if (conflicts.empty()) {
    for (const auto& [path, file] : files) contents.files[path] = file;
    return;
  }
  const std::size_t more = conflicts.size() > kNamed ? conflicts.size() - kNamed : 0;
  conflicts.resize(conflicts.size() - more);
  throw Error(fmt::format("{} {} inside already, with other content{}", join(conflicts, ", "),
                          conflicts.size() + more == 1 ? "is" : "are",
                          more > 0 ? fmt::format(" (and {} more)", more) : ""),
              "--replace takes the new ones; DIR::GUEST puts them elsewhere");
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
