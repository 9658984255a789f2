#include "stub_project.hpp"

#include <cstdlib>
#include <stdexcept>

#include "base/text.hpp"

namespace pylon {

StubProject::StubProject(std::string name) : name_(std::move(name)) {
  const fs::path source = PYLON_SOURCE_DIR;
  copy_tree(source / "tests/e2e/stub", root());
  for (const std::string& file : split_lines(read_file(source / "tests/e2e/stub/shared-files.txt")))
    fs::copy_file(source / file, root() / file);
  if (const Outcome outcome = run({"setup"}); !outcome.ok())
    throw std::runtime_error("setup: " + outcome.output);
}

Command StubProject::command(std::vector<std::string> arguments) const {
  Command command;
  command.argv = std::move(arguments);
  command.argv.insert(command.argv.begin(), PYLONCTL);
  command.environment = {{"PATH", std::getenv("PATH")}, {"XDG_CACHE_HOME", cache().string()}};
  command.folder = root();
  command.time_limit = std::chrono::seconds(120);
  return command;
}

void StubProject::edit(const std::string& file, const std::string& from, const std::string& to) const {
  std::string text = read_file(root() / file);
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error(file + " does not hold " + from);
  write_file(root() / file, text.replace(at, from.size(), to));
}

}  // namespace pylon
