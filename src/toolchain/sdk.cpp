#include "toolchain/sdk.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"
#include "toolchain/debian.hpp"
#include "toolchain/fetch.hpp"
#include "toolchain/unpack.hpp"

namespace pylon {
namespace {

constexpr const char* kTarget = "wasm32-wasip1";
constexpr const char* kPackages =
    "clang-19 lld-19 llvm-19 libclang-rt-19-dev-wasm32 libc++-19-dev-wasm32 libc++abi-19-dev-wasm32";

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

std::vector<std::string> missing(const fs::path& root, std::initializer_list<const char*> names) {
  std::vector<std::string> gone;
  for (const char* name : names) {
    if (!fs::exists(root / name)) gone.emplace_back(name);
  }
  return gone;
}

// Names of the entries of `folder` that `wanted` accepts, sorted; none when there is no such folder.
template <typename Wanted>
std::vector<std::string> entries(const fs::path& folder, Wanted wanted) {
  std::vector<std::string> names;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (wanted(name)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool is_archive(const std::string& name) { return name.ends_with(".a"); }

// Hashes files by their name below a root, so that the same SDK elsewhere is the same SDK.
class Identity {
 public:
  Identity(fs::path root, DigestCache& digests) : root_(std::move(root)), digests_(digests) {}

  void add(const std::string& name) {
    if (fs::exists(root_ / name)) hash_.update(name + '\0' + digests_.digest_of(root_ / name) + '\n');
  }
  void add_archives(const std::string& folder) {
    for (const std::string& name : entries(root_ / folder, is_archive)) add(folder + "/" + name);
  }
  void add_text(const std::string& text) { hash_.update(text + '\n'); }
  std::string hex() { return hash_.hex(); }

 private:
  fs::path root_;
  DigestCache& digests_;
  Sha256 hash_;
};

// The programs and libraries whose bytes decide what an object file holds. Headers change only together with
// them.
std::string identity_of_sdk(const fs::path& prefix, DigestCache& digests) {
  Identity identity(prefix, digests);
  identity.add_text("wasi-sdk");
  for (const char* name : {"VERSION", "bin/clang", "bin/wasm-ld", "bin/llvm-ar", "bin/llvm-objcopy"})
    identity.add(name);
  identity.add_archives(std::string("share/wasi-sysroot/lib/") + kTarget);
  for (const std::string& version : entries(prefix / "lib/clang", [](const std::string&) { return true; })) {
    for (const char* folder : {"wasi", "wasip1", "wasm32-unknown-wasip1", "wasm32-unknown-wasi"}) {
      identity.add_archives("lib/clang/" + version + "/lib/" + folder);
    }
  }
  return identity.hex();
}

std::string identity_of_debian(DigestCache& digests) {
  Identity identity(debian_llvm(), digests);
  identity.add_text("Debian LLVM");
  for (const char* name : {"bin/clang", "bin/lld", "bin/llvm-ar", "bin/llvm-objcopy", "bin/llvm-nm"})
    identity.add(name);
  // The programs are thin: the code is in these.
  for (const std::string& name : entries(debian_llvm() / "lib", [](const std::string& file) {
         return file.starts_with("libclang-cpp.so.") || file.starts_with("libLLVM.so.");
       })) {
    identity.add("lib/" + name);
  }
  identity.add_archives("lib/wasm32-wasi");
  identity.add_archives("lib/clang/19/lib/wasi");
  // Every header of the two packages, by dpkg's own list.
  for (const char* package : {"libc++-19-dev-wasm32", "libclang-common-19-dev"}) {
    const auto list = debian_file_sums(package);
    if (list) identity.add_text(digests.digest_of(*list));
  }
  return identity.hex();
}

std::string first_line(const fs::path& file) {
  if (!fs::exists(file)) return "of an unknown version";
  const std::vector<std::string> lines = split_lines(read_file(file));
  return lines.empty() ? "of an unknown version" : lines.front();
}

Sdk describe(SdkKind kind, const fs::path& prefix, DigestCache& digests) {
  const fs::path libraries = prefix / "share/wasi-sysroot/lib";
  Sdk sdk;
  sdk.kind = kind;
  sdk.prefix = prefix;
  sdk.version = "wasi-sdk " + first_line(prefix / "VERSION");
  // A sysroot with exceptions has an unwinder, beside the other libraries or in a folder of its own.
  const bool unwinds =
      fs::exists(libraries / kTarget / "libunwind.a") || fs::exists(libraries / kTarget / "eh/libunwind.a");
  sdk.cxx_exceptions = unwinds ? "wasm" : "abort";
  sdk.setjmp = fs::exists(libraries / kTarget / "libsetjmp.a");
  sdk.wasip2 = fs::exists(libraries / "wasm32-wasip2");
  sdk.identity = identity_of_sdk(prefix, digests);
  return sdk;
}

Sdk given_sdk(const std::string& path, DigestCache& digests) {
  const fs::path prefix = fs::absolute(path).lexically_normal();
  const std::vector<std::string> gone = missing_in_sdk(prefix);
  if (!gone.empty()) {
    throw Error("WASI_SDK_PATH=" + path + " is no wasi-sdk: it has no " + join(gone, ", no "),
                "set WASI_SDK_PATH to the folder that holds bin/clang and share/wasi-sysroot, or unset it");
  }
  return describe(SdkKind::kGiven, prefix, digests);
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

Sdk debian_sdk(const Lock& lock, DigestCache& digests) {
  const std::vector<std::string> gone = missing_in_debian_llvm();
  if (!gone.empty()) {
    throw Error("no WASI SDK: WASI_SDK_PATH is not set, and Debian's LLVM 19 in " + debian_llvm().string() +
                    " has no " + join(gone, ", no "),
                std::string("run 'toolchain/bootstrap build', or: apt-get install ") + kPackages);
  }
  Sdk sdk;
  sdk.prefix = debian_llvm();
  sdk.version = "Debian LLVM " + debian_version("clang-19").value_or("19") + " + wasi-libc " +
                lock.find("wasi-libc").version;
  // Debian's libc++abi is built without exceptions; its wasi-libc has setjmp; the recipe takes wasip1 only.
  sdk.cxx_exceptions = "abort";
  sdk.setjmp = true;
  sdk.identity = identity_of_debian(digests);
  return sdk;
}

const Source* locked_sdk(const Lock& lock) {
  const auto fits = [](const Source& source) {
    return source.name == "wasi-sdk" && source.host == this_host();
  };
  const auto found = std::find_if(lock.sources.begin(), lock.sources.end(), fits);
  return found == lock.sources.end() ? nullptr : &*found;
}

}  // namespace

fs::path debian_llvm() { return "/usr/lib/llvm-19"; }

Sdk find_sdk(const Lock& lock, const fs::path& cache, DigestCache& digests) {
  const std::string given = environment("WASI_SDK_PATH");
  if (!given.empty()) return given_sdk(given, digests);
  const std::string wish = environment("PYLON_SDK");
  if (!wish.empty() && wish != "wasi-sdk" && wish != "debian") {
    throw Error("PYLON_SDK=" + wish + " is neither 'wasi-sdk' nor 'debian'");
  }
  const Source* source = wish == "debian" ? nullptr : locked_sdk(lock);
  if (source != nullptr) {
    const fs::path archive = download_path(*source, cache / "downloads");
    if (fs::exists(archive))
      return describe(SdkKind::kFetched, unpacked_sdk(*source, archive, cache), digests);
  }
  if (wish == "wasi-sdk") {
    throw Error("PYLON_SDK=wasi-sdk, but no wasi-sdk has been fetched", "run 'pylonctl fetch wasi-sdk'");
  }
  return debian_sdk(lock, digests);
}

std::vector<std::string> missing_in_sdk(const fs::path& prefix) {
  return missing(prefix, {"bin/clang", "bin/clang++", "bin/wasm-ld", "bin/llvm-ar", "share/wasi-sysroot"});
}

std::vector<std::string> missing_in_debian_llvm() {
  return missing(debian_llvm(),
                 {"bin/clang", "bin/clang++", "bin/wasm-ld", "bin/llvm-ar", "bin/llvm-objcopy",
                  "lib/wasm32-wasi/libc++.a", "lib/wasm32-wasi/libc++abi.a", "include/wasm32-wasi/c++/v1",
                  "lib/clang/19/lib/wasi/libclang_rt.builtins-wasm32.a"});
}

}  // namespace pylon
