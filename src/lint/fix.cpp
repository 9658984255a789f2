#include "lint/fix.hpp"

#include <algorithm>

namespace pylon::lint {

std::string fixed(std::string_view text, const Findings& findings) {
  std::vector<const Edit*> edits;
  for (const Finding& finding : findings) {
    if (finding.reason) continue;
    for (const Edit& edit : finding.edits) edits.push_back(&edit);
  }
  std::ranges::stable_sort(edits, {}, &Edit::offset);
  std::string out;
  std::size_t at = 0;
  for (const Edit* edit : edits) {
    if (edit->offset < at || edit->offset + edit->size > text.size()) continue;
    out += text.substr(at, edit->offset - at);
    out += edit->text;
    at = edit->offset + edit->size;
  }
  return out += text.substr(at);
}

}  // namespace pylon::lint
