#include "remote/step_archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <memory>
#include <set>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "plan/step_needs.hpp"
#include "store/stored_output.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"
#include "toolchain/unpack.hpp"
#include "wasm/sections.hpp"

namespace pylon {
namespace {

constexpr const char* kZstdLevel = "3";    // level 9 saves 8 % of the bytes and takes five times as long
constexpr std::int64_t kTime = 315532800;  // 1980-01-01, as SOURCE_DATE_EPOCH of the steps

using Packer = std::unique_ptr<archive, decltype(&archive_write_free)>;
using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

void check(int code, archive* handle, const char* what) {
  if (code >= ARCHIVE_WARN) return;
  const char* reason = archive_error_string(handle);
  throw Error(fmt::format("{}: {}", what, reason != nullptr ? reason : "unknown reason"));
}

// What goes into the archive: relative, sorted.
std::vector<fs::path> packed_names(const Step& step, const std::set<std::string>& listed) {
  std::vector<fs::path> names;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(step.out)) {
    const fs::path name = entry.path().lexically_relative(step.out);
    const bool empty_folder = !entry.is_symlink() && entry.is_directory() && fs::is_empty(entry.path());
    if (entry.is_symlink() || empty_folder || listed.contains(name.string())) names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

void write_entry(archive* packer, const fs::path& folder, const fs::path& name) {
  const fs::path path = folder / name;
  struct stat facts{};
  if (::lstat(path.c_str(), &facts) != 0) throw Error("cannot look at " + path.string());
  const Entry entry(archive_entry_new(), &archive_entry_free);
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_mtime(entry.get(), kTime, 0);
  archive_entry_set_perm(entry.get(), (facts.st_mode & S_IXUSR) != 0 ? 0755 : 0644);
  if (S_ISLNK(facts.st_mode)) {
    archive_entry_set_filetype(entry.get(), AE_IFLNK);
    archive_entry_set_symlink(entry.get(), fs::read_symlink(path).c_str());
  } else if (S_ISDIR(facts.st_mode)) {
    archive_entry_set_filetype(entry.get(), AE_IFDIR);
  } else {
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_size(entry.get(), facts.st_size);
  }
  check(archive_write_header(packer, entry.get()), packer, "cannot pack");
  if (!S_ISREG(facts.st_mode) || facts.st_size == 0) return;
  const MappedFile file(path);
  if (archive_write_data(packer, file.bytes().data(), file.bytes().size()) !=
      static_cast<la_ssize_t>(file.bytes().size()))
    check(ARCHIVE_FATAL, packer, "cannot pack");
}

void write_archive(const Step& step, const std::vector<fs::path>& names, const fs::path& archive) {
  const Packer packer(archive_write_new(), &archive_write_free);
  // pax: names of any length, in UTF-8. "restricted" would use plain ustar where it can; either is
  // deterministic.
  check(archive_write_set_format_pax_restricted(packer.get()), packer.get(), "libarchive has no pax");
  check(archive_write_set_options(packer.get(), "hdrcharset=BINARY"), packer.get(), "libarchive");
  check(archive_write_add_filter_zstd(packer.get()), packer.get(), "libarchive has no zstd");
  check(archive_write_set_filter_option(packer.get(), "zstd", "compression-level", kZstdLevel), packer.get(),
        "libarchive");
  check(archive_write_open_filename(packer.get(), archive.c_str()), packer.get(), "cannot write");
  for (const fs::path& name : names) write_entry(packer.get(), step.out, name);
  check(archive_write_close(packer.get()), packer.get(), "cannot write");
}

// Whether the file names the store, and which steps in it.
struct Naming {
  bool found = false, text = false;
  std::set<std::string> steps;
};

Naming look_for_store(const fs::path& file, const std::string& store) {
  Naming naming;
  if (fs::file_size(file) == 0) return naming;
  const MappedFile mapped(file);
  const std::string_view bytes = wasm::as_text(mapped.bytes());
  naming.steps = steps_named(bytes, store);
  naming.found = bytes.find(store) != bytes.npos;
  naming.text = naming.found && bytes.find('\0') == bytes.npos;
  return naming;
}

void look_at_names(const Step& step, StepEntry& entry, const std::set<std::string>& listed) {
  std::set<std::string> needs;
  for (const std::string& name : listed) {
    Naming naming = look_for_store(step.out / name, entry.store);
    needs.merge(naming.steps);
    if (naming.found && naming.text) entry.naming.push_back(name);
    if (naming.found && !naming.text) entry.bound = true;
  }
  needs.erase(step.out.filename().string());
  entry.needs.assign(needs.begin(), needs.end());
}

void rename_store(const fs::path& file, const std::string& from, const std::string& to) {
  std::string text = read_file(file);
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  const fs::perms permissions = fs::status(file).permissions();
  write_file(file, text);
  fs::permissions(file, permissions);
}

void check_entry_content(const fs::path& folder, const StepEntry& entry) {
  for (const char* name : {".done", ".content", kFetchedMark}) {
    if (fs::exists(fs::symlink_status(folder / name)))
      throw Error(fmt::format("it holds a file '{}', which only pylonctl may write", name));
  }
  if (sha256_hex(content_list(folder)) != entry.content)
    throw Error("its files are not those that its entry names");
}

void write_fetched(const fs::path& folder, const StepEntry& entry) {
  std::string text;
  for (const std::string& name : entry.needs) text += name + '\n';
  write_file(folder / kFetchedMark, text);
}

}  // namespace

StepEntry pack_step(const Step& step, const fs::path& archive) {
  return with_context("while packing " + step.out.string(), [&] {
    const StoredContent stored = stored_content(step);
    StepEntry entry;
    entry.name = step.name;
    entry.key = step.key;
    entry.store = step.out.parent_path().string();
    entry.wall_us = stored.cost.wall_us;
    entry.cpu_us = stored.cost.cpu_us;
    std::set<std::string> listed;
    std::string list;
    for (const auto& [file, digest] : stored.files) {
      if (file == kFetchedMark) continue;
      listed.insert(file);
      list += digest + "  " + file + '\n';
      entry.unpacked += fs::file_size(step.out / file);
    }
    entry.content = sha256_hex(list);
    const std::vector<fs::path> names = packed_names(step, listed);
    entry.files = names.size();
    look_at_names(step, entry, listed);
    write_archive(step, names, archive);
    entry.archive = file_sha256(archive);
    entry.bytes = fs::file_size(archive);
    return entry;
  });
}

void unpack_step(const Step& step, const StepEntry& entry, const fs::path& archive, const fs::path& work) {
  const fs::path folder = work / "files";
  remove_tree(folder);
  if (entry.files > 0) unpack(archive, folder, 0, {entry.unpacked, entry.files, UnpackLimits{}.ratio});
  fs::create_directories(folder);
  check_entry_content(folder, entry);
  const std::string here = step.out.parent_path().string();
  for (const std::string& name : entry.naming) {
    if (entry.store != here) rename_store(folder / name, entry.store, here);
  }
  write_fetched(folder, entry);
  replace_path(folder, step.out);
  check_outputs(step);
  Step finished = step;
  finished.cost = {entry.wall_us, entry.cpu_us, entry.unpacked};
  finish_step(std::move(finished));
}

}  // namespace pylon
