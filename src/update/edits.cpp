#include "update/edits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

std::string title_of(const Source& source) { return source.name + "-" + source.version; }

FileEdit lock_edit(const Project& project, const std::vector<EntryChange>& entries, bool keep) {
  std::string text = read_file(project.toolchain() / "lock.json");
  for (const EntryChange& entry : entries) text = with_lock_entry(text, entry.old, entry.next, keep);
  return {"toolchain/lock.json", text};
}

// Copies the patches to the new version's folder, those that do not fit too: the build then says which one
// fails, where without it nothing would. Where no patch is left, a note says so: nobody thinks them
// forgotten.
void add_patches(const Project& project, const EntryChange& entry, const Examination& found, bool keep,
                 std::vector<FileEdit>& edits) {
  const fs::path from = fs::path("toolchain/patches") / title_of(entry.old);
  const fs::path to = fs::path("toolchain/patches") / title_of(entry.next);
  if (!fs::is_directory(project.root / from)) return;
  bool carried = false;
  for (const fs::path& file : list_tree(project.root / from)) {
    const auto trial = std::ranges::find(found.patches, file.string(), &PatchTrial::file);
    if (trial == found.patches.end() || trial->fit != PatchFit::kUpstream) {
      edits.push_back({to / file, read_file(project.root / from / file)});
      carried = true;
    }
    if (!keep) edits.push_back({from / file, std::nullopt});
  }
  if (carried || !keep) return;
  edits.push_back({to / "README.md", fmt::format("All patches of {} are part of {} itself.\n",
                                                 entry.old.label(), entry.next.label())});
}

void add_variants(const Project& project, const EntryChange& entry, std::vector<FileEdit>& edits) {
  for (const fs::directory_entry& each : fs::directory_iterator(project.variants())) {
    const std::string name = each.path().filename().string();
    if (!name.ends_with(".json") || name.ends_with(".schema.json")) continue;
    const std::string text = read_file(each.path());
    if (parse_json(text, "variants/" + name).value("cpython", "") != entry.old.version) continue;
    edits.push_back({"variants/" + name, with_json_string(text, "/cpython", entry.next.version)});
  }
}

void remove_profile(const Project& project, const std::string& version, std::vector<FileEdit>& edits) {
  for (const fs::path& file : profile_files(version)) {
    if (fs::exists(project.root / file)) edits.push_back({file, std::nullopt});
  }
}

// Renames licence files whose folder has the vendor's version in its name.
std::string with_licences(std::string text, const std::string& pointer, const std::vector<std::string>& files,
                          const Examination& found) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string moved = moved_licence(files[i], found.vendors);
    if (moved != files[i])
      text = with_json_string(text, fmt::format("{}/licence_files/{}", pointer, i), moved);
  }
  return text;
}

FileEdit catalog_edit(const Project& project, const Catalog& catalog, const EntryChange& entry,
                      const Examination& found) {
  std::string text = read_file(project.modules() / "catalog.json");
  for (const Package& package : catalog.packages) {
    if (package.source != entry.next.name || package.vendors_of.empty()) continue;
    const std::string pointer = "/packages/" + package.name;
    text = with_json_string(text, pointer + "/vendors_of", entry.next.version);
    text = with_licences(text, pointer, package.licence_files, found);
    for (const Vendor& vendor : package.vendors) {
      const std::string inner = pointer + "/vendors/" + vendor.name;
      text = with_licences(text, inner, vendor.licence_files, found);
      const auto change = std::ranges::find_if(found.vendors, [&](const VendorChange& each) {
        return each.package == package.name && each.vendor == vendor.name;
      });
      if (change == found.vendors.end() || change->after.empty() || vendor.version.empty()) continue;
      text = with_json_string(text, inner + "/version", change->after);
    }
  }
  return {"Modules/catalog.json", text};
}

fs::path undo_folder(const Project& project) { return project.build() / "update"; }

void apply(const Project& project, const FileEdit& edit) {
  if (edit.after) return write_file(project.root / edit.file, *edit.after);
  // What was never written is not there to be removed: a part of its path may be a file.
  std::error_code error;
  fs::remove(project.root / edit.file, error);
  if (error && error != std::errc::not_a_directory)
    throw Error(edit.file.string() + " cannot be removed: " + error.message());
}

// Git knows no empty folders, and neither do we: one of patches that has none left goes.
void remove_if_empty(const fs::path& folder) {
  std::error_code error;
  if (fs::is_directory(folder, error) && fs::is_empty(folder, error)) fs::remove(folder, error);
}

void keep_before(const Project& project, const std::vector<fs::path>& files) {
  const fs::path folder = undo_folder(project);
  remove_tree(folder);
  Json list = Json::array();
  for (const fs::path& file : files) {
    const bool exists = fs::exists(project.root / file);
    list.push_back({{"file", file.generic_string()}, {"existed", exists}});
    if (exists) write_file(folder / "before" / file, read_file(project.root / file));
  }
  write_file(folder / "undo.json", Json{{"files", list}}.dump(2) + "\n");
}

using Fields = std::vector<std::pair<const char*, std::string>>;

std::string quoted(const std::string& text) { return nlohmann::json(text).dump(); }

