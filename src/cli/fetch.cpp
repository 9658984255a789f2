// fetch: brings sources of the lock into the download folder, and proves their digests.
#include "toolchain/fetch.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "checkout/recipe.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "system/files.hpp"
#include "toolchain/sdk.hpp"

namespace pylon::cli {
namespace {

struct FetchFlags {
  std::vector<std::string> names;  // "numpy", "cpython@3.14.10"
  std::vector<std::string> variants;
  std::vector<fs::path> from;
  bool all = false;
  bool offline = false;
  std::string format = "text";
};

// A line that is written over by the next one.
void show_progress(const std::string& line) { fmt::print(stderr, "\r\x1b[K{}", line); }

// "cpython 3.13.15" is what a user writes who does not know the form yet.
void check_form(const std::vector<std::string>& names) {
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    const std::string& version = names[i + 1];
    if (names[i].find('@') != std::string::npos || version.find_first_of("0123456789") != 0) continue;
    throw Error(fmt::format("'{}' is a version and no entry of the lock", version),
                fmt::format("write the version behind the name: pylonctl fetch {}@{}", names[i], version));
  }
}

std::vector<const Source*> wanted_sources(const FetchFlags& options, const Project& project,
                                          const Lock& lock) {
  std::vector<const Source*> wanted;
  check_form(options.names);
  for (const std::string& name : options.names) wanted.push_back(&lock.labelled(name));
  if (options.all) {
    for (const Source& source : lock.sources) {
      if (source.host.empty() || source.host == this_host()) wanted.push_back(&source);
    }
  }
  if (!wanted.empty()) return wanted;
  const Catalog catalog = load_catalog(project);
  std::vector<Variant> variants;
  for (const std::string& name : options.variants.empty() ? variant_names(project) : options.variants) {
    variants.push_back(load_variant(project, catalog, name));
  }
  const SdkList sdks = load_sdks(project.toolchain());
  return needed_sources(project, lock, catalog, variants, assembled_sdk(sdks, lock, cache_root()));
}

nlohmann::json entry_json(const Source& source, const fs::path& path) {
  nlohmann::json entry{{"name", source.name}, {"version", source.version}, {"licence", source.licence},
                       {"file", source.file}, {"path", path.string()},     {"bytes", fs::file_size(path)}};
  if (!source.sha256.empty()) entry["sha256"] = source.sha256;
  return entry;
}

// Fetches all that can be had, and then names all that cannot.
void run_fetch(const FetchFlags& options, const Project& project) {
  const Lock lock = load_lock(project.toolchain());
  FetchOptions fetching = fetch_options(project, options.from, options.offline);
  if (::isatty(STDERR_FILENO) != 0) fetching.progress = show_progress;
  nlohmann::json list = nlohmann::json::array();
  std::vector<std::string> failures;
  const std::vector<const Source*> wanted = wanted_sources(options, project, lock);
  for (const Source* source : wanted) {
    try {
      const fs::path path = fetch(*source, fetching);
      list.push_back(entry_json(*source, path));
      if (options.format == "text")
        print_report(fmt::format("{:<12} {:<18} {}\n", source->name, source->version, path.string()));
    } catch (const Error& error) {
      failures.emplace_back(error.what());
    }
  }
  if (options.format == "json") print_report(json_text({{"sources", list}}));
  if (failures.empty()) return;
  std::string message = fmt::format("{} of {} files could not be had", failures.size(), wanted.size());
  for (const std::string& failure : failures) message += "\n" + failure;
  throw Error(message);
}

}  // namespace

void add_fetch(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<FetchFlags>(
      app, "fetch",
      "Downloads sources into the cache folder and proves their digests against toolchain/lock.json; "
      "without names, all that 'pylonctl build --all' needs. "
      "Each is looked for in local folders first, then in the places that the lock names, in order. "
      "A build fetches what it lacks by itself: this verb is for doing so ahead of time, or by hand.");
  CLI::Option* names =
      verb->add_option("NAME", options->names, "Entries of the lock, as NAME or NAME@VERSION");
  verb->add_option("--variant", options->variants, "What this variant needs (may be given again)")
      ->excludes(names);
  verb->add_flag("--all", options->all, "Every entry of the lock for this machine, all CPython versions too")
      ->excludes(names);
  verb->add_option("--from", options->from,
                   "A folder to look in first (may be given again); also PYLON_SOURCES=A:B")
      ->check(CLI::ExistingDirectory);
  verb->add_flag("--offline", options->offline,
                 "Never touch the network: say what is missing and where to put it");
  add_format(verb, options->format, {"text", "json"});
  verb->footer(
      "Examples:\n  pylonctl fetch\n  pylonctl fetch cpython@3.14.10 --from ~/Downloads\n"
      "  pylonctl fetch wasi-sdk       builds use it from then on (see 'pylonctl doctor')");
  verb->callback([options, &context] { run_fetch(*options, {context.root()}); });
}

}  // namespace pylon::cli
