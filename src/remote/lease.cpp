#include "remote/lease.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "remote/action_result.hpp"

namespace pylon {
namespace {

// Enters the names under /ac/ and what is signed.
constexpr std::string_view kLeaseFormat = "pylonctl lease 1";
constexpr const char* kEmptyName = "lease";

}  // namespace

std::string lease_name(const std::string& of) { return sha256_hex(fmt::format("{}\n{}", kLeaseFormat, of)); }

std::string write_lease(const Lease& lease, const EntryTrust& trust) {
  const nlohmann::json text{
      {"of", lease.of}, {"holder", lease.holder}, {"renewal", lease.renewal}, {"ended", lease.ended}};
  return write_action_result({kEmptyName, sha256_hex(""), 0, sign_text(kLeaseFormat, text.dump(), trust)});
}

Lease read_lease(std::string_view bytes, const std::string& of, const EntryTrust& trust) try {
  const std::string text = open_signed_text(kLeaseFormat, read_action_result(bytes).text, trust);
  const nlohmann::json document = parse_json(text, "the lease");
  Lease lease;
  lease.of = document.at("of").get<std::string>();
  lease.holder = document.at("holder").get<std::string>();
  lease.renewal = document.at("renewal").get<std::uint64_t>();
  lease.ended = document.at("ended").get<bool>();
  if (lease.of != of) throw Error("it is the lease of something else");
  return lease;
} catch (const nlohmann::json::exception& error) {
  throw Error(fmt::format("its text is no lease: {}", error.what()));
}

}  // namespace pylon
