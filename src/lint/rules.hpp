// The rules of lint: landmines that were stepped on once, and how each is recognised.
#pragma once

#include <span>
#include <string_view>

#include "lint/finding.hpp"
#include "lint/macros.hpp"
#include "lint/source_file.hpp"

namespace pylon::lint {

// What other files of this run define.
struct Elsewhere {
  Macros macros;
  Setters setters;  // of headers: names that hide PyCapsule_SetPointer
};

// One file under the rules. Its text is without a byte order mark.
struct File {
  std::string_view path, text;
  Language language = Language::kText;
  const Pieces& pieces;
  const Elsewhere& elsewhere;
  Names& unknown;  // names that a rule would need the macro of, if it is one
};

struct Rule {
  const char* id;     // stable: suppressions and code scanning refer to it
  Level level;        // every finding counts, whatever its level
  const char* title;  // one sentence
  const char* why;    // what happens, and the source of that
  const char* help;   // what to do instead
  // A quick look at the path and the text, in both ways that `ways_to_read` gives: false when the rule cannot
  // find anything in there.
  bool (*concerns)(std::string_view path, std::string_view text);
  // Adds findings with place (bytes), message, fix and edits.
  void (*check)(const File& file, Findings& findings);
};

// All rules, sorted by id.
std::span<const Rule> rules();
// nullptr when there is none of that id.
const Rule* rule_of(std::string_view id);

// capsule_null.cpp
bool concerns_capsule_null(std::string_view path, std::string_view text);
void check_capsule_null(const File& file, Findings& findings);
// The same quick look in both ways.
bool may_name_setter(std::string_view text);
// The macros of the C file `text` that hide PyCapsule_SetPointer or one of `known`.
Setters setters_in(std::string_view text, const Setters& known);
// duckdb_uuid.cpp
bool concerns_duckdb_uuid(std::string_view path, std::string_view text);
void check_duckdb_uuid(const File& file, Findings& findings);
// dynlink_name.cpp
bool concerns_dynlink_name(std::string_view path, std::string_view text);
void check_dynlink_name(const File& file, Findings& findings);
// exit_flush.cpp
bool concerns_exit_flush(std::string_view path, std::string_view text);
void check_exit_flush(const File& file, Findings& findings);
// old_artifact_name.cpp
bool concerns_old_artifact_name(std::string_view path, std::string_view text);
void check_old_artifact_name(const File& file, Findings& findings);
// smoke_gate.cpp
bool concerns_smoke_gate(std::string_view path, std::string_view text);
void check_smoke_gate(const File& file, Findings& findings);

// Whether `word` is in `text`: as fast as memory is read.
bool mentions(std::string_view text, std::string_view word);

// The text, and where that may say something else: what it says without line ends after backslashes that
// divide a word, and what with its escapes read.
struct WaysToRead {
  std::string_view text;
  std::string joined, unescaped;  // "": the same
};
WaysToRead ways_to_read(std::string_view text);

}  // namespace pylon::lint
