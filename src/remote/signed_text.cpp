#include "remote/signed_text.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/error.hpp"

namespace pylon {
namespace {

constexpr std::string_view kUnsigned = "unsigned";

std::string signature(std::string_view format, const std::string& text, const EntryTrust& trust) {
  if (trust.unsigned_too) return std::string(kUnsigned);
  return hmac_sha256_hex(trust.secret, fmt::format("{}\n{}", format, text));
}

}  // namespace

std::string sign_text(std::string_view format, const std::string& text, const EntryTrust& trust) {
  return signature(format, text, trust) + "\n" + text;
}

std::string open_signed_text(std::string_view format, const std::string& whole, const EntryTrust& trust) {
  const std::size_t line = whole.find('\n');
  if (line == std::string::npos) throw Error("it is none of pylonctl's");
  const std::string signed_by = whole.substr(0, line), text = whole.substr(line + 1);
  if (trust.unsigned_too) return text;
  if (signed_by == kUnsigned) throw Error("it is not signed");
  if (!same_secret(signed_by, signature(format, text, trust)))
    throw Error("its signature is not of the team's key, or it was changed");
  return text;
}

}  // namespace pylon
