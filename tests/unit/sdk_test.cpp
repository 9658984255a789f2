#include "toolchain/sdk.hpp"

#include <stdlib.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"
#include "toolchain/sdk_identity.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

// A folder laid out like a wasi-sdk, named by WASI_SDK_PATH for the length of a test.
struct Fixture {
  ScratchFolder folder;
  fs::path sdk = folder / "sdk";
  Lock lock = load_lock(fs::path(PYLON_SOURCE_DIR) / "toolchain");
  SdkList sdks = load_sdks(fs::path(PYLON_SOURCE_DIR) / "toolchain");

  Fixture() {
    for (const char* name :
         {"bin/clang", "bin/clang++", "bin/wasm-ld", "bin/llvm-ar", "bin/llvm-objcopy",
          "share/wasi-sysroot/lib/wasm32-wasip1/libc.a", "lib/clang/21/lib/wasip1/libclang_rt.builtins.a"}) {
      write_file(sdk / name, name);
    }
    write_file(sdk / "VERSION", "34.0\nwasi-libc: abc\n");
    ::setenv("WASI_SDK_PATH", sdk.c_str(), 1);
  }
  ~Fixture() {
    ::unsetenv("WASI_SDK_PATH");
    ::unsetenv("PYLON_SDK");
  }

  Sdk find() const {
    DigestCache digests(folder / "digests");
    return find_sdk(sdks, lock, folder / "cache", digests);
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "the SDK that WASI_SDK_PATH names is used, with what its files say of it") {
  Sdk found = find();
  CHECK(found.kind == SdkKind::kGiven);
  CHECK(found.prefix == sdk);
  CHECK(found.version == "wasi-sdk 34.0");
  CHECK(found.cxx_exceptions == "abort");
  CHECK_FALSE(found.setjmp);
  CHECK_FALSE(found.wasip2);
  const fs::path libraries = sdk / "share/wasi-sysroot/lib";
  write_file(libraries / "wasm32-wasip1/libunwind.a", "");
  write_file(libraries / "wasm32-wasip1/libsetjmp.a", "");
  write_file(libraries / "wasm32-wasip2/libc.a", "");
  found = find();
  CHECK(found.cxx_exceptions == "wasm");
  CHECK(found.setjmp);
  CHECK(found.wasip2);
}

TEST_CASE_METHOD(Fixture, "the identity follows what the SDK is made of, not where it is") {
  const std::string before = find().identity;
  fs::rename(sdk, folder / "elsewhere");
  ::setenv("WASI_SDK_PATH", (folder / "elsewhere").c_str(), 1);
  CHECK(find().identity == before);
  for (const char* name : {"bin/clang", "share/wasi-sysroot/lib/wasm32-wasip1/libc.a",
                           "lib/clang/21/lib/wasip1/libclang_rt.builtins.a"}) {
    const std::string last = find().identity;
    write_file(folder / "elsewhere" / name, "changed");
    CHECK(find().identity != last);
  }
}

TEST_CASE_METHOD(Fixture, "an SDK that lacks a part is an error naming the part") {
  fs::remove(sdk / "bin/wasm-ld");
  CHECK_THROWS_WITH(find(), ContainsSubstring("it has no bin/wasm-ld"));
}

TEST_CASE_METHOD(Fixture, "a wish for another SDK must be one that exists") {
  ::unsetenv("WASI_SDK_PATH");
  ::setenv("PYLON_SDK", "gcc", 1);
  CHECK_THROWS_WITH(find(), ContainsSubstring("name one of: debian, llvm-19, llvm-21, llvm-23, wasi-sdk"));
  ::setenv("PYLON_SDK", "wasi-sdk", 1);
  CHECK_THROWS_WITH(find(), ContainsSubstring("pylonctl fetch wasi-sdk"));
}

TEST_CASE_METHOD(Fixture,
                 "what an SDK says of its parts; without a VERSION file its compiler's version stands") {
  write_file(sdk / "VERSION", "34.0\nwasi-libc: abc\nllvm: def\nllvm-version: 22.1.0\n");
  CHECK(find().llvm_version == "22.1.0");
  CHECK(find().llvm == 22);
  CHECK(find().libc_version == "abc");
  fs::remove(sdk / "VERSION");
  CHECK(find().version == "SDK without a VERSION file, clang 21");
  CHECK(find().llvm_version == "21");
  CHECK(find().libc_version.empty());
}

TEST_CASE_METHOD(Fixture, "flags follow the version of the compiler, exceptions need an unwinder too") {
  CHECK(find().flags.at("cpython") == "-fno-wrapv-pointer");
  CHECK_FALSE(find().flags.contains("cpython-profile"));
  CHECK(find().exceptions_compile.empty());
  write_file(sdk / "share/wasi-sysroot/lib/wasm32-wasip1/eh/libunwind.a", "");
  CHECK_THAT(find().exceptions_compile, ContainsSubstring("-wasm-use-legacy-eh=false"));
  CHECK_THAT(find().exceptions_link, ContainsSubstring("-lunwind"));
  fs::rename(sdk / "lib/clang/21", sdk / "lib/clang/19");
  CHECK(find().cxx_exceptions == "abort");
  CHECK(find().exceptions_link.empty());
  CHECK_FALSE(find().flags.contains("cpython"));
  CHECK(find().flags.at("cpython-profile") == "-mllvm -enable-pgo-force-function-attrs");
}

TEST_CASE_METHOD(Fixture, "a compiler that is a script is known by the compiler that it starts") {
  // A program that only its name makes a compiler: the dynamic linker says that it runs, which is what
  // counts.
  const fs::path real = folder / "llvm/clang-21";
  fs::create_directories(real.parent_path());
  fs::copy_file("/bin/true", real);
  write_file(sdk / "bin/clang", "#!/bin/sh\nexec " + real.string() + " \"$@\"\n");
  fs::permissions(sdk / "bin/clang", fs::perms::owner_all);
  REQUIRE(compiler_parts(sdk / "bin/clang") == std::vector<fs::path>{fs::canonical(real)});
  const std::string before = find().identity;
  CHECK(find().identity == before);
  // Another program behind the same script. Bytes behind the end of an ELF file do not keep it from running.
  write_file(real, read_file(real) + "another");
  fs::permissions(real, fs::perms::owner_all);
  CHECK(find().identity != before);
}

TEST_CASE_METHOD(Fixture, "an SDK of packages is known by the lock's digests and needs nothing installed") {
  ::unsetenv("WASI_SDK_PATH");
  ::setenv("PYLON_SDK", "llvm-23", 1);
  const Sdk found = find();
  CHECK(found.kind == SdkKind::kAssembled);
  CHECK(found.name == "llvm-23");
  CHECK(found.cxx_exceptions == "wasm");
  CHECK(std::ranges::find(found.packages, "clang-23@1:23.1.4-2") != found.packages.end());
  CHECK(std::ranges::find(found.packages, "libc6@sid") != found.packages.end());
  const auto entry = std::ranges::find_if(lock.sources, [](const Source& source) {
    return source.name == "libllvm23" && source.host == this_host();
  });
  entry->sha256 = std::string(64, '0');
  CHECK(find().identity != found.identity);
}

TEST_CASE("every package that toolchain/sdk.json names is in the lock, with a digest or as a support entry") {
  const fs::path toolchain = fs::path(PYLON_SOURCE_DIR) / "toolchain";
  const SdkList sdks = load_sdks(toolchain);
  const Lock lock = load_lock(toolchain);
  for (const SdkEntry& entry : sdks.entries) {
    CHECK_NOTHROW(lock.find("wasi-libc", entry.wasi_libc));
    if (!entry.installed.empty()) continue;
    for (const std::string& label : entry.packages) CHECK_FALSE(lock.labelled(label).support);
    for (const std::string& label : entry.support) CHECK(lock.labelled(label).support);
  }
}

TEST_CASE("a default that is not in the list is told") {
  const char* text =
      R"({"default": "llvm-20", "sdks": {"llvm-19": {"meaning": "m", "llvm": 19, "wasi_libc": "0",
      "installed": "/usr", "packages": ["clang-19"]}}, "flags": [],
      "exceptions": {"from": 20, "compile": "-a", "link": "-b"}, "setjmp": {"from": 20, "compile": "-c", "link": "-d"}})";
  CHECK_THROWS_WITH(parse_sdks(nlohmann::json::parse(text), "sdk.json"),
                    ContainsSubstring("/default: there is no SDK 'llvm-20'"));
}
