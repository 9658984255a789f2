#include "toolchain/sdk.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"
#include "system/process.hpp"
#include "toolchain/fetch.hpp"
#include "toolchain/sdk_identity.hpp"
#include "toolchain/unpack.hpp"

namespace pylon {
namespace {

std::vector<std::string> missing(const fs::path& root, const std::vector<std::string>& names) {
  std::vector<std::string> gone;
  for (const std::string& name : names) {
    if (!fs::exists(root / name)) gone.push_back(name);
  }
  return gone;
}

// What a wasi-sdk says of itself: its version in the first line, then "wasi-libc: COMMIT",
// "llvm-version: 22.1.0" and more.
struct VersionFile {
  std::string version, libc, llvm;
};

VersionFile read_version_file(const fs::path& file) {
  VersionFile found;
  if (!fs::exists(file)) return found;
  const std::vector<std::string> lines = split_lines(read_file(file));
  if (!lines.empty()) found.version = lines.front();
  for (const std::string& line : lines) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos) continue;
    const std::string name = line.substr(0, colon), value = line.substr(colon + 2);
    if (name == "wasi-libc") found.libc = value;
    if (name == "llvm-version") found.llvm = value;
  }
  return found;
}

// The folder of clang's own headers is named by its version: "21" or "21.1.8". The newest, when there are
// several.
std::string version_of_clang(const fs::path& prefix) {
  std::string newest;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(prefix / "lib/clang", error)) {
    const std::string name = entry.path().filename().string();
    if (std::atoi(name.c_str()) > std::atoi(newest.c_str())) newest = name;
  }
  return newest;
}

// What follows from the version of its compiler and from whether its C++ library has an unwinder.
void add_abilities(Sdk& sdk, const SdkList& sdks, bool unwinds) {
  sdk.flags = sdks.flags_for(sdk.llvm);
  const bool throws = unwinds && sdk.llvm >= sdks.exceptions.from;
  sdk.cxx_exceptions = throws ? "wasm" : "abort";
  if (!throws) return;
  sdk.exceptions_compile = sdks.exceptions.compile;
  sdk.exceptions_link = sdks.exceptions.link;
}

Sdk describe(SdkKind kind, const fs::path& prefix, const SdkList& sdks, DigestCache& digests) {
  const fs::path libraries = prefix / "share/wasi-sysroot/lib";
  const VersionFile said = read_version_file(prefix / "VERSION");
  Sdk sdk;
  sdk.kind = kind;
  sdk.name = "wasi-sdk";
  sdk.prefix = prefix;
  sdk.llvm_version = said.llvm.empty() ? version_of_clang(prefix) : said.llvm;
  sdk.llvm = std::atoi(sdk.llvm_version.c_str());
  sdk.libc_version = said.libc;
  sdk.version = !said.version.empty()
                    ? "wasi-sdk " + said.version
                    : "SDK without a VERSION file, clang " +
                          (sdk.llvm_version.empty() ? "of an unknown version" : sdk.llvm_version);
  // A sysroot with exceptions has an unwinder, beside the other libraries or in a folder of its own.
  add_abilities(sdk, sdks,
                fs::exists(libraries / kSdkTarget / "libunwind.a") ||
                    fs::exists(libraries / kSdkTarget / "eh/libunwind.a"));
  sdk.setjmp = fs::exists(libraries / kSdkTarget / "libsetjmp.a");
  sdk.wasip2 = fs::exists(libraries / "wasm32-wasip2");
  sdk.identity = identity_of_prefix(prefix, digests);
  return sdk;
}

Sdk given_sdk(const std::string& path, const SdkList& sdks, DigestCache& digests) {
  const fs::path prefix = fs::absolute(path).lexically_normal();
  const std::vector<std::string> gone =
      missing(prefix, {"bin/clang", "bin/clang++", "bin/wasm-ld", "bin/llvm-ar", "share/wasi-sysroot"});
  if (!gone.empty()) {
    throw Error("WASI_SDK_PATH=" + path + " is no wasi-sdk: it has no " + join(gone, ", no "),
                "set WASI_SDK_PATH to the folder that holds bin/clang and share/wasi-sysroot, or unset it");
  }
  return describe(SdkKind::kGiven, prefix, sdks, digests);
}

// Unpacked once, beside the other outputs of the store.
fs::path unpacked_sdk(const Source& source, const fs::path& archive, const fs::path& cache) {
  fs::path folder = cache / "store" / ("wasi-sdk-" + source.sha256.substr(0, 32));
  if (fs::exists(folder)) return folder;
  const FileLock turn(folder.string() + ".lock");
  if (!fs::exists(folder)) {
    const std::string found = file_sha256(archive);
    if (found != source.sha256) {
      throw Error(archive.string() + ": the digest differs: expected " + source.sha256 + ", found " + found,
                  "run 'pylonctl fetch wasi-sdk' to get it again");
    }
    unpack(archive, folder, 1);
  }
  return folder;
}

