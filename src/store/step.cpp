#include "store/step.hpp"

#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace pylon {
namespace {

// A part of every key. Raise it when the runner's fixed environment, or what it does with folders, changes.
constexpr std::string_view kRunnerVersion = "1";

std::string without_roots(const std::string& text, const KeyRoots& roots) {
  // The store may lie inside the project, so it goes first.
  return replace_all(replace_all(text, roots.store.string(), "{store}"), roots.project.string(), "{project}");
}

std::string command_text(const StepCommand& command, const KeyRoots& roots) {
  std::string text;
  for (const auto& [name, value] : command.environment)
    text += name + "=" + without_roots(value, roots) + '\n';
  for (const std::string& word : command.argv) text += without_roots(word, roots) + '\n';
  return text;
}

}  // namespace

void seal(Step& step, const KeyRoots& roots) {
  for (const StepCommand& command : step.commands) {
    step.ingredients.push_back({"command", command_text(command, roots)});
  }
  Sha256 hash;
  const auto add = [&](std::string_view label, std::string_view value) {
    // Lengths keep neighbours apart: ("ab", "c") and ("a", "bc") must differ.
    hash.update(std::to_string(label.size()) + ":" + std::to_string(value.size()) + ":");
    hash.update(label);
    hash.update(value);
  };
  add("runner", kRunnerVersion);
  add("step", step.name);
  for (const Ingredient& ingredient : step.ingredients) add(ingredient.label, ingredient.value);
  step.key = hash.hex();
  step.out = roots.store / (step.name + "-" + step.key.substr(0, kShortKey));
}

std::string step_specification(const Step& step) {
  nlohmann::ordered_json document{{"name", step.name}, {"key", step.key}, {"out", step.out.string()}};
  for (const StepCommand& command : step.commands) {
    document["commands"].push_back({{"argv", command.argv}, {"environment", command.environment}});
  }
  for (const auto& [label, value] : step.ingredients) document["ingredients"].push_back({label, value});
  document["outputs"] = step.outputs;
  if (step.can_wait) document["can_wait"] = true;
  if (!step.content.empty()) document["content"] = step.content;
  if (const Step::Cost& cost = step.cost; cost.wall_us > 0)
    document["cost"] = {{"wall_us", cost.wall_us}, {"cpu_us", cost.cpu_us}, {"bytes", cost.bytes}};
  return document.dump(1) + "\n";
}

Step parse_step_specification(const std::string& text, const std::string& name) {
  const nlohmann::json document = parse_json(text, name);
  Step step;
  step.name = document.at("name");
  step.key = document.at("key");
  step.out = document.at("out").get<std::string>();
  // A step that only needs others has neither.
  for (const auto& command : document.value("commands", nlohmann::json::array())) {
    step.commands.push_back({command.at("argv"), command.at("environment")});
  }
  for (const auto& ingredient : document.value("ingredients", nlohmann::json::array())) {
    step.ingredients.push_back({ingredient.at(0), ingredient.at(1)});
  }
  step.outputs = document.value("outputs", step.outputs);
  step.can_wait = document.value("can_wait", false);
  if (const auto cost = document.find("cost"); cost != document.end())
    step.cost = {cost->at("wall_us"), cost->at("cpu_us"), cost->value("bytes", std::uint64_t{0})};
  return step;
}

}  // namespace pylon
