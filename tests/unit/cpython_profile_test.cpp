#include "manifest/cpython_profile.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace pylon;
using nlohmann::json;

TEST_CASE("the manifest's fact tells a profile in use, one that is missing, and none on purpose") {
  const std::string use = "-fprofile-use=profile -mllvm -x", digest(64, 'a');
  CHECK(cpython_profile("", "3.13.15", digest, "").is_null());
  const json used = cpython_profile(use, "3.13.15", digest, "clang 21.1.8");
  CHECK(used == json{{"state", "used"},
                     {"version", "3.13.15"},
                     {"sha256", digest},
                     {"compiler", "clang 21.1.8"}});
  CHECK_FALSE(cpython_profile(use, "3.13.15", digest, "").contains("compiler"));
  const json missing = cpython_profile(use, "3.14.1", "", "");
  CHECK(missing == json{{"state", "missing"}, {"version", "3.14.1"}});
  const json off = cpython_profile("-fno-profile-use", "3.13.15", digest, "clang 21.1.8");
  CHECK(off == json{{"state", "off"}, {"flags", "-fno-profile-use"}});

  CHECK(profile_words(used) == "the profile of 3.13.15 (clang 21.1.8)");
  CHECK(profile_words(missing) == "no profile");
  CHECK(profile_words(off) == "no profile, as the variant asks (-fno-profile-use)");
  CHECK(profile_words(nullptr).empty());
  CHECK(profile_is_missing(missing));
  CHECK_FALSE(profile_is_missing(off));
  CHECK_FALSE(profile_is_missing(nullptr));
}

TEST_CASE("a manifest of before profiles were recorded does not say") {
  CHECK(profile_in(json::object()).is_null());
  CHECK(profile_in({{"inputs", json::object()}}).is_null());
  const json off{{"state", "off"}, {"flags", "-x"}};
  CHECK(profile_in({{"inputs", {{"cpython_profile", off}}}}) == off);
}
