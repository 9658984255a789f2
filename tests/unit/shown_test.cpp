// Text of others on its way out: what steers a terminal, breaks a line or is no text at all is shown, not
// sent.
#include "base/shown.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "report/finding.hpp"
#include "report/section_table.hpp"
#include "report/words.hpp"

using namespace pylon;

TEST_CASE("what is not seen but acts is shown by its number", "[shown]") {
  CHECK(shown("numpy é 漢 “x”") == "numpy é 漢 “x”");
  CHECK(shown("a\x1b[2Jb") == "a\\u001b[2Jb");
  CHECK(shown("a\nb\tc\rd\x7f") == "a\\u000ab\\u0009c\\u000dd\\u007f");
  CHECK(shown("\u202Egpj.exe\u2066") == "\\u202egpj.exe\\u2066");
  CHECK(shown("\u009b31m\u200b\ufeff\u2028") == "\\u009b31m\\u200b\\ufeff\\u2028");
  CHECK(shown(std::string("\0", 1)) == "\\u0000");
  CHECK(shown("\U000E0041") == "\\u{e0041}");
}

TEST_CASE("bytes that are no UTF-8 are shown as bytes", "[shown]") {
  CHECK(shown("caf\xe9") == "caf\\xe9");
  CHECK(shown("\xed\xa0\x80") == "\\xed\\xa0\\x80");  // a surrogate
  CHECK(shown("\xc0\xaf\xf5") == "\\xc0\\xaf\\xf5");  // overlong; beyond Unicode
  CHECK(shown("\xe2\x82") == "\\xe2\\x82");           // cut short
}

TEST_CASE("lines of a report keep their ends, and our colours where colours are wanted", "[shown]") {
  CHECK(shown_lines("a\n\tb\x1b[0m") == "a\n\tb\\u001b[0m");
  CHECK(shown_report("\x1b[1;31mFAIL\x1b[0m\x1b[8mx", true) == "\x1b[1;31mFAIL\x1b[0m\\u001b[8mx");
  CHECK(shown_report("\x1b[1;31mFAIL\x1b[0m", false) == "\\u001b[1;31mFAIL\\u001b[0m");
}

TEST_CASE("every format has the same bytes in its own clothes", "[shown]") {
  const std::string name = "a\x1b[2J\u202e\xe9\"&<|";
  CHECK(xml_text(name) == "a\\u001b[2J\\u202e\\xe9&quot;&amp;&lt;|");
  CHECK(xml_attribute("a\tb\nc") == "a&#9;b&#10;c");
  CHECK(xml_text("a\tb\nc") == "a\tb\nc");
  CHECK(markdown_cell(name).find('\x1b') == std::string::npos);
  CHECK(markdown_code("a\nb\u202e") == "`a b\\u202e`");
  CHECK(github_command("error", {}, "t", name).find('\x1b') == std::string::npos);
  const std::string written = json_text({{"name", name}});
  for (const char c : written) CHECK((c == '\n' || (c >= 0x20 && c < 0x7f)));
  CHECK(nlohmann::json::parse(written)["name"] == "a\x1b[2J\u202e\ufffd\"&<|");
  CHECK(nlohmann::json::parse("\"" + json_escaped("\U0001F600\x1b\"\\é") + "\"") == "\U0001F600\x1b\"\\é");
  CHECK(shown_json({{"a\n", {"\x1b"}}}) == nlohmann::json{{"a\\u000a", {"\\u001b"}}});
}
