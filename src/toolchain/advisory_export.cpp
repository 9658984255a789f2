#include "toolchain/advisory_export.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <array>
#include <memory>

#include "base/error.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"

namespace pylon {
namespace {

// The largest advisories have some megabytes: they list every version of a package.
constexpr std::uint64_t kLargestAdvisory = 64U << 20U;
constexpr std::size_t kReadAtOnce = 1U << 16U;

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;

class ExportReader {
 public:
  explicit ExportReader(const std::function<void(const Advisory&)>& take) : take_(take) {}

  void add(const fs::path& path) {
    if (fs::is_directory(path)) {
      for (const fs::path& file : list_tree(path)) {
        if (file.extension() == ".json" || file.extension() == ".zip") add_file(path / file, file.string());
      }
    } else {
      add_file(path, path.string());
    }
  }

  std::vector<std::string> finish(const fs::path& path) {
    if (count_ == 0 && problems_.empty())
      throw Error(path.string() + " holds no advisories",
                  "give a JSON file of the OSV format, a folder of them, or an ecosystem's all.zip");
    return std::move(problems_);
  }

 private:
  void add_file(const fs::path& file, const std::string& name) {
    if (file.extension() == ".zip") return add_zip(file, name);
    std::error_code unknown;  // of a pipe; a link to nowhere is read below, and told
    const std::uintmax_t size = fs::file_size(file, unknown);
    if (!unknown && size > kLargestAdvisory) return problems_.push_back(name + ": larger than any advisory");
    try {
      add_text(read_file(file), name);
    } catch (const Error& error) {
      problems_.push_back(error.message());
    }
  }

  void add_text(const std::string& text, const std::string& name) {
    try {
      for (const Advisory& advisory : parse_advisories(text, name)) {
        ++count_;
        take_(advisory);
      }
    } catch (const Error& error) {
      problems_.push_back(error.message());
    }
  }

  void add_zip(const fs::path& file, const std::string& name) {
    const Reader reader(archive_read_new(), &archive_read_free);
    archive_read_support_format_zip(reader.get());
    const MappedFile mapped(file);
    check(archive_read_open_memory(reader.get(), mapped.bytes().data(), mapped.bytes().size()), reader.get(),
          name);
    archive_entry* entry = nullptr;
    for (;;) {
      const int code = archive_read_next_header(reader.get(), &entry);
      if (code == ARCHIVE_EOF) return;
      check(code, reader.get(), name);
      const char* inner = archive_entry_pathname(entry);
      const std::string label = name + "(" + (inner != nullptr ? inner : "") + ")";
      if (archive_entry_filetype(entry) != AE_IFREG || !label.ends_with(".json)")) continue;
      add_entry(reader.get(), label);
    }
  }

  void add_entry(archive* reader, const std::string& label) {
    std::string text;
    std::array<char, kReadAtOnce> block{};
    for (;;) {
      const la_ssize_t size = archive_read_data(reader, block.data(), block.size());
      if (size < 0) check(ARCHIVE_FATAL, reader, label);
      if (size == 0) break;
      text.append(block.data(), static_cast<std::size_t>(size));
      if (text.size() > kLargestAdvisory) return problems_.push_back(label + ": larger than any advisory");
    }
    add_text(text, label);
  }

  static void check(int code, archive* reader, const std::string& name) {
    if (code == ARCHIVE_OK || code == ARCHIVE_WARN) return;
    const char* why = archive_error_string(reader);
    throw Error(fmt::format("{} cannot be read: {}", name, why != nullptr ? why : "unknown error"),
                "download it again");
  }

  const std::function<void(const Advisory&)>& take_;
  std::vector<std::string> problems_;
  std::size_t count_ = 0;
};

}  // namespace

std::vector<std::string> read_advisories(const fs::path& path,
                                         const std::function<void(const Advisory&)>& take) {
  if (!fs::exists(path))
    throw Error("there is no " + path.string(),
                "give an export of advisories: a JSON file, a folder or a zip");
  ExportReader all(take);
  all.add(path);
  return all.finish(path);
}

}  // namespace pylon
