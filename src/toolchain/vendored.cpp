#include "toolchain/vendored.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

std::regex compile(const Vendor& vendor, const std::string& pattern) {
  try {
    return std::regex(pattern);
  } catch (const std::regex_error& error) {
    throw Error(fmt::format("Modules/catalog.json: version_from of '{}': '{}' is no regular expression ({})",
                            vendor.name, pattern, error.what()));
  }
}

// The first group of the first text that matches; "" when none does.
std::string first_match(const std::regex& wanted, const std::vector<std::string>& texts) {
  std::smatch match;
  for (const std::string& text : texts) {
    if (std::regex_search(text, match, wanted) && match.size() > 1) return match[1].str();
  }
  return "";
}

VendoredVersion version_in_file(const Vendor& vendor, const fs::path& source) {
  if (!fs::is_regular_file(source / vendor.version_file))
    return {"", vendor.version_file + " is not in the source"};
  const std::vector<std::string> lines = split_lines(read_file(source / vendor.version_file));
  VendoredVersion found;
  for (const std::string& pattern : vendor.version_patterns) {
    const std::string part = first_match(compile(vendor, pattern), lines);
    if (part.empty()) return {"", fmt::format("{}: no line matches '{}'", vendor.version_file, pattern)};
    found.version += (found.version.empty() ? "" : ".") + part;
  }
  return found;
}

VendoredVersion version_in_names(const Vendor& vendor, const fs::path& source) {
  std::vector<std::string> names;
  for (const fs::path& file : list_tree(source)) names.push_back(file.generic_string());
  const std::string version = first_match(compile(vendor, vendor.version_path), names);
  if (version.empty()) return {"", fmt::format("no file's name matches '{}'", vendor.version_path)};
  return {version, ""};
}

}  // namespace

VendoredVersion vendored_version(const Vendor& vendor, const fs::path& source) {
  if (!vendor.version_file.empty()) return version_in_file(vendor, source);
  if (!vendor.version_path.empty()) return version_in_names(vendor, source);
  return {};
}

}  // namespace pylon
