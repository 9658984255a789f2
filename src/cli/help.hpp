// How help looks: in the list of verbs the gist of each, and everything broken into lines.
// And what is said to a command line that cannot be understood.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace pylon::cli {

class HelpFormatter : public CLI::Formatter {
 public:
  // A verb in the list: its name and the gist of what it does.
  std::string make_subcommand(const CLI::App* verb) const override;
  // The whole of it, above a verb's own help.
  std::string make_description(const CLI::App* verb) const override;
};

// "pylonctl: there is no verb 'dif' (did you mean 'diff'?)" and what to do: lines for standard error.
// `arguments`: of this run, without the program's name.
std::string usage_error(const CLI::App& app, const CLI::ParseError& error,
                        const std::vector<std::string>& arguments);

}  // namespace pylon::cli
