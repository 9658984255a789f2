#include "report/html_page.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/embedded.hpp"
#include "base/error.hpp"
#include "report/diff_json.hpp"
#include "report/treemap_data.hpp"
#include "report/xml.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// JSON that a <script> element can hold: no "<" means no "</script>" and no "<!--". ASCII only, so that the
// page is right whatever encoding somebody serves it with.
std::string script_json(const Json& document) {
  std::string result;
  for (const char letter : document.dump(-1, ' ', true, Json::error_handler_t::replace)) {
    if (letter == '<') {
      result += "\\u003c";
    } else {
      result += letter;
    }
  }
  return result;
}

// Puts title, style, data and script at the marks of the frame.
std::string page(const std::string& title, const Json& data) {
  std::string result;
  std::string_view rest = embedded::page_frame;
  const auto fill = [&](std::string_view mark, std::string_view text) {
    const std::size_t at = rest.find(mark);
    if (at == std::string_view::npos) throw Error(fmt::format("the page's frame has no {}", mark));
    result += rest.substr(0, at);
    result += text;
    rest.remove_prefix(at + mark.size());
  };
  fill("@TITLE@", xml_text(title));
  fill("@STYLE@", embedded::page_style);
  fill("@DATA@", script_json(data));
  fill("@SCRIPT@", embedded::page_script);
  return result.append(rest);
}

}  // namespace

std::string report_page(const DiffSide& side, const Diff* diff, const DiffLimits& limits) {
  try {
    Json facts = side.facts;
    if (facts.contains("attribution")) facts["attribution"].erase("rows");  // the tree has them
    const Json data{{"page", "report"},
                    {"name", side.name},
                    {"facts", std::move(facts)},
                    {"tree", treemap_data(side, diff)},
                    {"diff", diff != nullptr ? diff_json(*diff, limits) : Json()}};
    const std::string against = diff != nullptr ? " against " + diff->before : "";
    return page(side.name + against + " - pylon", data);
  } catch (const Json::exception& error) {
    throw Error(fmt::format("{}: not a complete manifest: {}", side.name, error.what()),
                "build the variant again: pylonctl build VARIANT");
  }
}

std::string diff_page(const Diff& diff, const DiffLimits& limits) {
  const Json data{{"page", "diff"}, {"name", diff.after}, {"diff", diff_json(diff, limits)}};
  return page(diff.after + " against " + diff.before + " - pylon", data);
}

}  // namespace pylon
