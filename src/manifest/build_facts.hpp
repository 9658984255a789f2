// What a pylon.wasm says of itself: its identity, in the custom section pylon.build and in the Python module
// _pylon_build. Both are made before the link, so they cannot hold what only the finished file tells; they
// hold a digest of all that is known before it, which any copy of the manifest gives again.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "wasm/sections.hpp"

namespace pylon {

inline constexpr std::string_view kBuildSection = "pylon.build";

// Raised when the functions below give other bytes: outputs made with the old ones must not be met.
inline constexpr int kBuildFactsVersion = 1;

// JSON of one spelling: keys sorted, no spaces, UTF-8. Python's
// json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).
std::string canonical_json(const nlohmann::json& document);

// The part of a manifest that decides what is linked, which the digest is made of: who it is, what it is made
// from, which modules are built in. Left out is what changes no linked byte, such as a description, git's
// state or the flags of wasm-opt.
nlohmann::json known_before_link(const nlohmann::json& manifest);

// SHA-256 of known_before_link() as canonical JSON. Error when the manifest lacks something of it: manifests
// written before variants had versions.
std::string manifest_digest(const nlohmann::json& manifest);

// What the section holds: {"manifest_digest", "packages", "variant", "version"}.
nlohmann::json build_facts(const nlohmann::json& manifest);

// The digest as the registry module's C source takes it.
std::string build_header(const nlohmann::json& facts);

// Reads the section back; none when the module has none. Error when it is something else than build_facts()
// makes, or stands there twice.
std::optional<nlohmann::json> read_build_facts(wasm::Bytes module);

// Whether CPython was compiled with a profile: a fact of the manifest (/inputs/cpython_profile), as a build
// without one is right in all else, only slower. The fact is one of
//   {"state": "used", "version", "sha256", "compiler" (when known)}   compiled with this version's profile
//   {"state": "unfit", the same, "llvm": number}   the profile is of another LLVM than the one that compiles:
//                   clang takes the counts of those functions only that it sees the same way
//   {"state": "missing", "version"}                the variant asks for a profile; this version has none
//   {"state": "off", "flags"}                      the variant asks for none, with these flags
//   null                                           the variant says nothing of profiles
// from
//   flags     the variant's optimize.cpython-profile
//   version   of CPython
//   sha256    of the profile's file; "": there is none
//   compiler  that it was collected with ("clang 19.1.7", "Debian LLVM 1:19.1.7-3"); may be ""
//   llvm      major version of the one that compiles; 0: unknown
nlohmann::json cpython_profile(const std::string& flags, const std::string& version,
                               const std::string& sha256, const std::string& compiler, int llvm);

bool profile_is_missing(const nlohmann::json& profile);

// Missing or unfit: CPython is slower than it could be, and nobody asked for that.
bool profile_is_lost(const nlohmann::json& profile);

// "the profile of 3.13.15 (clang 19.1.7)", "no profile", "no profile, as the variant asks
// (-fno-profile-use)"; "" for null.
std::string profile_words(const nlohmann::json& profile);

// /inputs/cpython_profile of a manifest; null where it does not say: manifests of before it was recorded.
nlohmann::json profile_in(const nlohmann::json& manifest);

}  // namespace pylon
