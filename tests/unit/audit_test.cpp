// The audit over small real objects: tests/golden/audit has them beside their sources.
#include "manifest/audit.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "manifest/call_tables.hpp"
#include "manifest/slot_types.hpp"
#include "report/audit_report.hpp"
#include "system/files.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

const std::filesystem::path kSource = PYLON_SOURCE_DIR;

// The objects of tests/golden/audit with these names; owns their bytes.
struct Fixture {
  explicit Fixture(const std::vector<std::string>& names) {
    bytes.reserve(names.size());
    for (const std::string& name : names) {
      bytes.push_back(read_file(kSource / "tests/golden/audit" / name));
      const std::string& content = bytes.back();
      objects.push_back(
          {name, wasm::Bytes(reinterpret_cast<const std::uint8_t*>(content.data()), content.size())});
    }
  }
  CallTables tables() const { return check_call_tables(objects); }
  Audit audit() const {
    std::vector<AuditedObject> audited;
    for (const wasm::Object& object : objects) audited.push_back({object, "my.module"});
    Audit audit;
    audit.variant = "lean";
    audit_objects(audit, audited);
    return audit;
  }

  std::vector<std::string> bytes;
  std::vector<wasm::Object> objects;
};

// "rule table entry function: found, not expected"
std::set<std::string> lines(const CallTables& tables) {
  std::set<std::string> all;
  for (const WrongEntry& wrong : tables.wrong) {
    all.insert(wrong.rule + " " + wrong.table + " " + wrong.entry + " " + wrong.function + ": " +
               wrong.found + ", not " + wrong.expected);
  }
  return all;
}

std::set<std::string> rules(const Audit& audit) {
  std::set<std::string> all;
  for (const AuditFinding& finding : audit.findings) all.insert(finding.rule);
  return all;
}

Audit everything() {
  Audit audit = Fixture({"wrong.o", "elsewhere.o", "lookalike.o", "caller.o"}).audit();
  audit_imports(audit, {"wasi_snapshot_preview1.fd_write", "env.dup"}, {"wasi_snapshot_preview1.*"});
  const std::vector<std::string_view> names{"main", "signature_mismatch:twin", "undefined_weak:getuid",
                                            "undefined_stub"};
  audit_names(audit, names);
  return audit;
}

Audit nothing() {
  Audit audit;
  audit.variant = "nowhere";
  audit.undecided = "variant nowhere is not built\n  to do: run: pylonctl build nowhere";
  return audit;
}

}  // namespace

TEST_CASE("audit: every slot, by the types of CPython's own headers, is found and right") {
  const CallTables tables = Fixture({"every_slot.o"}).tables();
  CHECK(lines(tables).empty());
  // 75 slots in a static type's tables, the same ones numbered, and tp_vectorcall.
  CHECK(tables.checked.at("signature-slot") == 75 + 75 + 1);
  CHECK(tables.checked.at("signature-method") == 7 + 1);  // an array, and one that stands alone
  CHECK(tables.checked.at("signature-getset") == 4);
  CHECK(tables.checked.at("signature-module") == 6);  // create, exec, m_init, m_traverse, m_clear, m_free
}

TEST_CASE("audit: functions that WebAssembly would trap on, and none beside them") {
  // "elsewhere" is right by what wrong.o declares, and wrong by its definition.
  const std::set<std::string> expected{
      "signature-slot WrongType tp_hash my_hash: (i32)->i64, not (i32)->i32",
      "signature-getset wrong_getset dtype (set) my_set: (i32,i32)->i32, not (i32,i32,i32)->i32",
      "signature-method wrong_methods __copy__ (METH_NOARGS) my_copy: (i32)->i32, not (i32,i32)->i32",
      "signature-method wrong_methods keywords (METH_VARARGS | METH_KEYWORDS) my_right: (i32,i32)->i32, not "
      "(i32,i32,i32)->i32",
      "signature-module wrong_module m_free my_free: (i32)->i32, not (i32)->()",
      "signature-module wrong_module_slots Py_mod_exec my_exec: (i32)->(), not (i32)->i32",
      "signature-slot wrong_number nb_power my_power: (i32,i32)->i32, not (i32,i32,i32)->i32",
      "signature-slot wrong_slots Py_tp_clear my_clear: (i32)->(), not (i32)->i32",
  };
  CHECK(lines(Fixture({"wrong.o"}).tables()) == expected);
  std::set<std::string> resolved = expected;
  resolved.insert(
      "signature-method wrong_methods elsewhere (METH_VARARGS) defined_elsewhere: (i32)->i32, not "
      "(i32,i32)->i32");
  CHECK(lines(Fixture({"wrong.o", "elsewhere.o"}).tables()) == resolved);
  CHECK(lines(Fixture({"elsewhere.o", "wrong.o"}).tables()) == resolved);
}

TEST_CASE("audit: tables of other libraries are left alone") {
  const CallTables tables = Fixture({"lookalike.o"}).tables();
  CHECK(tables.checked.empty());
  CHECK(tables.wrong.empty());
}