std::string place_text(const Place& place) {
  std::string text = "{\"kind\": " + quoted(place.kind);
  for (const auto& [key, value] : Fields{{"url", place.url},
                                         {"suite", place.suite},
                                         {"package", place.package},
                                         {"version", place.version},
                                         {"file", place.file}}) {
    if (!value.empty()) text += std::string(", \"") + key + "\": " + quoted(value);
  }
  return text + "}";
}

bool is(const nlohmann::json& entry, const Source& source, const std::string& version) {
  return entry.at("name") == source.name && entry.at("version") == version &&
         entry.value("host", "") == source.host;
}

std::optional<std::size_t> index_of(const nlohmann::json& document, const Source& source,
                                    const std::string& version) {
  const nlohmann::json& list = document.at("sources");
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (is(list[i], source, version)) return i;
  }
  return std::nullopt;
}

JsonSpan span_of_entry(const std::string& text, std::size_t index) {
  return *span_of_json_path(text, "/sources/" + std::to_string(index));
}

}  // namespace

std::vector<fs::path> profile_files(const std::string& version) {
  const fs::path folder = "toolchain/recipes/cpython";
  return {folder / (version + ".profdata.gz"), folder / (version + ".profile.json")};
}

std::vector<FileEdit> edits_for(const Project& project, const Catalog& catalog,
                                const std::vector<EntryChange>& entries, const Examination& found,
                                const EditSetting& setting) {
  const EntryChange& first = entries.front();
  std::vector<FileEdit> edits{lock_edit(project, entries, setting.keep_old),
                              catalog_edit(project, catalog, first, found)};
  add_patches(project, first, found, setting.keep_old, edits);
  if (first.next.name == "cpython") add_variants(project, first, edits);
  if (first.next.name == "cpython" && !setting.keep_old) remove_profile(project, first.old.version, edits);
  std::erase_if(edits, [&](const FileEdit& edit) {
    const fs::path file = project.root / edit.file;
    return edit.after && fs::exists(file) && read_file(file) == *edit.after;
  });
  return edits;
}

std::string edits_diff(const Project& project, const std::vector<FileEdit>& edits) {
  std::string text;
  for (const FileEdit& edit : edits) {
    const fs::path file = project.root / edit.file;
    const bool exists = fs::exists(file);
    const std::string name = edit.file.generic_string();
    if (name.ends_with(".gz")) {  // as git says it
      text += fmt::format("Binary files a/{0} and b/{0} differ\n", name);
      continue;
    }
    text += unified_diff(exists ? read_file(file) : "", edit.after.value_or(""),
                         exists ? "a/" + name : "/dev/null", edit.after ? "b/" + name : "/dev/null");
  }
  return text;
}

void write_edits(const Project& project, const std::vector<FileEdit>& edits,
                 const std::vector<fs::path>& also) {
  std::vector<fs::path> files = also;
  for (const FileEdit& edit : edits) files.push_back(edit.file);
  keep_before(project, files);
  try {
    for (const FileEdit& edit : edits) apply(project, edit);
    for (const FileEdit& edit : edits) remove_if_empty((project.root / edit.file).parent_path());
  } catch (...) {
    undo_edits(project);
    throw;
  }
}

std::vector<std::string> undo_edits(const Project& project) {
  const fs::path folder = undo_folder(project);
  if (!fs::exists(folder / "undo.json"))
    throw Error("there is no update to undo", "git status shows what is changed in this checkout");
  const Json undo = parse_json(read_file(folder / "undo.json"), (folder / "undo.json").string());
  std::vector<std::string> files;
  for (const Json& each : undo.at("files")) {
    const std::string file = each.at("file");
    if (each.at("existed").get<bool>()) {
      write_file(project.root / file, read_file(folder / "before" / file));
    } else {
      apply(project, {file, std::nullopt});
      remove_if_empty((project.root / file).parent_path());
    }
    files.push_back(file);
  }
  remove_tree(folder);
  return files;
}

std::string lock_entry_text(const Source& source) {
  std::string text = "{\n";
  for (const auto& [key, value] : Fields{{"name", source.name},
                                         {"version", source.version},
                                         {"host", source.host},
                                         {"file", source.file},
                                         {"sha256", source.sha256}}) {
    if (!value.empty()) text += std::string("      \"") + key + "\": " + quoted(value) + ",\n";
  }
  text += "      \"licence\": " + quoted(source.licence) + ",\n      \"places\": [\n";
  for (std::size_t i = 0; i < source.places.size(); ++i)
    text += "        " + place_text(source.places[i]) + (i + 1 < source.places.size() ? ",\n" : "\n");
  return text + "      ]\n    }";
}

std::string with_lock_entry(const std::string& text, const Source& old, const Source& entry, bool keep) {
  const nlohmann::json document = parse_json(text, "toolchain/lock.json");
  const auto before = index_of(document, old, old.version);
  if (!before) throw Error("toolchain/lock.json has no " + old.label());
  std::string changed = text;
  if (const auto same = index_of(document, entry, entry.version)) {
    const JsonSpan span = span_of_entry(text, *same);
    return changed.replace(span.begin, span.end - span.begin, lock_entry_text(entry));
  }
  const JsonSpan span = span_of_entry(text, *before);
  if (keep) return changed.insert(span.end, ",\n    " + lock_entry_text(entry));
  return changed.replace(span.begin, span.end - span.begin, lock_entry_text(entry));
}

}  // namespace pylon
