#include "toolchain/purl.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace pylon {
namespace {

// Source: purl-spec, types/pypi-definition.json: lower case, and "_" is "-".
std::string pypi_name(std::string name) {
  for (char& each : name)
    each = each == '_' ? '-' : each >= 'A' && each <= 'Z' ? static_cast<char>(each + 32) : each;
  return name;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~:").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string purl_of(const Source& source) {
  std::string url;
  for (const Place& place : source.places) {
    if (place.kind == "pypi")
      return fmt::format("pkg:pypi/{}@{}", pypi_name(place.package), percent_encoded(source.version));
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

// "Debian LLVM 1:19.1.7-3 + wasi-libc …", "wasi-sdk 34.0".
Origin sdk_origin(const Sdk& sdk) {
  const std::vector<std::string> words = split_words(sdk.version);
  if (sdk.kind == SdkKind::kAssembled && words.size() > 2)
    return {words[2], "pkg:deb/debian/llvm-toolchain-19@" + percent_encoded(words[2]) + "?arch=source", ""};
  const std::string version = words.size() > 1 ? words[1] : sdk.version;
  return {version, "pkg:github/webassembly/wasi-sdk@wasi-sdk-" + percent_encoded(version), ""};
}

}  // namespace pylon
