// Lint over files that are told in one text: `==> path` begins each.
#include "lint/lint.hpp"

#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <map>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/text.hpp"
#include "golden.hpp"
#include "lint/c_tokens.hpp"
#include "lint/source_file.hpp"
#include "report/lint_report.hpp"
#include "system/files.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

using Files = std::map<std::string, std::string>;

Files files_in(const std::string& text) {
  Files files;
  std::string* file = nullptr;
  for (const std::string& line : split_lines(text)) {
    if (line.starts_with("==> ")) {
      file = &files[line.substr(4)];
    } else if (file != nullptr) {
      *file += line + "\n";
    }
  }
  return files;
}

lint::Report lint_files(const Files& files) {
  std::vector<std::string> paths;
  for (const auto& [path, text] : files) paths.push_back(path);
  const auto read = [&](const std::string& path) { return lint::content_of(path, files.at(path)); };
  lint::Problems problems;
  lint::AllowList allowed;
  if (files.contains(".pylon-lint"))
    allowed = lint::read_allow_list(files.at(".pylon-lint"), ".pylon-lint", problems);
  lint::Report report = lint::lint(paths, read, allowed, true);
  report.problems.insert(report.problems.end(), problems.begin(), problems.end());
  return report;
}

lint::Report lint_one(const std::string& path, const std::string& text) { return lint_files({{path, text}}); }

std::string patch(const Files& files, const lint::Report& report) {
  std::string text;
  for (const auto& [path, content] : files) {
    lint::Findings own;
    for (const lint::Finding& finding : report.findings) {
      if (finding.path == path) own.push_back(finding);
    }
    text += unified_diff(content, lint::fixed(content, own), "a/" + path, "b/" + path);
  }
  return text;
}

std::string words(const std::string& source) {
  std::string text;
  const lint::CTokens tokens = lint::c_tokens(source);
  for (const Token& token : tokens.list) {
    if (token.kind != TokenKind::kLineEnd) text += (text.empty() ? "" : " ") + std::string(token.text);
  }
  return text;
}

}  // namespace

TEST_CASE("lint finds what its golden files say, and mends it so", "[lint]") {
  check_goldens("lint", [](const std::string& text) {
    const Files files = files_in(text);
    const lint::Report report = lint_files(files);
    std::string why;  // the same for each rule
    std::string out = lint_text(report, false);
    out.erase(std::min(out.find("\n\n"), out.size()));
    for (const lint::Finding& finding : report.findings) {
      if (finding.reason)
        why +=
            fmt::format("allowed: {}:{} {}: {}\n", finding.path, finding.line, finding.rule, *finding.reason);
    }
    return out + (out.empty() || out.ends_with('\n') ? "" : "\n") + why + patch(files, report) +
           lint_summary(report) + "\n";
  });
}

TEST_CASE("C is read in words: lines joined, raw strings, #if 0 left out", "[lint]") {
  CHECK(words("a\\\nb /* c */ \"d\\\"e\" 'f'") == "ab /* c */ \"d\\\"e\" 'f'");
  CHECK(words("R\"x(a\" )\" )x\" u8\"b\" L'c' Rx") == "R\"x(a\" )\" )x\" u8\"b\" L'c' Rx");
  CHECK(words("\"a\"_json \"b\"PRIu64") == "\"a\"_json \"b\" PRIu64");
  CHECK(words("\"a\"s \"b\"sv \"c\"size") == "\"a\"s \"b\"sv \"c\" size");
  CHECK(words("1'000 0x1p+3 .5e-2f a->b A::b") == "1'000 0x1p+3 .5e-2f a -> b A :: b");
  CHECK(words("#if 0\na '\n#else\nb\n#endif\nc") == "b c");
  CHECK(words("#if (0)\na\n#elif X\nb\n#else\nd\n#endif") == "b d");
  CHECK(words("#if 1\na\n#else\nb\n#endif") == "a");
  CHECK(words("#if 0\n#if X\na\n#else\nb\n#endif\n#endif\nc") == "c");
  CHECK(words("#ifdef X\na\n#else\nb\n#endif") == "a b");
  CHECK(words("#  define /* x */ A \\\n 1\nb") == "# define /* x */ A 1 b");
}

TEST_CASE("no bytes are too odd to lint", "[lint]") {
  for (const char* path : {"a.c", "a.py", "a.sh", "a.md", "a.json", "Setup.local", "smoke/a.py", "a.txt"}) {
    for (const std::string end :
         {"\"", "'", "/*", "(", "#if 0", "R\"(", "\\", "`", "```", "\xff\xfe", "<<", "::"}) {
      const std::string text =
          "PyCapsule_SetPointer(x, NULL) _dynlink duckdb_value_varchar(r, 0, 0) \"select *\" sys.exit -c "
          "pylon-launch "
          "def check( pylon-lint: allow\n// pylon-lint:" +
          end;
      INFO(path << " " << end);
      const lint::Report report = lint_one(path, text);
      CHECK(report.files == 1);
      CHECK_NOTHROW(json::parse(lint_json(report)));
      CHECK_NOTHROW(json::parse(findings_sarif(to_findings(report), "1.0.0")));
    }
  }
}

