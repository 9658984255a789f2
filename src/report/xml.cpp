#include "report/xml.hpp"

#include "base/shown.hpp"

namespace pylon {
namespace {

std::string without_marks(const std::string& text, bool attribute) {
  std::string out;
  for (const char each : shown_lines(text)) {
    switch (each) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += attribute ? "&#10;" : "\n";
        break;
      case '\t':
        out += attribute ? "&#9;" : "\t";
        break;
      default:
        out += each;
    }
  }
  return out;
}

}  // namespace

std::string xml_text(const std::string& text) { return without_marks(text, false); }

std::string xml_attribute(const std::string& text) { return without_marks(text, true); }

}  // namespace pylon
