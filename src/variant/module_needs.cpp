#include "variant/module_needs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"

namespace pylon {
namespace {

// "'a'", "'a' and 'b'", "'a', 'b' and 'c'".
std::string quoted(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const char* before = i == 0 ? "" : i + 1 == names.size() ? " and " : ", ";
    text += fmt::format("{}'{}'", before, names[i]);
  }
  return text;
}

bool needs(const Module& module, const std::string& name) {
  return std::ranges::find(module.needs, name) != module.needs.end();
}

// Kept modules that need `name` themselves, sorted.
std::vector<const Module*> direct_users(const Variant& variant, const std::string& name) {
  std::vector<const Module*> users;
  for (const ModuleChoice& choice : variant.modules) {
    if (choice.kept && needs(*choice.module, name)) users.push_back(choice.module);
  }
  return users;
}

// All that would have to go with `name`: who needs it, who needs those, and so on.
std::set<std::string> all_users(const Variant& variant, const std::string& name) {
  std::set<std::string> users;
  std::vector<std::string> open{name};
  while (!open.empty()) {
    const std::string next = open.back();
    open.pop_back();
    for (const Module* user : direct_users(variant, next)) {
      if (users.insert(user->name).second) open.push_back(user->name);
    }
  }
  return users;
}

// "the modules 'nanoarrow._array' and 'nanoarrow._buffer'"; of a package with many, the package stands for
// them.
std::string described(const std::vector<const Module*>& users) {
  std::vector<std::string> names;
  for (const Module* user : users) names.push_back(user->name);
  constexpr std::size_t kShown = 4;
  if (names.size() <= kShown)
    return fmt::format("the module{} {}", names.size() == 1 ? "" : "s", quoted(names));
  const std::size_t more = names.size() - kShown;
  names.resize(kShown);
  return fmt::format("the modules {} and {} more", fmt::join(names, ", "), more);
}

// Which entry of which file leaves the module out.
std::string place(const ModuleChoice& choice) {
  if (choice.dropped.empty()) return choice.file + ": /packages: ";
  return fmt::format("{}: /drop/{}: ", choice.file, choice.dropped);
}

// What brings the module back in the variant's own file.
std::string mend(const Variant& variant, const ModuleChoice& choice) {
  const Module& module = *choice.module;
  const bool package_there = std::ranges::find(variant.packages, module.package) != variant.packages.end();
  if (!choice.dropped.empty() && choice.file == variant.files.front())
    return fmt::format("take '{}' out of /drop", choice.dropped);
  if (!package_there) return fmt::format("add the package '{}' to /packages", module.package);
  return fmt::format("add '{}' to /keep", module.name);
}

}  // namespace

void check_module_needs(const Variant& variant) {
  for (const ModuleChoice& choice : variant.modules) {
    if (choice.kept) continue;
    const std::string& name = choice.module->name;
    const std::vector<const Module*> users = direct_users(variant, name);
    if (users.empty()) continue;
    const std::set<std::string> all = all_users(variant, name);
    throw Error(
        fmt::format("{}{} need{} '{}'{}", place(choice), described(users), users.size() == 1 ? "s" : "", name,
                    choice.dropped.empty() ? fmt::format(", whose package '{}' is not among the packages",
                                                         choice.module->package)
                                           : ""),
        fmt::format("{} in {}, or drop all that need{} it: {}", mend(variant, choice), variant.files.front(),
                    all.size() == 1 ? "s" : "", fmt::join(all, ", ")));
  }
}

std::string absence_of(const ModuleChoice& choice) {
  if (choice.not_asked()) return "not asked for: " + choice.reason;
  return fmt::format("dropped by {}: {}", choice.file, choice.reason);
}

std::string who_drops(const ModuleChoice& choice) {
  if (choice.not_asked()) return absence_of(choice);
  return fmt::format("{} drops it: {}", choice.file, choice.reason);
}

void check_required_modules(const Variant& variant) {
  if (variant.abstract) return;
  const auto origin = variant.gate.origins.find("/gate/require_modules");
  for (const std::string& glob : variant.gate.require_modules) {
    for (const ModuleChoice& choice : variant.modules) {
      if (choice.kept || choice.dropped.empty() || !glob_matches(glob, choice.module->name)) continue;
      throw Error(fmt::format("{}the gate requires '{}' ('{}' in /gate/require_modules of {})", place(choice),
                              choice.module->name, glob, origin->second),
                  fmt::format("{}, or give {} a /gate/require_modules of its own without it",
                              mend(variant, choice), variant.files.front()));
    }
  }
}

}  // namespace pylon
