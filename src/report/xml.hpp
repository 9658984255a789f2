// Text as XML 1.0 wants it.
#pragma once

#include <string>

namespace pylon {

// For text between tags; most control characters have no place at all in XML and become '?'.
std::string xml_text(const std::string& text);

// For an attribute in double quotes, where a line end would be read as a space.
std::string xml_attribute(const std::string& text);

}  // namespace pylon
