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

// Gives frames with an index and without a name theirs, C++ names as they are written in the source;
// functions with the same bytes share theirs ("a or b"). What is not found stays without. Error for malformed
// files.
void name_frames(wasm::Bytes module, std::string_view symbols, std::span<Frame> frames);

// The same with the files in `artifact`. What cannot be read leaves the frames as they are: a backtrace
// without names is better than none.
void name_frames_of(const std::filesystem::path& artifact, std::span<Frame> frames);

// "_ZN4llvm3foo" as "llvm::foo"; other names as they are.
std::string demangled(const std::string& name);

}  // namespace pylon
