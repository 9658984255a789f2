#include "release/signature.hpp"

#include <openssl/evp.h>

#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"
#include "system/process.hpp"
#include "system/temporary_folder.hpp"

namespace pylon {
namespace {

// What ssh-keygen signs for (see ssh-keygen(1), -Y sign), and the trusted comment of minisign.
constexpr const char* kNamespace = "pylon-release";
constexpr std::size_t kLine = 70;  // as ssh-keygen breaks lines
constexpr std::string_view kBegin = "-----BEGIN SSH SIGNATURE-----\n";
constexpr std::string_view kEnd = "-----END SSH SIGNATURE-----\n";

bool is_minisign(const fs::path& key) { return read_file(key).starts_with("untrusted comment:"); }

void need_program(const std::string& name, const char* package) {
  if (!find_program(name))
    throw Error(name + ", which signatures are made and checked with, is not on this machine",
                std::string("install it: apt-get install ") + package);
}

Outcome run(std::vector<std::string> argv, std::string input = {}) {
  Command command;
  command.argv = std::move(argv);
  command.input = std::move(input);
  command.time_limit = std::chrono::seconds(60);
  return run_process(command);
}

SignatureVerdict check_ssh(const fs::path& file, const fs::path& signature, const fs::path& key) {
  need_program("ssh-keygen", "openssh-client");
  if (!is_ssh_armour(read_file(signature))) return {false, "not a signature as ssh-keygen writes it"};
  if (key.empty()) {
    const Outcome outcome =
        run({"ssh-keygen", "-Y", "check-novalidate", "-n", kNamespace, "-s", signature}, read_file(file));
    return {outcome.ok(), outcome.last_line()};
  }
  const TemporaryFolder folder;
  write_file(folder.path() / "signers", "release " + read_file(key) + "\n");
  const Outcome outcome = run({"ssh-keygen", "-Y", "verify", "-f", folder.path() / "signers", "-I", "release",
                               "-n", kNamespace, "-s", signature},
                              read_file(file));
  return {outcome.ok(), outcome.last_line()};
}

}  // namespace

bool is_ssh_armour(const std::string& text) {
  if (!text.starts_with(kBegin) || !text.ends_with(kEnd) || text.size() < kBegin.size() + kEnd.size())
    return false;
  std::string base64;
  for (const std::string& line :
       split_lines(text.substr(kBegin.size(), text.size() - kBegin.size() - kEnd.size())))
    base64 += line;
  std::vector<unsigned char> bytes(base64.size() + 4), again(2 * base64.size() + 8);
  const int size = EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(base64.data()),
                                   static_cast<int>(base64.size()));
  if (size < 0) return false;
  const auto padding = static_cast<int>(base64.size() - base64.find_last_not_of('=') - 1);
  const int length = EVP_EncodeBlock(again.data(), bytes.data(), size - padding);
  const std::string spelt(again.begin(), again.begin() + length);
  std::string wanted(kBegin);
  for (std::size_t at = 0; at < spelt.size(); at += kLine) wanted += spelt.substr(at, kLine) + "\n";
  return text == wanted.append(kEnd);
}

std::string signature_name(const fs::path& file, const fs::path& key) {
  return file.filename().string() + (is_minisign(key) ? ".minisig" : ".sig");
}

std::string sign_file(const fs::path& file, const fs::path& key) {
  const bool minisign = is_minisign(key);
  need_program(minisign ? "minisign" : "ssh-keygen", minisign ? "minisign" : "openssh-client");
  const std::string name = signature_name(file, key);
  const Outcome outcome =
      // Without a trusted comment of ours minisign puts the time of day there: the same release would differ.
      minisign
          ? run({"minisign", "-S", "-s", key, "-m", file, "-x", file.parent_path() / name, "-t", kNamespace})
          : run({"ssh-keygen", "-Y", "sign", "-f", key, "-n", kNamespace, file});
  if (outcome.ok() && fs::exists(file.parent_path() / name)) return name;
  throw Error("cannot sign with " + key.string() + ": " + outcome.last_line(),
              "a key with a pass phrase must be in ssh-agent; then give its public key file");
}

SignatureVerdict check_signature(const fs::path& file, const fs::path& signature, const fs::path& key) {
  if (signature.extension() != ".minisig") return check_ssh(file, signature, key);
  need_program("minisign", "minisign");
  if (key.empty())
    throw Error(signature.string() + " can only be checked with the public key", "give it with --key");
  const Outcome outcome = run({"minisign", "-V", "-q", "-p", key, "-m", file, "-x", signature});
  return {outcome.ok(), outcome.ok() ? "signed with the key of " + key.string() : outcome.last_line()};
}

}  // namespace pylon
