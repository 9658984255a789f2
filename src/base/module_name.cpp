#include "base/module_name.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pylon {

bool shows_dynlink(std::string_view name) {
  std::size_t start = 0;
  while (start <= name.size()) {
    const std::size_t end = std::min(name.find('.', start), name.size());
    const std::string_view part = name.substr(start, end - start);
    if (part.find("_dynlink") != std::string_view::npos && !glob_matches("_?*_dynlink_cap", part))
      return true;
    start = end + 1;
  }
  return false;
}

}  // namespace pylon