TEST_CASE("audit: how CPython calls a method hangs on its flags") {
  CHECK(call_text(*method_call(0x0001)) == "(i32,i32)->i32");
  CHECK(call_text(*method_call(0x0004 | 0x0020)) == "(i32,i32)->i32");
  CHECK(call_text(*method_call(0x0008 | 0x0010)) == "(i32,i32)->i32");
  CHECK(call_text(*method_call(0x0003)) == "(i32,i32,i32)->i32");
  CHECK(call_text(*method_call(0x0080)) == "(i32,i32,i32)->i32");
  CHECK(call_text(*method_call(0x0082)) == "(i32,i32,i32,i32)->i32");
  CHECK(call_text(*method_call(0x0282)) == "(i32,i32,i32,i32,i32)->i32");
  for (const std::uint32_t refused : {0x0000U, 0x0002U, 0x0005U, 0x000CU, 0x0200U, 0x1001U})
    CHECK(method_call(refused) == nullptr);
}

TEST_CASE("audit: twins and mismatched calls are findings of their object") {
  const Audit audit = Fixture({"elsewhere.o", "lookalike.o", "caller.o"}).audit();
  REQUIRE(rules(audit) == std::set<std::string>{"twin", "call-mismatch"});
  CHECK(audit.findings[0].subject == "twin");
  CHECK(audit.findings[0].found == "other body");
  CHECK(audit.findings[1].object == "caller.o");
  CHECK(audit.findings[1].module == "my.module");
  CHECK(audit.findings[1].source == "caller.c");
  CHECK(Fixture({"elsewhere.o"}).audit().exit_code() == 0);
}

TEST_CASE("audit: imports and stubs of the linked file") {
  Audit audit;
  audit_imports(audit, {"wasi_snapshot_preview1.fd_write"}, {"wasi_snapshot_preview1.*"});
  const std::vector<std::string_view> harmless{"main", "my_undefined_stub", "std::signature_mismatch:"};
  audit_names(audit, harmless);
  CHECK(audit.exit_code() == 0);
  const Audit found = everything();
  CHECK(rules(found).size() == audit_rules().size());  // each kind of finding fires
  CHECK(std::ranges::count(found.findings, "trapping-stub", &AuditFinding::rule) == 3);
  CHECK(std::ranges::count(found.findings, "import-outside", &AuditFinding::rule) == 1);
}

TEST_CASE("audit: an object's name says its source") {
  CHECK(source_of_object("numpy-0123/lib/x.a(src_multiarray_getset.c.o)") == "src_multiarray_getset.c");
  CHECK(source_of_object("cpython-0123/lib/libpython3.13.a(_operator.o)") == "_operator.c");
  CHECK(source_of_object("unique.cpp.o") == "unique.cpp");
  CHECK(source_of_object("strange") == "");
}

TEST_CASE("audit: the text names module, table, types and what to do") {
  const std::string text = audit_text({everything(), nothing()}, false);
  CHECK_THAT(text, ContainsSubstring("lean: 15 findings in"));
  CHECK_THAT(text,
             ContainsSubstring("signature-method in my.module\n    my_copy in wrong_methods, entry __copy__ "
                               "(METH_NOARGS), is (i32)->i32; CPython calls it as (i32,i32)->i32 "
                               "(PyCFunction)\n    in: wrong.o, source wrong.c\n"));
  CHECK_THAT(text, ContainsSubstring("to do, trapping-stub:"));
  CHECK_THAT(text, ContainsSubstring("nowhere: could not look\n"));
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(audit_text({everything()}, true).find('\x1b') != std::string::npos);
}

TEST_CASE("audit: JSON, SARIF and workflow commands hold every finding") {
  const Audits audits{everything(), nothing()};
  const std::size_t number = audits[0].findings.size();
  CHECK(audit_exit_code(audits) == 2);
  CHECK(audit_exit_code({everything(), Audit{}}) == 1);
  CHECK(audit_exit_code({Audit{}}) == 0);
  const json document = json::parse(audit_json(audits));
  CHECK(audit_json(audits) == audit_json({everything(), nothing()}));
  CHECK(document["result"] == "undecided");
  CHECK(document["variants"][0]["findings"].size() == number);
  const json sarif = json::parse(findings_sarif(to_findings(audits), "1.2.3"));
  const json schema = parse_json(read_file(kSource / "tests/unit/sarif_subset.schema.json"), "schema");
  CHECK_NOTHROW(validate_json(sarif, schema, "audit.sarif"));
  std::set<std::string> prints;
  for (const json& result : sarif["runs"][0]["results"]) {
    const json& listed =
        sarif["runs"][0]["tool"]["driver"]["rules"].at(result["ruleIndex"].get<std::size_t>());
    CHECK(listed["id"] == result["ruleId"]);
    prints.insert(result["partialFingerprints"]["pylonAudit/v1"]);
  }
  CHECK(prints.size() == number);
  const std::string github = findings_github(to_findings(audits));
  CHECK(static_cast<std::size_t>(std::ranges::count(github, '\n')) == number + 1);
  CHECK_THAT(github,
             ContainsSubstring("::error file=variants/lean.json,line=1,title=audit lean%3A twin%3A twin::"));
}

TEST_CASE("audit: a malformed object is named") {
  Fixture fixture({"wrong.o"});
  fixture.objects[0].bytes = fixture.objects[0].bytes.first(200);
  try {
    fixture.tables();
    FAIL("no error");
  } catch (const Error& error) {
    CHECK_THAT(error.what(), ContainsSubstring("wrong.o"));
  }
}
