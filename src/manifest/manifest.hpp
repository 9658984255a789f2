// artifacts/<variant>/manifest.json: what was made. Same input, same bytes.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/file_sizes.hpp"
#include "manifest/hosts.hpp"
#include "variant/variant.hpp"
#include "wasm/sections.hpp"

namespace pylon {

inline constexpr int kManifestVersion = 1;

struct AbsentModule {
  std::string name,
      reason;  // reason: "dropped by variants/lean.json: …", "needs OpenSSL …", "not available on WASI"
};

// The modules that somebody could look for and that are not in `built_in`, sorted: those the variant drops,
// and those CPython's configure left out. `states`: its word on each module ("yes", "missing", "disabled",
// "n/a"), from the cpython recipe's facts/modules.json.
std::vector<AbsentModule> absent_modules(const Variant& variant,
                                         const std::map<std::string, std::string>& states,
                                         const std::vector<std::string>& built_in);

struct ManifestInputs {
  const Variant* variant = nullptr;
  const Catalog* catalog = nullptr;
  std::string target;                                // "wasm32-wasip1"
  std::string git_state;                             // "<commit>" or "<commit>-dirty" or "unknown"
  std::map<std::string, std::string> sources;        // "numpy 2.5.5" -> sha256
  std::vector<std::string> patches;                  // "numpy-2.5.5/01-….patch: reason", sorted
  std::map<std::string, std::string> patch_digests;  // "numpy-2.5.5/01-….patch" -> sha256
  std::map<std::string, std::string> tools;          // "sdk", "clang", "wasm-opt", … -> version and digest
  std::map<std::string, std::string> flags;          // "cpython" -> "-O2", "wasm-opt" -> "-Oz …"
  nlohmann::json cpython_profile;  // cpython_profile(); null: the variant says nothing of it
  std::map<std::string, std::string>
      licences;                       // what is linked besides the packages: "wasi-libc" -> SPDX expression
  std::string cxx_exceptions;         // "abort" | "wasm" | …
  std::vector<std::string> built_in;  // from config.c and the registry, sorted
  std::vector<AbsentModule> absent;   // sorted
  wasm::Bytes wasm;                   // the finished file
  FileSizes sizes;                    // measured from that very file
  HostTable hosts;
  nlohmann::json attribution;  // attribution_json()
  nlohmann::json library;      // library_json()
  nlohmann::json snapshot;     // snapshot.json of the build; null: the file starts from nothing
  std::uint64_t archive = 0;   // bytes of what ships, packed; 0: not known
  nlohmann::json components;   // components_json(); null: not known
};

// Of these inputs what is known before the link: the manifest's "identity" and "inputs".
nlohmann::json make_known(const ManifestInputs& inputs);

// Its "licences": of the packages, and of the libraries that are linked besides.
nlohmann::json licences_for(const Catalog& catalog, const Variant& variant,
                            const std::map<std::string, std::string>& libraries);

// Its "hosts": the features that the code uses, and the interface that it imports, decide which hosts will
// do.
nlohmann::json hosts_for(const HostTable& table, const nlohmann::json& manifest);

// The manifest document; its schema is src/manifest/manifest.schema.json. Error when a package has no source
// of its name, when `sizes` are those of another file, or when sections or rows do not add up to the file.
nlohmann::json make_manifest(const ManifestInputs& inputs);

// The document as committed text: sorted keys, two spaces, newline at the end.
std::string manifest_text(const nlohmann::json& manifest);

// Reads a manifest back. Error for a newer manifest_version, and for what the schema does not allow, with its
// JSON path. A field that this pylonctl does not know is such an error; with `unknown` the field stays in the
// document, and its path is put there: who only shows or compares loses nothing by it.
nlohmann::json read_manifest(std::string_view text, const std::string& name,
                             std::vector<std::string>* unknown = nullptr);

// What a manifest says of its file's size.
FileSizes file_sizes_of(const nlohmann::json& manifest);

}  // namespace pylon
