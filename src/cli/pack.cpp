// pack: a user's own files into a finished pylon.wasm, a list of what is inside, and out of it again.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/options.hpp"
#include "cli/pack_run.hpp"
#include "cli/verbs.hpp"
#include "manifest/inside_facts.hpp"
#include "report/size_report.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"

namespace pylon::cli {
namespace {

struct PackOptions {
  PackWish wish;
  std::string pack = "lz4", format = "text";
  fs::path out, extract;
  bool list = false;
};

void print_list(const fs::path& path, bool json) {
  const MappedFile file(path);
  const auto library =
      with_context("while reading " + path.string(), [&] { return inside_library(file.bytes()); });
  if (!library)
    throw Error(path.string() + " has no place for a library inside",
                "build it from a variant that says \"library\": {\"where\": \"inside\"}, or \"either\" "
                "(docs/LIBRARY.md)");
  print_report(json ? json_text(inside_list_json(library->index)) : inside_list_text(library->index));
}

void say_packed(const PackOptions& options, const PackResult& result) {
  for (const PackedFolder& folder : result.folders) {
    fmt::print(stderr, "{}: {} files, {} bytes, stored in {}\n", folder.guest, with_thousands(folder.files),
               with_thousands(folder.bytes), with_thousands(folder.stored));
    if (folder.dated > 0)
      fmt::print(
          stderr,
          "  {} compiled files stay out: they go by their sources' dates, which are all the same inside;\n"
          "  to have them, compile with: python3 -m compileall --invalidation-mode unchecked-hash DIR\n",
          folder.dated);
  }
  fmt::print(stderr, "{}: {} bytes{}\n", options.out.string(), with_thousands(result.bytes),
             result.main.empty() ? "" : "; a start runs the module " + result.main);
}

void check_options(const PackOptions& options) {
  const bool looks = options.list || !options.extract.empty(), writes = !options.out.empty();
  if (looks && (writes || !options.wish.folders.empty() || !options.wish.main.empty()))
    throw Error("--list and --extract only look at the file",
                "leave out folders, --main and -o, or leave out these");
  if (!looks && options.wish.folders.empty() && options.wish.main.empty())
    throw Error("nothing to pack: no folder and no --main is named", "name a folder, or look with --list");
  if (!looks && !writes) throw Error("-o is missing: where the new file goes", "add -o OUT.wasm");
  if (!fs::exists(options.wish.file))
    throw Error("there is no " + options.wish.file.string(),
                "name a finished file: artifacts/lean/pylon.wasm is what 'pylonctl build lean' makes");
}

void run_pack(PackOptions& options) {
  check_options(options);
  if (options.list) print_list(options.wish.file, options.format == "json");
  if (!options.extract.empty()) {
    const std::size_t files = extract(options.wish.file, options.extract);
    fmt::print(stderr, "{}: {} files\n", options.extract.string(), with_thousands(files));
  }
  if (options.out.empty()) return;
  options.wish.codec = wasm::codec_named(options.pack);
  say_packed(options, pack(options.wish, options.out));
}

}  // namespace

void add_pack(CLI::App& app, Context&) {
  auto options = std::make_shared<PackOptions>();
  CLI::App* verb = app.add_subcommand("pack");
  verb->description(
      "Makes one file of a pylon.wasm and an application: Python modules, packages and data, "
      "without a linker and without this project. The file must have its library inside, or a place for one. "
      "What is inside stays; a file that is there with other content is an error. "
      "A host that mounts its own /lib uses that instead.");
  verb->add_option("FILE", options->wish.file, "A pylon.wasm")->type_name("FILE")->required();
  verb->add_option(
          "DIR", options->wish.folders,
          "A folder, or DIR::GUEST with its place inside (default: a package, which has an __init__.py or "
          "__main__.py, is installed into site-packages; of another folder, all that is in it)")
      ->type_name("DIR[::GUEST]");
  verb->add_option("-o,--output", options->out, "The new file")->type_name("OUT");
  verb->add_option("--main", options->wish.main, "The module that a start runs, as python -m does")
      ->type_name("MODULE");
  verb->add_option("--pack", options->pack, "How the new files are stored (default: lz4)")
      ->check(one_of({"stored", "lz4", "deflate"}));
  verb->add_flag("--replace", options->wish.replace, "Take the new file where one is inside already");
  verb->add_flag("--list", options->list, "Only show what is inside");
  verb->add_option("--extract", options->extract,
                   "Only write what is inside to this folder, a new or empty one")
      ->type_name("DIR");
  add_format(verb, options->format, {"text", "json"});
  verb->footer(
      "Examples:\n"
      "  pylonctl pack pylon.wasm app/ --main app -o app.wasm     wasmtime run app.wasm runs "
      "app/__main__.py\n"
      "  pip install --target deps --no-deps PACKAGE; pylonctl pack pylon.wasm deps -o with-deps.wasm\n"
      "  pylonctl pack pylon.wasm data/::/data -o with-data.wasm  its files are in /data\n"
      "  pylonctl pack app.wasm --list\n"
      "  pylonctl pack app.wasm --extract inside/");
  verb->callback([options] { run_pack(*options); });
}

}  // namespace pylon::cli
