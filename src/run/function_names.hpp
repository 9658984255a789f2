// What the functions of a shipped pylon.wasm are called. The file has no names;
// artifacts/<variant>/symbols.tsv has, and ties each to the digest of its bytes.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "judge/transcript.hpp"
#include "wasm/sections.hpp"

namespace pylon {

// The same with the files in `artifact`. What cannot be read leaves the frames as they are: a backtrace
// without names is better than none.
void name_frames_of(const std::filesystem::path& artifact, std::span<Frame> frames);

}  // namespace pylon
