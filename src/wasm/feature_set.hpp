// A set of WebAssembly features that went beyond version 1.0, by the names that target_features uses
// (tool-conventions/Linking.md, "Target Features Section"); of proposals that it does not know yet,
// Binaryen's names.
// And which of them a module really uses: what its code and sections hold, not what it declares.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wasm/sections.hpp"

namespace pylon::wasm {

// In the order of their names.
enum class Feature : std::uint8_t {
  kAtomics,
  kBulkMemory,
  kCompactImports,
  kCustomDescriptors,
  kCustomPageSizes,
  kExceptionHandling,
  kExtendedConst,
  kGc,
  kLegacyExceptions,  // try/catch of before 2023: no name in target_features, but other hosts have it
  kMemoryControl,
  kMemory64,
  kMultimemory,
  kMultivalue,
  kMutableGlobals,
  kNontrappingFptoint,
  kReferenceTypes,
  kRelaxedSimd,
  kSharedEverything,
  kSignExt,
  kSimd128,
  kStackSwitching,
  kTailCall,
  kWideArithmetic,
  // Tags and `throw`, which both kinds of exceptions have: a feature of its own in here only.
  kExceptionTags,
};

struct FeatureSet {
  std::uint32_t bits = 0;

  void add(Feature feature) { bits |= 1U << static_cast<unsigned>(feature); }
  bool has(Feature feature) const { return (bits >> static_cast<unsigned>(feature) & 1U) != 0; }
};

// "atomics", "bulk-memory", …: sorted. Tags count as those exceptions that come with them; as the finished
// ones
// ("exception-handling") when there are none.
std::vector<std::string> feature_names(FeatureSet set);

// Names as in target_features (tool-conventions): "bulk-memory", "sign-ext", "simd128", … Sorted. Error with
// the offset for malformed code, UnknownEncoding for instructions of proposals that are not known here.
std::vector<std::string> used_features(Bytes module);

// A module with what its code uses, read in one go.
struct ModuleReading {
  Module module;
  std::vector<std::string> used;  // features
  std::string unread;  // what was met that no known proposal has, with its offset; "": all was read
};

// As read_module and used_features.
ModuleReading read_whole(Bytes module);
// The same, but that what is of no known proposal ends it without an error: the list of sections is whole,
// the rest what was read up to there.
ModuleReading read_as_known(Bytes module);

}  // namespace pylon::wasm
