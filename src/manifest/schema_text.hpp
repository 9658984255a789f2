// The committed schemas of documents that pylonctl reads back, as they were when it was compiled.
#pragma once

#include <string_view>

namespace pylon {

// src/manifest/baseline.schema.json.
std::string_view baseline_schema_text();

}  // namespace pylon
