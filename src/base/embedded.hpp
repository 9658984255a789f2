// Files that are a part of the program, so that it needs none beside it. See embed() in src/CMakeLists.txt.
#pragma once

#include <string_view>

namespace pylon::embedded {

extern const std::string_view manifest_schema, baseline_schema;     // src/manifest/*.schema.json
extern const std::string_view page_frame, page_style, page_script;  // src/report/page/

}  // namespace pylon::embedded
