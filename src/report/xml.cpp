#include "report/xml.hpp"

namespace pylon {

std::string xml_text(const std::string& text) {
  std::string out;
  for (const char each : text) {
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
      default:
        out += static_cast<unsigned char>(each) < 0x20 && each != '\n' ? '?' : each;
    }
  }
  return out;
}

std::string xml_attribute(const std::string& text) {
  std::string out = xml_text(text);
  for (std::size_t at = 0; (at = out.find('\n', at)) != std::string::npos;) out.replace(at, 1, "&#10;");
  return out;
}

}  // namespace pylon
