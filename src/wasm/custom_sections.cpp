#include "wasm/custom_sections.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace pylon::wasm {
namespace {

// Real files have about ten. A limit, because a name takes more memory than the two bytes it may be written
// in.
constexpr std::size_t kMostNames = 10'000;

}  // namespace

// A list of '+' (used), '-' (must not be used) or '=' (required, of older tools) and a feature's name.
std::vector<std::string> read_target_features(Cursor content) {
  std::vector<std::string> features;
  for (std::uint32_t left = content.count("target features"); left > 0; --left) {
    const std::uint64_t start = content.offset();
    const std::uint8_t sign = content.byte("target feature");
    const std::string_view name = content.name("target feature");
    if (sign != '+' && sign != '-' && sign != '=')
      Cursor::fail_at(start, fmt::format("target feature: unknown sign 0x{:02x}", sign));
    if (features.size() == kMostNames) Cursor::fail_at(start, "too many target features");
    if (sign == '+') features.emplace_back(name);
  }
  content.expect_end("custom section target_features");
  std::sort(features.begin(), features.end());
  return features;
}

std::vector<Producer> read_producers(Cursor content) {
  std::vector<Producer> producers;
  for (std::uint32_t fields = content.count("producers fields"); fields > 0; --fields) {
    const std::uint64_t start = content.offset();
    const std::string_view field = content.name("producers field");
    if (field != "language" && field != "processed-by" && field != "sdk")
      Cursor::fail_at(start, "producers field: neither language nor processed-by nor sdk");
    for (std::uint32_t values = content.count("producers values"); values > 0; --values) {
      if (producers.size() == kMostNames) content.fail("too many producers");
      const std::string_view name = content.name("producer");
      const std::string_view version = content.name("producer's version");
      producers.push_back({std::string(field), std::string(name), std::string(version)});
    }
  }
  content.expect_end("custom section producers");
  return producers;
}

void check_name_section(Cursor content) {
  int last = -1;
  while (!content.done()) {
    const std::uint64_t start = content.offset();
    const int id = content.byte("name sub-section");
    content.sub(content.u32("size of a name sub-section"), "name sub-section");
    if (id <= last)
      Cursor::fail_at(start, fmt::format("name sub-section {} is out of order or there twice", id));
    last = id;
  }
}

}  // namespace pylon::wasm
