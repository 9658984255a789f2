// Whether release notes say what the release holds: they are made again from it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "release/verification.hpp"

namespace pylon {

// What the notes tell besides the manifests.
struct NotesSurroundings {
  std::set<std::string> files;  // of the release
  std::string signature;        // the file; empty: there is none
  std::string date;             // of the release: "2026-11-23"
};

struct NotesAgain {
  std::vector<std::string> findings;  // what the notes say otherwise than the release
  std::vector<std::string> notes;     // what could not be compared
};

// `text` against `variants`, in the order of their names. The changes since an earlier release are not
// compared: that takes the earlier one, and is said. Which runtime compiled for which targets is taken from
// the text and compared with the files that are there.
NotesAgain notes_again(const std::string& text, const std::vector<VerifiedVariant>& variants,
                       const NotesSurroundings& around);

}  // namespace pylon
