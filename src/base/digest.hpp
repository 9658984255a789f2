// SHA-256 through libcrypto. All digests of the project are lower-case hexadecimal strings of 64 characters.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace pylon {

constexpr std::size_t kSha256Digits = 64;  // hexadecimal ones

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(std::string_view bytes);
  // Ends the computation; the object must not be used afterwards.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256_hex(std::string_view bytes);

// HMAC-SHA-256 (RFC 2104): only who has the secret can make it.
std::string hmac_sha256_hex(std::string_view secret, std::string_view bytes);

// Whether two texts are the same, in a time that does not tell where they differ.
bool same_secret(std::string_view one, std::string_view other);

}  // namespace pylon
