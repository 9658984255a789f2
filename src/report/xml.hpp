// Text as XML 1.0 wants it.
#pragma once

#include <string>

namespace pylon {

// For text between tags. Most control characters, and bytes that are no UTF-8, have no place at all in XML:
// they are written as shown_lines() shows them.
std::string xml_text(const std::string& text);

// For an attribute in double quotes, where a line end or a tab would be read as a space.
std::string xml_attribute(const std::string& text);

}  // namespace pylon
