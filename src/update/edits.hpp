// What taking a new version writes, as whole files: computed first, written together, undone together.
// Entries of toolchain/lock.json are put in and taken out with everything else as people have laid it out.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "toolchain/lock.hpp"
#include "update/examine.hpp"

namespace pylon {

struct FileEdit {
  std::filesystem::path file;        // relative to the project
  std::optional<std::string> after;  // none: it is removed
};

// An entry of the lock and the one that comes in its place or beside it; of Binaryen there is one per host.
struct EntryChange {
  Source old, next;
};

struct EditSetting {
  bool keep_old = false;  // the old entries and their patches stay beside the new ones
};

// The lock, the patches that are needed still, the old CPython's profile when it does not stay, the variants'
// CPython, and the catalogue's versions of vendored code. Files that stay as they are make no edit.
std::vector<FileEdit> edits_for(const Project& project, const Catalog& catalog,
                                const std::vector<EntryChange>& entries, const Examination& found,
                                const EditSetting& setting);

// CPython's profile of a version, and what it was collected with, relative to the project.
std::vector<std::filesystem::path> profile_files(const std::string& version);

// The difference of all edits to what stands there, as one unified diff.
std::string edits_diff(const Project& project, const std::vector<FileEdit>& edits);

// Writes the edits, all or none. What stood there before is kept in build/pylon/update/ for undo_edits(), and
// so are the files in `also` (relative to the project), which later steps write.
void write_edits(const Project& project, const std::vector<FileEdit>& edits,
                 const std::vector<std::filesystem::path>& also);

// Puts everything back as it was before the last write_edits(); the files concerned. Error when there is
// nothing to undo.
std::vector<std::string> undo_edits(const Project& project);

// An entry as lock.json writes it: one field a line, one place a line.
std::string lock_entry_text(const Source& source);

// The text of the lock with `entry` (zlib 1.3.2) in the place of `old` (zlib 1.3.1); with `keep` it stands
// behind `old`. What the lock has of `entry`'s own version is replaced. Error when `old` is not there.
std::string with_lock_entry(const std::string& text, const Source& old, const Source& entry, bool keep);

}  // namespace pylon
