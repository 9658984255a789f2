#include "cli/help.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/shown.hpp"
#include "base/text.hpp"

namespace pylon::cli {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kNameColumn = 14;

// What comes before the first full stop, colon or semicolon.
std::string gist(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool mark = text[i] == '.' || text[i] == ':' || text[i] == ';';
    if (mark && (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n')) return text.substr(0, i);
  }
  return text;
}

std::vector<std::string> verb_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!verb->get_group().empty()) names.push_back(verb->get_name());
  }
  return names;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

// The first word that is no option, nor the value of the one option that may stand before the verb.
std::string verb_word(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--project")
      ++i;
    else if (!arguments[i].starts_with('-'))
      return arguments[i];
  }
  return "";
}

// The first word that nothing takes. A misspelt option comes before its value: --treshold in "--treshold 5".
std::string unexpected(const CLI::App& app, const CLI::App& verb) {
  const std::vector<std::string> rest = app.remaining(true);
  if (rest.empty()) return "";
  const auto option =
      std::ranges::find_if(rest, [](const std::string& word) { return word.starts_with("-"); });
  if (option == rest.end()) return fmt::format("'{}' was not expected", rest.front());
  const std::string name = option->substr(0, option->find('='));
  std::vector<std::string> known = option_names(verb);
  for (std::string& of_all : option_names(app)) known.push_back(std::move(of_all));
  return fmt::format("{} has no option '{}'{}", verb.get_name(), name, did_you_mean(name, known));
}

}  // namespace

std::string HelpFormatter::make_subcommand(const CLI::App* verb) const {
  const std::string about = wrap(gist(verb->get_description()), kWidth - kNameColumn);
  std::string text;
  for (const std::string& line : split_lines(about)) {
    text += fmt::format("  {:<{}}{}\n", text.empty() ? verb->get_display_name() : "", kNameColumn - 2, line);
  }
  return text;
}

std::string HelpFormatter::make_description(const CLI::App* verb) const {
  const std::string text = wrap(verb->get_description(), kWidth);
  return text.empty() ? text : text + "\n";
}

std::string usage_error(const CLI::App& app, const CLI::ParseError& error,
                        const std::vector<std::string>& arguments) {
  const std::string word = verb_word(arguments);
  const auto verbs = app.get_subcommands([&](const CLI::App* one) { return one->get_name() == word; });
  std::string what, help = "pylonctl --help";
  if (word.empty() && app.remaining(true).empty()) {
    what = "a verb is missing";
  } else if (verbs.empty()) {
    what = word.empty() ? unexpected(app, app)
                        : fmt::format("there is no verb '{}'{}", word, did_you_mean(word, verb_names(app)));
  } else {
    what = unexpected(app, *verbs.front());
    help = fmt::format("pylonctl {} --help", word);
  }
  if (what.empty()) what = error.what();
  return fmt::format("pylonctl: {}\n  to do: see {}\n", shown_lines(what), help);
}

}  // namespace pylon::cli
