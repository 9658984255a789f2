// toolchain/lock.json: every source and tool that comes from outside, by version and digest.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

// One place to get a file from. Tried in the order of the lock.
struct Place {
  std::string kind;     // "url" | "debian" | "debian-source" | "pypi" | "crate"
  std::string url;      // for "url": a public page, https only
  std::string suite;    // for "debian*": "trixie"
  std::string package;  // "python3.13", "numpy"
  std::string version;  // may be empty for "debian*" of a released suite, and of support entries
  std::string file;     // the file's name there when it differs from Source::file

  // For messages: "https://…", "Debian trixie source package python3.13", "PyPI package numpy 2.5.5".
  std::string label() const;
};

struct Source {
  std::string name;     // "cpython", "numpy", "wasi-libc"
  std::string version;  // "3.13.5"
  std::string file;     // file name: "Python-3.13.5.tar.xz"
  std::string sha256;   // empty for a support entry
  std::string licence;  // SPDX expression
  std::string host;     // "" any, else "x86_64-linux"
  // A support entry is a distribution's package that gets security updates, so no digest can name it: apt's
  // own signature check stands in for it. Only programs run with it; no byte of it reaches an artifact.
  bool support = false;
  std::vector<Place> places;

  std::string label() const { return name + " " + version; }
};

struct Lock {
  std::vector<Source> sources;  // sorted by name, version, host

  // The entry for this machine's host, or an Error with the nearest name / the known versions. An empty
  // version means the only one.
  const Source& find(const std::string& name, const std::string& version = {}) const;
  // The same for "NAME" or "NAME@VERSION".
  const Source& labelled(const std::string& label) const;
  // The same for the host named.
  const Source& find_for(const std::string& host, const std::string& name,
                         const std::string& version = {}) const;
};

// The machine pylonctl was compiled for, as the lock names it: "x86_64-linux", "arm64-linux".
std::string_view this_host();

// Whether a suite of Debian keeps what it once had but for security updates: a release does; testing, sid and
// backports replace it at any time.
bool is_released_suite(std::string_view suite);

// Builds a lock from a document that fits the schema; throws Error naming `name` and the entry for what a
// schema cannot say: an entry that is there twice, a page that is not https, a place in a suite that is no
// release (sid, trixie-backports) without a version.
Lock parse_lock(const nlohmann::json& document, const std::string& name);

// Reads and checks `<toolchain>/lock.json` against `<toolchain>/lock.schema.json`.
Lock load_lock(const std::filesystem::path& toolchain);

}  // namespace pylon
