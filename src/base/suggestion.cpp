#include "base/suggestion.hpp"

#include "base/text.hpp"

namespace pylon {

std::string did_you_mean(std::string_view word, std::span<const std::string> known) {
  const std::string near = nearest_word(word, known);
  return near.empty() ? "" : " (did you mean '" + near + "'?)";
}

std::string did_you_mean_or_known(std::string_view word, std::span<const std::string> known) {
  const std::string near = did_you_mean(word, known);
  return near.empty() && !known.empty() ? " (known: " + join(known, ", ") + ")" : near;
}

}  // namespace pylon
