#include "toolchain/unpack.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <clocale>
#include <memory>
#include <optional>
#include <set>
#include <string_view>

#include "base/error.hpp"
#include "system/files.hpp"
#include "system/temporary_folder.hpp"

namespace pylon {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 17U;
constexpr std::uint64_t kRatioFrom = std::uint64_t{64} << 20U;

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;
using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;

// Names in archives are UTF-8 whatever the user's locale is.
class Utf8Locale {
 public:
  Utf8Locale() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(::uselocale(locale_)) {}
  ~Utf8Locale() {
    ::uselocale(before_);
    if (locale_ != nullptr) ::freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t locale_;
  locale_t before_;
};

[[noreturn]] void fail(archive* handle, const std::string& what) {
  const char* reason = archive_error_string(handle);
  throw Error(what + ": " + (reason != nullptr ? reason : "unknown reason"));
}

// Warnings (an owner that is unknown here …) are no failure.
void checked(int code, archive* handle, const std::string& what) {
  if (code != ARCHIVE_OK && code != ARCHIVE_WARN) fail(handle, what);
}

Reader new_reader() {
  Reader reader(archive_read_new(), &archive_read_free);
  archive* handle = reader.get();
  for (const auto support : {&archive_read_support_filter_none, &archive_read_support_filter_gzip,
                             &archive_read_support_filter_bzip2, &archive_read_support_filter_xz,
                             &archive_read_support_filter_lzma, &archive_read_support_filter_zstd}) {
    support(handle);
  }
  return reader;
}

// Passes the bytes of an outer archive's entry to an inner reader.
struct Nested {
  archive* outer = nullptr;
  std::string block = std::string(kBlock, '\0');

  static la_ssize_t read(archive*, void* data, const void** bytes) {
    auto* self = static_cast<Nested*>(data);
    *bytes = self->block.data();
    return archive_read_data(self->outer, self->block.data(), self->block.size());
  }
};

// `name` without "./", with `strip` leading components dropped; nothing when no component is left.
std::optional<fs::path> safe_name(const char* name, int strip) {
  if (name == nullptr || *name == '\0') throw Error("an entry has no name");
  const fs::path whole(name);
  if (whole.is_absolute()) throw Error(fmt::format("the absolute name '{}' is refused", name));
  fs::path rest;
  for (const fs::path& part : whole) {
    if (part == "..") throw Error(fmt::format("the name '{}' with '..' is refused", name));
    if (part.empty() || part == ".") continue;
    if (strip-- <= 0) rest /= part;
  }
  if (rest.empty()) return std::nullopt;
  return rest;
}

// A link may climb only at the start of its target and not above the tree. Then no chain of links leaves it:
// behind a name in a target, which may be a link itself, ".." would mean another folder than it seems to.
void check_link(const fs::path& name, const fs::path& target) {
  auto depth = std::distance(name.begin(), name.end()) - 1;
  bool climbing = true;
  bool leaves = target.is_absolute() || target.empty();
  for (const fs::path& part : target) {
    if (part == "..") {
      leaves = leaves || !climbing || --depth < 0;
    } else if (!part.empty() && part != ".") {
      climbing = false;
    }
  }
  if (leaves)
    throw Error(fmt::format("the link '{}' -> '{}' is refused: it may leave the folder", name.string(),
                            target.string()));
}

// Writes the entries of one archive below a folder, and keeps count.
class Unpacker {
 public:
  Unpacker(const fs::path& to, int strip, std::uint64_t packed, const UnpackLimits& limits)
      : to_(to),
        strip_(strip),
        packed_(packed),
        limits_(limits),
        writer_(archive_write_disk_new(), &archive_write_free) {
    archive_write_disk_set_options(writer_.get(), ARCHIVE_EXTRACT_TIME | ARCHIVE_EXTRACT_PERM |
                                                      ARCHIVE_EXTRACT_SECURE_SYMLINKS |
                                                      ARCHIVE_EXTRACT_SECURE_NODOTDOT);
  }

  void run(archive* reader) {
    archive_entry* entry = nullptr;
    while (true) {
      const int code = archive_read_next_header(reader, &entry);
      if (code == ARCHIVE_EOF) break;
      checked(code, reader, "cannot read the archive");
      if (++files_ > limits_.files) throw Error(fmt::format("it has more than {} entries", limits_.files));
      if (prepare(entry)) write(reader, entry);
    }
    // Folders get their times last.
    checked(archive_write_close(writer_.get()), writer_.get(), "cannot write");
  }

