// A finished step as one file, and back: tar compressed by zstd, in constant memory.
#pragma once

#include <filesystem>

#include "remote/step_entry.hpp"
#include "store/step.hpp"

namespace pylon {

// Packs a finished step into `archive`: what was there when it finished, by its list of digests, and not what
// came later, such as compiled Python. The same step gives the same bytes on every machine. Returns the entry
// for it. Error when the step is not finished, or has no such list, as an older pylonctl left it.
StepEntry pack_step(const Step& step, const std::filesystem::path& archive);

// Unpacks `archive` as the finished `step`. The caller has checked its digest and holds the step's lock;
// `work` is a folder on the same file system. The store's path on the other machine becomes this one's.
// Error, and the step is not finished, for a name with "..", a link that leaves the folder, or a file not as
// the entry says.
void unpack_step(const Step& step, const StepEntry& entry, const std::filesystem::path& archive,
                 const std::filesystem::path& work);

}  // namespace pylon
