// Signatures of SHA256SUMS, made and checked by ssh-keygen or minisign: no cryptography of our own.
#pragma once

#include <filesystem>
#include <string>

namespace pylon {

// Signs `file` with a secret key of ssh-keygen or of minisign and returns the signature's file name beside
// it. Error when the program is not there or refuses.
std::string sign_file(const std::filesystem::path& file, const std::filesystem::path& key);

// The name that the signature of `file` will have: SHA256SUMS.sig or SHA256SUMS.minisig.
std::string signature_name(const std::filesystem::path& file, const std::filesystem::path& key);

struct SignatureVerdict {
  bool good = false;
  std::string words;  // who signed it, or what is wrong
};

// Checks a signature by the public key in the file `key`. Without one, whether it is a signature of `file` by
// whatever key; `words` names that key. Error (could not decide) when the program is not there, or when
// minisign, whose signatures name no key, is given none.
SignatureVerdict check_signature(const std::filesystem::path& file, const std::filesystem::path& signature,
                                 const std::filesystem::path& key);

// Whether `text` is spelt as ssh-keygen spells signatures, so that no byte of it is without meaning.
bool is_ssh_armour(const std::string& text);

}  // namespace pylon
