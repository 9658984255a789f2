// release: cuts a release of built variants, or says what keeps it from being cut.
#include "release/release.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "report/release_report.hpp"
#include "report/test_report.hpp"
#include "run/smoke_suite.hpp"
#include "system/files.hpp"
#include "system/interrupt.hpp"

namespace pylon::cli {
namespace {

// Of a target's name, which becomes part of a file's.
constexpr const char* kTargetCharacters = "abcdefghijklmnopqrstuvwxyz0123456789_-.";

struct ReleaseFlags {
  ReleaseWish wish;
  bool dry_run = false;
  std::string alias = "link", format = "text";
};

void say(const std::string& line) { fmt::print(stderr, "{}\n", line); }

// With the limits that `pylonctl smoke` has unless told otherwise.
void run_wanted_smokes(const Project& project, Readiness& readiness) {
  for (ReadyVariant& ready : readiness.variants) {
    if (!ready.smokes_to_run) continue;
    const FoundRunner runner = wanted_runner(places_of(project.venv(), project.toolchain()), "");
    SuiteSetting setting;
    setting.require_fat = ready.require_fat;
    run_smokes(project, ready.variant, runner, setting, [&](const SmokeRow& row) {
      fmt::print(stderr, "{}", smoke_progress(ready.variant.name, row));
    });
    for (Reason& reason : smoke_reasons(project, ready)) readiness.reasons.push_back(std::move(reason));
  }
}

std::vector<ReleasedFile> released(const ReleaseFlags& options, const Readiness& readiness) {
  std::vector<ReleasedFile> files;
  for (const std::string& name : release_files(readiness, options.wish)) {
    const fs::path file = options.wish.out / name;
    const bool there = !options.dry_run && fs::exists(file);
    files.push_back({name, there ? fs::file_size(file) : 0, there ? file_sha256(file) : ""});
  }
  return files;
}

ReleaseReport report_of(const ReleaseFlags& options, const Readiness& readiness) {
  ReleaseReport report{options.wish.version, options.wish.out.string(), options.dry_run, {}, {}, {}};
  for (const Reason& reason : readiness.reasons)
    report.reasons.push_back({reason.subject, reason.message, reason.advice});
  for (const ReadyVariant& ready : readiness.variants) {
    if (ready.smokes_to_run)
      report.to_run.push_back(ready.variant.name + (ready.require_fat ? " with PYLON_REQUIRE_FAT=1" : ""));
  }
  if (readiness.reasons.empty()) report.files = released(options, readiness);
  return report;
}

FoundRunner wanted_compiler(const Project& project) {
  FoundRunner found = wanted_runner(places_of(project.venv(), project.toolchain()), "");
  if (found.runner.compile.empty())
    throw Error(
        found.runner.name + " cannot compile ahead of time: toolchain/runners.json has no `compile` for it",
        "release without --precompile");
  return found;
}

std::vector<std::string> each_once(const std::vector<std::string>& targets) {
  std::vector<std::string> found;
  for (const std::string& target : targets) {
    if (std::ranges::find(found, target) == found.end()) found.push_back(target);
  }
  return found;
}

// What the variant files' schema says of versions is checked there; this is for what was never meant as one.
void refuse_other_words(const std::string& version) {
  if (!version.empty() && version[0] >= '0' && version[0] <= '9') return;
  throw Error(fmt::format("'{}' is no version", version), "give it as the variant files have it: 1.0.0");
}

int run_release(ReleaseFlags& options, const Project& project) {
  refuse_other_words(options.wish.version);
  end_children_with_us();
  options.wish.targets = each_once(options.wish.targets);
  if (options.wish.out.empty()) options.wish.out = project.root / "build/dist" / options.wish.version;
  if (!options.wish.out.has_filename()) options.wish.out = options.wish.out.parent_path();  // "dist/"
  options.wish.copy = options.alias == "copy";
  if (!options.wish.targets.empty()) options.wish.compiler = wanted_compiler(project);
  // What is packed is what was looked at: no build, clean or other release of this checkout comes between.
  const FileLock lock(project.build() / "lock", [](const fs::path&) {
    fmt::print(stderr, "pylonctl: a build or release of this checkout is running; waiting for it\n");
  });
  Readiness readiness = check_readiness(project, options.wish);
  if (!options.dry_run && readiness.reasons.empty()) run_wanted_smokes(project, readiness);
  if (!options.dry_run && readiness.reasons.empty()) {
    for (ReadyVariant& ready : readiness.variants) ready.smokes_to_run = false;
    write_release(readiness, options.wish, PYLON_VERSION, say);
  }
  const ReleaseReport report = report_of(options, readiness);
  print_report(options.format == "json" ? release_json(report) : release_text(report));
  return report.reasons.empty() ? 0 : 1;
}

}  // namespace

void add_release(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<ReleaseFlags>(
      app, "release",
      "Writes, for each variant, pylon-VERSION-VARIANT-TARGET.tar.zst and .zip with pylon.wasm, "
      "the old name, lib/, the manifest and all licences; a bill of materials (CycloneDX 1.6); "
      "the provenance (SLSA v1); and for all of them release notes and SHA256SUMS. "
      "The folder appears whole or not at all, and the same commit gives the same bytes. "
      "Refuses what others could not build again or should not rely on, with every reason at once: "
      "a checkout that differs from its commit, another version in the variant files, a Setup.local "
      "or artifacts that are not current, a failing gate, failing smokes. Smokes without a verdict of this "
      "checkout on these very bytes are run first. Exit code 1 when it is refused, 2 when it could not be "
      "decided.");
  verb->add_option("VERSION", options->wish.version, "As the variant files have it: 1.0.0")->required();
  verb->add_option("--variant", options->wish.variants, "Only these variants (default: all)")
      ->type_name("VARIANT");
  verb->add_option("--out", options->wish.out, "The folder to make (default: build/dist/VERSION)");
  verb->add_flag("--dry-run", options->dry_run,
                 "Show what keeps it from being cut, or what would be run and written; do none of it");
  verb->add_option("--alias", options->alias,
                   "The old name in the archives: link, or copy for consumers that cannot have links")
      ->check(one_of({"link", "copy"}))
      ->capture_default_str();
  verb->add_option("--previous", options->wish.previous,
                   "An earlier release (folder, archive or manifest): the notes tell the changes since");
  verb->add_option("--sign-with", options->wish.key,
                   "Sign SHA256SUMS with this key of ssh-keygen or minisign");
  verb->add_option("--precompile", options->wish.targets,
                   "Also pylon.wasm compiled for this target by the standard runtime, for those who count "
                   "milliseconds of start-up: x86_64-unknown-linux-gnu (several: once for each)")
      ->type_name("TARGET")
      ->expected(1)
      ->check(CLI::Validator(
          [](const std::string& target) {
            const bool plain =
                !target.empty() && target.find_first_not_of(kTargetCharacters) == std::string::npos;
            return plain ? "" : "'" + target + "' is no target";
          },
          ""))
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  verb->add_flag("--with-remote-steps", options->wish.remote_steps,
                 "Release what was made of steps from a remote store too; the statement lists them");
  add_require_fat(verb, options->wish.require_fat,
                  "The smokes of variants with NumPy may skip nothing (so it is anyway)");
  add_today(verb, options->wish.today);
  add_format(verb, options->format, {"text", "json"});
  verb->footer(
      "Examples:\n"
      "  pylonctl release 1.0.0 --dry-run\n"
      "  pylonctl release 1.0.0 --previous ../pylon-0.9.0 --sign-with ~/.ssh/release_ed25519\n"
      "  pylonctl release 1.0.0 --variant lean --alias copy --out /tmp/lean\n"
      "  pylonctl release 1.0.0 --precompile x86_64-unknown-linux-gnu\n"
      "  (cd build/dist/1.0.0 && sha256sum -c SHA256SUMS)");
  verb->callback([options, &context] { context.exit_code = run_release(*options, {context.root()}); });
}

}  // namespace pylon::cli
