#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "remote/step_entry.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

const EntryTrust kTeam{"a key of the team's that is long enough", false};
const EntryTrust kOthers{"a key of somebody else that is long too", false};
const EntryTrust kAnybody{"", true};

StepEntry sample() {
  StepEntry entry;
  entry.name = "zlib";
  entry.key = sha256_hex("key");
  entry.archive = sha256_hex("archive");
  entry.bytes = 300;
  entry.content = sha256_hex("list");
  entry.files = 2;
  entry.unpacked = 1000;
  entry.store = "/cache/pylon/store";
  entry.naming = {"lib/zlib.pc"};
  entry.needs = {"sdk-0123456789abcdef"};
  entry.wall_us = 900'000;
  return entry;
}

std::string refusal(const std::string& bytes, const EntryTrust& trust,
                    const std::string& key = sha256_hex("key")) {
  try {
    read_step_entry(bytes, "zlib", key, trust);
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("HMAC-SHA-256 is that of RFC 4231") {
  CHECK(hmac_sha256_hex("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(same_secret("abc", "abc"));
  CHECK_FALSE(same_secret("abc", "abd"));
  CHECK_FALSE(same_secret("abc", "ab"));
}

TEST_CASE("an action result is what protoc would write") {
  // protoc --encode=build.bazel.remote.execution.v2.ActionResult: output_files {path: "a" digest {hash: "b"
  // size_bytes: 300}} stdout_raw: "c"
  const std::string bytes("\x12\x0b\x0a\x01\x61\x12\x06\x0a\x01\x62\x10\xac\x02\x2a\x01\x63", 16);
  CHECK(write_action_result({"a", "b", 300, "c"}) == bytes);
  const ActionResult result = read_action_result(bytes);
  CHECK(result.path == "a");
  CHECK(result.sha256 == "b");
  CHECK(result.bytes == 300);
  CHECK(result.text == "c");
}

TEST_CASE(
    "what others add to an action result is passed over, what makes no sense is refused with its place") {
  const std::string bytes = write_action_result({"a", "b", 300, "c"});
  // exit_code: 1; execution_metadata {worker: "w"}
  CHECK(read_action_result(bytes + std::string("\x20\x01\x4a\x03\x0a\x01w", 7)).text == "c");
  for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
    if (cut == 13) continue;  // between the two fields
    CHECK_THROWS_AS(read_action_result(bytes.substr(0, cut)), Error);
  }
  CHECK_THROWS_AS(read_action_result(""), Error);
  CHECK_THROWS_AS(read_action_result(bytes + bytes), Error);
  CHECK_THROWS_AS(read_action_result(std::string(20, '\xff')), Error);
  CHECK_THROWS_AS(read_action_result("\x13"), Error);  // a group, which version 3 of the language has not
}

TEST_CASE("an entry comes back as it was written") {
  const StepEntry entry = read_step_entry(write_step_entry(sample(), kTeam), "zlib", sample().key, kTeam);
  CHECK(entry.archive == sample().archive);
  CHECK(entry.bytes == 300);
  CHECK(entry.content == sample().content);
  CHECK(entry.naming == sample().naming);
  CHECK(entry.needs == sample().needs);
  CHECK(entry.store == sample().store);
  CHECK(entry.wall_us == 900'000);
  CHECK_FALSE(entry.bound);
}

TEST_CASE("an entry that is not the team's, or not this step's, is not used") {
  const std::string good = write_step_entry(sample(), kTeam);
  CHECK(refusal(good, kTeam).empty());
  CHECK_THAT(refusal(write_step_entry(sample(), kOthers), kTeam), ContainsSubstring("not of the team's key"));
  CHECK_THAT(refusal(write_step_entry(sample(), kAnybody), kTeam), ContainsSubstring("not signed"));
  CHECK(refusal(write_step_entry(sample(), kAnybody), kAnybody).empty());
  CHECK_THAT(refusal(good, kTeam, sha256_hex("another")), ContainsSubstring("another step"));
  CHECK_THAT(refusal(write_action_result({"x", sample().archive, 300, "hello"}), kTeam),
             ContainsSubstring("none of pylonctl's"));
  CHECK(entry_name(sample().key, "") != entry_name(sample().key, "/store"));
}

TEST_CASE("no byte of a signed entry can be changed") {
  const std::string good = write_step_entry(sample(), kTeam);
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string changed = good;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    // The archive's name means nothing, nor does where a field of another number begins.
    const std::string why = refusal(changed, kTeam);
    if (why.empty()) {
      INFO(at);
      CHECK(read_action_result(changed).path != "step.tar.zst");
    }
  }
}

TEST_CASE("an entry that nobody had to sign may still not say what makes no sense") {
  const auto with = [](const auto& change) {
    StepEntry entry = sample();
    change(entry);
    return refusal(write_step_entry(entry, kAnybody), kAnybody);
  };
  CHECK_THAT(with([](StepEntry& entry) { entry.unpacked = std::uint64_t{1} << 60U; }),
             ContainsSubstring("sizes"));
  CHECK_THAT(with([](StepEntry& entry) { entry.files = 1'000'000'000; }), ContainsSubstring("sizes"));
  CHECK_THAT(with([](StepEntry& entry) { entry.naming = {"../../etc/passwd"}; }),
             ContainsSubstring("names of files"));
  CHECK_THAT(with([](StepEntry& entry) { entry.naming = {"/etc/passwd"}; }),
             ContainsSubstring("names of files"));
  CHECK_THAT(with([](StepEntry& entry) { entry.needs = {"../sdk"}; }), ContainsSubstring("names of steps"));
  CHECK_THAT(with([](StepEntry& entry) { entry.content = "x"; }), ContainsSubstring("digests"));
  CHECK_THAT(with([](StepEntry& entry) { entry.wall_us = -1; }), ContainsSubstring("costs"));
  CHECK_THAT(with([](StepEntry& entry) { entry.store = ""; }), ContainsSubstring("folders"));
}

TEST_CASE("a lease is read as it was written, and only by the team, and only as its own") {
  const Lease lease{sha256_hex("key"), "0123456789abcdef0123456789abcdef", 7, true};
  const std::string bytes = write_lease(lease, kTeam);
  const Lease read = read_lease(bytes, lease.of, kTeam);
  CHECK(read.holder == lease.holder);
  CHECK(read.renewal == 7);
  CHECK(read.ended);
  CHECK(read_action_result(bytes).bytes == 0);
  const auto refused = [&](const std::string& what, const std::string& of, const EntryTrust& trust) {
    try {
      read_lease(what, of, trust);
      return std::string();
    } catch (const Error& error) {
      return std::string(error.what());
    }
  };
  CHECK_THAT(refused(bytes, lease.of, kOthers), ContainsSubstring("not of the team's key"));
  CHECK_THAT(refused(write_lease(lease, kAnybody), lease.of, kTeam), ContainsSubstring("not signed"));
  CHECK_THAT(refused(bytes, sha256_hex("another"), kTeam), ContainsSubstring("something else"));
  CHECK_THAT(refused(write_step_entry(sample(), kAnybody), lease.of, kAnybody),
             ContainsSubstring("no lease"));
  CHECK(lease_name(lease.of) != entry_name(lease.of, ""));
  // Signed as an entry it is no lease, whatever it says.
  CHECK_THAT(refused(write_step_entry(sample(), kTeam), lease.of, kTeam),
             ContainsSubstring("not of the team's key"));
}
