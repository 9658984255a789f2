// Text on a server that anybody may be able to write to, and what proves that somebody of the team wrote it.
#pragma once

#include <string>
#include <string_view>

namespace pylon {

// How a text proves where it comes from.
struct EntryTrust {
  std::string secret;         // the team's key, for HMAC-SHA-256
  bool unsigned_too = false;  // asked for: whatever the store says is believed. `secret` is empty then
};

// The signature, a line end and the text. `format` is signed too, so that one kind of text is never read as
// another.
std::string sign_text(std::string_view format, const std::string& text, const EntryTrust& trust);

// The text alone. Throws Error when it is not signed, signed with another key, or changed.
std::string open_signed_text(std::string_view format, const std::string& whole, const EntryTrust& trust);

}  // namespace pylon