void check_installed(const SdkEntry& entry) {
  const std::vector<std::string> gone = missing_in_installed(entry);
  if (gone.empty()) return;
  throw Error("no WASI SDK: WASI_SDK_PATH is not set, and Debian's LLVM " + std::to_string(entry.llvm) +
                  " in " + entry.installed.string() + " has no " + join(gone, ", no "),
              "run 'toolchain/bootstrap build', or: apt-get install " + join(entry.packages, " "));
}

Sdk assemble(const SdkEntry& entry, const SdkList& sdks, const Lock& lock, DigestCache& digests) {
  Sdk sdk;
  sdk.name = entry.name;
  sdk.prefix = entry.installed;
  sdk.llvm = entry.llvm;
  sdk.llvm_version = entry.version;
  if (!entry.installed.empty()) {
    check_installed(entry);
    const std::string major = std::to_string(entry.llvm);
    sdk.llvm_version = debian_version("clang-" + major).value_or(major);
    sdk.identity = identity_of_installed(entry, digests);
  } else {
    sdk.packages = entry.packages;
    sdk.packages.insert(sdk.packages.end(), entry.support.begin(), entry.support.end());
    sdk.identity = identity_of_packages(entry, lock);
  }
  sdk.libc_version = lock.find("wasi-libc", entry.wasi_libc).version;
  sdk.version = "Debian LLVM " + sdk.llvm_version + " + wasi-libc " + sdk.libc_version;
  // Debian's wasi-libc has setjmp; the recipe takes wasip1 only.
  add_abilities(sdk, sdks, entry.exceptions);
  sdk.setjmp = true;
  return sdk;
}

// The wasi-sdk of the lock for this machine when it has been fetched; a place that is empty otherwise.
fs::path fetched_archive(const Lock& lock, const fs::path& cache, const Source*& source) {
  const auto fits = [](const Source& each) { return each.name == "wasi-sdk" && each.host == this_host(); };
  const auto found = std::ranges::find_if(lock.sources, fits);
  if (found == lock.sources.end()) return {};
  source = &*found;
  const fs::path archive = download_path(*source, cache / "downloads");
  return fs::exists(archive) ? archive : fs::path();
}

// PYLON_SDK, checked.
std::string wish(const SdkList& sdks) {
  std::string name = environment("PYLON_SDK");
  if (name.empty() || name == "wasi-sdk" || name == "debian" || sdks.find(name) != nullptr) return name;
  std::vector<std::string> known{"debian"};
  for (const SdkEntry& entry : sdks.entries) known.push_back(entry.name);
  known.emplace_back("wasi-sdk");
  throw Error("PYLON_SDK=" + name + " names no SDK" + did_you_mean(name, known),
              "name one of: " + join(known, ", "));
}

}  // namespace

const SdkEntry* assembled_sdk(const SdkList& sdks, const Lock& lock, const fs::path& cache) {
  if (!environment("WASI_SDK_PATH").empty()) return nullptr;
  const std::string wanted = wish(sdks);
  const Source* source = nullptr;
  if (wanted == "wasi-sdk" || (wanted.empty() && !fetched_archive(lock, cache, source).empty()))
    return nullptr;
  return sdks.find(wanted.empty() || wanted == "debian" ? sdks.standard : wanted);
}

Sdk find_sdk(const SdkList& sdks, const Lock& lock, const fs::path& cache, DigestCache& digests) {
  const std::string given = environment("WASI_SDK_PATH");
  if (!given.empty()) return given_sdk(given, sdks, digests);
  if (const SdkEntry* entry = assembled_sdk(sdks, lock, cache)) return assemble(*entry, sdks, lock, digests);
  const Source* source = nullptr;
  const fs::path archive = fetched_archive(lock, cache, source);
  if (archive.empty())
    throw Error("PYLON_SDK=wasi-sdk, but no wasi-sdk has been fetched", "run 'pylonctl fetch wasi-sdk'");
  return describe(SdkKind::kFetched, unpacked_sdk(*source, archive, cache), sdks, digests);
}

std::vector<std::string> missing_in_installed(const SdkEntry& entry) {
  return missing(entry.installed,
                 {"bin/clang", "bin/clang++", "bin/wasm-ld", "bin/llvm-ar", "bin/llvm-objcopy",
                  "lib/wasm32-wasi/libc++.a", "lib/wasm32-wasi/libc++abi.a", "include/wasm32-wasi/c++/v1",
                  "lib/clang/" + std::to_string(entry.llvm) + "/lib/wasi/libclang_rt.builtins-wasm32.a"});
}

}  // namespace pylon