TEST_CASE("a file's language is told by its name, else by its first line", "[lint]") {
  using lint::Language;
  CHECK(lint::language_of("a/b.hpp", "") == Language::kC);
  CHECK(lint::language_of("tool", "#!/usr/bin/env python3\n") == Language::kPython);
  CHECK(lint::language_of("tool", "#!/bin/sh -e\n") == Language::kShell);
  CHECK(lint::language_of("Modules/lean/Setup.local", "") == Language::kSetup);
  CHECK(lint::language_of("README", "#!") == Language::kText);
}

TEST_CASE("columns count characters, and names that are no UTF-8 break no format", "[lint]") {
  const lint::Report report = lint_one("a.py", "# \xc3\xa4\nx = '\xc3\xa4'; import a\xff_dynlink\n");
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].line == 2);
  CHECK(report.findings[0].column == 17);
  CHECK_NOTHROW(json::parse(lint_json(report)));
  CHECK_NOTHROW(json::parse(findings_sarif(to_findings(report), "1.0.0")));
}

TEST_CASE("lint's SARIF is what the standard says, with fixes and suppressions", "[lint]") {
  const std::string text =
      "f(){ PyCapsule_SetPointer(x, 0); g(\"n\"); }\n// pylon-lint: allow capsule-null: why not\n"
      "h(){ PyCapsule_SetPointer(x, 0); PyCapsule_GetPointer(x, \"n\"); }\n// pylon-lint: allow nothing: x\n";
  const lint::Report report = lint_one("a b.c", text);
  CHECK(report.exit_code() == 2);
  const json sarif = json::parse(findings_sarif(to_findings(report), "1.2.3"));
  const std::string name = "tests/unit/sarif_subset.schema.json";
  const json schema = parse_json(read_file(fs::path(PYLON_SOURCE_DIR) / name), name);
  CHECK_NOTHROW(validate_json(sarif, schema, "sarif"));
  const json& results = sarif["runs"][0]["results"];
  REQUIRE(results.size() == 2);
  CHECK(results[0]["fixes"].size() == 1);
  CHECK(results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.c");
  CHECK(results[1]["suppressions"][0]["justification"] == "why not");
  CHECK(results[0]["partialFingerprints"] != results[1]["partialFingerprints"]);
  CHECK(sarif["runs"][0]["invocations"][0]["executionSuccessful"] == false);
  CHECK_THAT(findings_github(to_findings(report)),
             ContainsSubstring("::error file=a b.c,line=1,col=6,endLine=1,endColumn=32,title=lint "
                               "capsule-null::"));
}

TEST_CASE("a binary file is skipped and said so", "[lint]") {
  const std::string bytes("PyCapsule_SetPointer(x, 0);\0", 28);
  const lint::Report report = lint_one("a.o", bytes);
  CHECK(report.exit_code() == 0);
  CHECK(lint_summary(report) == "nothing found in 0 files; 1 file skipped (binary)");
  CHECK(lint_one("a.c", bytes).exit_code() == 1);  // a compiler reads on
}

TEST_CASE("a source in UTF-16 or UTF-32 is read, and mended in its own encoding", "[lint]") {
  const std::string text =
      "\xEF\xBB\xBF// \xC3\xA4 \xF0\x9F\x98\x80\nvoid f(void) { PyCapsule_SetPointer(x, NULL); }\n";
  for (const lint::Encoding encoding : {lint::Encoding::kUtf16Little, lint::Encoding::kUtf16Big,
                                        lint::Encoding::kUtf32Little, lint::Encoding::kUtf32Big}) {
    const std::string wide = lint::encoded(text, encoding);
    CHECK(lint::encoding_of(wide) == encoding);
    CHECK(lint::decoded(wide, encoding) == text);
    const lint::Report report = lint_one("a.c", wide);
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].line == 2);
    CHECK(report.findings[0].column == 16);
    CHECK_FALSE(lint::decoded(wide.substr(0, wide.size() - 1), encoding));
  }
  const std::string plain = "PyCapsule_SetPointer(x, NULL);\n";
  CHECK(lint_one("a.c", lint::encoded(plain, lint::Encoding::kUtf16Little)).exit_code() == 1);
  CHECK(lint_one("a.c", lint::encoded(plain, lint::Encoding::kUtf16Big)).exit_code() == 1);
  CHECK(lint::encoding_of(std::string("\1\0\2\0\0\0\3\0", 8)) == lint::Encoding::kUtf8);
  CHECK_FALSE(lint::decoded(std::string("\xFF\xFE\x00\xD8", 4), lint::Encoding::kUtf16Little));
}
