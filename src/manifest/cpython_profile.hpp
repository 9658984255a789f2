// Whether CPython was compiled with a profile: a fact of the manifest (/inputs/cpython_profile), as a build
// without one is right in all else, only slower.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace pylon {

// The fact is one of
//   {"state": "used", "version", "sha256", "compiler" (when known)}   compiled with this version's profile
//   {"state": "unfit", the same, "llvm": number}   the profile is of another LLVM than the one that compiles:
//                   clang takes the counts of those functions only that it sees the same way
//   {"state": "missing", "version"}                the variant asks for a profile; this version has none
//   {"state": "off", "flags"}                      the variant asks for none, with these flags
//   null                                           the variant says nothing of profiles
// from
//   flags     the variant's optimize.cpython-profile
//   version   of CPython
//   sha256    of the profile's file; "": there is none
//   compiler  that it was collected with ("clang 19.1.7", "Debian LLVM 1:19.1.7-3"); may be ""
//   llvm      major version of the one that compiles; 0: unknown
nlohmann::json cpython_profile(const std::string& flags, const std::string& version,
                               const std::string& sha256, const std::string& compiler, int llvm);

bool profile_is_missing(const nlohmann::json& profile);

// Missing or unfit: CPython is slower than it could be, and nobody asked for that.
bool profile_is_lost(const nlohmann::json& profile);

// "the profile of 3.13.15 (clang 19.1.7)", "no profile", "no profile, as the variant asks
// (-fno-profile-use)"; "" for null.
std::string profile_words(const nlohmann::json& profile);

// /inputs/cpython_profile of a manifest; null where it does not say: manifests of before it was recorded.
nlohmann::json profile_in(const nlohmann::json& manifest);

}  // namespace pylon
