#include "toolchain/sdk.hpp"

#include <stdlib.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

// A folder laid out like a wasi-sdk, named by WASI_SDK_PATH for the length of a test.
struct Fixture {
  ScratchFolder folder;
  fs::path sdk = folder / "sdk";
  Lock lock = load_lock(fs::path(PYLON_SOURCE_DIR) / "toolchain");

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
    return find_sdk(lock, folder / "cache", digests);
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
  CHECK_THROWS_WITH(find(), ContainsSubstring("neither 'wasi-sdk' nor 'debian'"));
  ::setenv("PYLON_SDK", "wasi-sdk", 1);
  CHECK_THROWS_WITH(find(), ContainsSubstring("pylonctl fetch wasi-sdk"));
}
