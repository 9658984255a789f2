#include "manifest/gate.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "checkout/gate_run.hpp"
#include "gate_sample.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

TEST_CASE("every rule is checked, in the order of the table, and the sample passes") {
  const Verdict verdict = GateSample().judge();
  REQUIRE(verdict.checks.size() == gate_rules().size());
  for (std::size_t i = 0; i < verdict.checks.size(); ++i) {
    INFO(gate_rules()[i].id);
    CHECK(verdict.checks[i].rule == gate_rules()[i].id);
    const std::string& rule = verdict.checks[i].rule;
    const bool unasked =
        rule == "smoke" || rule == "advisories" || rule == "size-inside" || rule == "two-worlds";
    CHECK(verdict.checks[i].state == (unasked ? GateState::kSkipped : GateState::kPass));
  }
  CHECK(verdict.exit_code() == 0);
  CHECK(verdict.notes.empty());
}

TEST_CASE("the schema lets overrides name exactly the rules there are") {
  const std::string file = "variants/variant.schema.json";
  const json schema = parse_json(read_file(fs::path(PYLON_SOURCE_DIR) / file), file);
  std::vector<std::string> ids;
  for (const GateRule& rule : gate_rules()) ids.emplace_back(rule.id);
  CHECK(schema.at("/properties/gate/properties/overrides/items/properties/rule/enum"_json_pointer) == ids);
}

