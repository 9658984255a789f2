#include "update/examine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <regex>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "manifest/slot_headers.hpp"
#include "system/files.hpp"
#include "system/temporary_folder.hpp"
#include "toolchain/unpack.hpp"

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

constexpr std::string_view kRelease = "What's New in Python ";

// "----" below a title.
bool is_rule(std::string_view line) {
  return line.size() > 2 && line.find_first_not_of('-') == std::string_view::npos;
}

std::string one_line(std::string_view text) { return join(split_words(text), " "); }

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

VendoredVersion vendored_version(const Vendor& vendor, const fs::path& source) {
  if (!vendor.version_file.empty()) return version_in_file(vendor, source);
  if (!vendor.version_path.empty()) return version_in_names(vendor, source);
  return {};
}

std::vector<NewsEntry> security_news(std::string_view news, const std::string& from, const std::string& to) {
  std::vector<NewsEntry> entries;
  std::string version, before;
  bool wanted = false, security = false;
  while (!news.empty()) {
    const std::string line(take_line(news));
    if (line.starts_with(kRelease)) {
      version = line.substr(kRelease.size());
      version.resize(std::min(version.size(), version.find(' ')));
      wanted = compare_releases(version, from) > 0 && compare_releases(version, to) <= 0;
      security = false;
    } else if (is_rule(line)) {
      security = before == "Security";
    } else if (wanted && security && line.starts_with("- ")) {
      entries.push_back({version, one_line(line.substr(2))});
    } else if (wanted && security && line.starts_with("  ") && !entries.empty()) {
      entries.back().text += " " + one_line(line);
    }
    before = line;
  }
  return entries;
}

}  // namespace pylon
