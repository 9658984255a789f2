// Hidden verb: what build steps ask of pylonctl itself. Each action is one function of another folder.
#include <fmt/format.h>

#include "checkout/project.hpp"
#include "checkout/recipe.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "plan/checks.hpp"
#include "plan/library_inside.hpp"
#include "plan/planner.hpp"
#include "plan/provenance.hpp"
#include "plan/snapshot.hpp"
#include "release/archive_writer.hpp"
#include "system/files.hpp"
#include "system/process.hpp"
#include "toolchain/unpack.hpp"

namespace pylon::cli {
namespace {

// Steps run without a network when the build was told so.
FetchOptions step_fetching(const Project& project) {
  return fetch_options(project, {}, environment("PYLON_OFFLINE") == "1");
}

// source: fetches and unpacks one entry of the lock.
void add_source(CLI::App* verb, Context& context) {
  struct Options {
    std::string name, version;
    fs::path to;
  };
  const auto [action, options] = add_verb<Options>(*verb, "source", "Fetches and unpacks a source");
  action->add_option("--name", options->name)->required();
  action->add_option("--version", options->version)->required();
  action->add_option("--to", options->to)->required();
  action->callback([options, &context] {
    const Project project{context.root()};
    const Lock lock = load_lock(project.toolchain());
    const fs::path archive = fetch(lock.find(options->name, options->version), step_fetching(project));
    unpack(archive, options->to, top_folders(archive));
  });
}

// fetch: copies entries of the lock, as they are, into a folder.
void add_fetch_files(CLI::App* verb, Context& context) {
  struct Options {
    std::vector<std::string> names;
    fs::path to;
  };
  const auto [action, options] = add_verb<Options>(*verb, "fetch", "Fetches files into a folder");
  action->add_option("NAME", options->names)->required();
  action->add_option("--to", options->to)->required();
  action->callback([options, &context] {
    const Project project{context.root()};
    const Lock lock = load_lock(project.toolchain());
    for (const std::string& name : options->names) {
      const fs::path file = fetch(lock.labelled(name), step_fetching(project));
      fs::create_directories(options->to);
      fs::copy_file(file, options->to / file.filename());
    }
  });
}

void add_inittab(CLI::App* verb, Context& context) {
  struct Options {
    std::string variant, cpython;
    fs::path config, facts;
  };
  const auto [action, options] = add_verb<Options>(*verb, "inittab", "Compares config.c with the variant");
  action->add_option("--variant", options->variant)->required();
  action->add_option("--cpython", options->cpython)->required();
  action->add_option("--config", options->config)->required();
  action->add_option("--facts", options->facts)->required();
  action->callback([options, &context] {
    const Project project{context.root()};
    const Catalog catalog = load_catalog(project);
    check_config(load_variant(project, catalog, options->variant, options->cpython), options->config,
                 options->facts);
  });
}

void add_symbols(CLI::App* verb) {
  struct Options {
    std::vector<fs::path> archives;
    fs::path patches;
  };
  const auto [action, options] =
      add_verb<Options>(*verb, "symbols", "Finds symbols that are defined twice with different bodies");
  action->add_option("ARCHIVE", options->archives, "Archives, or folders of archives")->required();
  action->add_option("--patches", options->patches, "Patches that a finding may be about");
  action->callback([options] { check_archives(options->archives, options->patches); });
}

// An action that makes a file of a file.
void add_maker(CLI::App* verb, const char* name, const char* about,
               void (*make)(const fs::path& from, const fs::path& to)) {
  const auto [action, files] = add_verb<std::pair<fs::path, fs::path>>(*verb, name, about);
  action->add_option("FROM", files->first)->required();
  action->add_option("TO", files->second)->required();
  action->callback([files, make] { make(files->first, files->second); });
}

void add_wraps(CLI::App* verb) {
  struct Options {
    fs::path map, names;
    bool all = false;
  };
  const auto [action, options] =
      add_verb<Options>(*verb, "wraps", "Checks that every call that is to be wrapped is");
  action->add_option("--map", options->map)->required();
  action->add_option("--names", options->names)->required();
  action->add_flag("--all", options->all, "Each name of the list must be wrapped");
  action->callback([options] {
    if (options->all)
      check_all_wrapped(options->map, options->names);
    else
      check_wraps(options->map, options->names);
  });
}

void add_fill(CLI::App* verb) {
  struct Options {
    fs::path from, to;
    LibrarySetting setting;
    std::vector<std::pair<std::string, std::string>> parts;
  };
  const auto [action, options] = add_verb<Options>(*verb, "fill", "Puts the library into the file");
  action->add_option("FROM", options->from)->required();
  action->add_option("TO", options->to)->required();
  action->add_option("--pack", options->setting.pack)->required();
  action->add_option("--sources", options->setting.sources)->required();
  action->add_option("--part", options->parts, "FOLDER PLACE")->expected(0, 1 << 20);
  action->callback([options] { write_filled(options->from, options->setting, options->parts, options->to); });
}

void add_snapshot(CLI::App* verb) {
  const auto [action, options] =
      add_verb<SnapshotOrder>(*verb, "snapshot", "Takes the snapshot that the file starts from");
  action->add_option("--wasmtime", options->wasmtime)->required();
  action->add_option("--filled", options->filled)->required();
  action->add_option("--map", options->map)->required();
  action->add_option("--allowed", options->allowed)->required();
  action->add_option("--work", options->work)->required();
  action->add_option("--to", options->to)->required();
  action->add_option("--modules", options->modules, "Modules to import")->expected(0, 1 << 20);
  action->callback([options] {
    if (const std::string other = environment("PYLON_WASMTIME"); !other.empty()) options->wasmtime = other;
    write_snapshot(*options);
  });
}

void add_identity(CLI::App* verb) {
  struct Options {
    std::string known;
    std::vector<std::string> registered;
    fs::path config, to;
  };
  const auto [action, options] =
      add_verb<Options>(*verb, "identity", "Writes the identity that the file will carry");
  action->add_option("--known", options->known)->required();
  action->add_option("--config", options->config)->required();
  action->add_option("--registered", options->registered);
  action->add_option("--to", options->to)->required();
  action->callback(
      [options] { write_build_facts(options->known, options->registered, options->config, options->to); });
}

void add_section(CLI::App* verb) {
  struct Options {
    fs::path from, facts, to;
  };
  const auto [action, options] = add_verb<Options>(*verb, "section", "Adds the identity to a finished file");
  action->add_option("FROM", options->from)->required();
  action->add_option("FACTS", options->facts)->required();
  action->add_option("TO", options->to)->required();
  action->callback([options] { write_identified(options->from, options->facts, options->to); });
}

// archive: how much a release ships, by packing it.
void add_archive(CLI::App* verb) {
  struct Options {
    fs::path wasm, to;
    std::vector<std::pair<std::string, std::string>> parts;
  };
  const auto [action, options] =
      add_verb<Options>(*verb, "archive", "Measures pylon.wasm and lib/, packed as in a release");
  action->add_option("WASM", options->wasm)->required();
  action->add_option("--part", options->parts, "FOLDER PLACE")->expected(0, 1 << 20);
  action->add_option("--to", options->to)->required();
  action->callback([options] { write_archive_size(options->wasm, options->parts, options->to); });
}

void add_attribute(CLI::App* verb, Context& context) {
  struct Options {
    std::string variant, cpython_version;
    ProvenancePlaces places;
    std::vector<std::pair<std::string, std::string>> packages;
    fs::path to;
  };
  const auto [action, options] =
      add_verb<Options>(*verb, "attribute", "Says whose the bytes of a finished file are");
  action->add_option("--variant", options->variant)->required();
  action->add_option("--cpython-version", options->cpython_version)->required();
  action->add_option("--link", options->places.link)->required();
  action->add_option("--optimized", options->places.finished)->required();
  action->add_option("--sdk", options->places.sdk)->required();
  action->add_option("--cpython", options->places.cpython)->required();
  action->add_option("--config", options->places.config)->required();
  action->add_option("--library", options->places.library);
  action->add_option("--snapshot", options->places.snapshot);
  action->add_option("--package", options->packages, "NAME FOLDER")->expected(0, 1 << 20);
  action->add_option("--to", options->to)->required();
  action->callback([options, &context] {
    const Project project{context.root()};
    const Catalog catalog = load_catalog(project);
    for (const auto& [name, folder] : options->packages) options->places.packages[name] = folder;
    write_attribution(load_variant(project, catalog, options->variant, options->cpython_version), catalog,
                      options->places, options->to);
  });
}

}  // namespace

void add_action(CLI::App& app, Context& context) {
  CLI::App* verb = app.add_subcommand("action", "What build steps ask of pylonctl")->group("");
  verb->require_subcommand(1);
  add_source(verb, context);
  add_fetch_files(verb, context);
  add_inittab(verb, context);
  add_symbols(verb);
  add_wraps(verb);
  add_maker(verb, "segment", "Adds the empty segment of the library inside", write_segmented);
  add_maker(verb, "number", "Names every function by its index", write_numbered);
  add_fill(verb);
  add_snapshot(verb);
  add_maker(verb, "exit-with-code", "Lets a module end by WASI 0.2's call instead of preview 1's",
            write_exit_with_code);
  add_identity(verb);
  add_section(verb);
  add_maker(verb, "sizes", "Measures a file raw and compressed", write_sizes);
  add_archive(verb);
  add_attribute(verb, context);
}

}  // namespace pylon::cli
