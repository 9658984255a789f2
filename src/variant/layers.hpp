// The files of a variant's chain of `extends`, and what they amount to together.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "variant/variant.hpp"

namespace pylon {

// One file of the chain: `lean` in variants/lean.json.
struct Layer {
  std::string name;
  std::string file;
  nlohmann::json fields;
};

struct Drop {
  std::string reason, file;
};

// What the layers amount to, applied parent first.
struct Merged {
  std::map<std::string, std::string> packages;       // name -> file that asks for it
  std::map<std::string, Drop> drops;                 // package or module
  std::map<std::string, std::string> keeps;          // module -> file
  nlohmann::json fields = nlohmann::json::object();  // all else, child over parent
};

// The variant's own file first, then its parent, and so on. Error at a circle, an unknown name or what the
// schema forbids.
std::vector<Layer> read_chain(const std::string& name, const ReadVariant& read,
                              const std::vector<std::string>& known, const nlohmann::json& schema);

// Error at an unknown package or module, and where a file asks for what it drops.
Merged merge(const std::vector<Layer>& chain, const Catalog& catalog);

std::vector<std::string> package_names(const Catalog& catalog);

}  // namespace pylon
