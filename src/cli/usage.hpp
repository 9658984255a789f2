// What a command line that cannot be understood is answered with.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace pylon::cli {

// "pylonctl: there is no verb 'dif' (did you mean 'diff'?)" and what to do: lines for standard error.
// `arguments`: of this run, without the program's name.
std::string usage_error(const CLI::App& app, const CLI::ParseError& error,
                        const std::vector<std::string>& arguments);

}  // namespace pylon::cli
