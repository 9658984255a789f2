// Package URLs (https://github.com/package-url/purl-spec): where software comes from, in the words that
// scanners of bills of materials understand.
#pragma once

#include <string>
#include <string_view>

#include "manifest/components.hpp"
#include "toolchain/lock.hpp"
#include "toolchain/sdk.hpp"

namespace pylon {

// "pkg:pypi/numpy@2.5.5"; of what no index has, "pkg:generic/zlib@1.3.1?checksum=sha256:…&download_url=…".
std::string purl_of(const Source& source);

// Where the C++ library and compiler-rt come from.
Origin llvm_origin(const Sdk& sdk);

// Where the C library comes from.
Origin libc_origin(const Sdk& sdk, const Lock& lock);

}  // namespace pylon
