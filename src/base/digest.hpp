// SHA-256 through libcrypto. All digests of the project are lower-case hexadecimal strings of 64 characters.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace pylon {

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

}  // namespace pylon
