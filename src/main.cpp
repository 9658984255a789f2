// pylonctl: builds CPython statically into one WebAssembly file, in variants, and makes its size and contents
// something people can trust. Here: the table of verbs, and what an error becomes.
#include <fmt/format.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <clocale>
#include <cstdio>
#include <exception>
#include <iostream>
#include <memory>
#include <system_error>

#include "base/error.hpp"
#include "base/shown.hpp"
#include "cli/help.hpp"
#include "cli/verbs.hpp"

namespace {

// Standard error may be full or closed; fmt::print would throw once more, and end the program by a signal.
void complain(const std::string& text) { std::fputs(text.c_str(), stderr); }

// What is asked for does not go by unseen: in `verify FILE --key "$KEY"` a KEY that is not set is no key, and
// must not mean that none was asked for, nor in `report lean "$OTHER"`. What Ninja calls is another matter.
void refuse_empty_values(CLI::App& verb) {
  for (CLI::Option* option : verb.get_options()) {
    if (option->get_items_expected_max() > 0)
      option->check([](const std::string& value) { return value.empty() ? "its value is empty" : ""; });
  }
  for (CLI::App* below : verb.get_subcommands({})) {
    if (!below->get_group().empty()) refuse_empty_values(*below);
  }
}

}  // namespace

int main(int argc, char** argv) {
  ::umask(::umask(0) | 022);  // nobody else may write what is built here, whatever the caller allows
  // Libarchive takes names of files for the user's character set; in archives they are UTF-8, whoever reads
  // them.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  pylon::cli::Context context;
  context.arguments.assign(argv + 1, argv + argc);
  CLI::App app{"Builds CPython into one WebAssembly file, in variants, and says what is in it.", "pylonctl"};
  app.formatter(std::make_shared<pylon::cli::HelpFormatter>());  // the verbs inherit it
  app.set_version_flag("--version", "pylonctl " PYLON_VERSION);
  app.add_option("--project", context.project,
                 "The checkout to work on (default: this folder or one above it)");
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(
      "Examples:\n"
      "  pylonctl build --all          build every variant\n"
      "  pylonctl build lean --plan    show the steps, run nothing\n"
      "  pylonctl doctor               what is here, what is missing\n"
      "Exit codes: 0 yes, 1 no (a check failed), 2 could not decide (bad input, missing tool, "
      "failed build).");

  // What a user does, in the order of a first day.
  pylon::cli::add_doctor(app, context);
  pylon::cli::add_list(app, context);
  pylon::cli::add_setup(app, context);
  pylon::cli::add_fetch(app, context);
  pylon::cli::add_build(app, context);
  pylon::cli::add_smoke(app, context);
  pylon::cli::add_runners(app, context);
  pylon::cli::add_conformance(app, context);
  pylon::cli::add_manifest(app, context);
  pylon::cli::add_pack(app, context);
  pylon::cli::add_why(app, context);
  pylon::cli::add_audit(app, context);
  pylon::cli::add_gate(app, context);
  pylon::cli::add_advisories(app, context);
  pylon::cli::add_baseline(app, context);
  pylon::cli::add_diff(app, context);
  pylon::cli::add_report(app, context);
  pylon::cli::add_lint(app, context);
  pylon::cli::add_update(app, context);
  pylon::cli::add_release(app, context);
  pylon::cli::add_verify(app, context);
  pylon::cli::add_clean(app, context);
  pylon::cli::add_store(app, context);
  pylon::cli::add_completion(app, context);
  // What the build of this program calls.
  pylon::cli::add_man_page(app, context);
  // What Ninja calls.
  pylon::cli::add_step(app, context);
  pylon::cli::add_publish(app, context);
  pylon::cli::add_action(app, context);

  refuse_empty_values(app);
  try {
    try {
      app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      if (error.get_exit_code() != 0) {
        complain(pylon::cli::usage_error(app, error, context.arguments));
        return 2;
      }
      app.exit(error);  // help or the version, which was asked for
    }
    pylon::cli::flush_output();
  } catch (const pylon::Error& error) {
    complain(fmt::format("pylonctl: {}\n", pylon::shown_lines(error.what())));
    return 2;
  } catch (const std::system_error& error) {
    const std::string advice = pylon::system_advice(error.code().value());
    complain(fmt::format("pylonctl: {}\n  to do: {}\n", pylon::shown_lines(error.what()),
                         !advice.empty() ? advice : "the system refused it; is the folder yours?"));
    return 2;
  } catch (const std::exception& error) {
    complain(
        fmt::format("pylonctl: unexpected: {}\n  to do: this is a defect of pylonctl; please report it\n",
                    pylon::shown_lines(error.what())));
    return 2;
  }
  return context.exit_code;
}
