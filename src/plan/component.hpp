// What the step that makes a component asks of pylonctl.
#pragma once

#include <filesystem>

namespace pylon {

// The module ends by exit-with-code of wasi:cli instead of preview 1's proc_exit: both take one number, and
// neither comes back. The adapter would answer proc_exit by wasi:cli's exit, which tells success from failure
// and no more.
void write_exit_with_code(const std::filesystem::path& from, const std::filesystem::path& to);

// Modules/_pylon_component/exit.c, compiled beside config.o: a component that loses exit codes says so.
inline constexpr const char* kComponentExit = "component_exit.o";

}  // namespace pylon
