// Versions, compared by the rules of those who give them.
#include "base/version.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

using namespace pylon;

namespace {

// Each comes before the next, both ways round.
void check_order(VersionScheme scheme, const std::vector<std::string>& versions) {
  for (std::size_t i = 0; i < versions.size(); ++i) {
    for (std::size_t j = 0; j < versions.size(); ++j) {
      INFO(versions[i] << " and " << versions[j]);
      const auto order = compare_versions(scheme, versions[i], versions[j]);
      REQUIRE(order);
      CHECK((*order < 0) == (i < j));
      CHECK((*order > 0) == (i > j));
    }
  }
}

}  // namespace

TEST_CASE("PEP 440: the order that the PEP itself gives as its example") {
  check_order(VersionScheme::kPep440,
              {"1.dev0", "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456",
               "1.0b2", "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0",
               "1.0.post456.dev34", "1.0.post456", "1.1.dev1", "1!0.5"});
  check_order(VersionScheme::kPep440,
              {"1.0", "1.0+abc", "1.0+abc.5", "1.0+abc.7", "1.0+5", "1.0+5.0", "1.0+10", "1.0.post1"});
  CHECK(compare_versions(VersionScheme::kPep440, "1.0+Ubuntu-1", "1.0+ubuntu.1") == 0);
  CHECK(compare_versions(VersionScheme::kPep440, "1.0", "v1") == 0);
  CHECK(compare_versions(VersionScheme::kPep440, "1.0-rc.1", "1rc1") == 0);
  CHECK_FALSE(compare_versions(VersionScheme::kPep440, "trixie", "1"));
  CHECK_FALSE(compare_versions(VersionScheme::kPep440, std::string(5000, '1'), "1"));
}

TEST_CASE("semantic versions: the order of semver.org, 11") {
  check_order(VersionScheme::kSemver,
              {"1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
               "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "2.0.0", "2.1.0", "2.1.1", "10.0.0"});
  CHECK(compare_versions(VersionScheme::kSemver, "1.0.0+build", "v1.0") == 0);
  CHECK_FALSE(compare_versions(VersionScheme::kSemver, "1.0.0.0", "1"));
  CHECK_FALSE(compare_versions(VersionScheme::kSemver, "1.0-", "1"));
}

TEST_CASE("Debian's versions as dpkg orders them") {
  check_order(VersionScheme::kDebian, {"1.0~~", "1.0~~a", "1.0~", "1.0~rc1-1", "1.0", "1.0-1", "1.0-1+b1",
                                       "1.0-1.1", "1.0a-1", "1.0+dfsg-1", "1.1-1", "1.10-1", "1:0.1-1"});
  CHECK(compare_versions(VersionScheme::kDebian, "0:1.0-0", "1.0") == 0);
  CHECK_FALSE(compare_versions(VersionScheme::kDebian, "x:1", "1"));
}

TEST_CASE("what projects call their releases") {
  CHECK(compare_releases("3.13.15", "3.13.5") > 0);
  CHECK(compare_releases("131", "120") > 0);
  CHECK(compare_releases("0.0~git20260423", "0.0~git20241209") > 0);
  CHECK(compare_releases("2026.6", "2026.10") < 0);
  CHECK(is_prerelease("3.14.0rc1"));
  CHECK(is_prerelease("3.14.0~rc2"));
  CHECK(is_prerelease("2.0.dev1"));
  CHECK_FALSE(is_prerelease("0.0~git20241209"));
  CHECK_FALSE(is_prerelease("2021.2.post0"));
  CHECK(same_series("3.13.5", "3.13.15"));
  CHECK_FALSE(same_series("3.13.5", "3.14.0"));
}

TEST_CASE("the project's version in Debian's") {
  CHECK(upstream_version("1:1.3.dfsg+really1.3.1-1+b1") == "1.3.1");
  CHECK(upstream_version("0.0~git20241209.574b88d-2") == "0.0~git20241209");
  CHECK(upstream_version("3.46.1-7+deb13u1") == "3.46.1");
  CHECK(upstream_version("120-4") == "120");
  CHECK(upstream_version("1.2.3+dfsg1-2") == "1.2.3");
  CHECK(upstream_version("3.14.0~rc2-1") == "3.14.0~rc2");
  CHECK(upstream_version("1.0.8-6") == "1.0.8");
}
