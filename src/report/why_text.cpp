#include "report/why_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace pylon {
namespace {

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

std::string difference(std::uint64_t with, std::uint64_t without) {
  const bool more = with >= without;
  return (more ? "" : "-") + with_thousands(more ? with - without : without - with);
}

}  // namespace

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
                                           difference(measured->with.raw, measured->without.raw),
                                           difference(measured->with.gzip, measured->without.gzip),
                                           difference(measured->with.brotli, measured->without.brotli)));
  } else if (!why.rows.empty()) {
    text += fact("exactly", fmt::format("pylonctl why {} {} --measure   builds it {} and compares",
                                        why.variant, why.name, why.present ? "without" : "with"));
  }
  return text;
}

}  // namespace pylon
