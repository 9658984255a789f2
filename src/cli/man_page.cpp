// Hidden verb: prints the manual page, made from the same table of verbs and options as --help.
#include <fmt/format.h>

#include "base/text.hpp"
#include "cli/verbs.hpp"

namespace pylon::cli {
namespace {

// Text as troff reads it back: see groff_man(7), "Portability".
std::string escaped(const std::string& text) {
  const std::string out = replaced(text, {{'\\', "\\e"}, {'-', "\\-"}, {'\'', "\\(aq"}});
  return out.starts_with('.') ? "\\&" + out : out;
}

// Lines one by one, so that none begins as a request of troff does.
std::string paragraph(const std::string& text) {
  std::string out;
  for (const std::string& line : split_lines(text))
    out += escaped(line.substr(std::min(line.find_first_not_of(' '), line.size()))) + "\n";
  return out;
}

std::string verbatim(const std::string& text) {
  std::string out = ".nf\n";
  for (const std::string& line : split_lines(text)) out += escaped(line) + "\n";
  return out + ".fi\n";
}

std::string options_text(const CLI::App& app) {
  std::string text;
  for (const CLI::Option* option : app.get_options()) {
    const bool positional = option->nonpositional() == false;
    std::string names = option->get_name(positional, !positional);
    if (!option->get_type_name().empty() && !positional) names += " " + option->get_type_name();
    std::string about = option->get_description();
    if (!option->get_default_str().empty()) about += " (default: " + option->get_default_str() + ")";
    text += fmt::format(".TP\n\\fB{}\\fR\n{}", escaped(names), paragraph(about));
  }
  return text;
}

std::string verb_text(const CLI::App& verb) {
  return fmt::format(".SS {}\n{}{}.PP\n{}", verb.get_name(), paragraph(verb.get_description()),
                     options_text(verb), verbatim(verb.get_footer()));
}

std::string man_page(const CLI::App& app) {
  std::string text = fmt::format(
      ".TH PYLONCTL 1 \"\" \"pylonctl {}\" \"User Commands\"\n.SH NAME\npylonctl \\- {}\n"
      ".SH SYNOPSIS\n.B pylonctl\n.RI [ options ] \" VERB \" [ arguments ]\n.SH DESCRIPTION\n{}",
      PYLON_VERSION, "builds CPython into one WebAssembly file, in variants",
      paragraph(app.get_description()));
  text += ".SH OPTIONS\n" + options_text(app) + ".SH VERBS\n";
  for (const CLI::App* verb :
       app.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); }))
    text += verb_text(*verb);
  return text + ".SH EXAMPLES\n" + verbatim(app.get_footer()) +
         ".SH EXIT STATUS\n.TP\n0\nyes\n.TP\n1\nno: a check failed\n.TP\n2\n"
         "could not decide: bad input, missing tool, failed build\n"
         ".SH ENVIRONMENT\n.TP\nXDG_CACHE_HOME\nits folder pylon holds downloads and the store of finished "
         "steps\n"
         ".TP\nWASI_SDK_PATH, PYLON_SDK\nwhich SDK to build with\n.TP\nPYLON_SOURCES\nfolders to look for "
         "sources in\n"
         ".TP\nSOURCE_DATE_EPOCH\nthe time that releases and records carry\n.TP\nNO_COLOR\nno colours\n";
}

}  // namespace

void add_man_page(CLI::App& app, Context&) {
  CLI::App* verb = app.add_subcommand("man-page", "Prints the manual page")->group("");
  verb->callback([&app] { print_text(man_page(app)); });
}

}  // namespace pylon::cli
