// Modules/catalog.json: every module that can be built in, and the packages they come from.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace pylon {

// A built-in module candidate.
struct Module {
  std::string name;     // dotted name as imported: "numpy.random.mtrand"
  std::string package;  // key of Catalog::packages
  std::string init;     // "PyInit_mtrand"
  // Its own archives below the recipe's output, in link order: "lib/mtrand.a".
  std::vector<std::string> archives;
  std::string cpython;       // versions that have it: "", ">=3.14" or "<3.14"
  bool user_facing = false;  // imported by users under this very name (no part of it starts with "_")
  bool stock = false;        // one of CPython's own: its Setup files name it, libpython holds it
  bool required = false;     // the interpreter does not start without it; no variant may drop it
  bool optional = false;     // stock, and not built where configure finds no support for it
  // Catalogue modules without which it does not link, cannot be imported, or is of no use: binascii has zlib.
  std::vector<std::string> needs;
  std::string note;  // why it is as it is; may be empty
};

// Somebody else's code in a package's source, with a licence of its own.
struct Vendor {
  std::string name;
  std::string version;  // may be empty: its authors count none
  std::string licence;  // SPDX expression
  std::string purl;     // https://github.com/package-url/purl-spec
  // "vendor:product" of the NVD's dictionary, which vulnerabilities are looked up by; may be empty.
  std::string cpe;
  // Globs over the objects of symbols.tsv ("libexpat.a(xmlparse.o)"): it is linked where one of them matches.
  std::vector<std::string> objects;
  std::vector<std::string> licence_files;  // in the package's source
  // Where the code itself says its version: the first group of each regular expression, found in the lines of
  // a file and joined by dots; or of one over the names of files (version_path). Empty: nowhere.
  std::string version_file, version_path;
  std::vector<std::string> version_patterns;
};

// Something that is fetched, built once, and linked where a variant asks for it.
struct Package {
  std::string name;
  std::string recipe;              // folder below toolchain/recipes
  std::string source;              // entry of toolchain/lock.json
  std::string licence;             // SPDX expression
  std::vector<std::string> needs;  // other packages
  // Libraries that its modules share, in link order; linked once, after the modules' own.
  std::vector<std::string> archives;
  std::vector<std::string> libraries;      // from the SDK: "c++", "c++abi"
  bool python = false;                     // has files for site-packages
  std::string note;                        // may be empty
  std::string cpe;                         // "vendor:product"; may be empty
  std::string repository;                  // "https://github.com/python/cpython"; may be empty
  std::vector<std::string> licence_files;  // in its source
  std::string vendors_of;                  // the version of the source that `vendors` was written for
  std::vector<Vendor> vendors;             // sorted by name
};

struct Catalog {
  std::vector<Package> packages;  // sorted by name
  std::vector<Module> modules;    // sorted by name

  const Package* find_package(const std::string& name) const;  // nullptr when unknown
  const Module* find_module(const std::string& name) const;
};

// Whether `version` ("3.13.5") is among those that `constraint` ("", ">=3.14", "<3.14") names.
bool cpython_matches(const std::string& constraint, const std::string& version);

// Builds a catalogue from a document; throws Error naming `name` and the JSON path. Two modules with the same
// init function (in CPython versions that overlap) are an error that names both; so is a name that users can
// import and that shows "_dynlink" (shows_dynlink), and a need that no package or module of it has.
Catalog parse_catalog(const nlohmann::json& document, const std::string& name);

}  // namespace pylon
