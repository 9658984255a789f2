#include "judge/runner_packages.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;
using CommandWords = std::vector<std::string>;

constexpr std::string_view kToolchain = "{toolchain}";

std::pair<std::string, std::string> group_and_artifact(const std::string& name) {
  const std::size_t colon = name.find(':');
  return {name.substr(0, colon), name.substr(colon + 1)};
}

void check_pin(const PackageSet& set, const PackagePin& pin, const std::string& where) {
  const bool checked = set.client == "pip" || set.client == "npm" || set.client == "maven";
  if (checked && pin.integrity.empty())
    throw Error(fmt::format("{}: 'integrity' is missing, which {} is checked by", where, set.client));
  if (set.client == "maven" && pin.name.find(':') == std::string::npos)
    throw Error(fmt::format("{}/name: '{}' is no GROUP:ARTIFACT", where, pin.name));
}

// npm fetches what a lock file lists, by name and version, and checks it by the integrity there.
Json npm_lock(const PackageSet& set) {
  Json direct = Json::object(), packages = Json::object();
  for (const PackagePin& pin : set.pins) {
    direct[pin.name] = pin.version;
    packages["node_modules/" + pin.name] = {{"version", pin.version}, {"integrity", pin.integrity}};
  }
  packages[""] = {{"name", set.name}, {"dependencies", direct}};
  return {{"name", set.name}, {"lockfileVersion", 3}, {"requires", true}, {"packages", packages}};
}

std::string requirements(const PackageSet& set) {
  std::string text;
  for (const PackagePin& pin : set.pins)
    text += fmt::format("{}=={} --hash=sha256:{}\n", pin.name, pin.version, pin.integrity);
  return text;
}

std::string pom(const PackageSet& set) {
  std::string dependencies;
  for (const PackagePin& pin : set.pins) {
    const auto [group, artifact] = group_and_artifact(pin.name);
    dependencies += fmt::format(
        "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>\n",
        group, artifact, pin.version);
  }
  return fmt::format(
      "<project><modelVersion>4.0.0</modelVersion><groupId>pylon</groupId><artifactId>{}</artifactId>"
      "<version>1</version>\n<dependencies>\n{}</dependencies></project>\n",
      set.name, dependencies);
}

std::vector<CommandWords> fetch_commands(const PackageSet& set, const std::string& toolchain,
                                         const std::string& folder) {
  std::vector<CommandWords> commands;
  if (set.client == "npm") return {{"npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"}};
  if (set.client == "pip")
    return {{"python3", "-m", "venv", "venv"},
            {"venv/bin/pip", "install", "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r",
             "requirements.txt"}};
  if (set.client == "maven")
    return {{"mvn", "-q", "-B", "dependency:copy-dependencies", "-DexcludeTransitive=true",
             "-DoutputDirectory=jars"}};
  if (set.client == "debian") {
    CommandWords fetch{toolchain + "/debian-suite", set.pins.front().version, "debs"};
    for (const PackagePin& pin : set.pins) fetch.push_back(pin.name);
    return {fetch, {toolchain + "/debian-root", "root", "debs/*.deb"}};
  }
  // Crates for a driver of ours, which `prepare` brings and builds, are a project's dependencies.
  if (set.client == "cargo" && !set.prepare.empty()) {
    CommandWords add{"cargo", "add"};
    for (const PackagePin& pin : set.pins) add.push_back(pin.name + "@=" + pin.version);
    return {{"cargo", "init", "--vcs", "none", "--name", "runner"}, add};
  }
  for (const PackagePin& pin : set.pins) {
    if (set.client == "cargo")
      commands.push_back({"cargo", "install", "--locked", "--root", ".", "--version", pin.version, pin.name});
    else
      commands.push_back(
          {"env", fmt::format("GOBIN={}/bin", folder), "go", "install", pin.name + "@" + pin.version});
  }
  return commands;
}

}  // namespace

PackageSet read_package_set(const std::string& name, const Json& json, const std::string& where) {
  PackageSet set;
  set.name = name;
  set.client = json.at("client");
  set.machine = json.value("machine", "");
  set.prepare = json.value("prepare", std::vector<CommandWords>());
  set.reads = json.value("reads", CommandWords());
  set.text = json.dump();
  for (const Json& pin : json.at("pins")) {
    set.pins.push_back({pin.at("name"), pin.at("version"), pin.value("integrity", "")});
    check_pin(set, set.pins.back(), fmt::format("{}/pins/{}", where, set.pins.size() - 1));
  }
  for (const CommandWords& command : set.prepare) {
    for (const std::string& word : command) {
      if (word.find('{') != std::string::npos && word.find(kToolchain) == std::string::npos)
        throw Error(fmt::format("{}/prepare: '{}' is not known here (known: {})", where, word, kToolchain));
    }
  }
  return set;
}

std::map<std::string, std::string> client_files(const PackageSet& set) {
  if (set.client == "npm") {
    const Json lock = npm_lock(set);
    const Json& root = lock.at("packages").at("");
    return {{"package.json", json_text(root)}, {"package-lock.json", json_text(lock)}};
  }
  if (set.client == "pip") return {{"requirements.txt", requirements(set)}};
  if (set.client == "maven") return {{"pom.xml", pom(set)}};
  return {};
}

std::vector<CommandWords> client_commands(const PackageSet& set, const std::string& toolchain,
                                          const std::string& folder) {
  std::vector<CommandWords> commands = fetch_commands(set, toolchain, folder);
  for (CommandWords command : set.prepare) {
    for (std::string& word : command) {
      if (const std::size_t at = word.find(kToolchain); at != std::string::npos)
        word.replace(at, kToolchain.size(), toolchain);
    }
    commands.push_back(std::move(command));
  }
  return commands;
}

std::map<std::string, std::string> unchecked_files(const PackageSet& set) {
  std::map<std::string, std::string> files;
  if (set.client != "maven") return files;
  for (const PackagePin& pin : set.pins)
    files[fmt::format("jars/{}-{}.jar", group_and_artifact(pin.name).second, pin.version)] = pin.integrity;
  return files;
}

std::string client_advice(const std::string& program) {
  static const std::map<std::string, std::string> kAdvice = {
      {"npm", "apt-get install npm"},
      {"mvn", "apt-get install maven"},
      {"javac", "apt-get install default-jdk-headless"},
      {"cargo", "install Rust, version 1.90 or newer (https://rustup.rs)"},
      {"go", "install Go, version 1.24 or newer (https://go.dev/dl)"},
      {"python3", "apt-get install python3-venv"},
  };
  const auto found = kAdvice.find(program);
  return found == kAdvice.end() ? "install it, or put it on PATH" : found->second;
}

}  // namespace pylon
