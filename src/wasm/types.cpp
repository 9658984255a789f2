// Encodings: WebAssembly Core Specification 3.0, "Binary Format: Types".
#include "wasm/types.hpp"

#include <fmt/format.h>

namespace pylon::wasm {
namespace {

// Values and types of one recursion: WebAssembly JavaScript Interface, "Implementation-defined Limits".
constexpr std::uint32_t kMostTypes = 1'000'000;

// 0x68 cont … 0x75 nocont: references of one byte.
bool is_abstract_heap_type(std::uint8_t code) { return code >= 0x68 && code <= 0x75; }

void note_heap_type(std::uint8_t code, FeatureSet& features) {
  const bool exception = code == 0x69 || code == 0x74;     // exn, noexn
  const bool continuation = code == 0x68 || code == 0x75;  // cont, nocont
  if (exception) features.add(Feature::kExceptionHandling);
  // func and extern came with reference types, exn builds on them.
  features.add(continuation                                ? Feature::kStackSwitching
               : exception || code == 0x70 || code == 0x6F ? Feature::kReferenceTypes
                                                           : Feature::kGc);
}

// A reference type whose first byte was read. False when it is none.
bool read_reference(std::uint8_t code, Cursor& cursor, FeatureSet& features) {
  const bool is_one = code == 0x63 || code == 0x64 || code == 0x65 || is_abstract_heap_type(code);
  if (is_one) features.add(Feature::kReferenceTypes);
  if (code == 0x63 || code == 0x64) {  // (ref null ht), (ref ht)
    read_heap_type(cursor, features);
    features.add(Feature::kGc);
    return true;
  }
  if (code == 0x65) {  // shared
    features.add(Feature::kSharedEverything);
    code = cursor.byte("reference type");
  }
  if (!is_abstract_heap_type(code)) return false;
  note_heap_type(code, features);
  return true;
}

void read_field(Cursor& cursor, FeatureSet& features) {
  Cursor ahead = cursor;
  const std::uint8_t storage = ahead.byte("field type");
  if (storage == 0x77 || storage == 0x78)  // i16, i8
    cursor = ahead;
  else
    read_value_type(cursor, features);
  const std::uint64_t start = cursor.offset();
  if (cursor.byte("mutability") > 1) Cursor::fail_unknown(start, "mutability: neither 0 nor 1");
}

// Whether it has results.
bool read_function_type(Cursor& cursor, FeatureSet& features) {
  for (std::uint32_t left = cursor.count("parameters"); left > 0; --left) read_value_type(cursor, features);
  const std::uint32_t results = cursor.count("results");
  if (results > 1) features.add(Feature::kMultivalue);
  for (std::uint32_t left = results; left > 0; --left) read_value_type(cursor, features);
  return results > 0;
}

// What stands before a type: super-types, `shared`, and which type describes it or which it describes. The
// type's form.
std::uint8_t read_form(Cursor& cursor, FeatureSet& features) {
  std::uint8_t form = cursor.byte("type");
  if (form == 0x50 || form == 0x4F) {  // sub, sub final
    features.add(Feature::kGc);
    for (std::uint32_t left = cursor.count("super-types"); left > 0; --left) cursor.u32("type index");
    form = cursor.byte("type");
  }
  if (form == 0x65) {
    features.add(Feature::kSharedEverything);
    form = cursor.byte("type");
  }
  for (const int clause : {0x4C, 0x4D}) {  // describes, descriptor
    if (form != clause) continue;
    features.add(Feature::kCustomDescriptors);
    cursor.u32("type index");
    form = cursor.byte("type");
  }
  return form;
}

// A function, structure, array or continuation type. Whether it is a function's with results.
bool read_sub_type(Cursor& cursor, FeatureSet& features) {
  const std::uint8_t form = read_form(cursor, features);
  const std::uint64_t start = cursor.offset() - 1;
  if (form == 0x60) return read_function_type(cursor, features);
  if (form == 0x5D) {  // cont
    features.add(Feature::kStackSwitching);
    if (cursor.s33("type index") < 0) Cursor::fail_at(start, "type: a continuation of no type");
    return false;
  }
  features.add(Feature::kGc);
  if (form == 0x5E) return read_field(cursor, features), false;  // array
  if (form != 0x5F) Cursor::fail_unknown(start, fmt::format("type: unknown form 0x{:02x}", form));
  for (std::uint32_t left = cursor.count("fields"); left > 0; --left) read_field(cursor, features);
  return false;
}

}  // namespace

void read_value_type(Cursor& cursor, FeatureSet& features) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t code = cursor.byte("value type");
  if (code >= 0x7C && code <= 0x7F) return;  // f64, f32, i64, i32
  if (code == 0x7B) return features.add(Feature::kSimd128);
  if (!read_reference(code, cursor, features))
    Cursor::fail_unknown(start, fmt::format("unknown value type 0x{:02x}", code));
}