TEST_CASE("budgets are kept to the byte") {
  GateSample sample;
  sample.variant.budgets = {
      {"raw", 10'000}, {"gzip", 4'000}, {"brotli", 3'000}, {"library", 5'000}, {"archive", 4'500}};
  CHECK(sample.failing().empty());
  sample.variant.budgets = {
      {"raw", 9'999}, {"gzip", 3'999}, {"brotli", 2'999}, {"library", 4'999}, {"archive", 4'499}};
  CHECK(sample.failing() ==
        "size-raw:pylon.wasm size-gzip:pylon.wasm size-brotli:pylon.wasm size-library:lib/ size-archive:the "
        "archive");
  const GateFailure failure = sample.check("size-gzip").failures.front();
  CHECK(failure.message == "pylon.wasm has 4,000 bytes after gzip -9, 1 more than its budget of 3,999.");
  CHECK(failure.found_bytes == 4'000);
  CHECK(failure.allowed_bytes == 3'999);
  CHECK(failure.more == "pylonctl diff artifacts/tiny/baseline.json tiny");
  sample.variant.budgets = {{"archive", 4'500}};
  sample.manifest.erase("shipped");  // with it the rule would be gone
  CHECK(sample.failing() == "size-archive:manifest.json");
}

TEST_CASE("a library inside has its own budget, and its names are looked at") {
  GateSample sample;
  sample.manifest["inside"] = {{"files", 2},
                               {"stored", 900},
                               {"index", 100},
                               {"modules", {{"os", 10}}},
                               {"packages", {{"sneaky", 10}}}};
  sample.variant.budgets = {{"inside", 1'000}};
  CHECK(sample.failing().empty());
  sample.variant.budgets = {{"inside", 999}};
  CHECK(sample.failing() == "size-inside:the library inside");
  sample.variant.budgets = {{"inside", 1'000}};
  sample.variant.gate.forbid_modules = {"sneak*"};
  CHECK(sample.failing() == "forbidden-module:sneaky");
  sample.manifest["inside"] = {
      {"files", 0}, {"stored", 0}, {"index", 32}, {"modules", json::object()}, {"packages", json::object()}};
  sample.variant.budgets = {{"inside", 1}};
  CHECK(sample.failing().empty());
}

TEST_CASE("a snapshot holds nothing forbidden, and nothing of the start it was taken in") {
  GateSample sample;
  sample.manifest["snapshot"] = {{"interpreter", 1'000},
                                 {"imports", {{"json", 10}}},
                                 {"modules", {"json", "sneaky"}},
                                 {"differences", {{"clock.o .bss.start", 8}}}};
  CHECK(sample.failing().empty());
  sample.variant.gate.forbid_modules = {"sneak*"};
  CHECK(sample.failing() == "forbidden-module:sneaky");
  sample.variant.gate.forbid_modules = {};
  sample.manifest["snapshot"]["differences"]["heap"] = 2'500;
  CHECK(sample.failing() == "two-worlds:heap");
}

TEST_CASE("growth may be the larger of bytes and per cent, and not a byte more") {
  GateSample sample;
  sample.manifest["file"]["bytes"] = 10'200;                // 2 % of 10,000 is more than 100
  sample.manifest["file"]["compressed"]["gzip"] = 4'040;    // 1 %
  sample.manifest["file"]["compressed"]["brotli"] = 3'050;  // 50
  sample.set_rows({{"CPython core", 6'000}, {"_codecs_jp", 3'000}, {"zlib", 900}});
  CHECK(sample.failing().empty());
  CHECK(sample.check("growth-raw").room == "0");
  sample.manifest["file"]["bytes"] = 10'201;
  sample.manifest["file"]["compressed"]["gzip"] = 4'041;
  sample.manifest["file"]["compressed"]["brotli"] = 3'051;
  sample.set_rows({{"CPython core", 6'000}, {"_codecs_jp", 3'000}, {"zlib", 900}});
  CHECK(sample.failing() == "growth-raw:pylon.wasm growth-gzip:pylon.wasm growth-brotli:pylon.wasm");
  CHECK(sample.check("growth-raw").failures.front().message ==
        "pylon.wasm grew by 201 bytes, from 10,000 to 10,201 bytes; 200 are allowed.");
}

TEST_CASE(
    "a module that grows or is new is named, the furthest over its limit first; a smaller one is fine") {
  GateSample sample;
  sample.set_rows({{"CPython core", 5'000}, {"_codecs_jp", 3'300}, {"zlib", 990}, {"posix", 50}});
  CHECK(sample.failing().empty());
  CHECK(sample.check("growth-module").room == "0");
  sample.set_rows({{"CPython core", 5'000}, {"_codecs_jp", 3'301}, {"zlib", 991}, {"posix", 60}});
  CHECK(sample.failing() == "growth-module:posix growth-module:_codecs_jp growth-module:zlib");
  const GateCheck check = sample.check("growth-module");
  CHECK(check.failures[0].message == "posix is new, with 60 bytes; 50 are allowed.");
  CHECK(check.failures[1].message == "_codecs_jp grew by 301 bytes, from 3,000 to 3,301; 300 are allowed.");
  // What is gone is no failure.
  sample.set_rows({{"CPython core", 6'000}});
  CHECK(sample.failing().empty());
  CHECK(sample.check("growth-module").found == "nothing grew");
}

TEST_CASE("without a baseline that is said once, and growth is not judged") {
  GateSample sample;
  sample.has_baseline = false;
  sample.manifest["file"]["bytes"] = 10'400;
  sample.set_rows({{"zlib", 9'000}});
  CHECK(sample.failing() == "baseline:artifacts/tiny/baseline.json");
  CHECK(sample.check("baseline").failures.front().more == "pylonctl baseline tiny --reason \"…\"");
  CHECK(sample.check("growth-module").state == GateState::kSkipped);
  CHECK(sample.judge().exit_code() == 1);
  sample.variant.gate.growth.clear();
  CHECK(sample.failing().empty());
}

TEST_CASE("bytes that nobody owns fail, and so does an attribution that is not exact, with its reason") {
  GateSample sample;
  sample.manifest["attribution"]["check"]["unexplained"] = 7;
  CHECK_THAT(sample.check("unexplained-bytes").failures.at(0).message,
             ContainsSubstring("7 bytes belong to no"));
  sample = GateSample();
  sample.manifest["attribution"]["quality"] = "approximate";
  sample.manifest["attribution"]["why"] = {"the tagged run strips to other bytes"};
  CHECK(sample.check("unexplained-bytes").failures.at(0).message ==
        "The attribution is approximate: the tagged run strips to other bytes.");
  // A manifest that says 0 is not simply believed.
  sample = GateSample();
  sample.manifest["attribution"]["rows"][0]["code"] = 5'000;
  CHECK_THAT(sample.check("unexplained-bytes").failures.at(0).message, ContainsSubstring("do not add up"));
}

TEST_CASE("a required glob asks for every module of the catalogue that it matches") {
  GateSample sample;
  CHECK(sample.check("required-module").found == "3 of 3");
  sample.manifest["modules"]["built_in"] = {"_codecs_jp", "posix"};
  sample.manifest["modules"]["absent"] = {{{"name", "zlib"}, {"reason", "dropped by variants/tiny.json: x"}}};
  CHECK(sample.failing() == "required-module:_codecs_kr required-module:zlib");
  const GateCheck check = sample.check("required-module");
  CHECK(check.failures[1].message == "zlib is required and absent: dropped by variants/tiny.json: x.");
  CHECK(check.failures[1].more == "pylonctl why tiny zlib");
}

TEST_CASE("a forbidden name is found wherever it hides") {
  const std::string mtrand = "numpy.random.mtrand";
  GateSample sample;
  sample.manifest["modules"]["built_in"].push_back(mtrand);
  CHECK(sample.failing() == "forbidden-module:" + mtrand);
  sample = GateSample();
  sample.manifest["attribution"]["rows"][1]["name"] = mtrand;  // the bytes alone, without the registration
  sample.variant.gate.growth.clear();
  CHECK(sample.failing() == "forbidden-module:" + mtrand);
  sample = GateSample();
  sample.manifest["attribution"]["rows"][1]["package"] = "numpy";
  CHECK(sample.failing() == "forbidden-module:numpy");
  sample = GateSample();
  sample.manifest["stdlib"]["packages"]["numpy"] = 5;
  CHECK(sample.failing() == "forbidden-module:numpy");
  CHECK_THAT(sample.check("forbidden-module").failures.at(0).message, ContainsSubstring("in site-packages"));
  sample = GateSample();
  sample.manifest["stdlib"]["modules"]["numpy"] = 5;
  CHECK(sample.failing() == "forbidden-module:numpy");
  sample = GateSample();
  sample.manifest["identity"]["packages"]["numpy"] = "2.5.5";
  CHECK(sample.failing() == "forbidden-module:numpy");
  // Its name in the list of what is absent is no presence.
  CHECK_THAT(GateSample().manifest["modules"]["absent"].dump(), ContainsSubstring("numpy"));
}

TEST_CASE("only private capsule modules may say _dynlink") {
  const auto failing = [](const std::string& name) {
    GateSample sample;
    sample.manifest["modules"]["built_in"].push_back(name);
    return !sample.check("dynlink-name").failures.empty();
  };
  CHECK_FALSE(failing("_duckdb_dynlink_cap"));
  CHECK_FALSE(failing("extra._duckdb_dynlink_cap"));
  CHECK_FALSE(failing("dynlink"));
  CHECK(failing("duckdb_dynlink"));
  CHECK(failing("duckdb_dynlink_cap"));
  CHECK(failing("__dynlink_cap"));
  CHECK(failing("_duckdb_dynlink"));
  CHECK(failing("duckdb_dynlink.core"));
  GateSample sample;
  sample.manifest["stdlib"]["packages"]["duckdb_dynlink"] = 1;
  CHECK(sample.failing() == "dynlink-name:duckdb_dynlink");
}

TEST_CASE("imports and features that are not on the list are named") {
  GateSample sample;
  sample.manifest["interface"]["imports"].push_back(
      {{"module", "env"}, {"name", "dlopen"}, {"kind", "func"}});
  sample.manifest["features"]["used"] = {"sign-ext", "simd128"};
  CHECK(sample.failing() == "import-allowed:env.dlopen feature-allowed:simd128");
  sample.variant.gate.imports.reset();
  sample.variant.gate.features = std::vector<std::string>{};
  CHECK(sample.failing() == "feature-allowed:sign-ext feature-allowed:simd128");
  sample.manifest["features"]["used"] = {"component-model"};
  CHECK(sample.failing() == "feature-allowed:component-model");
  sample.variant.component.is_one = true;
  CHECK(sample.failing().empty());
}

TEST_CASE("what the file has of the machine that built it is named") {
  const std::vector<HostWord> words{{"/home/ada/pylon", "the checkout's folder"},
                                    {"lovelace", "the machine's name"}};
  CHECK(host_state("assert failed: /home/ada/pylon/x.c", words) ==
        std::vector<std::string>{"the checkout's folder /home/ada/pylon"});
  CHECK(host_state("assert failed: x.c", words).empty());
  GateSample sample;
  sample.facts.host_state = {"the checkout's folder /home/ada/pylon"};
  CHECK(sample.failing() == "no-host-state:the checkout's folder /home/ada/pylon");
}

TEST_CASE("what lies beside the file, and how it behaved") {
  GateSample sample;
  sample.facts.old_name_problem = "missing";
  sample.facts.setup_problem = "Modules/tiny/Setup.local is not what the variant asks for.";
  sample.facts.smoke = {"fail", "fail: 1 passed"};
  CHECK(sample.failing() ==
        "old-name:python.composed.wasm setup-current:Modules/tiny/Setup.local smoke:smoke");
  sample = GateSample();
  sample.facts.smoke = {"pass", "pass: 1 passed"};
  CHECK(sample.check("smoke").state == GateState::kPass);
  sample.variant.old_name.clear();
  CHECK(sample.check("old-name").state == GateState::kSkipped);
  // What a manifest says of itself is no run, and one on other bytes does not count.
  sample.manifest["smoke"] = {{"verdict", "pass"}, {"passed", 3}, {"skipped", 1}, {"failed", 0}};
  sample.facts.smoke = {"", "smoke.json is about other bytes"};
  CHECK(sample.check("smoke").state == GateState::kSkipped);
  CHECK(sample.check("smoke").skipped == "smoke.json is about other bytes");
}

TEST_CASE("the old name's end: far away, near, the last day, passed, not set") {
  GateSample sample;  // until 2027-12-31
  const auto on = [&](const std::string& day) {
    sample.facts.today = day;
    return sample.judge();
  };
  CHECK(on("2027-10-02").notes.empty());  // 90 days
  CHECK(
      on("2027-10-03").notes ==
      std::vector<std::string>{"variants/base.json: /old_name_until: the old name python.composed.wasm ends "
                               "in 89 days, on 2027-12-31"});
  CHECK(on("2027-12-31").exit_code() == 0);
  CHECK(sample.check("old-name-end").room == "0 days");
  const Verdict passed = on("2028-01-01");
  CHECK(passed.exit_code() == 1);
  CHECK(sample.failing() == "old-name-end:python.composed.wasm");
  CHECK(sample.check("old-name-end").failures.front().message ==
        "The last day of python.composed.wasm was 2027-12-31.");
  sample.variant.old_name_until.clear();
  CHECK(on("2099-01-01").exit_code() == 0);
  CHECK(sample.check("old-name-end").skipped == "no end is set");
  sample.variant.old_name.clear();
  CHECK(sample.check("old-name-end").skipped == "there is none");
}

TEST_CASE("an override passes what it names until its day is over, and is no secret") {
  GateSample sample;
  sample.set_rows({{"CPython core", 5'000}, {"_codecs_jp", 3'400}, {"zlib", 1'500}});
  sample.variant.gate.overrides = {{"growth-module", "_codecs_*", "a new table", "2026-11-23"}};
  sample.variant.gate.origins["/gate/overrides"] = "variants/tiny.json";
  CHECK(sample.failing() == "growth-module:zlib");
  sample.variant.gate.overrides.push_back({"growth-module", "*", "a new zlib", "2027-01-31"});
  Verdict verdict = sample.judge();
  CHECK(verdict.exit_code() == 0);
  CHECK(sample.check("growth-module").state == GateState::kOverridden);
  CHECK(sample.check("growth-module").failures[0].overridden == "until 2027-01-31: a new zlib");
  CHECK(verdict.notes.empty());
  sample.facts.today = "2026-11-24";
  sample.variant.gate.overrides.pop_back();
  verdict = sample.judge();
  CHECK(sample.failing() == "growth-module:zlib growth-module:_codecs_jp");
  CHECK_THAT(sample.check("growth-module").failures[1].message,
             ContainsSubstring("The override for it ended on 2026-11-23 (a new table)."));
  REQUIRE(verdict.notes.size() == 1);
  CHECK_THAT(verdict.notes[0], ContainsSubstring("expired override of growth-module (_codecs_*)"));
}

TEST_CASE("an override that matches no failure is said to be stale") {
  GateSample sample;
  sample.variant.gate.overrides = {{"smoke", "*", "flaky", "2027-01-31"}};
  sample.variant.gate.origins["/gate/overrides"] = "variants/tiny.json";
  const Verdict verdict = sample.judge();
  CHECK(verdict.exit_code() == 0);
  REQUIRE(verdict.notes.size() == 1);
  CHECK(verdict.notes[0] ==
        "variants/tiny.json: /gate/overrides: stale override of smoke, which matches no failure: remove it");
}

TEST_CASE("a manifest that lacks what a rule looks at is an error, not a pass") {
  GateSample sample;
  sample.manifest["file"].erase("compressed");
  CHECK_THROWS_WITH(sample.judge(), ContainsSubstring("is not complete"));
}

TEST_CASE("an artifact of other times, and a lib/ of other hands, fail with what to do") {
  GateSample sample;
  sample.facts.stale = {{"/inputs/flags/wasm-opt", "-Oz", "-O3"}};
  sample.facts.library = {"lib/python3.13/os.py is not what was built"};
  CHECK(sample.failing() == "artifact-current:/inputs/flags/wasm-opt library-current:lib/python3.13/os.py");
  CHECK(sample.check("artifact-current").failures.front().more == "pylonctl build tiny");
  CHECK(sample.check("library-current").failures.front().message ==
        "artifacts/tiny/lib/python3.13/os.py is not what was built.");
}

TEST_CASE("a CPython without a profile fails, unless the variant asks for none") {
  GateSample sample;
  CHECK(sample.check("cpython-profile").found == "the profile of 3.13.5");
  json& profile = sample.manifest["inputs"]["cpython_profile"];
  profile = {{"state", "missing"}, {"version", "3.13.5"}};
  CHECK(sample.failing() == "cpython-profile:cpython 3.13.5");
  CHECK(sample.check("cpython-profile").failures.front().message ==
        "CPython 3.13.5 was compiled without a profile: there is no "
        "toolchain/recipes/cpython/3.13.5.profdata.gz.");
  sample.variant.gate.origins["/gate/overrides"] = "variants/tiny.json";
  sample.variant.gate.overrides = {{"cpython-profile", "*", "remade next week", "2026-12-01"}};
  CHECK(sample.failing().empty());
  CHECK(sample.check("cpython-profile").state == GateState::kOverridden);
  sample.variant.gate.overrides.clear();
  profile = {{"state", "off"}, {"flags", "-fno-profile-use"}};
  CHECK(sample.failing().empty());
  CHECK(sample.check("cpython-profile").found == "no profile, as the variant asks (-fno-profile-use)");
  // Manifests of before, and variants that say nothing of profiles.
  sample.manifest["inputs"].erase("cpython_profile");
  CHECK(sample.check("cpython-profile").skipped == "the variant says nothing of one");
  sample.variant.optimize["cpython-profile"] = "-fprofile-use=profile";
  CHECK(sample.check("cpython-profile").skipped == "the manifest does not say: build again");
}

TEST_CASE("growth over a baseline with another profile says so") {
  GateSample sample;
  sample.manifest["file"]["bytes"] = 10'300;
  sample.set_rows({{"CPython core", 6'000}, {"_codecs_jp", 3'301}, {"zlib", 900}});
  const auto message = [&](const char* rule) { return sample.check(rule).failures.front().message; };
  CHECK(message("growth-raw") ==
        "pylon.wasm grew by 300 bytes, from 10,000 to 10,300 bytes; 200 are allowed.");
  json& before = sample.baseline["inputs"]["cpython_profile"];
  before = {{"state", "missing"}, {"version", "3.13.5"}};
  const std::string cause =
      " CPython is compiled with the profile of 3.13.5 here, with no profile in the baseline; that alone "
      "changes sizes.";
  CHECK(message("growth-raw") ==
        "pylon.wasm grew by 300 bytes, from 10,000 to 10,300 bytes; 200 are allowed." + cause);
  CHECK(message("growth-module") ==
        "_codecs_jp grew by 301 bytes, from 3,000 to 3,301; 300 are allowed." + cause);
  before = {{"state", "used"}, {"version", "3.13.5"}, {"sha256", std::string(64, 'b')}};
  CHECK_THAT(message("growth-raw"), ContainsSubstring("with another one in the baseline"));
  // A baseline of before that was recorded does not say.
  sample.baseline["inputs"].erase("cpython_profile");
  CHECK_THAT(message("growth-raw"), !ContainsSubstring("profile"));
}

TEST_CASE("vendored code without its version fails; what has none by its authors does not") {
  GateSample sample;
  CHECK(sample.check("vendor-version").found == "1 of 1");
  sample.manifest["components"][0].erase("version");
  CHECK(sample.failing() == "vendor-version:expat");
  CHECK(sample.check("vendor-version").failures.front().message ==
        "expat, in cpython 3.13.5, has no version in the manifest and so none in the bill of materials: "
        "Modules/catalog.json described another version of cpython when it was built.");
  Vendor expat;
  expat.name = "expat";
  std::ranges::find(sample.catalog.packages, "cpython", &Package::name)->vendors = {expat};
  CHECK(sample.failing().empty());
  sample.manifest.erase("components");
  CHECK(sample.check("vendor-version").state == GateState::kSkipped);
}
