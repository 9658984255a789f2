// Which WASI SDK a build uses: the user's own, a fetched one, or one assembled from Debian's LLVM and
// wasi-libc.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "toolchain/digest_cache.hpp"
#include "toolchain/lock.hpp"

namespace pylon {

enum class SdkKind { kGiven, kFetched, kAssembled };

struct Sdk {
  SdkKind kind = SdkKind::kAssembled;
  std::filesystem::path
      prefix;           // laid out like wasi-sdk; for kAssembled: LLVM's own, the recipe `sdk` makes the rest
  std::string version;  // for people: "wasi-sdk 34.0", "Debian LLVM 1:19.1.7-3 + wasi-libc 0.0~git20241209"
  std::string cxx_exceptions;  // "wasm": C++ can catch; "abort": throwing ends the program
  bool setjmp = false;         // setjmp/longjmp can be linked
  bool wasip2 = false;         // the target wasm32-wasip2 is there too
  std::string identity;        // SHA-256 over everything in it that can change an object file
};

// Where Debian's packages clang-19, lld-19, llvm-19 put LLVM.
std::filesystem::path debian_llvm();

// The SDK to build with: WASI_SDK_PATH; a wasi-sdk that `pylonctl fetch wasi-sdk` has brought (below `cache`,
// unpacked at its first use); else Debian's. PYLON_SDK=wasi-sdk or =debian insists on one of the latter two.
// Throws Error saying what to do when the one wanted is not there or not whole. Fast when nothing changed:
// only file times are looked at.
Sdk find_sdk(const Lock& lock, const std::filesystem::path& cache, DigestCache& digests);

// What `prefix` lacks to be a wasi-sdk, as paths below it.
std::vector<std::string> missing_in_sdk(const std::filesystem::path& prefix);

// The same for Debian's LLVM: what the recipe `sdk` reads.
std::vector<std::string> missing_in_debian_llvm();

}  // namespace pylon