void read_element_type(Cursor& cursor, FeatureSet& features) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t code = cursor.byte("reference type");
  if (code != 0x70 && !read_reference(code, cursor, features))
    Cursor::fail_unknown(start, fmt::format("unknown reference type 0x{:02x}", code));
}

void read_heap_type(Cursor& cursor, FeatureSet& features) {
  const std::uint64_t start = cursor.offset();
  Cursor ahead = cursor;
  std::uint8_t code = ahead.byte("heap type");
  if (code == 0x62) {  // exact
    features.add(Feature::kCustomDescriptors);
    features.add(Feature::kGc);
    cursor = ahead;
    return void(cursor.u32("type index"));
  }
  if (code == 0x65) {  // shared
    features.add(Feature::kSharedEverything);
    cursor = ahead;
  }
  const std::int64_t type = cursor.s33("heap type");
  if (type >= 0) return features.add(Feature::kGc);
  code = static_cast<std::uint8_t>(type & 0x7F);
  if (type < -64 || !is_abstract_heap_type(code)) Cursor::fail_unknown(start, "unknown heap type");
  note_heap_type(code, features);
}

Limits read_limits(Cursor& cursor) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t flags = cursor.byte("limits");
  if (flags > 15) Cursor::fail_unknown(start, fmt::format("limits: unknown flags 0x{:02x}", flags));
  Limits limits;
  limits.shared = (flags & 2U) != 0;
  limits.memory64 = (flags & 4U) != 0;
  const auto number = [&](std::string_view what) {
    return limits.memory64 ? cursor.u64(what) : cursor.u32(what);
  };
  limits.minimum = number("minimum");
  if ((flags & 1U) != 0) limits.maximum = number("maximum");
  if (limits.maximum && *limits.maximum < limits.minimum) {
    Cursor::fail_at(start,
                    fmt::format("limits: maximum {} below minimum {}", *limits.maximum, limits.minimum));
  }
  if ((flags & 8U) != 0) {
    const std::uint32_t power = cursor.u32("page size");
    if (power > 63)
      Cursor::fail_at(start, fmt::format("limits: pages of two to the power of {} bytes", power));
    limits.page_bytes = std::uint64_t{1} << power;
  }
  return limits;
}

std::vector<bool> read_types(Cursor& cursor, FeatureSet& features) {
  std::vector<bool> types;
  for (std::uint32_t left = cursor.count("types"); left > 0; --left) {
    Cursor ahead = cursor;
    std::uint32_t members = 1;
    if (ahead.byte("type") == 0x4E) {  // rec
      cursor = ahead;
      members = cursor.count("types of a group");
      features.add(Feature::kGc);
    }
    if (types.size() + members > kMostTypes) cursor.fail(fmt::format("more than {} types", kMostTypes));
    for (; members > 0; --members) types.push_back(read_sub_type(cursor, features));
  }
  cursor.expect_end("type section");
  return types;
}

}  // namespace pylon::wasm
