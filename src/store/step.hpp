// One build step: what it reads, what it runs, where its outputs go. A step's key is the hash of everything
// that can change its outputs; its folder in the store is named by that key, so a stale output cannot be met.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "checkout/parts.hpp"

namespace pylon {

// Something a step's outputs depend on, by name: {"source", "<sha256>"}. The same list feeds the key and the
// explanation of why a step runs.
struct Ingredient {
  std::string label;
  std::string value;
};

// One program to run. `{out}`, `{work}` and `{pylonctl}` in arguments and values stand for the step's output
// folder, its scratch folder and this very program.
struct StepCommand {
  std::vector<std::string> argv;
  std::map<std::string, std::string> environment;  // besides the fixed one that every step gets
};

// So many digits of a key or digest name a folder or file: enough to tell apart, short enough to read.
inline constexpr std::size_t kShortKey = 16;

struct Step {
  std::string name;                     // "cpython", "link-lean"
  std::vector<Ingredient> ingredients;  // complete once sealed
  std::vector<StepCommand> commands;
  std::vector<std::filesystem::path> after;  // stamps of the steps it waits for
  std::vector<std::string>
      outputs;  // what must be in its folder at the end; not all of it, and not in the key
  bool can_wait = false;  // others have more to come after them (by_urgency()); not in the key

  // Set by seal().
  std::string key;            // SHA-256
  std::filesystem::path out;  // <store>/<name>-<first 16 digits of the key>

  // Of a finished step, from its stamp: how long it took, what it used, and the size of its folder; 0 where
  // the stamp does not say.
  struct Cost {
    std::int64_t wall_us = 0, cpu_us = 0;
    std::uint64_t bytes = 0;
  } cost;

  // Set by finish_step(), for the stamp alone: digest of the list of its files.
  std::string content;

  std::filesystem::path stamp() const { return out / ".done"; }
  std::filesystem::path lock() const { return out.string() + ".lock"; }
};

// Roots that differ between machines; paths below them enter keys by these names only.
struct KeyRoots {
  std::filesystem::path store;
  std::filesystem::path project;
};

// Adds the commands to the ingredients, computes the key and names the output folder.
void seal(Step& step, const KeyRoots& roots);

// The step's specification for the step runner, with `{pylonctl}` left in place, as JSON text; with its
// cost, once that is known.
std::string step_specification(const Step& step);
Step parse_step_specification(const std::string& text, const std::string& name);

// A product that is put into the project's artifacts folder: the only edges whose outputs lie outside the
// store. A release has two: the file with what it needs to run, and the manifest, which has to wait for the
// compressed sizes.
struct Publication {
  std::string variant;
  std::string level;                           // empty: release
  std::string cpython;                         // version
  bool manifest = false;                       // that of the file published before
  std::string key;                             // of what is published; part of the command line
  std::vector<std::filesystem::path> outputs;  // below artifacts/<variant>/
  std::vector<std::filesystem::path> inputs;   // there too: made again when these are
  std::vector<std::filesystem::path> after;    // stamps

  // What Ninja is asked for.
  std::string title() const { return level.empty() ? variant : variant + "-" + level; }
  std::string name() const { return (manifest ? "manifest-" : "publish-") + title(); }
};

// What is to be made, in which order, and where the parts of each variant will lie.
struct Plan {
  std::vector<Step> steps;  // each after everything it waits for
  std::vector<Publication> publications;
  std::map<std::string, VariantParts> parts;  // by Variant::title()
};

}  // namespace pylon
