#include "report/size_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"
#include "report/words.hpp"

namespace pylon {
namespace {

using Line = std::vector<std::string>;

struct Pair {
  const SizeRow* first = nullptr;
  const SizeRow* second = nullptr;
};

const SizeRow* find_row(const std::vector<SizeRow>& rows, std::string_view variant) {
  const auto found = std::ranges::find(rows, variant, &SizeRow::variant);
  return found == rows.end() ? nullptr : &*found;
}

// Pairs each row with the one that it names: fat with lean. Two rows that name nobody are a pair.
std::vector<Pair> compared(const std::vector<SizeRow>& rows) {
  std::vector<Pair> pairs;
  for (const SizeRow& row : rows) {
    const SizeRow* other = find_row(rows, row.compare_with);
    if (other != nullptr) pairs.push_back({&row, other});
  }
  if (pairs.empty() && rows.size() == 2) pairs.push_back({&rows[0], &rows[1]});
  return pairs;
}

std::int64_t difference(std::uint64_t first, std::uint64_t second) {
  return static_cast<std::int64_t>(first) - static_cast<std::int64_t>(second);
}

std::string difference_text(std::uint64_t first, std::uint64_t second) {
  const std::string bytes = signed_thousands(difference(first, second));
  const auto share = per_cent(difference(first, second), second);
  return share ? fmt::format("{} ({:+.1f} %)", bytes, *share) : bytes;
}

nlohmann::json difference_json(std::uint64_t first, std::uint64_t second) {
  nlohmann::json entry{{"bytes", difference(first, second)}};
  if (const auto share = per_cent(difference(first, second), second)) entry["per_cent"] = *share;
  return entry;
}

Line row_line(const SizeRow& row) {
  return {row.variant,
          std::to_string(row.modules),
          with_thousands(row.raw),
          with_thousands(row.gzip),
          with_thousands(row.brotli),
          row.path};
}

Line difference_line(const Pair& pair) {
  const SizeRow& a = *pair.first;
  const SizeRow& b = *pair.second;
  return {a.variant + " - " + b.variant,       signed_thousands(difference(a.modules, b.modules)),
          difference_text(a.raw, b.raw),       difference_text(a.gzip, b.gzip),
          difference_text(a.brotli, b.brotli), ""};
}

constexpr std::size_t kFilesShown = 8;

std::string fact(const std::string& label, const std::string& value) {
  return fmt::format("  {:<12}{}\n", label, value);
}

std::string importers_text(const std::vector<std::string>& files) {
  std::string text;
  for (std::size_t i = 0; i < std::min(files.size(), kFilesShown); ++i)
    text += fact(i == 0 ? "imported by" : "", "lib/" + files[i]);
  if (files.size() > kFilesShown) text += fact("", fmt::format("and {} more", files.size() - kFilesShown));
  return text;
}

std::string rows_text(const Why& why) {
  std::uint64_t code = 0, data = 0;
  for (const RowCost& row : why.rows) {
    code += row.code;
    data += row.data;
  }
  const std::string where = why.measured_in == why.variant ? "" : " in " + why.measured_in;
  std::string text = fact(why.present ? "takes" : "would take",
                          fmt::format("{} bytes{}: code {}, data {}", with_thousands(code + data), where,
                                      with_thousands(code), with_thousands(data)));
  if (why.rows.size() == 1) return text;
  for (const RowCost& row : why.rows)
    text += fact("", fmt::format("{:>11}  {}", with_thousands(row.code + row.data), row.row));
  return text;
}

std::string saved(std::uint64_t with, std::uint64_t without) {
  const bool more = with >= without;
  return (more ? "" : "-") + with_thousands(more ? with - without : without - with);
}

}  // namespace

SizeRow size_row(const std::string& variant, const nlohmann::json& manifest, const std::string& path,
                 const std::string& compare_with) {
  try {
    const nlohmann::json& file = manifest.at("file");
    const nlohmann::json& compressed = file.at("compressed");
    return {variant,
            manifest.at("modules").at("built_in").size(),
            file.at("bytes").get<std::uint64_t>(),
            compressed.at("gzip").get<std::uint64_t>(),
            compressed.at("brotli").get<std::uint64_t>(),
            path,
            compare_with};
  } catch (const nlohmann::json::exception& error) {
    throw Error(fmt::format("the manifest of {} is not complete: {}", variant, error.what()),
                "build the variant again: pylonctl build " + variant);
  }
}

std::string size_table_text(const std::vector<SizeRow>& rows, bool colours) {
  std::vector<Line> lines{{"variant", "modules", "bytes", "gzip", "brotli", "path"}};
  for (const SizeRow& row : rows) lines.push_back(row_line(row));
  for (const Pair& pair : compared(rows)) lines.push_back(difference_line(pair));
  const std::string text = columns_text(lines, {1, 2, 3, 4});
  const std::size_t head = text.find('\n');
  return paint(colours, "1", text.substr(0, head)) + text.substr(head);
}

nlohmann::json size_table_json(const std::vector<SizeRow>& rows) {
  nlohmann::json variants = nlohmann::json::array();
  for (const SizeRow& row : rows) {
    variants.push_back({{"variant", row.variant},
                        {"modules", row.modules},
                        {"bytes", row.raw},
                        {"gzip", row.gzip},
                        {"brotli", row.brotli},
                        {"path", row.path}});
  }
  nlohmann::json table{{"variants", variants}, {"differences", nlohmann::json::array()}};
  for (const Pair& pair : compared(rows)) {
    const SizeRow& a = *pair.first;
    const SizeRow& b = *pair.second;
    table["differences"].push_back({{"of", a.variant},
                                    {"to", b.variant},
                                    {"modules", difference(a.modules, b.modules)},
                                    {"bytes", difference_json(a.raw, b.raw)},
                                    {"gzip", difference_json(a.gzip, b.gzip)},
                                    {"brotli", difference_json(a.brotli, b.brotli)}});
  }
  // Programs that were written when there was one difference read it here.
  if (!table["differences"].empty()) table["difference"] = table["differences"].front();
  return table;
}

std::string why_text(const Why& why, const std::optional<FileSizes>& alone,
                     const std::optional<MeasuredCost>& measured) {
  std::string text =
      fmt::format("{} ({}) is {} {}\n", why.name, why.kind, why.present ? "in" : "not in", why.variant);
  for (const std::string& reason : why.because)
    text += fact(&reason == &why.because.front() ? "because" : "", reason);
  if (!why.note.empty()) text += fact("note", why.note);
  text += importers_text(why.imported_by);
  if (!why.rows.empty()) text += rows_text(why);
  if (alone) {
    text += fact("compressed", fmt::format("by itself: gzip {}, brotli {}", with_thousands(alone->gzip),
                                           with_thousands(alone->brotli)));
  }
  if (why.library_bytes) text += fact("takes", with_thousands(*why.library_bytes) + " bytes in lib/");
  if (why.inside_bytes)
    text += fact("takes", with_thousands(*why.inside_bytes) + " bytes in the library inside");
  if (why.heap_bytes)
    text += fact("takes",
                 with_thousands(*why.heap_bytes) + " bytes of the snapshot's heap, with all that it imports");
  else if (why.in_snapshot)
    text += fact("starts", "with it: it is in the snapshot, brought by another import");
  if (measured) {
    text += fact("built with", fmt::format("and without it: {} bytes, gzip {}, brotli {}",
                                           saved(measured->with.raw, measured->without.raw),
                                           saved(measured->with.gzip, measured->without.gzip),
                                           saved(measured->with.brotli, measured->without.brotli)));
  } else if (!why.rows.empty() && !why.fixed) {
    text += fact("exactly", fmt::format("pylonctl why {} {} --measure   builds it {} and compares",
                                        why.variant, why.name, why.present ? "without" : "with"));
  }
  return text;
}

namespace {

const char* origin_words(wasm::FileOrigin origin) {
  if (origin == wasm::FileOrigin::kBuilt) return "";
  return origin == wasm::FileOrigin::kAdded ? "  (added)" : "  (replaced)";
}

}  // namespace

std::string inside_list_text(const wasm::LibraryImage& image) {
  std::string text = fmt::format("{:>12}  {:>12}\n", "bytes", "stored");
  std::uint64_t bytes = 0;
  for (const wasm::ImageFile& file : image.files) {
    bytes += file.size;
    text += fmt::format("{:>12}  {:>12}  /{}{}\n", with_thousands(file.size), with_thousands(file.stored),
                        shown(file.path), origin_words(file.origin));
  }
  text += fmt::format("{:>12}  {:>12}  {} files, and an index of {}\n", with_thousands(bytes),
                      with_thousands(image.data_bytes), with_thousands(image.files.size()),
                      with_thousands(image.index_bytes));
  if (!image.main.empty()) text += "a start runs the module " + image.main + "\n";
  return text;
}

nlohmann::json inside_list_json(const wasm::LibraryImage& image) {
  nlohmann::json files = nlohmann::json::array();
  constexpr std::array<const char*, 3> kOrigins{"built", "added", "replaced"};
  for (const wasm::ImageFile& file : image.files)
    files.push_back({{"path", "/" + file.path},
                     {"bytes", file.size},
                     {"stored", file.stored},
                     {"codec", wasm::codec_name(file.codec)},
                     {"origin", kOrigins.at(static_cast<std::size_t>(file.origin))}});
  nlohmann::json list{{"files", files}};
  if (!image.main.empty()) list["main"] = image.main;
  return list;
}

}  // namespace pylon
