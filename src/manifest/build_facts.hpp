// What a pylon.wasm says of itself: its identity, in the custom section pylon.build and in the Python module
// _pylon_build. Both are made before the link, so they cannot hold what only the finished file tells; they
// hold a digest of all that is known before it, which any copy of the manifest gives again.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/bytes.hpp"

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

}  // namespace pylon
