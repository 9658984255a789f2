// Symbols of relocatable objects in archives, and the check that no symbol is defined twice with different
// bodies.
#pragma once

#include <string>
#include <vector>

#include "wasm/sections.hpp"

namespace pylon::wasm {

struct ArchiveMember {
  std::string name;
  Bytes bytes;  // points into the archive's bytes
};

// Members of a `ar` archive (GNU and BSD long names; symbol tables left out). Error with offset when
// malformed.
std::vector<ArchiveMember> read_archive(Bytes archive);

struct Object {
  std::string label;  // "numpy lib/mtrand.a(distributions.c.o)"
  Bytes bytes;
};

struct Twin {
  std::string symbol;
  std::vector<std::string> labels;  // every object that defines it, sorted
  std::string difference;           // "other kind", "other signature", "other size" (of data), "other body"
};

// Symbols that several objects define (strongly) with different bodies, whether or not the linker pulls them
// in; sorted by symbol. Weak definitions (C++ inline functions) may differ in their bodies, not in kind or
// signature. Only bodies of shared symbols are read. Errors name the object's label.
std::vector<Twin> find_twins(const std::vector<Object>& objects);

// A function that one object calls with another type than the one it is defined with in another object: the
// call traps. The linker only warns of it, and only when it pulls both in.
struct Mismatch {
  std::string symbol;
  std::string definition, defined_as;  // label and signature
  std::string caller, declared_as;
};

// Sorted by symbol, then caller. A symbol with several definitions is compared with the first of them.
std::vector<Mismatch> find_mismatches(const std::vector<Object>& objects);

}  // namespace pylon::wasm
