// How a build tells others what it is making, through a store that can only keep what is put under a name: a
// lease of each step, which says who holds it, and one of the holder's own, which it renews. Nobody's clock
// is asked: a holder lives as long as others see its renewals.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "remote/signed_text.hpp"

namespace pylon {

struct Lease {
  std::string of;             // a step's key, or the holder itself
  std::string holder;         // 32 hexadecimal digits that a build has drawn
  std::uint64_t renewal = 0;  // of the holder's own: counts up
  bool ended = false;         // of the holder's own: it makes nothing more
};

// The name under /ac/.
std::string lease_name(const std::string& of);

// What is kept under that name: an action result with an empty file, which a cache need not be given.
std::string write_lease(const Lease& lease, const EntryTrust& trust);

// Reads any bytes as the lease of this step or holder; Error when it is not.
Lease read_lease(std::string_view bytes, const std::string& of, const EntryTrust& trust);

}  // namespace pylon
