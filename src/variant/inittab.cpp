// Reads config.c, which makesetup writes, and compares it with what the variant asks for: makesetup loses a
// module without a word when a line in a Setup file is not quite right.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/error.hpp"
#include "variant/module_needs.hpp"
#include "variant/setup_local.hpp"

namespace pylon {
namespace {

constexpr std::string_view kTable = "_PyImport_Inittab[]";

[[noreturn]] void fail(const std::string& what) {
  throw Error("config.c: " + what, "is this the file that CPython's makesetup wrote from config.c.in?");
}

// The table's text without comments, from behind its opening brace.
std::string table_text(std::string_view config_c) {
  std::string text;
  for (std::size_t i = 0; i < config_c.size();) {
    const std::string_view rest = config_c.substr(i);
    if (rest.starts_with("/*")) {
      const std::size_t end = rest.find("*/", 2);
      if (end == std::string_view::npos) fail("a comment has no end");
      i += end + 2;
    } else if (rest.starts_with("//")) {
      i += std::min(rest.find('\n'), rest.size());
    } else {
      text += config_c[i++];
    }
  }
  const std::size_t table = text.find(kTable);
  if (table == std::string::npos) fail(fmt::format("there is no table {}", kTable));
  const std::size_t brace = text.find('{', table);
  if (brace == std::string::npos) fail(fmt::format("the table {} has no entries", kTable));
  return text.substr(brace + 1);
}

std::string listed(const std::string& title, const std::map<std::string, std::string>& modules) {
  std::string text;
  for (const auto& [name, why] : modules) text += fmt::format("\n  {} {}: {}", title, name, why);
  return text;
}

std::string why_missing(const Module& module, const std::set<std::string>& provided) {
  if (!module.stock)
    return fmt::format("Setup.local names it for package '{}', but makesetup lost it", module.package);
  if (provided.contains(module.name)) return "CPython's Setup files name it, but makesetup lost it";
  return "CPython as configured does not build it";
}

std::string why_surplus(const std::string& name, const Variant& variant,
                        const std::set<std::string>& provided) {
  for (const ModuleChoice& choice : variant.modules) {
    if (choice.module->name != name) continue;
    if (choice.kept) return "the registry module adds it a second time";
    return who_drops(choice);
  }
  return provided.contains(name)
             ? "CPython builds it, but Modules/catalog.json has no such module for this version"
             : "Modules/catalog.json has no such module for this version";
}

}  // namespace

std::vector<std::string> inittab_names(std::string_view config_c) {
  const std::string text = table_text(config_c);
  std::vector<std::string> names;
  for (std::size_t at = 0;;) {
    const std::size_t open = text.find_first_of("{}", at);
    if (open == std::string::npos || text[open] == '}')
      fail("the table of built-in modules has no last entry {0, 0}");
    const std::size_t close = text.find('}', open);
    const std::size_t first = text.find_first_not_of(" \t\r\n", open + 1);
    if (close == std::string::npos || first >= close)
      fail("an entry of the table of built-in modules is cut off");
    if (text[first] != '"') return names;  // the sentinel
    const std::size_t quote = text.find('"', first + 1);
    if (quote >= close) fail("a name in the table of built-in modules has no closing quote");
    names.push_back(text.substr(first + 1, quote - first - 1));
    at = close + 1;
  }
}

std::vector<std::string> registered_modules(const Variant& variant) {
  std::vector<std::string> names;
  for (const ModuleChoice& choice : variant.modules) {
    if (choice.kept && !choice.module->stock) names.push_back(choice.module->name);
  }
  return names;
}

std::vector<std::string> built_in_modules(std::string_view config_c,
                                          const std::vector<std::string>& registered) {
  std::vector<std::string> names = inittab_names(config_c);
  names.insert(names.end(), registered.begin(), registered.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

void check_inittab(std::string_view config_c, const Variant& variant,
                   const std::vector<std::string>& provided) {
  const std::set<std::string> stock(provided.begin(), provided.end());
  std::map<std::string, std::string> missing, surplus, twice;
  std::set<std::string> names;
  for (const std::string& name : inittab_names(config_c)) {
    if (!names.insert(name).second) twice[name] = "it stands in the table twice";
  }
  std::set<std::string> wanted{std::string(kRegistryModule)};
  if (!names.contains(std::string(kRegistryModule)))
    missing[std::string(kRegistryModule)] = "Setup.local names it, but makesetup lost it";
  for (const ModuleChoice& choice : variant.modules) {
    const Module& module = *choice.module;
    if (!choice.kept || !makesetup_adds(module)) continue;
    wanted.insert(module.name);
    if (names.contains(module.name) || (module.optional && !stock.contains(module.name))) continue;
    missing[module.name] = why_missing(module, stock);
  }
  for (const std::string& name : names) {
    if (!wanted.contains(name)) surplus[name] = why_surplus(name, variant, stock);
  }
  if (missing.empty() && surplus.empty() && twice.empty()) return;
  throw Error(fmt::format("config.c does not hold what variant '{}' asks for:{}{}{}", variant.name,
                          listed("missing", missing), listed("surplus", surplus), listed("double", twice)));
}

}  // namespace pylon
