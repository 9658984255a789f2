#include "checkout/purl.hpp"

#include <fmt/format.h>

namespace pylon {
namespace {

// Source: purl-spec, types/pypi-definition.json: lower case, and "_" is "-".
std::string pypi_name(std::string name) {
  for (char& each : name)
    each = each == '_' ? '-' : each >= 'A' && each <= 'Z' ? static_cast<char>(each + 32) : each;
  return name;
}

// All but letters, digits and "-._~" as %XX, colons as they are.
std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~:").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

// The package URL of a part of a wasi-sdk. Without a VERSION file it is not known which wasi-sdk it was, and
// the part stands for itself: "pkg:generic/wasi-libc".
std::string wasi_sdk_purl(const Sdk& sdk, const std::string& part, const std::string& version) {
  constexpr std::string_view kTool = "wasi-sdk ";
  if (sdk.version.starts_with(kTool))
    return "pkg:github/webassembly/wasi-sdk@wasi-sdk-" + percent_encoded(sdk.version.substr(kTool.size()));
  return "pkg:generic/" + part + (version.empty() ? "" : "@" + percent_encoded(version));
}

}  // namespace

std::string purl_of(const Source& source) {
  std::string url;
  for (const Place& place : source.places) {
    if (place.kind == "pypi")
      return fmt::format("pkg:pypi/{}@{}", pypi_name(place.package), percent_encoded(source.version));
    if (place.kind == "crate")
      return fmt::format("pkg:cargo/{}@{}", place.package, percent_encoded(source.version));
    if (place.kind == "debian") {
      const std::string& version = place.version.empty() ? source.version : place.version;
      return fmt::format("pkg:deb/debian/{}@{}?distro={}", place.package, percent_encoded(version),
                         place.suite);
    }
    if (place.kind == "url" && url.empty()) url = place.url;
  }
  std::string purl = fmt::format("pkg:generic/{}@{}?checksum=sha256:{}", source.name,
                                 percent_encoded(source.version), source.sha256);
  if (!url.empty()) purl += "&download_url=" + percent_encoded(url);
  return purl;
}

Origin llvm_origin(const Sdk& sdk) {
  if (sdk.kind == SdkKind::kAssembled) {
    const std::string package = "llvm-toolchain-" + std::to_string(sdk.llvm);
    return {sdk.llvm_version,
            fmt::format("pkg:deb/debian/{}@{}?arch=source", package, percent_encoded(sdk.llvm_version)), ""};
  }
  return {sdk.llvm_version, wasi_sdk_purl(sdk, "llvm", sdk.llvm_version), ""};
}

Origin libc_origin(const Sdk& sdk, const Lock& lock) {
  if (sdk.kind == SdkKind::kAssembled) {
    const Source& source = lock.find("wasi-libc", sdk.libc_version);
    return {source.version, purl_of(source), source.sha256};
  }
  return {sdk.libc_version, wasi_sdk_purl(sdk, "wasi-libc", sdk.libc_version), ""};
}

}  // namespace pylon
