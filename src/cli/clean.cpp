// clean: removes what build made in this checkout; with --store also the shared outputs of finished steps.
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/shown.hpp"
#include "checkout/project.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "store/store.hpp"
#include "system/files.hpp"

namespace pylon::cli {
namespace {

struct CleanOptions {
  bool store = false;
  std::string keep;
  int older_than = 0;  // days; 0: not asked for
  bool dry_run = false;
  bool downloads = false;
};

void remove_and_say(const fs::path& path) {
  if (!fs::exists(fs::symlink_status(path))) return;
  remove_tree(path);
  fmt::print(stderr, "removed {}\n", shown(path.string()));
}

// Only the store, and of it only what no checkout needs.
void prune(const CleanOptions& options) {
  StoreBound bound;
  if (!options.keep.empty()) bound.bytes = parse_size(options.keep, "--keep");
  if (options.older_than > 0) bound.older_than = std::chrono::hours(24 * options.older_than);
  const std::string text =
      pruned_text(prune_store(cache_root() / "store", bound, options.dry_run), options.dry_run, true);
  fmt::print(stderr, "{}", text.empty() ? "nothing to remove from the store\n" : text);
}

// artifacts/<variant>/baseline.json is committed and stays.
void run_clean(const CleanOptions& options, const Project& project) {
  const FileLock lock(project.build() / "lock");
  std::error_code error;
  for (fs::directory_iterator variant(project.artifacts(), error), end; !error && variant != end;
       variant.increment(error)) {
    if (!variant->is_directory()) continue;
    for (const fs::directory_entry& entry : fs::directory_iterator(variant->path())) {
      if (entry.path().filename() != "baseline.json") remove_and_say(entry.path());
    }
  }
  remove_and_say(project.build());
  if (options.store) remove_and_say(cache_root() / "store");
  if (options.downloads) remove_and_say(cache_root() / "downloads");
}

}  // namespace

void add_clean(CLI::App& app, Context& context) {
  const auto [verb, options] =
      add_verb<CleanOptions>(app, "clean", "Removes the artifacts and build files of this checkout");
  verb->add_flag("--store", options->store,
                 "Also remove the cache of finished steps, which other checkouts share");
  auto* keep =
      verb->add_option("--keep", options->keep,
                       "With --store, and nothing else: remove finished steps, least recently used first, "
                       "until SIZE (20G, 500M) remains; those that a checkout needs stay")
          ->type_name("SIZE");
  auto* older =
      verb->add_option("--older-than", options->older_than,
                       "With --store, and nothing else: remove steps that no build asked for in DAYS")
          ->type_name("DAYS")
          ->check(CLI::Range(1, 36500));
  verb->add_flag("--dry-run", options->dry_run, "With --keep or --older-than: only say what would go");
  verb->add_flag("--downloads", options->downloads, "Also remove the cache of downloaded sources");
  verb->footer(
      "Examples:\n"
      "  pylonctl clean\n"
      "  pylonctl clean --store --keep 5G --dry-run\n\n"
      "The committed baselines in artifacts/ stay. Nothing else in the cache folder is touched.");
  keep->needs("--store");
  older->needs("--store");
  verb->callback([options, &context, keep, older] {
    const bool pruning = keep->count() + older->count() > 0;
    if (options->dry_run && !pruning) throw Error("--dry-run goes with --keep or --older-than");
    if (pruning) return prune(*options);
    run_clean(*options, {context.root()});
  });
}

}  // namespace pylon::cli
