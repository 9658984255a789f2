// verify: checks a release, or builds it again.
#include "base/error.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "release/rebuild.hpp"
#include "release/verification.hpp"
#include "report/release_report.hpp"

namespace pylon::cli {
namespace {

struct VerifyFlags {
  VerifyWish wish;
  bool rebuild = false;
  std::string format = "text";
};

int run_verify(const VerifyFlags& options, const Context& context) {
  Verification result = verify(options.wish);
  // What disagrees with itself tells no one what to build.
  if (options.rebuild && result.variants.empty() && result.findings.empty())
    throw Error("--rebuild compares with a release or one of its archives, and " +
                    options.wish.what.string() + " is neither",
                "name a release's folder or archive; or build again and compare: pylonctl build VARIANT");
  if (options.rebuild && result.findings.empty()) {
    result.findings = rebuild({context.root()}, result.variants);
    for (const VerifiedVariant& variant : result.variants)
      result.checked.push_back(variant.name + ": built again and compared");
  } else if (options.rebuild) {
    result.notes.push_back("not built again: what disagrees with itself tells nobody what to build");
  }
  const VerifyReport report{options.wish.what.string(), result.checked, result.notes, result.findings,
                            result.packed};
  print_report(options.format == "json" ? verify_json(report) : verify_text(report));
  return report.findings.empty() ? 0 : 1;
}

}  // namespace

void add_verify(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<VerifyFlags>(
      app, "verify",
      "Checks digests, signatures, the bill of materials and the provenance against the manifest, "
      "and the manifest against the bytes of pylon.wasm: sections, imports, features, "
      "built-in modules, the identity it carries. Names every disagreement with its file and place. "
      "With --rebuild, builds it again from the recorded inputs and compares the bytes. "
      "Exit code 1 when something disagrees, 2 when that could not be decided.");
  verb->add_option(
          "WHAT", options->wish.what,
          "A release's folder or its SHA256SUMS, one of its archives, an unpacked one, or a pylon.wasm")
      ->required();
  verb->add_option("--key", options->wish.key, "The public key that SHA256SUMS must be signed by");
  verb->add_option(
      "--manifest", options->wish.manifest,
      "The manifest that it must have; of a pylon.wasm, in place of the manifest.json beside it");
  verb->add_flag("--sizes", options->wish.sizes,
                 "Measure the sizes after brotli and zstd again too; half a minute for each variant");
  verb->add_flag("--packed", options->wish.packed,
                 "Of a pylon.wasm: name what was packed into it since, and check the file without that");
  verb->add_flag(
      "--rebuild", options->rebuild,
      "Build it again in a new folder with an empty store, from a checkout of the same commit; minutes");
  add_format(verb, options->format, {"text", "json"});
  verb->footer(
      "Examples:\n"
      "  pylonctl verify build/dist/1.0.0\n"
      "  pylonctl verify pylon-1.0.0-lean-wasm32-wasip1.zip\n"
      "  pylonctl verify build/dist/1.0.0 --key release_ed25519.pub --rebuild\n"
      "  pylonctl verify artifacts/fat/pylon.wasm\n"
      "  pylonctl verify app.wasm --packed --manifest manifest.json");
  verb->callback([options, &context] { context.exit_code = run_verify(*options, context); });
}

}  // namespace pylon::cli
