#include "lint/line_index.hpp"

#include <algorithm>

namespace pylon::lint {
namespace {

constexpr std::size_t kStride = 512;

// In UTF-8 every character has one byte that is not 10xxxxxx.
std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & '\xC0') != '\x80'; }));
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
    starts_.push_back(at + 1);
  std::size_t characters = 0;
  for (std::size_t at = 0; at <= text.size(); at += kStride) {
    characters_.push_back(characters);
    characters += characters_in(text.substr(at, kStride));
  }
}

std::size_t LineIndex::characters_before(std::size_t offset) const {
  const std::size_t stride = offset / kStride;
  return characters_[stride] + characters_in(text_.substr(stride * kStride, offset % kStride));
}

std::size_t LineIndex::line_start(std::size_t offset) const {
  return *std::prev(std::ranges::upper_bound(starts_, offset));
}

Position LineIndex::position_of(std::size_t offset) const {
  const auto after = std::ranges::upper_bound(starts_, offset);
  return {static_cast<std::size_t>(after - starts_.begin()),
          characters_before(offset) - characters_before(*std::prev(after)) + 1};
}

}  // namespace pylon::lint
