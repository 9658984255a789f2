// setup: writes Modules/<variant>/{Setup.local,pylon_build.c}, or checks that they are current.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "checkout/build_inputs.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "plan/version_gaps.hpp"
#include "system/files.hpp"
#include "variant/setup_local.hpp"

namespace pylon::cli {
namespace {

struct SetupOptions {
  std::vector<std::string> variants;
  bool check = false;
  std::string format = "text";
};

// One generated file: what stands there and what should.
struct Generated {
  std::string variant;
  fs::path file;  // relative to the project
  bool exists = false;
  std::string found, wanted;

  bool current() const { return exists && found == wanted; }
};

std::vector<Generated> generate(const SetupOptions& options, const Project& project) {
  const Catalog catalog = load_catalog(project);
  const Lock lock = load_lock(project.toolchain());
  std::vector<Generated> files;
  for (const std::string& name : options.variants.empty() ? variant_names(project) : options.variants) {
    const Variant variant = load_variant(project, catalog, name);
    if (variant.abstract) {
      throw Error(fmt::format("variant '{}' is abstract: it is only there to be extended", name),
                  "name one of: " + join(variant_names(project), ", "));
    }
    fail_for_gaps(name, vendor_gaps(lock, catalog, variant));
    const fs::path folder = fs::path("Modules") / name;
    for (auto& [file, text] :
         {std::pair{folder / "Setup.local", setup_local(variant, catalog)},
          std::pair{folder / kRegistryFile,
                    registry_source(variant, package_versions(variant, catalog, lock))}}) {
      const bool exists = fs::exists(project.root / file);
      files.push_back({name, file, exists, exists ? read_file(project.root / file) : "", text});
    }
  }
  return files;
}

std::string status(const Generated& file, bool check) {
  if (file.current()) return "current";
  if (check) return file.exists ? "stale" : "missing";
  return file.exists ? "rewritten" : "written";
}

void print_setup_json(const std::vector<Generated>& files, bool check) {
  nlohmann::json list = nlohmann::json::array();
  for (const Generated& file : files) {
    list.push_back(
        {{"variant", file.variant}, {"file", file.file.generic_string()}, {"status", status(file, check)}});
  }
  print_report(json_text({{"files", list}}));
}

void print_setup_text(const std::vector<Generated>& files, bool check) {
  for (const Generated& file : files) {
    const std::string name = file.file.generic_string();
    if (check)
      print_report(
          unified_diff(file.found, file.wanted, file.exists ? "a/" + name : "/dev/null", "b/" + name));
  }
  for (const Generated& file : files)
    fmt::print(stderr, "{}: {}\n", file.file.generic_string(), status(file, check));
}

int run_setup(const SetupOptions& options, const Project& project) {
  const std::vector<Generated> files = generate(options, project);
  bool stale = false;
  for (const Generated& file : files) {
    stale = stale || !file.current();
    if (!options.check) write_file_if_changed(project.root / file.file, file.wanted);
  }
  if (options.format == "json") {
    print_setup_json(files, options.check);
  } else {
    print_setup_text(files, options.check);
  }
  if (options.check && stale) fmt::print(stderr, "to do: run `pylonctl setup` and commit what it writes\n");
  return options.check && stale ? 1 : 0;
}

}  // namespace

void add_setup(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<SetupOptions>(
      app, "setup",
      "Writes Modules/<variant>/Setup.local, which tells CPython's makesetup what to build in, "
      "and pylon_build.c, which adds the modules with a dot in their name. "
      "Both follow from variants/ and Modules/catalog.json and are committed.");
  verb->add_option("VARIANT", options->variants, "Variants; all that can be built unless given");
  verb->add_flag("--check", options->check,
                 "Write nothing; show a diff and exit with 1 when a file is not current");
  add_format(verb, options->format, {"text", "json"});
  verb->footer("Examples:\n  pylonctl setup\n  pylonctl setup lean --check");
  verb->callback([options, &context] { context.exit_code = run_setup(*options, {context.root()}); });
}

}  // namespace pylon::cli
