// An update as a page for a pull request, and what is newer as a table.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace pylon {

// `facts`: of take_version() and judge_version(). GitHub-flavoured Markdown, ended by a line end: what
// changed, digests, patches, vendored code, licences, sizes, what the checks said, what is left to do.
std::string update_markdown(const nlohmann::json& facts);

// `states`: [{"name", "used", "newest", "newer": [{"version", "place"}], "problems": […], "state"}]. As
// aligned text, or as a Markdown table.
std::string newer_text(const nlohmann::json& states);
std::string newer_markdown(const nlohmann::json& states);

}  // namespace pylon
