// One build step: what it reads, what it runs, where its outputs go. Its key is the hash of everything that
// can change its outputs, and its folder in the store is named by the key ("zlib-0123456789abcdef"): after a
// change it has another folder, so an output that is out of date is never found.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "checkout/library.hpp"

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

// How many digits of a key or digest name a folder or file: enough to tell them apart, short enough to read.
inline constexpr std::size_t kShortKey = 16;

struct Step {
  std::string name;                     // "cpython", "link-lean"
  std::vector<Ingredient> ingredients;  // complete once sealed
  std::vector<StepCommand> commands;
  std::vector<std::filesystem::path> after;  // stamps of the steps it waits for
  std::vector<std::string>
      outputs;            // what must be in its folder at the end; not all of it, and not in the key
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

// Puts a product into the project's artifacts folder: of all that Ninja runs, only this writes outside of the
// store. A release has two: pylon.wasm with lib/, and manifest.json, which waits for the compressed sizes.
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
