// Whether what is in one variant of a release agrees: checksums, manifest, pylon.wasm's own bytes, the old
// name, lib/ and licences. Pure; every disagreement is a finding, none stops the rest.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "wasm/bytes.hpp"

namespace pylon {

struct Disagreement {
  std::string file;   // "pylon-1.0.0-lean-wasm32-wasip1.zip"
  std::string place;  // in it: "lib/python3.13/os.py", "manifest.json: /sections"; empty: the file as a whole
  std::string message;  // what is there, and what should be
};

// What lies in an archive, or in a folder where one was unpacked.
struct ContentEntry {
  std::string target;  // of a link; empty: it is a file
  std::string sha256;  // of a file
  std::uint64_t bytes = 0;
  std::optional<unsigned>
      mode{};  // permission bits of a file in an archive; unknown in a folder, where umask rules
};
struct ReleaseContent {
  std::map<std::string, ContentEntry> entries;  // by path below the top folder
  std::map<std::string, std::string> texts;     // pylon.wasm, manifest.json and SHA256SUMS themselves
};

// `name`: of the archive or folder, for the findings.
std::vector<Disagreement> check_content(const ReleaseContent& content, const std::string& name);

// What `manifest` says of the file against its bytes: size and digest, sections, imports and exports, memory,
// features, built-in modules, and the identity that the file carries. `place` ("manifest.json") begins each
// finding's place.
std::vector<Disagreement> check_wasm(const nlohmann::json& manifest, wasm::Bytes bytes,
                                     const std::string& name, const std::string& place);

// The compressed sizes that `manifest` says against `bytes`: gzip's, which takes a second; with `all`
// brotli's and zstd's too, which take half a minute.
std::vector<Disagreement> check_sizes(const nlohmann::json& manifest, wasm::Bytes bytes,
                                      const std::string& name, const std::string& place, bool all);

// The first value that two documents differ in: its JSON path, what the one and the other have; "" when they
// are equal.
std::string first_difference(const nlohmann::json& one, const nlohmann::json& other);

}  // namespace pylon
