#include <catch2/catch_test_macros.hpp>

#include "manifest/build_facts.hpp"

using namespace pylon;
using nlohmann::json;

TEST_CASE("the manifest's fact tells a profile in use, one that is missing, and none on purpose") {
  const std::string use = "-fprofile-use=profile -mllvm -x", digest(64, 'a');
  CHECK(cpython_profile("", "3.13.15", digest, "", 21).is_null());
  const json used = cpython_profile(use, "3.13.15", digest, "clang 21.1.8", 21);
  CHECK(used ==
        json{{"state", "used"}, {"version", "3.13.15"}, {"sha256", digest}, {"compiler", "clang 21.1.8"}});
  CHECK_FALSE(cpython_profile(use, "3.13.15", digest, "", 21).contains("compiler"));
  const json unfit = cpython_profile(use, "3.13.15", digest, "Debian LLVM 1:21.1.8-3~bpo13+2", 19);
  CHECK(unfit["state"] == "unfit");
  CHECK(unfit["llvm"] == 19);
  CHECK(profile_words(unfit) ==
        "the profile of 3.13.15 (Debian LLVM 1:21.1.8-3~bpo13+2), of which LLVM 19 uses only a part");
  CHECK(profile_is_lost(unfit));
  CHECK_FALSE(profile_is_lost(used));
  // A wasi-sdk's own number is not LLVM's, and the compiler of a given SDK may be unknown.
  CHECK(cpython_profile(use, "3.13.15", digest, "wasi-sdk 34.0", 19)["state"] == "used");
  CHECK(cpython_profile(use, "3.13.15", digest, "clang 21.1.8", 0)["state"] == "used");
  const json missing = cpython_profile(use, "3.14.1", "", "", 21);
  CHECK(missing == json{{"state", "missing"}, {"version", "3.14.1"}});
  const json off = cpython_profile("-fno-profile-use", "3.13.15", digest, "clang 21.1.8", 21);
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
