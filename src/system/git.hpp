// What git says about a checkout. Nothing here fails because there is no git or no checkout.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace pylon {

// "<commit>", "<commit>-dirty" or "unknown" (no git, or not a checkout).
std::string git_state(const std::filesystem::path& root);

struct Commit {
  std::string hash;          // in full
  std::int64_t seconds = 0;  // since 1970: when it was committed
};

// The commit that is checked out; none where there is none.
std::optional<Commit> git_commit(const std::filesystem::path& root);

// What is changed or not ignored and not committed, as `git status --porcelain` has it ("?? file"); none
// outside a checkout.
std::optional<std::vector<std::string>> git_status(const std::filesystem::path& root);

// Those of `files` (relative to `root`) that differ from what is committed or are not committed at all; none
// outside a checkout.
std::vector<std::string> git_changed(const std::filesystem::path& root,
                                     const std::vector<std::string>& files);

// Whether `revision` names a commit here.
bool git_has_revision(const std::filesystem::path& root, const std::string& revision);

// The text of `file` (relative to `root`) in `revision`. Error when there is no such revision; none when it
// is there without that file.
std::optional<std::string> git_show(const std::filesystem::path& root, const std::string& revision,
                                    const std::string& file);

// Where tracked files name a version ("3.13.15", and not within "3.13.15.1"): "file:line:text", text files
// alone. None outside a checkout.
std::vector<std::string> git_grep(const std::filesystem::path& root, const std::string& version);

// The files below `folder` (relative to it) that are tracked, or untracked and not ignored; a checkout within
// this one by its folder. None outside of a work tree and where `folder` itself is ignored.
std::optional<std::vector<std::string>> git_files(const std::filesystem::path& folder);

// The files of a source tree, as somebody who works in it means them: regular files below `root`, absolute
// and sorted; links are not followed. In a work tree of git: what `git ls-files -co --exclude-standard`
// names. Elsewhere, and below a folder that git ignores as a whole: all but .git. Error when `root` cannot be
// read.
std::vector<std::filesystem::path> source_files(const std::filesystem::path& root);

}  // namespace pylon
