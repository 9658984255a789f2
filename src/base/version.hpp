// Versions, compared by the rules of those who give them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pylon {

enum class VersionScheme {
  kSemver,  // https://semver.org, 11; a leading v and missing last numbers are allowed
  kPep440,  // https://peps.python.org/pep-0440: Python packages, and most others that count with dots
  kDebian   // deb-version(7): [epoch:]upstream[-revision]
};

// Negative, 0 or positive as `a` comes before, is, or comes after `b`; none when one of them is no version of
// the scheme.
std::optional<int> compare_versions(VersionScheme scheme, std::string_view a, std::string_view b);

// The same for what projects call their releases: by PEP 440 where both are such versions, else as dpkg does.
int compare_releases(std::string_view a, std::string_view b);

// "3.14.0rc1", "3.14.0~rc2", "1.0-beta.2", "2.0.dev1": not for use yet.
bool is_prerelease(std::string_view version);

// What Debian's version says of the project's own: "1:1.3.dfsg+really1.3.1-1+b1" -> "1.3.1",
// "0.0~git20241209.574b88d-2" -> "0.0~git20241209", "3.46.1-7+deb13u1" -> "3.46.1".
std::string upstream_version(std::string_view debian);

// Whether both begin with the same two numbers: "3.13.5" and "3.13.15".
bool same_series(std::string_view a, std::string_view b);

}  // namespace pylon
