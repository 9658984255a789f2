#include "manifest/components.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "manifest/rows.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// The objects that functions or data of the file came from.
std::set<std::string_view> linked_objects(std::string_view symbols) {
  std::set<std::string_view> objects;
  while (!symbols.empty()) {
    std::string_view line = take_line(symbols);
    for (int field = 0; field < 2 && !line.empty(); ++field)
      line.remove_prefix(std::min(line.find('\t'), line.size() - 1) + 1);
    const std::string_view object = line.substr(0, line.find('\t'));
    if (!object.empty()) objects.insert(object);
  }
  return objects;
}

bool is_linked(const Vendor& vendor, const std::set<std::string_view>& objects) {
  return std::ranges::any_of(vendor.objects, [&](const std::string& glob) {
    return std::ranges::any_of(objects, [&](std::string_view each) { return glob_matches(glob, each); });
  });
}

// cpe:2.3:a:vendor:product:version and eight fields that say nothing.
std::string cpe_text(const std::string& product, const std::string& version) {
  return fmt::format("cpe:2.3:a:{}:{}:*:*:*:*:*:*:*", product, version);
}

Json component(const char* kind, const std::string& name, const std::string& licence, const Origin& origin) {
  Json one{{"name", name}, {"kind", kind}, {"licence", licence}, {"purl", origin.purl}};
  if (!origin.version.empty()) one["version"] = origin.version;
  if (!origin.sha256.empty()) one["sha256"] = origin.sha256;
  return one;
}

const Origin& origin_of(const ComponentInputs& inputs, const std::string& name) {
  const auto found = inputs.origins.find(name);
  if (found == inputs.origins.end())
    throw Error(fmt::format("nobody said where '{}', which is linked, comes from", name));
  return found->second;
}

void add_package(const ComponentInputs& inputs, const Package& package,
                 const std::set<std::string_view>& objects, Json& list) {
  const Origin& origin = origin_of(inputs, package.name);
  Json one = component("package", package.name, package.licence, origin);
  if (!package.cpe.empty()) one["cpe"] = cpe_text(package.cpe, origin.version);
  list.push_back(std::move(one));
  for (const Vendor& vendor : package.vendors) {
    if (!is_linked(vendor, objects)) continue;
    // Of another version of the package nobody has looked which ones it brings.
    const std::string version = package.vendors_of == origin.version ? vendor.version : "";
    Json inner = component("vendor", vendor.name, vendor.licence,
                           {version, vendor.purl + (version.empty() ? "" : "@" + version), ""});
    if (!vendor.cpe.empty() && !version.empty()) inner["cpe"] = cpe_text(vendor.cpe, version);
    inner["of"] = package.name;
    list.push_back(std::move(inner));
  }
}

}  // namespace

Json components_json(const ComponentInputs& inputs) {
  const std::set<std::string_view> objects = linked_objects(inputs.symbols);
  std::set<std::string> packages, runtime;
  for (const Row& row : read_rows({{"attribution", *inputs.attribution}})) {
    if (!row.package.empty()) packages.insert(row.package);
    if (row.kind == "runtime") runtime.insert(row.name);
  }
  Json list = Json::array();
  for (const std::string& name : inputs.variant->packages) {
    const Package& package = *inputs.catalog->find_package(name);
    // CPython is there in any case: lib/ is its standard library.
    if (packages.contains(name) || package.python || name == "cpython")
      add_package(inputs, package, objects, list);
  }
  for (const std::string& name : runtime) {
    const auto licence = inputs.licences.find(name);
    list.push_back(component("runtime", name,
                             licence == inputs.licences.end() ? "NOASSERTION" : licence->second,
                             origin_of(inputs, name)));
  }
  const auto key = [](const Json& one) {
    return one.at("name").get<std::string>() + '\n' + one.value("of", "");
  };
  std::sort(list.begin(), list.end(), [&](const Json& a, const Json& b) { return key(a) < key(b); });
  return list;
}

}  // namespace pylon
