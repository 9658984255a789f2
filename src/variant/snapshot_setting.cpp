#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/error.hpp"
#include "variant/variant.hpp"

namespace pylon {
namespace {

// What an import of these makes depends on the start, and such is never in a snapshot. The build would find
// that out too, and much later.
constexpr std::array<std::string_view, 6> kPerStart{"logging", "multiprocessing", "random",
                                                    "secrets", "tempfile",        "uuid"};

}  // namespace

void check_snapshot(const Variant& variant) {
  if (!variant.snapshot) return;
  const std::string& file = variant.files.front();
  if (!variant.library.is_inside())
    throw Error(file + ": /snapshot: it is taken without any folder, so the library has to be inside",
                "add \"library\": {\"where\": \"inside\"}");
  for (std::size_t i = 0; i < variant.snapshot->size(); ++i) {
    const std::string& name = variant.snapshot->at(i);
    const std::string path = fmt::format("{}: /snapshot/{}: ", file, i);
    if (std::ranges::find(kPerStart, name.substr(0, name.find('.'))) != kPerStart.end())
      throw Error(
          fmt::format(
              "{}'{}' cannot be in a snapshot: what it makes when it is imported belongs to one start", path,
              name),
          "leave it out: a program that imports it gets it as ever");
    const auto choice = std::ranges::find_if(
        variant.modules, [&](const ModuleChoice& each) { return each.module->name == name; });
    if (choice != variant.modules.end() && !choice->kept)
      throw Error(fmt::format("{}the module '{}' is not there: {}", path, name, choice->reason),
                  "keep it, or leave it out here");
  }
}

}  // namespace pylon
