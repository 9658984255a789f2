#include "cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/text.hpp"

namespace pylon::cli {
namespace {

// "text, json or sarif"
std::string alternatives(const std::vector<std::string>& words) {
  const std::vector<std::string> first(words.begin(), words.end() - 1);
  return first.empty() ? words.back() : join(first, ", ") + " or " + words.back();
}

}  // namespace

CLI::Validator one_of(std::vector<std::string> words) {
  const std::string description = "{" + join(words, ",") + "}";
  return CLI::Validator(
      [words = std::move(words)](const std::string& word) {
        if (std::ranges::find(words, word) != words.end()) return std::string();
        return fmt::format("'{}' is not {}{}", word, alternatives(words), did_you_mean(word, words));
      },
      description);
}

CLI::Validator positive() {
  return CLI::Validator(
      [](const std::string& word) {
        std::uint64_t number = 0;
        const bool good = parse_number(std::string_view(word), number) && number > 0;
        return good ? std::string() : fmt::format("'{}' is not a number of 1 or more", word);
      },
      "");
}

CLI::Option* add_format(CLI::App* verb, std::string& format, const std::vector<std::string>& formats) {
  return verb->add_option("--format", format, alternatives(formats))
      ->check(one_of(formats))
      ->capture_default_str();
}

void add_variants(CLI::App* verb, std::vector<std::string>& variants, bool& all, const std::string& use) {
  verb->add_option("VARIANT", variants, fmt::format("Variants {}; see 'pylonctl list'", use));
  verb->add_flag("--all", all, fmt::format("All variants {}", use));
}

void add_today(CLI::App* verb, std::string& day) {
  verb->add_option("--today", day,
                   "Judge overrides and the old name's end as on this day (2027-01-31); default: today, UTC")
      ->check(CLI::Validator(
          [](const std::string& word) {
            return is_day(word) ? std::string() : fmt::format("'{}' is not a day, such as 2027-01-31", word);
          },
          "DAY"));
}

CLI::Option* add_runner(CLI::App* verb, std::string& runner, const std::string& help) {
  return verb->add_option("--runner", runner, help)->type_name("RUNNER");
}

void add_require_fat(CLI::App* verb, bool& require_fat, const std::string& help) {
  verb->add_flag("--require-fat", require_fat, help)->envname("PYLON_REQUIRE_FAT");
}

void add_limits(CLI::App* verb, DiffLimits& limits) {
  verb->add_option("--top", limits.top, "Entries of each list; 0: all")->capture_default_str();
  verb->add_option("--threshold", limits.threshold,
                   "Leave out rows and functions that changed by fewer BYTES")
      ->type_name("BYTES")
      ->capture_default_str();
}

}  // namespace pylon::cli
