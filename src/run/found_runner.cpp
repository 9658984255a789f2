#include "run/found_runner.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <algorithm>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "checkout/artifact.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"
#include "wasm/component.hpp"
#include "wasm/library_segment.hpp"

namespace pylon {
namespace {

constexpr std::chrono::seconds kVersionLimit{20};
// What a runtime may need beside the guest's memory: its compiler, and the code that it makes.
constexpr std::uint64_t kOwnMemory = std::uint64_t{2} << 30U;
constexpr std::uint64_t kOutputLimit = std::uint64_t{64} << 20U;

// The first path (in the order of names) that `pattern` describes below `folder`.
std::optional<fs::path> first_match(const fs::path& folder, const fs::path& pattern) {
  std::vector<fs::path> found{folder};
  for (const fs::path& part : pattern) {
    std::vector<fs::path> next;
    for (const fs::path& base : found) {
      if (part.native().find_first_of("*?") == std::string::npos) {
        next.push_back(base / part);
        continue;
      }
      std::error_code error;
      for (fs::directory_iterator entry(base, error), end; !error && entry != end; entry.increment(error)) {
        if (glob_matches(part.native(), entry->path().filename().native())) next.push_back(entry->path());
      }
    }
    found = std::move(next);
  }
  std::ranges::sort(found);
  for (const fs::path& path : found) {
    if (find_program(path.string())) return path;
  }
  return std::nullopt;
}

// A set that the command names must be there; of others the program alone may come, or be there without them.
bool is_needed(const Runner& runner, const PackageSet& set) {
  const std::string mark = "{got:" + set.name + "}";
  return std::ranges::any_of(runner.command,
                             [&](const std::string& word) { return word.find(mark) != std::string::npos; });
}

// "wasmi/bin/wasmi_cli": a path in the folder of a package set.
std::optional<fs::path> look_in_packages(const Runner& runner, const std::string& path,
                                         const RunnerPlaces& places) {
  for (const PackageSet& set : runner.packages) {
    if (!path.starts_with(set.name + "/") || !has_packages(set, places.toolchain, places.cache)) continue;
    return first_match(package_folder(set, places.toolchain, places.cache), path.substr(set.name.size() + 1));
  }
  return std::nullopt;
}

std::optional<fs::path> look(const Runner& runner, const std::string& place, const RunnerPlaces& places) {
  const std::size_t colon = place.find(':');
  const std::string kind = place.substr(0, colon), rest = place.substr(colon + 1);
  if (kind == "venv") return first_match(places.venv, rest);
  if (kind == "home") return first_match(environment("HOME"), rest);
  if (kind == "path") return find_program(rest);
  if (kind == "got") return look_in_packages(runner, rest, places);
  const std::string path = environment(rest.c_str());
  if (path.empty()) return std::nullopt;
  if (const auto program = find_program(path)) return program;
  throw Error(fmt::format("{} is '{}', which cannot be run", rest, path), "correct it, or unset " + rest);
}

std::string version_in_output(const std::string& output) {
  for (const std::string& word : split_words(split_lines(output + "\n").front())) {
    const std::size_t digit = word.find_first_of("0123456789");
    if (digit <= 1 && word.find('.') != std::string::npos) return word.substr(digit);
  }
  return "";
}

// The caller's PATH and home, the runner's own variables, and nothing else: what a smoke says must not depend
// on who starts it.
std::map<std::string, std::string> runtime_environment(const Runner& runner) {
  std::map<std::string, std::string> environment = runner.environment;
  for (const char* name : {"PATH", "HOME", "XDG_CACHE_HOME", "TMPDIR"}) {
    if (const std::string value = pylon::environment(name); !value.empty()) environment.emplace(name, value);
  }
  return environment;
}

// Whether the file holds files of its own library, so that it needs no lib/.
bool has_library_inside(const fs::path& wasm) {
  if (!fs::exists(wasm)) return false;
  const MappedFile file(wasm);
  try {
    const wasm::Bytes module = wasm::main_module(file.bytes());
    const auto segment = wasm::find_library_segment(module);
    if (!segment) return false;
    const wasm::Bytes image = module.subspan(segment->offset, segment->size);
    return std::ranges::any_of(image, [](std::uint8_t byte) { return byte != 0; });
  } catch (const Error&) {
    return false;  // the runtime says what is wrong with the file
  }
}

using Words = std::vector<std::string>;

constexpr const char* kFinished = "finished";
constexpr std::chrono::seconds kLimit{3600};  // of each command: Cargo compiles

void check_machine(const PackageSet& set) {
  utsname machine{};
  ::uname(&machine);
  if (set.machine.empty() || set.machine == machine.machine) return;
  throw Error(fmt::format("the packages of {} are pinned for {}, and this is {}", set.name, set.machine,
                          machine.machine),
              fmt::format("add its packages to /packages/{} in toolchain/runners.json", set.name));
}

// "debs/*.deb" becomes the files of that name, sorted.
Words with_files(const fs::path& folder, const Words& command) {
  Words words;
  for (const std::string& word : command) {
    if (!word.ends_with("/*.deb")) {
      words.push_back(word);
      continue;
    }
    for (const fs::path& path : list_tree(folder / fs::path(word).parent_path())) {
      if (path.extension() == ".deb") words.push_back((fs::path(word).parent_path() / path).string());
    }
  }
  return words;
}

void run_client(const PackageSet& set, const fs::path& folder, Words words) {
  words = with_files(folder, words);
  const std::string program = words.front();
  // A program that an earlier command made; find_program() knows nothing of `folder`.
  if (program.find('/') != std::string::npos && fs::path(program).is_relative())
    words.front() = (folder / program).string();
  else if (!find_program(program))
    throw Error(fmt::format("{} is needed to get {}, and is not on this machine", program, set.name),
                client_advice(program));
  Command command;
  command.argv = words;
  command.folder = folder;
  command.time_limit = kLimit;
  const Outcome outcome = run_process(command);
  if (outcome.ok()) return;
  Words lines = split_lines(outcome.output);
  if (lines.size() > 20) lines.erase(lines.begin(), lines.end() - 20);
  throw Error(
      fmt::format("{} could not be had: '{}' ended with {}:\n{}", set.name, quote_command(words),
                  outcome.description(), join(lines, "\n")),
      fmt::format(
          "{} asks the registry that its own configuration names; mend what it says, and run this again",
          set.client));
}

void check_files(const PackageSet& set, const fs::path& folder) {
  for (const auto& [path, sha256] : unchecked_files(set)) {
    if (!fs::exists(folder / path))
      throw Error(fmt::format("{} did not bring {} of {}", set.client, path, set.name),
                  "its version is pinned in toolchain/runners.json: does the registry have it?");
    if (const std::string is = file_sha256(folder / path); is != sha256)
      throw Error(
          fmt::format("{} of {} has SHA-256 {}, and toolchain/runners.json says {}", path, set.name, is,
                      sha256),
          "somebody changed it on the way, or the pin is wrong: use it in neither case before you know");
  }
}

}  // namespace

RunnerPlaces places_of(const fs::path& venv, const fs::path& toolchain) {
  return {fs::absolute(venv), fs::absolute(toolchain), fs::absolute(cache_root() / "runners")};
}

std::optional<FoundRunner> find_runner(const Runner& runner, const RunnerPlaces& places) {
  for (const PackageSet& set : runner.packages) {
    if (is_needed(runner, set) && !has_packages(set, places.toolchain, places.cache)) return std::nullopt;
  }
  for (const std::string& place : runner.programs) {
    const std::optional<fs::path> program = look(runner, place, places);
    if (!program) continue;
    FoundRunner found{runner, places, fs::absolute(*program), ""};
    if (runner.version.empty() && !runner.packages.empty()) {
      found.version = runner.packages.front().pins.front().version;
      return found;
    }
    Command command;
    command.argv = runner.version;
    command.argv.insert(command.argv.begin(), found.program.string());
    command.environment = runtime_environment(runner);
    command.time_limit = kVersionLimit;
    command.output_limit = kOutputLimit;
    if (const Outcome outcome = run_process(command); outcome.ok())
      found.version = version_in_output(outcome.output);
    return found;
  }
  return std::nullopt;
}

Looked look_for(const Runner& runner, const RunnerPlaces& places) {
  try {
    return {find_runner(runner, places), ""};
  } catch (const Error& error) {
    return {std::nullopt, error.message()};
  }
}

FoundRunner wanted_runner(const RunnerPlaces& places, const std::string& name) {
  const Runners runners = load_runners(places.toolchain);
  const Runner& runner = runners.at(name);
  if (auto found = find_runner(runner, places)) return *found;
  throw Error(fmt::format("{} is not on this machine", runner.name), runner.get);
}

std::string form_problem(const Runner& runner, const fs::path& artifact) {
  const fs::path wasm = artifact / "pylon.wasm";
  if (runner.form == "either" || !fs::exists(wasm)) return "";
  const bool component = wasm::is_component(MappedFile(wasm).bytes());
  if (component == (runner.form == "component")) return "";
  return fmt::format("{} runs {}s alone, and {} is a {}", runner.name, runner.form,
                     (artifact.filename() / "pylon.wasm").string(), component ? "component" : "module");
}

std::string form_advice(const Runner& runner) {
  return runner.form == "component"
             ? "make a component (docs/COMPONENT.md: variants/boxed.json, pylonctl build boxed), and name that variant"
             : "take --runner wasmtime, which runs both; or name a variant that is no component";
}

void need_form(const Runner& runner, const fs::path& artifact) {
  const std::string problem = form_problem(runner, artifact);
  if (!problem.empty()) throw Error(problem, form_advice(runner));
}

Command guest_command(const FoundRunner& found, const fs::path& artifact, GuestRun run) {
  run.program = found.program.string();
  run.wasm = (artifact / "pylon.wasm").string();
  run.toolchain = found.places.toolchain.string();
  run.cache = (found.places.cache / found.runner.name).string();
  for (const PackageSet& set : found.runner.packages)
    run.got[set.name] = package_folder(set, found.places.toolchain, found.places.cache).string();
  // A file with its library inside runs as it is given to users: alone.
  if (!has_library_inside(artifact / "pylon.wasm"))
    run.mounts.insert(run.mounts.begin(), {(artifact / "lib").string(), "/lib", false});
  Command command;
  command.argv = runner_command(found.runner, run);
  command.environment = runtime_environment(found.runner);
  command.separate_errors = true;
  command.output_limit = kOutputLimit;
  if (run.memory > 0) command.memory_limit = run.memory + kOwnMemory;
  return command;
}

fs::path package_folder(const PackageSet& set, const fs::path& toolchain, const fs::path& cache) {
  std::string key = set.text;
  for (const std::string& path : set.reads) key += "\n" + file_sha256(toolchain / path);
  return cache / "got" / fmt::format("{}-{}", set.name, sha256_hex(key).substr(0, 12));
}

bool has_packages(const PackageSet& set, const fs::path& toolchain, const fs::path& cache) {
  return fs::exists(package_folder(set, toolchain, cache) / kFinished);
}

fs::path get_packages(const PackageSet& set, const fs::path& toolchain, const fs::path& cache,
                      const std::function<void(const Words&)>& say) {
  check_machine(set);
  const fs::path folder = package_folder(set, toolchain, cache);
  fs::create_directories(folder.parent_path());
  const FileLock lock(folder.string() + ".lock");
  if (fs::exists(folder / kFinished)) return folder;
  // Made where it stays: virtual environments and Debian's programs hold their own path.
  remove_tree(folder);
  for (const auto& [name, text] : client_files(set)) write_file(folder / name, text);
  fs::create_directories(folder);
  for (const Words& command : client_commands(set, toolchain.string(), folder.string())) {
    say(command);
    run_client(set, folder, command);
  }
  check_files(set, folder);
  write_file(folder / kFinished, set.text + "\n");
  return folder;
}

}  // namespace pylon
