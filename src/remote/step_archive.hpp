// A finished step as one file, and back: tar compressed by zstd, in constant memory.
#pragma once

#include <filesystem>
#include <string>

#include "remote/step_entry.hpp"
#include "store/step.hpp"

namespace pylon {

// Writes `step`'s files as its list of digests names them, its links and its empty folders to `archive`, and
// says what there is to say of them. What came into the folder later, such as compiled Python, stays behind.
// The same step gives the same bytes, whenever and by whom it is packed. Throws Error when the step is not
// finished, or was finished by a pylonctl that wrote no list.
StepEntry pack_step(const Step& step, const std::filesystem::path& archive);

// Makes `step` a finished one of `archive`, whose digest has been checked; its lock must be held. `work` is a
// folder on the same file system. Throws Error saying what in it is not as the entry says, or is refused (a
// name with "..", a link that leaves the folder, more bytes than said …); the step is not finished then. What
// names the folder of finished steps on the machine that made it names this machine's afterwards.
void unpack_step(const Step& step, const StepEntry& entry, const std::filesystem::path& archive,
                 const std::filesystem::path& work);

}  // namespace pylon
