// The contents of a core module's sections, read into the Module they are a part of.
#pragma once

#include "wasm/contents.hpp"
#include "wasm/cursor.hpp"
#include "wasm/feature_set.hpp"
#include "wasm/sections.hpp"

namespace pylon::wasm {

// A data segment: where it says its address (active ones), and where its content is. Bytes from the file's
// start.
struct SegmentPlace {
  std::optional<std::uint64_t> address_at;
  std::uint64_t offset = 0, size = 0;
};

// A module while it is read, and what only the check of its parts against each other needs.
struct ModuleParts {
  Module module;
  FeatureSet features;                   // of everything but function bodies
  std::vector<bool> changing_globals;    // by index, imported ones first
  std::vector<bool> types_with_results;  // by index: a function type that has some
  std::uint32_t functions_imported = 0;
  std::size_t globals_imported = 0;
  std::optional<std::vector<Body>> bodies;  // of the code section
  std::vector<SegmentPlace> segments;       // of the data section
  std::optional<std::uint32_t> data_count;
  std::string unread;  // why the rest was not read; "": all of it was
};

enum class Reading {
  kWhole,    // what is of no known proposal is an UnknownEncoding
  kAsKnown,  // there reading stops, but for custom sections, and `unread` says so
};

// All sections, in order, each to its last byte, and whether they agree with each other. Error with the
// offset. Custom sections other than target_features, producers and name are left alone.
ModuleParts read_parts(Bytes bytes, Reading reading = Reading::kWhole);

// --- The parts of it, in files of their own: each reads a section's payload, or what it is made of.

void read_imports(ModuleParts& parts, Cursor& cursor);
void read_exports(ModuleParts& parts, Cursor& cursor);
void read_elements(ModuleParts& parts, Cursor& cursor);
void read_data(ModuleParts& parts, Cursor& cursor);

void read_table_type(ModuleParts& parts, Cursor& cursor);
Limits read_memory(ModuleParts& parts, Cursor& cursor);
// Whether the global can change.
bool read_global_type(ModuleParts& parts, Cursor& cursor);
void read_tag_type(ModuleParts& parts, Cursor& cursor);

// How many things of a kind (as in Import::kind) there are so far, imported ones included.
std::uint64_t number_of(const ModuleParts& parts, std::string_view kind);

}  // namespace pylon::wasm
