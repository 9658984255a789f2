#include "wasm/custom_sections.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace pylon::wasm {
namespace {

// Real files have about ten. A limit, because a name takes more memory than the two bytes it may be written
// in.
constexpr std::size_t kMostNames = 10'000;

// A section may be odd at every byte.
constexpr std::size_t kMostOddities = 20;

void note(Module& module, const std::string& what) {
  if (module.oddities.size() < kMostOddities) module.oddities.push_back(what);
}

// Reads; what that refuses is an oddity.
template <typename Read>
void tolerate(Module& module, const char* section, Read read) {
  try {
    read();
  } catch (const Error& error) {
    note(module, fmt::format("custom section {}: {}", section, error.message()));
  }
}

std::string at(std::uint64_t offset) { return fmt::format("at byte {} (0x{:x})", offset, offset); }

}  // namespace

// A list of '+' (used), '-' (must not be used) or '=' (required, of older tools) and a feature's name.
void read_target_features(Module& module, Cursor content) {
  tolerate(module, "target_features", [&] {
    for (std::uint32_t left = content.count("target features"); left > 0; --left) {
      const std::uint64_t start = content.offset();
      const std::uint8_t sign = content.byte("target feature");
      const std::string_view name = content.name("target feature");
      if (sign != '+' && sign != '-' && sign != '=')
        note(module, fmt::format("custom section target_features: {}: target feature: unknown sign 0x{:02x}",
                                 at(start), sign));
      if (module.features.size() == kMostNames) Cursor::fail_at(start, "too many target features");
      if (sign == '+') module.features.emplace_back(name);
    }
    content.expect_end("target features");
  });
  std::sort(module.features.begin(), module.features.end());
}

void read_producers(Module& module, Cursor content) {
  tolerate(module, "producers", [&] {
    for (std::uint32_t fields = content.count("producers fields"); fields > 0; --fields) {
      const std::uint64_t start = content.offset();
      const std::string_view field = content.name("producers field");
      if (field != "language" && field != "processed-by" && field != "sdk")
        note(module, fmt::format("custom section producers: {}: neither language nor processed-by nor sdk",
                                 at(start)));
      for (std::uint32_t values = content.count("producers values"); values > 0; --values) {
        if (module.producers.size() == kMostNames) content.fail("too many producers");
        const std::string_view name = content.name("producer");
        const std::string_view version = content.name("producer's version");
        module.producers.push_back({std::string(field), std::string(name), std::string(version)});
      }
    }
    content.expect_end("producers");
  });
}

void check_name_section(Module& module, Cursor content) {
  tolerate(module, "name", [&] {
    for (int last = -1; !content.done();) {
      const std::uint64_t start = content.offset();
      const int id = content.byte("name sub-section");
      content.sub(content.u32("size of a name sub-section"), "name sub-section");
      if (id <= last)
        note(module, fmt::format("custom section name: {}: sub-section {} is out of order or there twice",
                                 at(start), id));
      last = std::max(last, id);
    }
  });
}

}  // namespace pylon::wasm
