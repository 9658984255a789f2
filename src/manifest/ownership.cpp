#include "manifest/ownership.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "base/text.hpp"

namespace pylon {
namespace {

std::string normal(std::string_view path) { return std::filesystem::path(path).lexically_normal().string(); }

// Lines that end in a backslash go on in the next one, as makesetup reads them.
std::vector<std::string> logical_lines(std::string_view text) {
  std::vector<std::string> lines;
  bool goes_on = false;
  for (const std::string& line : split_lines(text)) {
    if (goes_on) {
      lines.back() += " " + line;
    } else {
      lines.push_back(line);
    }
    goes_on = lines.back().ends_with('\\');
    if (goes_on) lines.back().pop_back();
  }
  return lines;
}

// Values of `NAME= value` lines; the first one wins, as nothing here is set twice.
std::map<std::string, std::string> make_variables(std::string_view makefile) {
  std::map<std::string, std::string> variables;
  for (const std::string& line : split_lines(makefile)) {
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos || line.starts_with('\t')) continue;
    const std::vector<std::string> name = split_words(line.substr(0, equals));
    if (name.size() == 1) variables.try_emplace(name.front(), line.substr(equals + 1));
  }
  return variables;
}

// "_decimal" -> "MODULE__DECIMAL_LDFLAGS", as configure names it.
std::string flags_variable(const std::string& module) {
  std::string name = "MODULE_" + module + "_LDFLAGS";
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name;
}

void add_archives(StockModule& module, const std::string& flags,
                  const std::map<std::string, std::string>& variables) {
  for (std::string word : split_words(flags)) {
    if (word.starts_with("$(") && word.ends_with(')')) {
      const auto value = variables.find(word.substr(2, word.size() - 3));
      const std::vector<std::string> words =
          value == variables.end() ? std::vector<std::string>{} : split_words(value->second);
      word = words.size() == 1 ? words.front() : "";
    }
    if (word.ends_with(".a")) module.archives.emplace_back(file_name(word));
  }
}

// Of a file of the SDK.
const Owner& runtime_owner(std::string_view name) {
  static const Owner rt{"compiler-rt", "runtime", ""}, cxx{"libc++", "runtime", ""},
      c{"wasi-libc", "runtime", ""};
  if (name.starts_with("libclang_rt")) return rt;
  return name.starts_with("libc++") || name.starts_with("libunwind") ? cxx : c;
}

}  // namespace

std::vector<StockModule> stock_modules(std::string_view setup, std::string_view makefile) {
  const std::map<std::string, std::string> variables = make_variables(makefile);
  std::vector<StockModule> modules;
  for (const std::string& line : logical_lines(setup)) {
    std::vector<std::string> words = split_words(line.substr(0, line.find('#')));
    if (words.empty() || words.front().starts_with('*') || words.front().find('=') != std::string::npos)
      continue;
    StockModule module{words.front(), {}, {}};
    for (const std::string& word : words) {
      if (word.ends_with(".c")) module.objects.emplace_back(file_name(word.substr(0, word.size() - 1) + "o"));
      if (word.ends_with(".a")) module.archives.emplace_back(file_name(word));
    }
    const auto flags = variables.find(flags_variable(module.name));
    if (flags != variables.end()) add_archives(module, flags->second, variables);
    modules.push_back(std::move(module));
  }
  return modules;
}

Ownership::Ownership(const OwnershipInput& input) : sdk_(normal(input.sdk + "/")) {
  folders_ = {sdk_, normal(input.cpython + "/"), normal(input.config + "/")};
  if (!input.library.empty()) folders_.push_back(library_ = normal(input.library + "/"));
  if (!input.snapshot.empty()) folders_.push_back(snapshot_ = normal(input.snapshot + "/"));
  for (const auto& [name, folder] : input.packages) folders_.push_back(normal(folder + "/"));
  const Owner own{"pylon", "own", ""};
  files_[normal(input.config + "/config.o")] = own;
  files_[normal(input.config + "/component_exit.o")] = own;
  files_[normal(input.config + "/pylon_build.o")] = {"_pylon_build", "own", ""};
  files_[normal(input.cpython + "/lib/libcxa-abort.a")] = own;
  files_[normal(input.cpython + "/lib/libhost-calls.a")] = own;
  add_stock(input);
  add_packages(input);
}

void Ownership::add_stock(const OwnershipInput& input) {
  const std::string python = "python" + input.variant->cpython.substr(0, input.variant->cpython.rfind('.'));
  const std::string lib = input.cpython + "/lib/";
  const std::string libpython = normal(lib + "lib" + python + ".a");
  const Owner core{"CPython core", "core", "cpython"};
  files_[libpython] = core;
  files_[normal(lib + "python.o")] = core;
  for (const StockModule& module : input.stock) {
    const Module* known = input.catalog->find_module(module.name);
    const Owner owner{module.name, "module", known != nullptr ? known->package : "cpython"};
    for (const std::string& object : module.objects) members_[libpython + "(" + object + ")"] = owner;
    for (const std::string& archive : module.archives) {
      const auto [place, first] = files_.try_emplace(normal(lib + archive), owner);
      if (!first && place->second.row != owner.row)
        place->second = {"cpython (library)", "library", "cpython"};
    }
  }
}

void Ownership::add_packages(const OwnershipInput& input) {
  for (const auto& [name, folder] : input.packages) {
    const Owner shared{name + " (library)", "library", name};
    for (const std::string& archive : input.catalog->find_package(name)->archives) {
      files_[normal(folder + "/" + archive)] = shared;
    }
    for (const Module& module : input.catalog->modules) {
      if (module.package != name) continue;
      for (const std::string& archive : module.archives) {
        const auto [place, first] =
            files_.try_emplace(normal(folder + "/" + archive), Owner{module.name, "module", name});
        if (!first && place->second.row != module.name) place->second = shared;
      }
    }
  }
}

std::string Ownership::place(std::string_view file) const {
  const std::string path = normal(file);
  for (const std::string& folder : folders_) {
    // "/sdk-0123456789abcdef/": the folder's name has its key in it.
    const std::size_t slash = folder.rfind('/', folder.size() - 2);
    const std::size_t found = path.find(folder.substr(slash));
    if (found != std::string::npos) return folder + path.substr(found + folder.size() - slash);
  }
  return path;
}

const Owner* Ownership::find(std::string_view file, std::string_view member) const {
  const std::string path = place(file);
  const auto inside = members_.find(path + "(" + std::string(member) + ")");
  if (inside != members_.end()) return &inside->second;
  const auto whole = files_.find(path);
  if (whole != files_.end()) return &whole->second;
  static const Owner mount{"_pylon_library", "own", ""};
  if (!library_.empty() && path.starts_with(library_)) return &mount;
  static const Owner resume{"_pylon_snapshot", "own", ""};
  if (!snapshot_.empty() && path.starts_with(snapshot_)) return &resume;
  return path.starts_with(sdk_) ? &runtime_owner(file_name(path)) : nullptr;
}

}  // namespace pylon
