// "did you mean …?", in the same words everywhere.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace pylon {

// " (did you mean 'lean'?)" with the word of `known` that `word` comes nearest to; "" when none is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

// The same; where no word is near, " (known: fat, lean)". "" when there is none at all.
std::string did_you_mean_or_known(std::string_view word, std::span<const std::string> known);

}  // namespace pylon
