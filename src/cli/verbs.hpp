// One function per verb: binds the verb's options to a struct and its run function to the application.
// A run function returns the exit code (0 yes, 1 no, 2 could not decide) through Context::exit_code.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace pylon::cli {

struct Context {
  std::filesystem::path project;       // --project; empty: the current folder or the nearest one above it
  std::vector<std::string> arguments;  // of this run, as they were given
  int exit_code = 0;

  // The project's root; Error when there is none.
  std::filesystem::path root() const;
};

// Error when what was printed did not arrive: a full disk behind standard output must not look like success.
void flush_output();

// Prints on standard output what is for a program, or escapes its names itself, as it is. Error as above.
void print_text(std::string_view text);

// Prints a report on standard output as shown_report() shows it: no name in it can steer a terminal.
void print_report(const std::string& report);

// Says on standard error, where errors are looked for whatever the format, why there is no answer about `of`.
// Nothing is said when `why` is empty.
void tell_undecided(const std::string& of, const std::string& why);

// Whether standard output is a terminal that colours are wanted on (NO_COLOR, TERM=dumb).
bool wants_colours();

void add_list(CLI::App& app, Context& context);
void add_doctor(CLI::App& app, Context& context);
void add_fetch(CLI::App& app, Context& context);
void add_setup(CLI::App& app, Context& context);
void add_build(CLI::App& app, Context& context);
void add_update(CLI::App& app, Context& context);
void add_smoke(CLI::App& app, Context& context);
void add_runners(CLI::App& app, Context& context);
void add_conformance(CLI::App& app, Context& context);
void add_manifest(CLI::App& app, Context& context);
void add_pack(CLI::App& app, Context& context);
void add_why(CLI::App& app, Context& context);
void add_audit(CLI::App& app, Context& context);
void add_gate(CLI::App& app, Context& context);
void add_advisories(CLI::App& app, Context& context);
void add_baseline(CLI::App& app, Context& context);
void add_diff(CLI::App& app, Context& context);
void add_report(CLI::App& app, Context& context);
void add_lint(CLI::App& app, Context& context);
void add_release(CLI::App& app, Context& context);
void add_verify(CLI::App& app, Context& context);
void add_clean(CLI::App& app, Context& context);
void add_store(CLI::App& app, Context& context);
void add_completion(CLI::App& app, Context& context);

// Hidden: called by the build of this program.
void add_man_page(CLI::App& app, Context& context);
// Hidden: called by Ninja.
void add_step(CLI::App& app, Context& context);
void add_publish(CLI::App& app, Context& context);
void add_action(CLI::App& app, Context& context);

}  // namespace pylon::cli
