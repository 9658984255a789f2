#include "run/got_packages.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <algorithm>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"
#include "system/process.hpp"

namespace pylon {
namespace {

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
