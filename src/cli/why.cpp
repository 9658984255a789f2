// why: why a module or package is in a variant or is not, and what it costs.
#include "manifest/why.hpp"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "checkout/artifact.hpp"
#include "checkout/build_inputs.hpp"
#include "checkout/description.hpp"
#include "checkout/project.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "manifest/file_sizes.hpp"
#include "manifest/inside_facts.hpp"
#include "manifest/manifest.hpp"
#include "plan/build.hpp"
#include "plan/planner.hpp"
#include "plan/provenance.hpp"
#include "report/size_report.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"
#include "variant/setup_local.hpp"

namespace pylon::cli {
namespace {

using Json = nlohmann::json;

constexpr const char* kWhatIf = "what-if";
constexpr const char* kReason = "to see what it costs";

void add_needs(const Catalog& catalog, const std::string& package, std::set<std::string>& packages) {
  if (!packages.insert(package).second) return;
  for (const std::string& need : catalog.find_package(package)->needs) add_needs(catalog, need, packages);
}

// The variant file that asks for the one thing that differs.
Json what_if_file(const Variant& variant, const Catalog& catalog, const std::string& name, bool present) {
  Json file{{"extends", variant.name}, {"description", kReason}};
  if (present) {
    file["drop"] = {{name, kReason}};
    return file;
  }
  const Module* module = catalog.find_module(name);
  std::set<std::string> packages;
  add_needs(catalog, module != nullptr ? module->package : name, packages);
  for (const std::string& has : variant.packages) packages.erase(has);
  if (!packages.empty()) file["packages"] = packages;
  if (module == nullptr) return file;
  for (const Module& other : catalog.modules) {
    // Of a package that comes along, nothing but this module.
    if (packages.contains(other.package) && other.name != name) file["drop"][other.name] = kReason;
  }
  if (!packages.contains(module->package)) file["keep"] = {{name, kReason}};
  return file;
}

// A project of links to the real one, with one more variant.
Project make_scratch(const Project& project, const Json& file) {
  const Project scratch{project.build() / kWhatIf};
  remove_tree(scratch.root);
  for (const fs::path& name : list_edited_tree(project.variants()))
    write_file(scratch.variants() / name, read_file(project.variants() / name));
  write_file(scratch.variants() / (std::string(kWhatIf) + ".json"), file.dump(2) + "\n");
  for (const char* name : {"catalog.json", "catalog.schema.json"})
    write_file(scratch.modules() / name, read_file(project.modules() / name));
  fs::create_directories(scratch.root / "build");
  make_symlink(fs::absolute(project.toolchain()), scratch.toolchain());
  make_symlink(fs::absolute(project.venv()), scratch.venv());
  return scratch;
}

// `name`: a module or package of the catalogue; it is dropped when the variant has it (`present`), else added
// with what it needs. Error when it cannot be dropped, or when the build fails. The build shares the store,
// so it costs a link and a run of wasm-opt; nothing in artifacts/ changes.
FileSizes build_what_if(const Project& project, const Variant& variant, const Catalog& catalog,
                        const std::string& name, bool present) {
  const FileLock lock(project.build() / "what-if.lock");
  const Project scratch = make_scratch(project, what_if_file(variant, catalog, name, present));
  return with_context("while building " + variant.name + (present ? " without " : " with ") + name, [&] {
    const Variant changed = load_variant(scratch, catalog, kWhatIf);
    const Workspace workspace(scratch);
    write_file(scratch.modules() / kWhatIf / "Setup.local", setup_local(changed, catalog));
    write_file(scratch.modules() / kWhatIf / kRegistryFile,
               registry_source(changed, package_versions(changed, catalog, workspace.lock())));
    write_ninja_files(scratch, make_plan(workspace, {changed}));
    run_ninja(scratch, {kWhatIf}, {});
    const fs::path manifest = scratch.artifacts() / kWhatIf / "manifest.json";
    const FileSizes sizes = file_sizes_of(read_manifest(read_file(manifest), manifest.string()));
    remove_tree(scratch.root);
    return sizes;
  });
}

constexpr std::size_t kLongToCompress = 1'000'000;

struct WhyOptions {
  std::string variant, name;
  std::string format = "text";
  bool measure = false;
};

// Of the variants that are built.
std::map<std::string, nlohmann::json> built_manifests(const Project& project) {
  std::map<std::string, nlohmann::json> manifests;
  for (const std::string& name : variant_names(project)) {
    const fs::path file = project.artifacts() / name / "manifest.json";
    if (!fs::exists(file)) continue;
    std::vector<std::string> unknown;
    manifests[name] = read_manifest(read_file(file), file.string(), &unknown);
    tell_unknown_fields(unknown, file.string());
  }
  return manifests;
}

// The compressed sizes of the rows' own bytes; none when the steps that made the artifact are no longer in
// the store.
std::optional<FileSizes> compressed_alone(const Workspace& workspace, const Why& why) try {
  if (why.rows.empty()) return std::nullopt;
  const Variant variant = wanted_variants(workspace, {why.measured_in}, false, "").front();
  const VariantParts parts = make_plan(workspace, {variant}).parts.at(variant.name);
  if (!fs::exists(*parts.attribution.stamp)) return std::nullopt;
  std::vector<std::string> rows;
  for (const RowCost& row : why.rows) rows.push_back(row.row);
  const std::string bytes = read_row_contents(variant, workspace.catalog(), provenance_places(parts), rows);
  if (bytes.size() > kLongToCompress)
    fmt::print(stderr, "pylonctl: compressing {} bytes; this takes some seconds\n",
               with_thousands(bytes.size()));
  return measure_file(wasm::as_bytes(bytes));
} catch (const Error&) {
  return std::nullopt;  // no SDK, say: the question can be answered all the same
}

std::vector<LibraryFile> library_files(const fs::path& library) {
  std::vector<LibraryFile> files;
  if (!fs::is_directory(library)) return files;
  for (const fs::path& file : list_tree(library))
    files.push_back(
        {file.generic_string(), fs::is_symlink(library / file) ? 0 : fs::file_size(library / file)});
  return files;
}

// Those at /lib in the file itself, with the bytes that are stored of each.
std::vector<LibraryFile> inside_files(const fs::path& wasm) {
  constexpr std::string_view kMount = "lib/";
  std::vector<LibraryFile> files;
  if (!fs::exists(wasm)) return files;
  const MappedFile file(wasm);
  const auto library = inside_library(file.bytes());
  if (!library) return files;
  for (const wasm::ImageFile& each : library->index.files) {
    if (each.path.starts_with(kMount)) files.push_back({each.path.substr(kMount.size()), each.stored});
  }
  return files;
}

std::optional<MeasuredCost> measure(const WhyOptions& options, const Workspace& workspace,
                                    const Variant& variant, const WhyInput& input, const Why& why) {
  if (!options.measure) return std::nullopt;
  const auto manifest = input.manifests.find(variant.name);
  if (manifest == input.manifests.end()) {
    throw Error("variant " + variant.name + " is not built: there is nothing to compare with",
                "run: pylonctl build " + variant.name);
  }
  if (workspace.catalog().find_module(why.name) == nullptr &&
      workspace.catalog().find_package(why.name) == nullptr) {
    throw Error(why.name + " is not in Modules/catalog.json: no variant can have it or drop it");
  }
  const FileSizes now = file_sizes_of(manifest->second);
  const FileSizes changed =
      build_what_if(workspace.project(), variant, workspace.catalog(), why.name, why.present);
  return why.present ? MeasuredCost{now, changed} : MeasuredCost{changed, now};
}

nlohmann::json as_json(const Why& why, const std::optional<FileSizes>& alone,
                       const std::optional<MeasuredCost>& measured) {
  nlohmann::json json = why_json(why);
  const auto sizes = [](const FileSizes& of) {
    return nlohmann::json{{"raw", of.raw}, {"gzip", of.gzip}, {"brotli", of.brotli}};
  };
  if (alone) json["compressed_alone"] = {{"gzip", alone->gzip}, {"brotli", alone->brotli}};
  if (measured) json["measured"] = {{"with", sizes(measured->with)}, {"without", sizes(measured->without)}};
  return json;
}

int run_why(const WhyOptions& options, const Project& project) {
  const Workspace workspace(project);
  const Variant variant = wanted_variants(workspace, {options.variant}, false, "").front();
  WhyInput input;
  input.variant = &variant;
  input.catalog = &workspace.catalog();
  input.manifests = built_manifests(project);
  const fs::path library = project.artifacts() / variant.name / "lib";
  if (input.manifests.contains(variant.name)) {
    input.importers = read_importers({{"", library, ""}});
    input.library = library_files(library);
    input.inside = inside_files(project.artifacts() / variant.name / "pylon.wasm");
  }
  const Why why = explain_presence(input, options.name);
  const std::optional<FileSizes> alone = compressed_alone(workspace, why);
  const std::optional<MeasuredCost> measured = measure(options, workspace, variant, input, why);
  if (options.format == "json") {
    print_report(json_text(as_json(why, alone, measured)));
  } else {
    print_report(why_text(why, alone, measured));
  }
  return why.present ? 0 : 1;
}

}  // namespace

void add_why(CLI::App& app, Context& context) {
  auto options = std::make_shared<WhyOptions>();
  CLI::App* verb =
      app.add_subcommand("why", "Says why a module is in a variant or is not, and what it costs");
  verb->add_option("VARIANT", options->variant, "A variant; see 'pylonctl list'")->required();
  verb->add_option("MODULE", options->name, "A built-in module, a package, or a Python module of lib/")
      ->required();
  verb->add_flag(
      "--measure", options->measure,
      "Build the variant without it (or with it) and compare: exact, and takes a link and a wasm-opt");
  add_format(verb, options->format, {"text", "json"});
  verb->footer(
      "Examples:\n"
      "  pylonctl why lean numpy                 who dropped it, and what it would take\n"
      "  pylonctl why fat numpy.random.mtrand\n"
      "  pylonctl why lean _decimal --measure    builds lean without it, to see the difference to the "
      "byte\n\n"
      "Exit codes: 0 it is there, 1 it is not, 2 nothing is called so.");
  verb->callback([options, &context] { context.exit_code = run_why(*options, {context.root()}); });
}

}  // namespace pylon::cli
