#include "toolchain/lock.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "system/files.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

const fs::path kToolchain = fs::path(PYLON_SOURCE_DIR) / "toolchain";

json entry(const std::string& name, const std::string& version, const std::string& host = "") {
  json object{{"name", name},
              {"version", version},
              {"file", name + ".tar.gz"},
              {"sha256", std::string(64, 'a')},
              {"licence", "Apache-2.0"},
              {"places", json::array({{{"kind", "pypi"}, {"package", name}, {"version", version}}})}};
  if (!host.empty()) object["host"] = host;
  return object;
}

Lock lock_of(std::initializer_list<json> entries) {
  return parse_lock({{"sources", json(std::vector<json>(entries))}}, "lock.json");
}

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("the committed lock fits its schema and has what a build needs") {
  const Lock lock = load_lock(kToolchain);
  for (const char* name : {"numpy", "nanoarrow", "tzdata", "zlib", "bzip2", "xz", "sqlite"}) {
    CHECK(lock.find(name).sha256.size() == 64);
  }
  for (const char* version : {"3.13.15", "3.14.8", "3.14.9", "3.14.10", "3.15.0"}) {
    const Source& source = lock.find("cpython", version);
    CHECK(source.file == std::string("Python-") + version + ".tar.xz");
    CHECK(source.places.front().kind == "url");
  }
  // Each SDK of toolchain/sdk.json has a wasi-libc of its own.
  for (const char* version : {"0.0~git20241209", "0.0~git20260423"})
    CHECK(lock.find("wasi-libc", version).sha256.size() == 64);
  for (const char* host : {"x86_64-linux", "arm64-linux"}) {
    CHECK(lock.find_for(host, "wasi-sdk").version == "34.0");
    CHECK(lock.find_for(host, "binaryen").version == "120");
  }
  CHECK(lock.find("libc6", "trixie").support);
}

TEST_CASE("an entry is found by name and version, and one for another host is passed over") {
  const Lock lock =
      lock_of({entry("sdk", "1", "arm64-linux"), entry("sdk", "1", "x86_64-linux"), entry("zlib", "1.3")});
  CHECK(lock.find_for("arm64-linux", "sdk").host == "arm64-linux");
  CHECK(lock.find("zlib").version == "1.3");
  CHECK_THAT(error_of([&] { lock.find_for("mips-linux", "sdk"); }),
             ContainsSubstring("no sdk for mips-linux"));
}

TEST_CASE("a name or version that is not there is an error with the nearest right one") {
  const Lock lock = lock_of({entry("cpython", "3.13.5"), entry("cpython", "3.14.10"), entry("zlib", "1.3")});
  CHECK_THAT(error_of([&] { lock.find("cpthon"); }), ContainsSubstring("did you mean 'cpython'?"));
  CHECK_THAT(error_of([&] { lock.find("cpython", "3.12.0"); }),
             ContainsSubstring("known versions: 3.13.5, 3.14.10"));
  const std::string several = error_of([&] { lock.find("cpython"); });
  CHECK_THAT(several, ContainsSubstring("several versions of cpython"));
  CHECK_THAT(several, ContainsSubstring("name one of: cpython@3.13.5, cpython@3.14.10"));
}

TEST_CASE("what a schema cannot say about a lock is checked when it is read") {
  CHECK_THAT(error_of([] { lock_of({entry("zlib", "1"), entry("zlib", "1")}); }),
             ContainsSubstring("zlib 1 is there twice"));

  json plain = entry("zlib", "1");
  plain["places"][0] = {{"kind", "url"}, {"url", "http://example.org/zlib.tar.gz"}};
  CHECK_THAT(error_of([&] { lock_of({plain}); }), ContainsSubstring("is not https"));

  json both = entry("libc6", "trixie");
  both["support"] = true;
  CHECK_THAT(error_of([&] { lock_of({both}); }), ContainsSubstring("'sha256' or 'support'"));
  both.erase("sha256");
  CHECK_THAT(error_of([&] { lock_of({both}); }), ContainsSubstring("a signed distribution only"));

  json path = entry("zlib", "1");
  path["file"] = "../zlib.tar.gz";
  CHECK_THAT(error_of([&] { lock_of({path}); }), ContainsSubstring("not a plain file name"));
}

TEST_CASE("a place in a suite that replaces its packages at any time needs the package's version") {
  json source = entry("zlib", "1.3");
  json& place = source["places"][0];
  place = {{"kind", "debian-source"}, {"suite", "trixie"}, {"package", "zlib"}};
  CHECK_NOTHROW(lock_of({source}));
  place["suite"] = "bookworm-security";
  CHECK_NOTHROW(lock_of({source}));
  for (const char* suite : {"sid", "forky", "trixie-backports", "experimental"}) {
    place["suite"] = suite;
    place.erase("version");
    const std::string message = error_of([&] { lock_of({source}); });
    CHECK_THAT(message, ContainsSubstring("lock.json: zlib 1.3: the place 'Debian " + std::string(suite) +
                                          " source package zlib' has no 'version'"));
    CHECK_THAT(message, ContainsSubstring("to do: add the \"version\""));
    place["version"] = "1:1.3-1";
    CHECK_NOTHROW(lock_of({source}));
  }
  // Of a support entry nobody asks for certain bytes.
  json support = source;
  support.erase("sha256");
  support["support"] = true;
  support["places"][0] = {{"kind", "debian"}, {"suite", "sid"}, {"package", "zlib1g"}};
  CHECK_NOTHROW(lock_of({support}));
}

TEST_CASE("the schema names the entry and the field that is wrong") {
  const json schema = parse_json(read_file(kToolchain / "lock.schema.json"), "lock.schema.json");
  json document{{"sources", json::array({entry("zlib", "1")})}};
  CHECK_NOTHROW(validate_json(document, schema, "lock.json"));
  document["sources"][0]["sha265"] = "x";
  CHECK_THAT(error_of([&] { validate_json(document, schema, "lock.json"); }),
             ContainsSubstring("/sources/0"));
  document["sources"][0].erase("sha265");
  document["sources"][0]["places"][0] = {{"kind", "pypi"}, {"package", "zlib"}};
  CHECK_THAT(error_of([&] { validate_json(document, schema, "lock.json"); }), ContainsSubstring("version"));
}
