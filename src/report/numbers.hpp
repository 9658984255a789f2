// How differences of sizes look, whatever the format.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace pylon {

// Without its sign.
std::uint64_t magnitude(std::int64_t number);

// 1234 -> "+1,234", -5 -> "-5", 0 -> "0".
std::string signed_thousands(std::int64_t number);

// `delta` of `whole`, rounded to one decimal, so that all formats agree; none when there is nothing to
// compare with.
std::optional<double> per_cent(std::int64_t delta, std::uint64_t whole);

}  // namespace pylon
