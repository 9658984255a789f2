#include "wasm/feature_set.hpp"

#include <array>
#include <exception>
#include <string_view>
#include <thread>
#include <utility>

#include "base/workers.hpp"
#include "wasm/instructions.hpp"
#include "wasm/module_parts.hpp"

namespace pylon::wasm {
namespace {

// Function bodies that follow each other, and what they have.
struct Run {
  std::span<const Body> bodies;
  FeatureSet features;  // up to the error
  std::exception_ptr error;

  void read(Bytes bytes) {
    try {
      for (const Body& body : bodies)
        read_body(Cursor(bytes.subspan(body.offset, body.size), body.offset), features);
    } catch (...) {
      error = std::current_exception();
    }
  }
};

std::vector<Run> runs_of(const std::vector<Body>& bodies) {
  constexpr std::uint64_t kBytes = 1U << 18U;  // some tenths of a millisecond
  std::vector<Run> runs;
  for (std::size_t first = 0, last = 0; first < bodies.size(); first = last) {
    while (last < bodies.size() && bodies[last].offset < bodies[first].offset + kBytes) ++last;
    runs.push_back({std::span(bodies).subspan(first, last - first), {}, {}});
  }
  return runs;
}

// Several threads read; what comes of it is what one that goes through all bodies in order would say.
void read_bodies(const ModuleParts& parts, Bytes bytes, FeatureSet& features) {
  if (!parts.bodies) return;
  std::vector<Run> runs = runs_of(*parts.bodies);
  run_workers(runs.size(), std::thread::hardware_concurrency(), [&](std::size_t i) { runs[i].read(bytes); });
  for (const Run& run : runs) {
    features.bits |= run.features.bits;
    if (run.error) std::rethrow_exception(run.error);
  }
}

}  // namespace

std::vector<std::string> feature_names(FeatureSet set) {
  // As the enumeration lists them, which is their sorted order.
  // clang-format off
  static constexpr std::array<std::string_view, 23> kNames{
      "atomics", "bulk-memory", "compact-imports", "custom-descriptors", "custom-page-sizes",
      "exception-handling", "extended-const", "gc", "legacy-exceptions", "memory-control", "memory64",
      "multimemory", "multivalue", "mutable-globals", "nontrapping-fptoint", "reference-types",
      "relaxed-simd", "shared-everything", "sign-ext", "simd128", "stack-switching", "tail-call",
      "wide-arithmetic"};
  // clang-format on
  static_assert(kNames.size() == static_cast<std::size_t>(Feature::kWideArithmetic) + 1);
  const bool tags_only = set.has(Feature::kExceptionTags) && !set.has(Feature::kLegacyExceptions);
  if (tags_only) set.add(Feature::kExceptionHandling);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (set.has(static_cast<Feature>(i))) names.emplace_back(kNames[i]);
  }
  return names;
}

ModuleReading read_whole(Bytes bytes) {
  ModuleParts parts = read_parts(bytes);
  FeatureSet features = parts.features;
  read_bodies(parts, bytes, features);
  return {std::move(parts.module), feature_names(features), ""};
}

std::vector<std::string> used_features(Bytes bytes) { return read_whole(bytes).used; }

ModuleReading read_as_known(Bytes bytes) {
  ModuleParts parts = read_parts(bytes, Reading::kAsKnown);
  FeatureSet features = parts.features;
  try {
    read_bodies(parts, bytes, features);
  } catch (const UnknownEncoding& error) {
    if (parts.unread.empty()) parts.unread = error.message();
  }
  return {std::move(parts.module), feature_names(features), std::move(parts.unread)};
}

}  // namespace pylon::wasm