 private:
  // Gives the entry its final name and mode; false when it is to be left out.
  bool prepare(archive_entry* entry) {
    const auto name = safe_name(archive_entry_pathname(entry), strip_);
    if (!name) return false;
    check_parents(*name);
    const auto type = archive_entry_filetype(entry);
    if (const char* hard = archive_entry_hardlink(entry)) {
      const auto target = safe_name(hard, strip_);
      if (!target) throw Error(fmt::format("the link '{}' -> '{}' is refused", name->string(), hard));
      check_parents(*target);
      archive_entry_set_hardlink(entry, (to_ / *target).c_str());
    } else if (type == AE_IFLNK) {
      check_link(*name, archive_entry_symlink(entry));
      links_.insert(*name);
    } else if (type != AE_IFREG && type != AE_IFDIR) {
      throw Error(fmt::format("'{}' is neither a file nor a folder nor a link: refused", name->string()));
    }
    archive_entry_set_pathname(entry, (to_ / *name).c_str());
    // No set-user-id bits, nothing that others may write, nothing that the owner may not remove again.
    const auto mode = archive_entry_perm(entry) & 0755U;
    archive_entry_set_perm(entry, mode | (type == AE_IFDIR ? 0700U : 0600U));
    return true;
  }

  // Nothing is written through a link that this archive made.
  void check_parents(const fs::path& name) const {
    for (fs::path parent = name.parent_path(); !parent.empty(); parent = parent.parent_path()) {
      if (links_.contains(parent)) {
        throw Error(fmt::format("'{}' is refused: it would be written through the link '{}'", name.string(),
                                parent.string()));
      }
    }
  }

  void write(archive* reader, archive_entry* entry) {
    archive* writer = writer_.get();
    const std::string what = std::string("cannot write ") + archive_entry_pathname(entry);
    checked(archive_write_header(writer, entry), writer, what);
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const std::uint64_t before = bytes_;
    while (true) {
      const int code = archive_read_data_block(reader, &bytes, &size, &offset);
      if (code == ARCHIVE_EOF) break;
      checked(code, reader, "cannot read the archive");
      count(before + static_cast<std::uint64_t>(offset) + size);
      checked(static_cast<int>(archive_write_data_block(writer, bytes, size, offset)), writer, what);
    }
    checked(archive_write_finish_entry(writer), writer, what);
  }

  void count(std::uint64_t total) {
    bytes_ = total;
    if (bytes_ > limits_.bytes) throw Error(fmt::format("it unpacks to more than {} bytes", limits_.bytes));
    if (bytes_ > kRatioFrom && bytes_ / limits_.ratio > packed_) {
      throw Error(fmt::format("it unpacks to more than {} times its size", limits_.ratio));
    }
  }

  const fs::path& to_;
  int strip_;
  std::uint64_t packed_;
  const UnpackLimits& limits_;
  Writer writer_;
  std::set<fs::path> links_;
  std::uint64_t bytes_ = 0;
  std::uint64_t files_ = 0;
};

void open_file(const Reader& reader, const fs::path& path) {
  checked(archive_read_open_filename(reader.get(), path.c_str(), kBlock), reader.get(),
          "cannot open the archive");
}

// A Debian package: an `ar` archive whose member data.tar.* holds the files.
void unpack_deb(const fs::path& path, Unpacker& unpacker) {
  const Reader outer = new_reader();
  archive_read_support_format_ar(outer.get());
  open_file(outer, path);
  archive_entry* entry = nullptr;
  while (true) {
    const int code = archive_read_next_header(outer.get(), &entry);
    if (code == ARCHIVE_EOF) throw Error("it has no data.tar: not a Debian package");
    checked(code, outer.get(), "cannot read the archive");
    if (std::string_view(archive_entry_pathname(entry)).starts_with("data.tar")) break;
  }
  Nested nested{outer.get()};
  const Reader inner = new_reader();
  archive_read_support_format_tar(inner.get());
  checked(archive_read_open(inner.get(), &nested, nullptr, &Nested::read, nullptr), inner.get(),
          "cannot open data.tar");
  unpacker.run(inner.get());
}

void unpack_plain(const fs::path& path, Unpacker& unpacker) {
  const Reader reader = new_reader();
  archive_read_support_format_tar(reader.get());
  archive_read_support_format_zip(reader.get());
  open_file(reader, path);
  unpacker.run(reader.get());
}

}  // namespace

void unpack(const fs::path& archive, const fs::path& to, int strip, const UnpackLimits& limits) {
  with_context("while unpacking " + archive.string(), [&] {
    const Utf8Locale locale;
    const TemporaryFolder staging(to.string() + ".unpacking");
    Unpacker unpacker(staging.path(), strip, fs::file_size(archive), limits);
    if (archive.extension() == ".deb") {
      unpack_deb(archive, unpacker);
    } else {
      unpack_plain(archive, unpacker);
    }
    if (fs::is_empty(staging.path())) throw Error("it holds no file");
    replace_path(staging.path(), to);
  });
}

int top_folders(const std::string& file) { return file.ends_with(".deb") || file.ends_with(".whl") ? 0 : 1; }

}  // namespace pylon
