// Options that several verbs have: the same words, the same check and the same help everywhere.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "report/diff_report.hpp"

namespace pylon::cli {

// A verb, or a part of one, and the options that are bound to it: what is called on its behalf keeps them.
template <typename Options>
std::pair<CLI::App*, std::shared_ptr<Options>> add_verb(CLI::App& app, const std::string& name,
                                                        const std::string& description) {
  return {app.add_subcommand(name, description), std::make_shared<Options>()};
}

// Each of these binds to a variable that must outlive the verb.

// A check for an option: one of `words`. What is none of them is refused with the nearest one. Completion
// offers the words: they stand in braces in the option's type.
CLI::Validator one_of(std::vector<std::string> words);

// A check for a number: 1 or more.
CLI::Validator positive();

// --format, one of `formats`; the variable holds the default.
CLI::Option* add_format(CLI::App* verb, std::string& format, const std::vector<std::string>& formats);

// VARIANT… and --all. `use`: "to build".
void add_variants(CLI::App* verb, std::vector<std::string>& variants, bool& all, const std::string& use);

// --today: a day such as 2027-01-31 that overrides and the old name's end are judged by; empty: today in UTC.
void add_today(CLI::App* verb, std::string& day);

// --runner: a runtime of toolchain/runners.json; empty: the standard one.
CLI::Option* add_runner(CLI::App* verb, std::string& runner, const std::string& help);

// --require-fat, or PYLON_REQUIRE_FAT=1 in the environment, which release cuts set; 0 means no.
void add_require_fat(CLI::App* verb, bool& require_fat, const std::string& help);

// --top and --threshold of differences.
void add_limits(CLI::App* verb, DiffLimits& limits);

}  // namespace pylon::cli
