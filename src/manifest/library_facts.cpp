#include "manifest/library_facts.hpp"

#include <nlohmann/json.hpp>

#include "base/digest.hpp"

namespace pylon {
namespace {

constexpr std::string_view kSitePackages = "site-packages/";

// Below lib/python3.x/, or below its site-packages/.
struct Below {
  bool package = false;
  std::string_view rest;
};

Below below(std::string_view path) {
  const std::size_t slash = path.find('/');
  path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  if (!path.starts_with(kSitePackages)) return {false, path};
  return {true, path.substr(kSitePackages.size())};
}

}  // namespace

std::string library_digest(const LibraryDigests& files) {
  Sha256 digest;
  for (const auto& [path, sha256] : files) digest.update(sha256 + "  " + path + "\n");
  return digest.hex();
}

std::vector<std::string> library_differences(const LibraryDigests& built, const LibraryDigests& found) {
  std::map<std::string, const char*> differences;
  for (const auto& [path, sha256] : built) {
    const auto other = found.find(path);
    if (other == found.end())
      differences[path] = "is missing";
    else if (other->second != sha256)
      differences[path] = "is not what was built";
  }
  for (const auto& [path, sha256] : found) {
    if (!built.contains(path)) differences[path] = "was not built";
  }
  std::vector<std::string> lines;
  for (const auto& [path, what] : differences) lines.push_back("lib/" + path + " " + what);
  return lines;
}

LibraryPlace library_place(std::string_view path) {
  const auto [package, rest] = below(path);
  const std::size_t slash = rest.find('/');
  std::string_view name = rest.substr(0, slash);
  if (name == "__pycache__") {
    // "json.cpython-313.pyc" of a single-file module.
    name = rest.substr(slash + 1);
    return {package, std::string(name.substr(0, name.find('.')))};
  }
  // "numpy-2.5.5.dist-info": what numpy says of itself is numpy's.
  if (package && name.ends_with(".dist-info")) name = name.substr(0, name.find('-'));
  if (slash != std::string_view::npos) return {package, std::string(name)};
  if (!name.ends_with(".py")) return {package, ""};
  return {package, std::string(name.substr(0, name.size() - 3))};
}

std::string module_of_file(std::string_view path) {
  std::string rest(below(path).rest);
  constexpr std::string_view kCompiled = "__pycache__/";
  const std::size_t compiled = rest.find(kCompiled);
  if (compiled != std::string::npos) rest.erase(compiled, kCompiled.size());
  const std::size_t slash = rest.rfind('/');
  const std::size_t start = slash == std::string::npos ? 0 : slash + 1;
  const bool code = rest.ends_with(".py") || rest.ends_with(".pyc");
  std::string name = code ? rest.substr(start, rest.find('.', start) - start) : "";
  if (name == "__init__") name.clear();
  std::string module = rest.substr(0, start == 0 ? 0 : start - 1);
  for (char& c : module) c = c == '/' ? '.' : c;
  return module + (module.empty() || name.empty() ? "" : ".") + name;
}

std::string package_of_file(std::string_view path) {
  const std::string_view rest = below(path).rest;
  const std::size_t slash = rest.rfind('/');
  std::string package(rest.substr(0, slash == std::string_view::npos ? 0 : slash));
  for (char& c : package) c = c == '/' ? '.' : c;
  return package;
}

nlohmann::json library_json(const std::vector<LibraryFile>& files, const Importers& importers,
                            const std::vector<std::string>& private_modules) {
  std::map<std::string, std::uint64_t> modules, packages;
  std::uint64_t bytes = 0;
  LibraryDigests digests;
  for (const LibraryFile& file : files) {
    bytes += file.bytes;
    digests[file.path] = file.sha256;
    const LibraryPlace place = library_place(file.path);
    if (!place.name.empty()) (place.package ? packages : modules)[place.name] += file.bytes;
  }
  nlohmann::json without = nlohmann::json::array();
  for (const std::string& module : private_modules) {
    if (!importers.contains(module)) without.push_back(module);
  }
  return {{"bytes", bytes},     {"files", files.size()}, {"sha256", library_digest(digests)},
          {"modules", modules}, {"packages", packages},  {"without_wrapper", without}};
}

}  // namespace pylon
