// clean: removes what build made in this checkout; with --store also the shared outputs of finished steps.
#include <fmt/format.h>

#include <memory>

#include "cli/verbs.hpp"
#include "plan/project.hpp"
#include "system/files.hpp"

namespace pylon::cli {
namespace {

struct CleanOptions {
  bool store = false;
  bool downloads = false;
};

void remove_and_say(const fs::path& path) {
  if (!fs::exists(fs::symlink_status(path))) return;
  remove_tree(path);
  fmt::print(stderr, "removed {}\n", path.string());
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
  auto options = std::make_shared<CleanOptions>();
  CLI::App* verb = app.add_subcommand("clean", "Removes the artifacts and build files of this checkout");
  verb->add_flag("--store", options->store,
                 "Also remove the cache of finished steps, which other checkouts share");
  verb->add_flag("--downloads", options->downloads, "Also remove the cache of downloaded sources");
  verb->footer(
      "Example:\n  pylonctl clean\n\nThe committed baselines in artifacts/ stay. Nothing else in the cache "
      "folder is touched.");
  verb->callback([options, &context] { run_clean(*options, {context.root()}); });
}

}  // namespace pylon::cli
