// HMAC-SHA-256 (RFC 2104) through libcrypto: only who has the secret can make it.
#pragma once

#include <string>
#include <string_view>

namespace pylon {

// Lower-case hexadecimal, 64 characters.
std::string hmac_sha256_hex(std::string_view secret, std::string_view bytes);

// Whether two texts are the same, in a time that does not tell where they differ.
bool same_secret(std::string_view one, std::string_view other);

}  // namespace pylon
