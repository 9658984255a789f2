// How help looks: in the list of verbs the gist of each, and everything broken into lines.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace pylon::cli {

class HelpFormatter : public CLI::Formatter {
 public:
  // A verb in the list: its name and the gist of what it does.
  std::string make_subcommand(const CLI::App* verb) const override;
  // The whole of it, above a verb's own help.
  std::string make_description(const CLI::App* verb) const override;
};

}  // namespace pylon::cli
