// Which row of the attribution an object of the link belongs to: a module, what a package's modules share,
// CPython's core, the C library, or our own code.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "variant/variant.hpp"

namespace pylon {

struct Owner {
  std::string row, kind, package;  // as in Row
};

// What CPython's Setup files and makefile say of one of its own modules.
struct StockModule {
  std::string name;                   // "_decimal"
  std::vector<std::string> objects;   // in libpython: "_decimal.o"
  std::vector<std::string> archives;  // file names: "libmpdec.a"
};

// `setup`: Setup.stdlib and Setup.bootstrap as configure left them; `makefile`: Makefile.pre, whose
// MODULE_*_LDFLAGS name a module's archives. In the order of `setup`.
std::vector<StockModule> stock_modules(std::string_view setup, std::string_view makefile);

struct OwnershipInput {
  const Variant* variant = nullptr;
  const Catalog* catalog = nullptr;
  std::vector<StockModule> stock;
  std::string sdk, cpython, config;             // folders that objects of the link lie in
  std::string library;                          // and those that mount the library inside; may be empty
  std::string snapshot;                         // and those that take a snapshot; may be empty
  std::map<std::string, std::string> packages;  // package -> folder
};

class Ownership {
 public:
  explicit Ownership(const OwnershipInput& input);

  // Where a file that the map names lies now: a cache that was brought from another machine has the same
  // folders at another place.
  std::string place(std::string_view file) const;
  // Of an object file, or of a member of an archive, as the map names it. Null when nothing is known of it.
  const Owner* find(std::string_view file, std::string_view member) const;

 private:
  void add_stock(const OwnershipInput& input);
  void add_packages(const OwnershipInput& input);

  std::vector<std::string> folders_;      // with a slash at their end
  std::string sdk_;                       // one of them
  std::string library_;                   // one of them, or empty
  std::string snapshot_;                  // one of them, or empty
  std::map<std::string, Owner> files_;    // by path
  std::map<std::string, Owner> members_;  // "path(member)"; they go before files_
};

}  // namespace pylon
