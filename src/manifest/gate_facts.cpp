#include "manifest/gate_facts.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "variant/module_needs.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

class Comparison {
 public:
  void value(const std::string& path, const Json& built, const Json& wanted) {
    if (built != wanted) facts_.push_back({path, word(built), word(wanted)});
  }

  // Two objects, member by member.
  void members(const std::string& path, const Json& built, const Json& wanted) {
    for (const auto& [key, value] : wanted.items())
      this->value(path + "/" + key, built.value(key, Json()), value);
    for (const auto& [key, value] : built.items()) {
      if (!wanted.contains(key)) this->value(path + "/" + key, value, Json());
    }
  }

  std::vector<StaleFact> take() { return std::move(facts_); }

 private:
  static std::string word(const Json& value) {
    if (value.is_null()) return "nothing";
    return value.is_string() ? value.get<std::string>()
                             : value.dump(-1, ' ', true, Json::error_handler_t::replace);
  }

  std::vector<StaleFact> facts_;
};

// Patch by patch, by its digest: what it is for stands in there, and is long.
void compare_patches(const Json& built, const Json& wanted, Comparison& comparison) {
  const auto by_file = [](const Json& list, const char* field) {
    Json all = Json::object();
    for (const Json& patch : list) all[patch.at("file").get_ref<const std::string&>()] = patch.at(field);
    return all;
  };
  const bool same_bytes = by_file(built, "sha256") == by_file(wanted, "sha256");
  const char* const field = same_bytes ? "reason" : "sha256";
  comparison.members("/inputs/patches", by_file(built, field), by_file(wanted, field));
}

// Of an optional module CPython's configure decides, not the variant.
void compare_modules(const Json& manifest, const Variant& variant, Comparison& comparison) {
  const auto built_in = manifest.at("modules").at("built_in").get<std::vector<std::string>>();
  for (const ModuleChoice& choice : variant.modules) {
    const bool built = std::ranges::find(built_in, choice.module->name) != built_in.end();
    if (built == choice.kept || (choice.kept && choice.module->optional)) continue;
    comparison.value("/modules/built_in/" + choice.module->name, built ? "built in" : "absent",
                     choice.kept ? "built in" : absence_of(choice));
  }
}

void compare_memory(const Json& manifest, const Variant& variant, Comparison& comparison) {
  const Json& memory = manifest.at("memory");
  comparison.value("/memory/stack_bytes", memory.value("stack_bytes", Json()), variant.stack_bytes);
  // A snapshot has as much memory as it uses.
  if (memory.at("memories").empty() || variant.snapshot) return;
  const auto pages = memory.at("memories").front().at("initial_pages").get<std::uint64_t>();
  comparison.value("/memory/memories/0", pages * memory.at("page_bytes").get<std::uint64_t>(),
                   variant.initial_memory_bytes);
}

// A top-level name that the variant leaves out; one within a package cannot be seen in a manifest.
void compare_library(const Json& manifest, const Variant& variant, Comparison& comparison) {
  const Json& modules = manifest.at("stdlib").at("modules");
  comparison.value("/stdlib/pyc", manifest.at("stdlib").value("pyc", Variant().pyc), variant.pyc);
  for (const auto& [path, reason] : variant.stdlib_exclude) {
    const std::string name = path.ends_with(".py") ? path.substr(0, path.size() - 3) : path;
    if (modules.contains(name)) comparison.value("/stdlib/modules/" + name, "there", "left out: " + reason);
  }
}

}  // namespace

std::vector<StaleFact> stale_facts(const Json& manifest, const Json& known, const Variant& variant) {
  Comparison comparison;
  Json built = manifest.at("identity"), wanted = known.at("identity");
  for (Json* identity : {&built, &wanted}) identity->erase("git");
  comparison.members("/identity", built, wanted);
  for (const char* key : {"sources", "flags"})
    comparison.members(std::string("/inputs/") + key, manifest.at("inputs").at(key),
                       known.at("inputs").at(key));
  compare_patches(manifest.at("inputs").at("patches"), known.at("inputs").at("patches"), comparison);
  comparison.value("/inputs/cpython_profile", manifest.at("inputs").value("cpython_profile", Json()),
                   known.at("inputs").value("cpython_profile", Json()));
  comparison.value("/inputs/tools/binaryen", manifest.at("inputs").at("tools").value("binaryen", Json()),
                   known.at("inputs").at("tools").at("binaryen"));
  compare_modules(manifest, variant, comparison);
  compare_memory(manifest, variant, comparison);
  compare_library(manifest, variant, comparison);
  return comparison.take();
}

}  // namespace pylon
