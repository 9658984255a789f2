// Rules about what the file was made of: the profile of CPython, and the versions of vendored code.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "manifest/cpython_profile.hpp"
#include "manifest/gate_rules.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// A variant that asks for no profile passes: that is deliberate. One that asks for a profile that does not
// exist, or not for this compiler, fails.
GateCheck check_profile(const GateInput& input) {
  const Json profile = profile_in(*input.manifest);
  if (profile.is_null()) {
    const bool asks = input.variant->optimize.contains("cpython-profile");
    return skipped_check(input, "cpython-profile", "",
                         asks ? "the manifest does not say: build again" : "the variant says nothing of one");
  }
  GateCheck check = start_check(input, "cpython-profile", "");
  check.found = profile_words(profile);
  const std::string version = input.manifest->at("identity").at("cpython");
  check.allowed = "a profile of " + version;
  if (profile_is_lost(profile)) {
    const bool missing = profile_is_missing(profile);
    check.failures.push_back({"cpython " + version,
                              check.found,
                              check.allowed,
                              {},
                              {},
                              missing ? fmt::format("CPython {} was compiled without a profile: there is no "
                                                    "toolchain/recipes/cpython/{}.profdata.gz.",
                                                    version, version)
                                      : fmt::format("CPython {} was compiled with {}.", version, check.found),
                              "toolchain/update-profile",
                              ""});
  }
  return check;
}

// Code that its authors give no version is known as such to the catalogue.
bool has_no_version(const Catalog* catalog, const std::string& package, const std::string& vendor) {
  const Package* found = catalog == nullptr ? nullptr : catalog->find_package(package);
  if (found == nullptr) return false;
  const auto entry = std::ranges::find(found->vendors, vendor, &Vendor::name);
  return entry != found->vendors.end() && entry->version.empty();
}

GateFailure vendor_failure(const GateInput& input, const std::string& package, const std::string& vendor) {
  const Json& packages = input.manifest->at("identity").at("packages");
  return {vendor,
          "no version",
          "its version",
          {},
          {},
          fmt::format("{}, in {} {}, has no version in the manifest and so none in the bill of materials: "
                      "Modules/catalog.json described another version of {} when it was built.",
                      vendor, package, packages.value(package, ""), package),
          "pylonctl setup --check " + input.variant->name,
          ""};
}

GateCheck check_vendors(const GateInput& input) {
  if (!input.manifest->contains("components"))
    return skipped_check(input, "vendor-version", "", "the manifest has no components");
  GateCheck check = start_check(input, "vendor-version", "");
  std::size_t count = 0;
  for (const Json& component : input.manifest->at("components")) {
    if (component.at("kind") != "vendor") continue;
    ++count;
    const std::string name = component.at("name"), package = component.at("of");
    if (!component.contains("version") && !has_no_version(input.catalog, package, name))
      check.failures.push_back(vendor_failure(input, package, name));
  }
  check.found = fmt::format("{} of {}", count - check.failures.size(), count);
  check.allowed = fmt::format("{} of {}", count, count);
  return check;
}

}  // namespace

void check_inputs(const GateInput& input, GateChecks& checks) {
  checks.push_back(check_profile(input));
  checks.push_back(check_vendors(input));
}

}  // namespace pylon
