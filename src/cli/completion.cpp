// completion: prints a shell's completion script, made from the same table of verbs and options as --help.
#include <fmt/format.h>

#include <memory>

#include "base/text.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"

namespace pylon::cli {
namespace {

using Apps = std::vector<const CLI::App*>;

Apps verbs_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); });
}

std::string verb_words(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* verb : verbs_of(app)) names.push_back(verb->get_name());
  return join(names, " ");
}

std::string option_words(const CLI::App& verb) {
  std::string words;
  for (const CLI::Option* option : verb.get_options()) {
    for (const std::string& name : option->get_lnames()) words += (words.empty() ? "--" : " --") + name;
  }
  return words;
}

// What may stand for a value, as words of a shell: "text json" from the braces in an option's type (see
// one_of()), or what a verb lists ("$(pylonctl list …)"). "" for anything else: shells then offer files.
// `module_of`: the shell's word for the variant that stands before a module.
std::string value_words(const CLI::Option& option, const std::string& module_of) {
  const std::string type =
      option.get_positional() ? option.get_name(true) + " " + option.get_type_name() : option.get_type_name();
  const std::size_t open = type.find('{'), close = type.find('}');
  if (open != std::string::npos && close != std::string::npos && open < close) {
    std::string words = type.substr(open + 1, close - open - 1);
    for (char& c : words) c = c == ',' ? ' ' : c;
    return words;
  }
  const auto lists = [](const std::string& what) { return "$(pylonctl list " + what + " 2>/dev/null)"; };
  if (type.find("MODULE") != std::string::npos) return lists("--modules " + module_of + " --names");
  if (type.find("VARIANT") != std::string::npos) return lists("--names");
  return type.find("RUNNER") != std::string::npos ? lists("--runners") : "";
}

bool takes_value(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

// `"build --format") words="text json" ;;`, also for options whose values are files: nothing is offered then.
std::string value_cases(const CLI::App& app) {
  std::string text;
  for (const CLI::App* verb : verbs_of(app)) {
    for (const CLI::Option* option : verb->get_options()) {
      if (option->get_positional() || !takes_value(*option)) continue;
      for (const std::string& name : option->get_lnames())
        text += fmt::format("    \"{} --{}\") words=\"{}\" ;;\n", verb->get_name(), name,
                            value_words(*option, "\"$variant\""));
    }
  }
  return text;
}

// The options of a verb, and what stands at its first and at later places.
std::string verb_cases(const CLI::App& app) {
  std::string text;
  for (const CLI::App* verb : verbs_of(app)) {
    std::vector<std::string> places;
    bool repeats = false;
    for (const CLI::Option* option : verb->get_options()) {
      if (!option->get_positional()) continue;
      places.push_back(value_words(*option, "\"$variant\""));
      repeats = option->get_items_expected_max() > 1;
    }
    const std::string first = places.empty() ? "" : places.front();
    const std::string second = places.size() > 1 ? places[1] : repeats ? first : "";
    text += fmt::format("    {}) options=\"{}\" first='{}' second='{}' ;;\n", verb->get_name(),
                        option_words(*verb), first, second);
  }
  return text;
}

std::string bash_script(const CLI::App& app) {
  return fmt::format(R"sh(# bash completion for pylonctl; use: source <(pylonctl completion bash)
_pylonctl() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}
  local verb= variant= words= options= first= second= place=0 i
  # bash takes --format=json for three words
  if [ "$word" = "=" ]; then word=; elif [ "$before" = "=" ]; then before=${{COMP_WORDS[COMP_CWORD-2]}}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${{COMP_WORDS[i]}} in
      --project) ((i++)) ;;
      -*|=) ;;
      *) if [ -z "$verb" ]; then verb=${{COMP_WORDS[i]}}; else ((place++)); [ -n "$variant" ] || variant=${{COMP_WORDS[i]}}; fi ;;
    esac
  done
  COMPREPLY=()
  if [ "$before" = --project ]; then return; fi
  if [ -z "$verb" ]; then COMPREPLY=($(compgen -W "{0} --help --version --project" -- "$word")); return; fi
  case "$verb $before" in
{1}    *) before= ;;
  esac
  if [ -z "$before" ]; then
    case $verb in
{2}    esac
    if [[ $word == -* ]]; then words=$options
    elif [ "$place" = 0 ]; then eval "words=\"$first\""
    else eval "words=\"$second\""
    fi
  fi
  [ -z "$words" ] || COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _pylonctl pylonctl
)sh",
                     verb_words(app), value_cases(app), verb_cases(app));
}

std::string zsh_script(const CLI::App& app) {
  return "#compdef pylonctl\n# zsh completion for pylonctl; use: source <(pylonctl completion zsh)\n"
         "autoload -U +X bashcompinit && bashcompinit\n" +
         bash_script(app);
}

// A line in single quotes, for fish.
std::string quoted(const std::string& text) {
  return "'" + replaced(text, {{'\'', "\\'"}, {'\\', "\\\\"}, {'\n', " "}}) + "'";
}

// The first sentence is enough for a list.
std::string gist(const std::string& text) { return text.substr(0, text.find_first_of(".:;\n")); }

std::string fish_option(const CLI::Option& option, const std::string& verb) {
  std::string text;
  for (const std::string& name : option.get_lnames()) {
    text += fmt::format("complete -c pylonctl -n '__fish_seen_subcommand_from {}' -l {} -d {}", verb, name,
                        quoted(gist(option.get_description())));
    const std::string words = value_words(option, "(commandline -opc)[3]");
    if (takes_value(option)) text += words.empty() ? " -r -F" : " -x -a " + quoted(words);
    text += "\n";
  }
  return text;
}

std::string fish_script(const CLI::App& app) {
  std::string text =
      "# fish completion for pylonctl; use: pylonctl completion fish | source\ncomplete -c pylonctl -f\n";
  for (const CLI::App* verb : verbs_of(app)) {
    const std::string name = verb->get_name();
    text += fmt::format("complete -c pylonctl -n __fish_use_subcommand -a {} -d {}\n", name,
                        quoted(gist(verb->get_description())));
    for (const CLI::Option* option : verb->get_options()) {
      if (!option->get_positional()) {
        text += fish_option(*option, name);
        continue;
      }
      const std::string words = value_words(*option, "(commandline -opc)[3]");
      text += fmt::format("complete -c pylonctl -n '__fish_seen_subcommand_from {}' {}\n", name,
                          words.empty() ? "-F" : "-a " + quoted(words));
    }
  }
  // What fish runs stands in parentheses without a dollar sign.
  for (std::size_t at = 0; (at = text.find("$(pylonctl", at)) != std::string::npos;) text.erase(at, 1);
  return text;
}

}  // namespace

void add_completion(CLI::App& app, Context&) {
  auto shell = std::make_shared<std::string>();
  CLI::App* verb = app.add_subcommand("completion", "Prints the completion script of a shell");
  verb->add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(one_of({"bash", "zsh", "fish"}));
  verb->footer("Example:\n  source <(pylonctl completion bash)");
  verb->callback([shell, &app] {
    const auto script = *shell == "bash" ? bash_script : *shell == "zsh" ? zsh_script : fish_script;
    print_text(script(app));
  });
}

}  // namespace pylon::cli
