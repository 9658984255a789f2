// A finished step as one file, and back: tar compressed by zstd, in constant memory.
#pragma once

#include <filesystem>
#include <string>

#include "remote/step_entry.hpp"
#include "store/step.hpp"

namespace pylon {

// Packs a finished step into `archive`: the files that its list of digests names, its links and its empty
// folders; not what came later, such as compiled Python. Returns what is to be said of them. The same step
// gives the same bytes, whoever packs it. Error when it is not finished, or finished by a pylonctl that wrote
// no list.
StepEntry pack_step(const Step& step, const std::filesystem::path& archive);

// Unpacks `archive`, whose digest has been checked, as the finished `step`, whose lock must be held; `work`
// is a folder on the same file system. Names of the store's folder on the other machine become this
// machine's. Error, and the step is not finished, for what is not as the entry says, and for what is refused:
// a name with "..", a link that leaves the folder, more bytes than the entry says.
void unpack_step(const Step& step, const StepEntry& entry, const std::filesystem::path& archive,
                 const std::filesystem::path& work);

}  // namespace pylon
