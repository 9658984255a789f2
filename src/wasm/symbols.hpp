// Symbols of relocatable objects in archives, and the check that no symbol is defined twice with different
// bodies.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "wasm/object_file.hpp"
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

// What a function or datum *is*, as a digest: its bytes, with every relocated place replaced by what it
// refers to. Two objects that were compiled from the same source with the same flags give equal digests
// wherever they are linked.
//
// `symbols` are indices of defined functions and data in the symbols of `object`. Global symbols are referred
// to by name; local ones (static functions, string constants) by their content, to a depth of 16. The digest
// of a function does not depend on which one is asked for first, even where two call each other. Error when
// symbols overlap so much that reading them would take unreasonably long.
std::vector<std::string> body_digests(const ObjectFile& object, std::span<const std::uint32_t> symbols);

}  // namespace pylon::wasm
