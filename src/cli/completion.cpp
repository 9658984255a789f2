// completion: prints a shell's completion script, made from the same table of verbs and options as --help.
#include <fmt/format.h>

#include <functional>
#include <memory>

#include "base/text.hpp"
#include "cli/verbs.hpp"

namespace pylon::cli {
namespace {

std::vector<std::string> verb_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* verb :
       app.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); })) {
    names.push_back(verb->get_name());
  }
  return names;
}

std::vector<std::string> option_names(const CLI::App& verb) {
  std::vector<std::string> names;
  for (const CLI::Option* option : verb.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// A `case` branch for each verb: `build) words="--all --plan …" ;;`
std::string cases(const CLI::App& app) {
  std::string text;
  for (const std::string& name : verb_names(app)) {
    text +=
        fmt::format("    {}) words=\"{}\" ;;\n", name, join(option_names(*app.get_subcommand(name)), " "));
  }
  return text;
}

std::string bash_script(const CLI::App& app) {
  return fmt::format(R"sh(# bash completion for pylonctl; use: source <(pylonctl completion bash)
_pylonctl() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} words=
  case ${{COMP_WORDS[1]}} in
{}    *) words="{} --help --version --project" ;;
  esac
  [ "$COMP_CWORD" -gt 1 ] && words="$words $(pylonctl list --names 2>/dev/null)"
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _pylonctl pylonctl
)sh",
                     cases(app), join(verb_names(app), " "));
}

std::string zsh_script(const CLI::App& app) {
  return "#compdef pylonctl\n# zsh completion for pylonctl; use: source <(pylonctl completion zsh)\n"
         "autoload -U +X bashcompinit && bashcompinit\n" +
         bash_script(app);
}

std::string fish_script(const CLI::App& app) {
  std::string text =
      "# fish completion for pylonctl; use: pylonctl completion fish | source\ncomplete -c pylonctl -f\n";
  for (const std::string& name : verb_names(app)) {
    const CLI::App* verb = app.get_subcommand(name);
    text += fmt::format("complete -c pylonctl -n __fish_use_subcommand -a {} -d \"{}\"\n", name,
                        verb->get_description());
    for (const std::string& option : option_names(*verb)) {
      text += fmt::format("complete -c pylonctl -n \"__fish_seen_subcommand_from {}\" -l {}\n", name,
                          option.substr(2));
    }
  }
  return text +
         "complete -c pylonctl -n \"not __fish_use_subcommand\" -a \"(pylonctl list --names 2>/dev/null)\"\n";
}

}  // namespace

void add_completion(CLI::App& app, Context&) {
  auto shell = std::make_shared<std::string>();
  CLI::App* verb = app.add_subcommand("completion", "Prints the completion script of a shell");
  verb->add_option("SHELL", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  verb->footer("Example:\n  source <(pylonctl completion bash)");
  verb->callback([shell, &app] {
    const auto script = *shell == "bash" ? bash_script : *shell == "zsh" ? zsh_script : fish_script;
    fmt::print("{}", script(app));
  });
}

}  // namespace pylon::cli
