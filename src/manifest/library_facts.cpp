#include "manifest/library_facts.hpp"

#include <nlohmann/json.hpp>

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

LibraryPlace library_place(std::string_view path) {
  const auto [package, rest] = below(path);
  const std::size_t slash = rest.find('/');
  std::string_view name = rest.substr(0, slash);
  if (name == "__pycache__") {
    // "json.cpython-313.pyc" of a single-file module.
    name = rest.substr(slash + 1);
    return {package, std::string(name.substr(0, name.find('.')))};
  }
  if (slash != std::string_view::npos) return {package, std::string(name)};
  if (!name.ends_with(".py")) return {package, ""};
  return {package, std::string(name.substr(0, name.size() - 3))};
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
  for (const LibraryFile& file : files) {
    bytes += file.bytes;
    const LibraryPlace place = library_place(file.path);
    if (!place.name.empty()) (place.package ? packages : modules)[place.name] += file.bytes;
  }
  nlohmann::json without = nlohmann::json::array();
  for (const std::string& module : private_modules) {
    if (!importers.contains(module)) without.push_back(module);
  }
  return {{"bytes", bytes},
          {"files", files.size()},
          {"modules", modules},
          {"packages", packages},
          {"without_wrapper", without}};
}

}  // namespace pylon
