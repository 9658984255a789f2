// What a variant's modules ask of each other: a module that is kept needs others, and the gate requires some.
#pragma once

#include <string>

#include "variant/variant.hpp"

namespace pylon {

// Error for a module that is left out though kept modules need it (Module::needs), naming who needs it, which
// file leaves it out and what mends it. For a file that asks to have zlib dropped:
//   variants/x.json: /drop/zlib: the module 'binascii' needs 'zlib'
void check_module_needs(const Variant& variant);

// Error for a module that a file of the chain drops and that the chain's gate requires: no build could pass.
// Abstract variants are never built, and are not judged.
void check_required_modules(const Variant& variant);

// Why a module is not there: "dropped by variants/lean.json: too large", or "not asked for: package 'numpy'
// is not among the packages", which no file of the chain has decided.
std::string absence_of(const ModuleChoice& choice);

// The same where the module has been named already: "variants/lean.json drops it: too large".
std::string who_drops(const ModuleChoice& choice);

}  // namespace pylon
