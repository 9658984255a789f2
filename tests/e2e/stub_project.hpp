// A small project for end-to-end tests: the real pylonctl and the real Ninja over the recipes of
// tests/e2e/stub, which take milliseconds. The linked file is a real, tiny WebAssembly module.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "../unit/scratch_folder.hpp"
#include "system/process.hpp"

namespace pylon {

class StubProject {
 public:
  // Lays the project out in a new folder of this name, its cache beside it, and runs `pylonctl setup`.
  explicit StubProject(std::string name = "project");

  // A run of `pylonctl ARGUMENTS` in the project that has not started yet.
  Command command(std::vector<std::string> arguments) const;
  Outcome run(std::vector<std::string> arguments) const { return run_process(command(std::move(arguments))); }

  fs::path operator/(const std::string& relative) const { return root() / relative; }
  fs::path root() const { return scratch_ / name_; }
  fs::path cache() const { return scratch_ / (name_ + " cache"); }
  fs::path store() const { return cache() / "pylon/store"; }

  // Replaces `from`, which must occur, in a file of the project.
  void edit(const std::string& file, const std::string& from, const std::string& to) const;

  // Digest of everything that was published.
  std::string artifacts() const { return tree_sha256(root() / "artifacts"); }

 private:
  std::string name_;
  ScratchFolder scratch_;
};

}  // namespace pylon
