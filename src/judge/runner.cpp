#include "judge/runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace pylon {

namespace {

using Json = nlohmann::json;
using CommandWords = std::vector<std::string>;
using Values = std::map<std::string, std::string>;

// What may stand between braces, for each template; a list's mark stands alone and becomes any number of
// words.
const CommandWords kCommandValues = {"program", "wasm", "toolchain", "cache"};
const CommandWords kCommandLists = {"mounts", "environment", "memory", "arguments"};
const CommandWords kMountValues = {"host", "guest"};
const CommandWords kVariableValues = {"name", "value"};
const CommandWords kMemoryValues = {"bytes", "pages"};
const CommandWords kCompileValues = {"program", "wasm", "target", "out"};
constexpr std::uint64_t kPage = 65'536;

// Replaces each {name} once, from left to right: what comes in is not looked at again.
std::string filled(const std::string& word, const Values& values) {
  std::string text;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t end = word[at] == '{' ? word.find('}', at) : std::string::npos;
    if (end == std::string::npos) {
      text += word[at++];
      continue;
    }
    text += values.at(word.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return text;
}

void append(CommandWords& argv, const CommandWords& words, const Values& values) {
  for (const std::string& word : words) argv.push_back(filled(word, values));
}

CommandWords placeholders(const std::string& word) {
  CommandWords names;
  for (std::size_t at = 0; (at = word.find('{', at)) != std::string::npos; ++at) {
    if (const std::size_t end = word.find('}', at); end != std::string::npos)
      names.push_back(word.substr(at + 1, end - at - 1));
  }
  return names;
}

bool is_one_of(const CommandWords& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

// `values` may stand anywhere in a word, `lists` alone; each of `needed` must be there.
void check_template(const CommandWords& words, const CommandWords& values, const CommandWords& lists,
                    const CommandWords& needed, const std::string& where) {
  CommandWords seen;
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const std::string& name : placeholders(words[i])) {
      const std::string place = fmt::format("{}/{}", where, i);
      CommandWords known = values;
      known.insert(known.end(), lists.begin(), lists.end());
      if (!is_one_of(known, name)) {
        throw Error(fmt::format("{}: '{}' is not known here (known: {{{}}})", place, "{" + name + "}",
                                join(known, "}, {")));
      }
      if (is_one_of(lists, name) && words[i] != "{" + name + "}")
        throw Error(
            fmt::format("{}: '{}' must stand alone: it becomes several words", place, "{" + name + "}"));
      seen.push_back(name);
    }
  }
  for (const std::string& name : needed) {
    if (!is_one_of(seen, name)) throw Error(fmt::format("{}: '{}' is missing", where, "{" + name + "}"));
  }
}

std::vector<PackageSet> packages_of(const Json& json, const std::map<std::string, PackageSet>& sets,
                                    const std::string& where) {
  std::vector<PackageSet> packages;
  CommandWords names;
  for (const auto& [name, set] : sets) names.push_back(name);
  for (const std::string& name : json.value("packages", CommandWords())) {
    if (!sets.contains(name))
      throw Error(
          fmt::format("{}/packages: '{}' is not in /packages{}", where, name, did_you_mean(name, names)));
    packages.push_back(sets.at(name));
  }
  return packages;
}

Runner read_runner(const std::string& name, const Json& json, const std::map<std::string, PackageSet>& sets,
                   const std::string& where) {
  const auto words = [&](const char* field) { return json.value(field, CommandWords()); };
  Runner runner;
  runner.name = name;
  runner.meaning = json.at("meaning");
  runner.programs = words("programs");
  runner.get = json.at("get");
  runner.version = words("version");
  runner.command = words("command");
  runner.mount = words("mount");
  runner.mount_read_only = json.contains("mount_read_only") ? words("mount_read_only") : runner.mount;
  runner.variable = words("variable");
  runner.memory = words("memory");
  runner.compile = words("compile");
  runner.environment = json.value("environment", Values());
  for (const Json& limit : json.at("limits"))
    runner.limits.push_back({limit.at("text"), limit.value("probe", ""), limit.value("smoke", "")});
  runner.packages = packages_of(json, sets, where);
  runner.time_factor = json.value("time_factor", 1U);
  runner.form = json.value("form", "module");
  CommandWords values = kCommandValues;
  for (const PackageSet& set : runner.packages) values.push_back("got:" + set.name);
  check_template(runner.command, values, kCommandLists,
                 {"program", "wasm", "mounts", "environment", "arguments"}, where + "/command");
  check_template(runner.mount, kMountValues, {}, kMountValues, where + "/mount");
  check_template(runner.mount_read_only, kMountValues, {}, kMountValues, where + "/mount_read_only");
  check_template(runner.variable, kVariableValues, {}, kVariableValues, where + "/variable");
  check_template(runner.memory, kMemoryValues, {}, {}, where + "/memory");
  if (!runner.compile.empty())
    check_template(runner.compile, kCompileValues, {}, kCompileValues, where + "/compile");
  if (runner.command.front() != "{program}" && !placeholders(runner.command.front()).empty())
    throw Error(
        fmt::format("{}/command/0: must be '{{program}}', or a program on PATH that starts it", where));
  if (!runner.compile.empty() && runner.compile.front() != "{program}")
    throw Error(fmt::format("{}/compile/0: must be '{{program}}'", where));
  return runner;
}

// Takes the entries out of the document that the schema forbids: what is wrong with each, by its name. Error
// for what is wrong elsewhere.
std::map<std::string, std::string> take_broken(Json& document, const Json& schema, const std::string& name) {
  std::map<std::string, std::string> broken;
  try {
    validate_json(document, schema, name);
    return broken;
  } catch (const Error&) {
    if (!document.is_object() || !document.value("runners", Json()).is_object()) throw;
  }
  Json alone = document;
  for (const auto& [key, json] : document.at("runners").items()) {
    alone["runners"] = Json::object();
    alone["runners"][key] = json;
    try {
      validate_json(alone, schema, name);
    } catch (const Error& error) {
      broken[key] = error.message();
    }
  }
  for (const auto& [key, problem] : broken) document["runners"].erase(key);
  if (document["runners"].empty()) throw Error(broken.begin()->second);
  validate_json(document, schema, name);
  return broken;
}

}  // namespace

