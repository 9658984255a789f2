#include "update/examine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "manifest/slot_headers.hpp"
#include "system/files.hpp"
#include "system/temporary_folder.hpp"
#include "toolchain/unpack.hpp"
#include "toolchain/vendored.hpp"

namespace pylon {
namespace {

std::optional<std::string> read_if_there(const fs::path& file) {
  return fs::is_regular_file(file) ? std::optional(read_file(file)) : std::nullopt;
}

// Comments, blank lines and blanks do not change what a header declares.
std::string code_of(std::string_view text) {
  std::string code = without_comments(text);
  std::erase_if(code, [](char c) { return std::string_view(" \t\r\n").find(c) != std::string_view::npos; });
  return code;
}

void look_at_vendors(const Package& package, const fs::path& source, Examination& found) {
  for (const Vendor& vendor : package.vendors) {
    const VendoredVersion version = vendored_version(vendor, source);
    found.vendors.push_back({package.name, vendor.name, vendor.version, version.version, version.problem});
  }
}

void look_at_licences(const Package& package, const fs::path& old, const fs::path& next, bool compare,
                      Examination& found) {
  std::set<std::string> files(package.licence_files.begin(), package.licence_files.end());
  for (const Vendor& vendor : package.vendors)
    files.insert(vendor.licence_files.begin(), vendor.licence_files.end());
  for (const std::string& file : files) {
    const std::string moved = fs::exists(next / file) ? file : moved_licence(file, found.vendors);
    const auto after = read_if_there(next / moved);
    if (!after) {
      found.licences.push_back({package.name, file, ""});
    } else if (const auto before = compare ? read_if_there(old / file) : std::nullopt;
               before && *before != *after) {
      found.licences.push_back(
          {package.name, moved, unified_diff(*before, *after, "a/" + file, "b/" + moved)});
    }
  }
}

void look_at_headers(const fs::path& old, const fs::path& next, bool compare, Examination& found) {
  found.slots = slot_header_differences(
      [&](const std::string& name) { return read_if_there(next / "Include" / name); });
  if (!compare) return;
  for (const std::string& name : slot_headers()) {
    const auto before = read_if_there(old / "Include" / name), after = read_if_there(next / "Include" / name);
    if (code_of(before.value_or("")) != code_of(after.value_or(""))) found.changed_headers.push_back(name);
  }
}

}  // namespace

bool Examination::patches_fit() const {
  return std::ranges::none_of(patches, [](const PatchTrial& each) { return each.fit == PatchFit::kFails; });
}

std::string moved_licence(const std::string& file, const std::vector<VendorChange>& vendors) {
  for (const VendorChange& vendor : vendors) {
    if (vendor.before.empty() || vendor.after.empty()) continue;
    const std::size_t at = file.find(vendor.vendor + "-" + vendor.before);
    if (at == std::string::npos) continue;
    std::string moved = file;
    return moved.replace(at + vendor.vendor.size() + 1, vendor.before.size(), vendor.after);
  }
  return file;
}

Examination examine(const Project& project, const Catalog& catalog, const Source& old, const Source& next,
                    const fs::path& old_archive, const fs::path& new_archive) {
  Examination found;
  const TemporaryFolder work;
  const fs::path before = work.path() / "old", after = work.path() / "new";
  unpack(new_archive, after, top_folders(new_archive.filename().string()));
  const bool compare = !old_archive.empty();
  if (compare)
    unpack(old_archive, before, top_folders(old_archive.filename().string()));
  else
    found.uncompared =
        fmt::format("{} could not be had, so licences and headers are not compared with it", old.label());
  for (const Package& package : catalog.packages) {
    if (package.source != next.name) continue;
    look_at_vendors(package, after, found);
    look_at_licences(package, before, after, compare, found);
  }
  if (next.name == "cpython") {
    look_at_headers(before, after, compare, found);
    found.security =
        security_news(read_if_there(after / "Misc/NEWS").value_or(""), old.version, next.version);
  }
  // Last: the patches change the tree.
  found.patches = try_patches(project.patches() / (old.name + "-" + old.version), after);
  return found;
}

}  // namespace pylon
