#include "lint/rules.hpp"

#include <string.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "lint/escapes.hpp"

namespace pylon::lint {
namespace {

constexpr std::array kRules{
    Rule{"capsule-null", Level::kError, "A capsule is not closed by setting its pointer to NULL",
         "PyCapsule_SetPointer refuses NULL: it sets ValueError and changes nothing, "
         "so the capsule still hands out the freed pointer and its destructor frees it again. "
         "Source: Objects/capsule.c of CPython 3.13 and 3.14.",
         "Call PyCapsule_SetDestructor(x, NULL), then PyCapsule_SetName(x, NAME \".closed\"): "
         "extraction checks the name, so a second close and every later use is a clean error.",
         concerns_capsule_null, check_capsule_null},
    Rule{
        "duckdb-uuid", Level::kError, "duckdb_value_varchar gives NULL for a column of type UUID",
        "The deprecated value functions of DuckDB's C API know no conversion from UUID: duckdb_value_varchar "
        "answers NULL, as if the row had no value. Source: seen on DuckDB 2.0.0.",
        "Cast the column in SQL: SELECT id::VARCHAR.", concerns_duckdb_uuid, check_duckdb_uuid},
    Rule{
        "dynlink-name", Level::kError, "No name that users import contains _dynlink",
        "How a module is provided, static or loaded, must not show in its users' code: "
        "`import crc32c` has to work the same for both. Source: the naming rule of capsule modules; "
        "`pylonctl setup` and `gate` hold it too.",
        "Give the module or package its plain name; only a private module may be called _<name>_dynlink_cap.",
        concerns_dynlink_name, check_dynlink_name},
    Rule{"exit-flush", Level::kWarning,
         "sys.exit in a -c string loses output on a host that drops the last flush",
         "pylon-launch built with a composectl older than 80f82012 ends the program at "
         "sys.exit without writing what stdout still holds: the exit code is right and the output is gone. "
         "Source: composectl 80f82012.",
         "Let the string end by itself, or raise an exception for failure; or use a pylon-launch built with "
         "composectl 80f82012 or newer and allow it here with that as the reason.",
         concerns_exit_flush, check_exit_flush},
    Rule{"old-artifact-name", Level::kError, "The artifact is called pylon.wasm",
         // pylon-lint: allow old-artifact-name: the rule's own text
         "python.composed.wasm is the artifact's old name, kept as a link for what already uses it; "
         "nothing new may start to. Source: the variant files' old_name, and the gate rule old-name.",
         "Write pylon.wasm.", concerns_old_artifact_name, check_old_artifact_name},
    Rule{"smoke-gate", Level::kError,
         "A smoke begins with the canonical gate and ends with the canonical exit",
         "One smoke suite is run on variants with and without NumPy: without the gate a "
         "lean build fails where it should skip, and a fat release passes where it should fail. "
         "Source: tests/smoke, the canonical gate.",
         "Copy the gate of another smoke: _probe, _HAVE_NUMPY, _REQUIRE_FAT, "
         "_NUMPY and check(label, thunk, requires=()); import NumPy within the checks; "
         "print \"N/N PASS\" and end with sys.exit(0 if passed == total else 1).",
         concerns_smoke_gate, check_smoke_gate},
    Rule{"unused-suppression", Level::kWarning, "A suppression allows something that is there",
         "What it was for is gone, and the next one would pass unseen. Source: this tool.", "Remove it.",
         nullptr, nullptr},
};

}  // namespace

std::span<const Rule> rules() { return kRules; }

const Rule* rule_of(std::string_view id) {
  const auto found =
      std::ranges::find(kRules, id, [](const Rule& rule) { return std::string_view(rule.id); });
  return found == kRules.end() ? nullptr : &*found;
}

bool mentions(std::string_view text, std::string_view word) {
  return !text.empty() && ::memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

namespace {

bool is_identifier_part(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// After the line end that the backslash at `at` takes away; `at` itself when it takes none.
std::size_t after_continuation(std::string_view text, std::size_t at) {
  const std::size_t end = text.find_first_not_of(" \t\r", at + 1);
  return end != std::string_view::npos && text[end] == '\n' ? end + 1 : at;
}

}  // namespace

WaysToRead ways_to_read(std::string_view text) {
  const std::string_view written = text;
  std::string plain;  // without trigraphs for backslashes, which end lines too
  if (mentions(text, "?\?/")) {
    for (std::size_t at = 0; at < written.size();) {
      const bool trigraph = written.substr(at, 3) == "?\?/";
      plain += trigraph ? '\\' : written[at];
      at += trigraph ? 3U : 1U;
    }
    text = plain;
  }
  bool divides = false, escapes = false;
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at + 1)) {
    escapes = escapes || hides_letter(text.substr(at));
    if (divides || at == 0 || !is_identifier_part(text[at - 1])) continue;
    const std::size_t after = after_continuation(text, at);
    divides = after != at && after < text.size() && (is_identifier_part(text[after]) || text[after] == '\\');
  }
  WaysToRead ways{written, {}, {}};
  if (escapes) ways.unescaped = without_escapes(text, Escapes::kCode);
  for (std::size_t at = 0; divides && at < text.size();) {
    const std::size_t next = text[at] == '\\' ? after_continuation(text, at) : at;
    if (next == at) ways.joined += text[at++];
    at = std::max(at, next);
  }
  return ways;
}

}  // namespace pylon::lint
