#include "manifest/hosts.hpp"

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

const char* const kTable = R"({
  "sources": {"s": "a source"},
  "features": {
    "wasm-1.0": {"one": {"version": "1", "source": "s"}, "two": {"version": "8.0", "source": "s"}},
    "simd128": {"one": {"version": "9.2", "source": "s"}, "two": {"version": "16.4", "source": "s"}},
    "gc": {"one": {"version": null, "source": "s"}, "two": {"version": "unknown", "source": "s"}},
    "tail-call": {"one": {"version": "10", "source": "s"}, "two": {"version": "16.10", "source": "s"}}
  }
})";

json least(const std::vector<std::string>& features) {
  return host_needs(parse_hosts(kTable, "hosts.json"), features).at("least");
}

// The committed table.
std::string committed() { return read_file(PYLON_SOURCE_DIR "/toolchain/hosts.json"); }

}  // namespace

TEST_CASE("a host must be as new as the newest feature that is needed") {
  CHECK(least({}) == json{{"one", "1"}, {"two", "8.0"}});
  CHECK(least({"simd128"}) == json{{"one", "9.2"}, {"two", "16.4"}});
  CHECK(least({"tail-call", "simd128"}) == json{{"one", "10"}, {"two", "16.10"}});
  CHECK(host_needs(parse_hosts(kTable, "h"), {"tail-call", "gc", "gc"}).at("needs") ==
        json{"gc", "tail-call"});
}

TEST_CASE("what no version has is null, what nobody knows is unknown") {
  CHECK(least({"gc", "simd128"}) == json{{"one", nullptr}, {"two", "unknown"}});
  CHECK(least({"simd128", "not-heard-of"}) == json{{"one", "unknown"}, {"two", "unknown"}});
  CHECK(least({"not-heard-of", "gc"}).at("one").is_null());
}

TEST_CASE("versions are compared number by number") {
  CHECK(version_before("9", "10"));
  CHECK(version_before("0.9", "0.10"));
  CHECK(version_before("1", "1.0.1"));
  CHECK(version_before("1.9.9", "2"));
  CHECK_FALSE(version_before("1.0", "1"));
  CHECK_FALSE(version_before("1", "1.0"));
  CHECK_FALSE(version_before("16.10", "16.4"));
  CHECK(version_before("99999999999999999999", "100000000000000000000"));
  CHECK_FALSE(version_before("007", "7"));
}

TEST_CASE("a table of hosts with something wrong is refused with its place") {
  const auto refused = [](const std::string& from, const std::string& to, const std::string& why) {
    std::string text = kTable;
    text.replace(text.find(from), from.size(), to);
    CHECK_THROWS_WITH(parse_hosts(text, "hosts.json"), ContainsSubstring(why));
  };
  refused("\"9.2\"", "\"9.x\"", "hosts.json: /features/simd128/one/version: '9.x' is neither a version");
  refused("\"9.2\"", "92", "not a table of hosts");
  refused("{\"s\":", "{\"t\":", "/source: 's' is not in /sources");
  refused("wasm-1.0", "other", "wasm-1.0 is missing");
  CHECK_THROWS_WITH(parse_hosts("{}", "hosts.json"), ContainsSubstring("hosts.json: not a table of hosts"));
}

TEST_CASE("the committed table of hosts satisfies its schema and is read") {
  const json schema =
      parse_json(read_file(PYLON_SOURCE_DIR "/toolchain/hosts.schema.json"), "hosts.schema.json");
  validate_json(parse_json(committed(), "hosts.json"), schema, "hosts.json");
  const HostTable table = parse_hosts(committed(), "hosts.json");
  CHECK(table.hosts == std::vector<std::string>{"chromium", "node", "wasmtime", "wazero"});
}

TEST_CASE("the committed table knows every feature that a module can be found to use") {
  const HostTable table = parse_hosts(committed(), "hosts.json");
  for (const char* feature :
       {"atomics", "bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "exception-handling",
        "extended-const", "gc", "legacy-exceptions", "memory64", "multimemory", "multivalue",
        "mutable-globals", "nontrapping-fptoint", "reference-types", "relaxed-simd", "sign-ext", "simd128",
        "tail-call", "wasi_snapshot_preview1"}) {
    INFO(feature);
    CHECK(table.features.contains(feature));
  }
  // What both artifacts need today.
  const json needs = host_needs(table, {"bulk-memory", "sign-ext", "wasi_snapshot_preview1"});
  CHECK(needs.at("least").at("wasmtime") == "0.20");
  CHECK(needs.at("least").at("node") == "20.0");
  CHECK(needs.at("least").at("wazero") == "1.0");
  CHECK(needs.at("least").at("chromium").is_null());
}
