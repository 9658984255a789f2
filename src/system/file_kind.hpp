// What a file is, by its first bytes: names are what people make of them ("a.out", "app.WASM").
#pragma once

#include <filesystem>

namespace pylon {

enum class FileKind { kWasm, kJson, kArchive, kOther };

// kWasm: "\0asm"; kJson: an object, after blanks and a byte order mark; kArchive: zip or zstd. A file that
// begins like none of these is what its name says (.wasm, .json, .zip, .tar.zst): its reader then says what
// is damaged. Error when it is no regular file, or cannot be read.
FileKind file_kind(const std::filesystem::path& file);

}  // namespace pylon
