#include "report/numbers.hpp"

#include <cmath>

#include "base/text.hpp"

namespace pylon {

std::uint64_t magnitude(std::int64_t number) {
  return static_cast<std::uint64_t>(number < 0 ? -number : number);
}

std::string signed_thousands(std::int64_t number) {
  if (number == 0) return "0";
  return (number < 0 ? "-" : "+") + with_thousands(magnitude(number));
}

std::optional<double> per_cent(std::int64_t delta, std::uint64_t whole) {
  if (whole == 0) return std::nullopt;
  const double share = 100.0 * static_cast<double>(delta) / static_cast<double>(whole);
  return std::round(share * 10) / 10;
}

}  // namespace pylon
