#include "toolchain/places.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"
#include "system/process.hpp"

namespace pylon {
namespace {

constexpr std::chrono::seconds kTimeLimit{600};

// The Python that unearth chooses files for: new enough for every package, since only sources and files for
// any Python are taken.
constexpr const char* kPythonVersion = "3.14";

std::string run(const Command& command) {
  try {
    const Outcome outcome = run_process(command);
    if (outcome.ok()) return {};
    return fs::path(command.argv.front()).filename().string() + ": " + outcome.description() + ": " +
           reason_of(outcome.output);
  } catch (const Error& error) {
    return error.message();
  }
}

// Debian's word for a host of the lock.
std::string architecture(const std::string& host) { return host == "arm64-linux" ? "arm64" : "amd64"; }

std::string get_debian(const Place& place, const Source& source, const fs::path& to,
                       const fs::path& toolchain) {
  Command command;
  command.argv = {(toolchain / "debian-suite").string()};
  if (!source.host.empty() && source.host != this_host())
    command.argv.insert(command.argv.end(), {"--arch", architecture(source.host)});
  if (place.kind == "debian-source") command.argv.emplace_back("--source");
  const std::string version = place.version.empty() ? "" : "=" + place.version;
  command.argv.insert(command.argv.end(), {place.suite, to.string(), place.package + version});
  command.time_limit = kTimeLimit;
  return run(command);
}

std::string get_pypi(const Place& place, const Source& source, const fs::path& to, const fs::path& programs) {
  Command command;
  command.argv = unearth_command(programs);
  command.argv.emplace_back(source.file.ends_with(".whl") ? "--only-binary" : "--no-binary");
  command.argv.push_back("--download=" + to.string());
  command.argv.push_back(place.package + "==" + place.version);
  command.time_limit = kTimeLimit;
  return run(command);
}

std::string get_crate(const Place& place, const fs::path& to, const fs::path& toolchain) {
  Command command;
  command.argv = {(toolchain / "crate").string(), place.package, place.version, to.string()};
  command.time_limit = kTimeLimit;
  return run(command);
}

}  // namespace

std::vector<std::string> unearth_command(const fs::path& programs) {
  const fs::path own = programs / "unearth";
  std::vector<std::string> argv{!programs.empty() && fs::exists(own) ? own.string() : "unearth",
                                "--python-version=" + std::string(kPythonVersion)};
  const std::string index = environment("PIP_INDEX_URL");
  if (!index.empty()) argv.push_back("--index-url=" + index);
  return argv;
}

// apt ends with "Failed to fetch some archives" and has said why above it.
std::string reason_of(std::string_view output) {
  std::string last = "it printed nothing";
  for (const std::string& line : split_lines(output)) {
    if (line.starts_with("E: ")) return line.substr(3);
    if (!split_words(line).empty()) last = line;
  }
  return last;
}

ListedArchive listed_archive(const Place& place, const fs::path& toolchain) {
  Command command;
  command.argv = {(toolchain / "debian-suite").string(), "--addresses"};
  if (place.kind == "debian-source") command.argv.emplace_back("--source");
  const std::string version = place.version.empty() ? "" : "=" + place.version;
  command.argv.insert(command.argv.end(), {place.suite, place.package + version});
  command.separate_errors = true;
  command.time_limit = kTimeLimit;
  const Outcome outcome = run_process(command);
  const std::vector<std::string> words = split_words(outcome.output.substr(0, outcome.output.find('\n')));
  if (outcome.ok() && words.size() == 2) return {words[0], words[1]};
  throw Error(place.label() + ": debian-suite: " + outcome.description() + ": " + reason_of(outcome.errors));
}

std::string get_package(const Place& place, const Source& source, const fs::path& to,
                        const fs::path& toolchain, const fs::path& programs) {
  if (place.kind == "pypi") return get_pypi(place, source, to, programs);
  if (place.kind == "crate") return get_crate(place, to, toolchain);
  return get_debian(place, source, to, toolchain);
}

}  // namespace pylon
