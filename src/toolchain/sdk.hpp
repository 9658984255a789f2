// Which WASI SDK a build uses: the user's own, a fetched one, or one assembled from Debian's LLVM and
// wasi-libc.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "toolchain/digest_cache.hpp"
#include "toolchain/lock.hpp"
#include "toolchain/sdk_list.hpp"

namespace pylon {

enum class SdkKind { kGiven, kFetched, kAssembled };

struct Sdk {
  SdkKind kind = SdkKind::kAssembled;
  std::string name;  // "llvm-21", one of toolchain/sdk.json; "wasi-sdk" for the others
  // Laid out like wasi-sdk. For kAssembled: LLVM's own where it is installed, else empty; the recipe `sdk`
  // makes the rest.
  std::filesystem::path prefix;
  std::string version;  // for people: "wasi-sdk 34.0", "Debian LLVM 1:19.1.7-3 + wasi-libc 0.0~git20241209"
  int llvm = 0;         // major version of its compiler; 0: unknown
  std::string llvm_version;  // "1:19.1.7-3", "21.1.8"; empty: unknown
  std::string
      libc_version;  // of wasi-libc: as in the lock, or the commit that a wasi-sdk names; empty: unknown
  std::string cxx_exceptions;                // "wasm": C++ can catch; "abort": throwing ends the program
  bool setjmp = false;                       // setjmp/longjmp can be linked
  bool wasip2 = false;                       // the target wasm32-wasip2 is there too
  std::string identity;                      // SHA-256 over everything in it that can change an object file
  std::map<std::string, std::string> flags;  // by part (Variant::optimize): what comes after the variant's
  // How C++ code that throws is compiled and linked; empty where that ends the program.
  std::string exceptions_compile, exceptions_link;
  // For an SDK of packages: entries of the lock that the recipe `sdk` unpacks, as NAME@VERSION.
  std::vector<std::string> packages;
};

// The SDK to build with, the first of these:
//   WASI_SDK_PATH
//   a wasi-sdk that `pylonctl fetch wasi-sdk` has brought (below `cache`, unpacked at its first use)
//   the default of `sdks`
// PYLON_SDK insists on wasi-sdk, debian (the default of `sdks`) or the name of one of `sdks`. Error, with
// what to do, when it is not there or not whole; packages that are not there are no error: they are fetched.
// Fast when nothing changed: only times of files are looked at.
Sdk find_sdk(const SdkList& sdks, const Lock& lock, const std::filesystem::path& cache, DigestCache& digests);

// Which entry of `sdks` find_sdk would assemble; nullptr when it would take a given or fetched wasi-sdk.
// Error for an unknown PYLON_SDK.
const SdkEntry* assembled_sdk(const SdkList& sdks, const Lock& lock, const std::filesystem::path& cache);

// The same for LLVM as it is installed: what the recipe `sdk` reads.
std::vector<std::string> missing_in_installed(const SdkEntry& entry);

}  // namespace pylon