const Runner& Runners::at(const std::string& name) const {
  const std::string& wanted = name.empty() ? standard : name;
  if (const auto found = broken.find(wanted); found != broken.end()) throw Error(found->second);
  CommandWords names;
  for (const Runner& runner : list) {
    if (runner.name == wanted) return runner;
    names.push_back(runner.name);
  }
  throw Error(fmt::format("there is no runner '{}'{}", wanted, did_you_mean(wanted, names)),
              fmt::format("name one of {}, or describe it in toolchain/runners.json", join(names, ", ")));
}

Runners parse_runners(std::string_view text, std::string_view schema, const std::string& name) {
  Json document = parse_json(text, name);
  Runners runners;
  runners.broken = take_broken(document, parse_json(schema, "runners.schema.json"), name);
  runners.standard = document.at("default");
  std::map<std::string, PackageSet> sets;
  const Json packages = document.value("packages", Json::object());
  for (const auto& [key, json] : packages.items())
    sets[key] = read_package_set(key, json, fmt::format("{}: /packages/{}", name, key));
  for (const auto& [key, json] : document.at("runners").items()) {
    try {
      runners.list.push_back(read_runner(key, json, sets, fmt::format("{}: /runners/{}", name, key)));
    } catch (const Error& error) {
      runners.broken[key] = error.message();
    }
  }
  with_context(fmt::format("{}: /default", name), [&] { return runners.at(""); });
  return runners;
}

std::vector<std::string> runner_command(const Runner& runner, const GuestRun& run) {
  Values values = {
      {"program", run.program}, {"wasm", run.wasm}, {"toolchain", run.toolchain}, {"cache", run.cache}};
  for (const auto& [name, folder] : run.got) values["got:" + name] = folder;
  CommandWords argv;
  for (const std::string& word : runner.command) {
    if (word == "{mounts}") {
      for (const Mount& mount : run.mounts) {
        append(argv, mount.writable ? runner.mount : runner.mount_read_only,
               {{"host", mount.host}, {"guest", mount.guest}});
      }
    } else if (word == "{environment}") {
      for (const auto& [name, value] : run.environment)
        append(argv, runner.variable, {{"name", name}, {"value", value}});
    } else if (word == "{memory}") {
      if (run.memory > 0) {
        append(argv, runner.memory,
               {{"bytes", std::to_string(run.memory)}, {"pages", std::to_string(run.memory / kPage)}});
      }
    } else if (word == "{arguments}") {
      argv.insert(argv.end(), run.arguments.begin(), run.arguments.end());
    } else {
      argv.push_back(filled(word, values));
    }
  }
  return argv;
}

std::vector<std::string> compile_command(const Runner& runner, const GuestCompilation& compilation) {
  CommandWords argv;
  append(argv, runner.compile,
         {{"program", compilation.program},
          {"wasm", compilation.wasm},
          {"target", compilation.target},
          {"out", compilation.out}});
  return argv;
}

bool loses_output(const std::vector<ProbeResult>& results) {
  return std::ranges::any_of(results, &ProbeResult::lost_output);
}

std::string lost_output_advice(const Runner& runner) {
  if (runner.name == "pylon-launch")
    return "pylon-launch built against composectl older than 80f82012: build it again with that or a newer "
           "one";
  return fmt::format(
      "{} ends before it has written all that it was given: use another version of it or "
      "another runner (a pylon-launch built against composectl older than 80f82012 does the same)",
      runner.name);
}

bool runners_are_good(const std::vector<ProbedRunner>& probed, const std::string& needed) {
  return std::ranges::all_of(probed, [&](const ProbedRunner& one) {
    if (!one.problem.empty()) return false;
    if (one.program.empty()) return one.runner.name != needed;
    return std::ranges::none_of(one.results,
                                [](const ProbeResult& result) { return result.state == ProbeState::kBad; });
  });
}

}  // namespace pylon
