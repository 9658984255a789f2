// What git says about a checkout. Nothing here fails because there is no git or no checkout.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace pylon {

// "<commit>", "<commit>-dirty" or "unknown" (no git, or not a checkout).
std::string git_state(const std::filesystem::path& root);

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

// The files below `folder` (relative to it) that are tracked, or untracked and not ignored; a checkout within
// this one by its folder. None outside of a work tree and where `folder` itself is ignored.
std::optional<std::vector<std::string>> git_files(const std::filesystem::path& folder);

}  // namespace pylon
