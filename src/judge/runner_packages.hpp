// Packages that runners are made of, as toolchain/runners.json pins them, and what the client of their
// registry is asked for them: pip, npm, Maven, Cargo, Go, or Debian's apt. Pure: run/got_packages.hpp runs
// the clients.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace pylon {

struct PackagePin {
  std::string name, version;  // of Debian's, the suite in place of a version: it keeps the newest alone
  std::string integrity;  // pip, maven: SHA-256 in hex; npm: as its lock files have it; "" where the client
                          // has a check of its own
};

// What is fetched together, into one folder. All paths in it are relative to that folder.
struct PackageSet {
  std::string name;
  std::string client;   // "pip", "npm", "maven", "cargo", "go", "debian"
  std::string machine;  // uname's word for the one that the packages are for; "": any
  std::vector<PackagePin> pins;
  std::vector<std::vector<std::string>> prepare;  // commands after that; {toolchain} is a path
  std::vector<std::string> reads;                 // files of toolchain/ that `prepare` reads
  std::string text;                               // all of this, as JSON: what the folder's name is made of
};

// An entry of "packages" in runners.json, which its schema has been checked for. Error naming `where` for a
// pin without the integrity that its client checks, and for an unknown {placeholder}.
PackageSet read_package_set(const std::string& name, const nlohmann::json& json, const std::string& where);

// Files that the client reads, by name: a package-lock.json, a requirements.txt, a pom.xml.
std::map<std::string, std::string> client_files(const PackageSet& set);

// Commands to run in `folder`, in this order. The first word of each is a program on PATH or one that an
// earlier command made; "debs/*.deb" stands for the files of that name. Both paths are absolute.
std::vector<std::vector<std::string>> client_commands(const PackageSet& set, const std::string& toolchain,
                                                      const std::string& folder);

// Files that the client brings and does not check itself: path -> SHA-256.
std::map<std::string, std::string> unchecked_files(const PackageSet& set);

// How to get the program that a command begins with: "apt-get install maven".
std::string client_advice(const std::string& program);

}  // namespace pylon
