#include "variant/setup_local.hpp"

#include <fmt/format.h>

#include "base/shown.hpp"
#include "base/text.hpp"
#include "variant/module_needs.hpp"

namespace pylon {
namespace {

// Everything below writes makesetup's language. Its traps decide the form: a line with `=` outside a comment
// becomes a Make variable, a dotted name is a "bad word", a relative .o becomes a .c, and a misspelt tag is
// taken for a module. So a module line holds plain names, the C file and $(…_LIBS) variables, nothing else.

std::string libs_variable(const std::string& package) {
  std::string name = package;
  for (char& letter : name)
    letter = letter == '-' ? '_' : static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 32 : letter);
  return name + "_LIBS";
}

std::string counted(std::size_t count, const std::string& noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

// "# text" lines of at most 100 columns. What ends a line for anybody ends a word here: text may hold
// anything, and what follows a line end would be a line of makesetup's. A backslash at a line's end would
// join the next one to the comment.
std::string comment(std::string text, const std::string& indent = "") {
  for (char& each : text) {
    if (static_cast<unsigned char>(each) < 0x20 || each == 0x7F) each = ' ';
  }
  std::string lines, line = "#" + indent;
  for (std::string word : split_words(shown(text))) {
    if (word.ends_with('\\')) word += ".";
    if (line.size() + 1 + word.size() > 100) {
      lines += line + "\n";
      line = "#" + indent;
    }
    line += " " + word;
  }
  return lines + line + "\n";
}

using Modules = std::vector<const Module*>;

// Kept third-party modules by package.
std::map<std::string, Modules> kept_packages(const Variant& variant) {
  std::map<std::string, Modules> packages;
  for (const ModuleChoice& choice : variant.modules) {
    if (choice.kept && !choice.module->stock) packages[choice.module->package].push_back(choice.module);
  }
  return packages;
}

// Dropped modules by the sentence that says who dropped them and why. What no file asks for or drops is not
// named: another package in the catalogue changes nothing here.
std::map<std::string, Modules> dropped(const Variant& variant, bool stock) {
  std::map<std::string, Modules> groups;
  for (const ModuleChoice& choice : variant.modules) {
    // CPython builds its own modules unless they stand under *disabled*, whoever left them out.
    if (choice.kept || choice.module->stock != stock || (!stock && choice.not_asked())) continue;
    const std::string key = stock ? "" : choice.module->package + ", ";
    groups[key + absence_of(choice)].push_back(choice.module);
  }
  return groups;
}

std::string header(const Variant& variant, const std::map<std::string, Modules>& packages) {
  std::string make = "make";
  for (const auto& [package, modules] : packages) make += fmt::format(" {}=\"...\"", libs_variable(package));
  std::string text = fmt::format(
      "# Setup.local of the variant '{}': what is built in besides, or without, CPython's own modules.\n",
      variant.name);
  text += comment(variant.description);
  text += "#\n";
  text +=
      comment(fmt::format("Written by `pylonctl setup {}` from {} and Modules/catalog.json. Do not edit; "
                          "`pylonctl setup --check` tells when it is stale.",
                          variant.name, join(variant.files, ", ")));
  text += "#\n";
  text +=
      comment(fmt::format("`pylonctl build {0}` gives it to CPython's makesetup, "
                          "and takes the archives from the catalogue. CPython's own build takes it too: "
                          "Setup.local goes into Modules/ of the build folder, {1} into "
                          "Modules/ of the source, and make is told where the archives named below are:",
                          variant.name, kRegistryFile));
  return text + "#   " + make + "\n";
}

std::string package_section(const Package& package, const Modules& modules) {
  std::string text = "\n" + comment(fmt::format("{} ({}): {}.", package.name, package.licence,
                                                counted(modules.size(), "module")));
  std::vector<std::string> archives;
  for (const Module* module : modules) {
    archives.insert(archives.end(), module->archives.begin(), module->archives.end());
    text += fmt::format("#   {}\n", module->name);
  }
  archives.insert(archives.end(), package.archives.begin(), package.archives.end());
  for (const std::string& library : package.libraries) archives.push_back("-l" + library);
  text += comment(fmt::format("{}: {}", libs_variable(package.name), join(archives, " ")));
  for (const Module* module : modules) {
    if (makesetup_adds(*module)) text += fmt::format("{} $({})\n", module->name, libs_variable(package.name));
  }
  return text;
}

std::string dropped_section(const Variant& variant) {
  std::string text;
  for (const auto& [why, modules] : dropped(variant, false)) {
    text += "\n" + comment(why);
    for (const Module* module : modules) text += fmt::format("#   {}\n", module->name);
  }
  return text;
}

std::string disabled_section(const Variant& variant) {
  const std::map<std::string, Modules> groups = dropped(variant, true);
  if (groups.empty())
    return "\n# None of CPython's own modules is dropped: there is no *disabled* section.\n";
  std::string text = "\n*disabled*\n";
  for (const auto& [why, modules] : groups) {
    text += "\n" + comment("CPython's own, " + why);
    for (const Module* module : modules) text += module->name + "\n";
  }
  return text;
}

}  // namespace

bool makesetup_adds(const Module& module) {
  return module.stock ||
         (module.name.find('.') == std::string::npos && module.init == "PyInit_" + module.name);
}

std::string active_lines(std::string_view setup_local) {
  std::string active;
  for (const std::string& line : split_lines(std::string(setup_local))) {
    const std::string kept = join(split_words(line.substr(0, line.find('#'))), " ");
    if (!kept.empty()) active += kept + "\n";
  }
  return active;
}

std::string setup_local(const Variant& variant, const Catalog& catalog) {
  const std::map<std::string, Modules> packages = kept_packages(variant);
  std::string text = header(variant, packages) + "\n*static*\n";
  std::string line = fmt::format("{} {}", kRegistryModule, kRegistryFile);
  for (const auto& [name, modules] : packages) {
    text += package_section(*catalog.find_package(name), modules);
    line += fmt::format(" $({})", libs_variable(name));
  }
  text +=
      "\n" + comment(
                 "makesetup takes no dots in names. The registry module puts dotted ones into the table of "
                 "built-in modules before Python starts, and tells Python which variant this is.");
  text += line + "\n";
  return text + dropped_section(variant) + disabled_section(variant);
}

}  // namespace pylon
