#include "release/release.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/checksums.hpp"
#include "base/error.hpp"
#include "base/workers.hpp"
#include "checkout/artifact.hpp"
#include "manifest/manifest.hpp"
#include "release/archive_reader.hpp"
#include "release/archive_writer.hpp"
#include "release/signature.hpp"
#include "release/statement.hpp"
#include "report/release_report.hpp"
#include "system/files.hpp"
#include "system/process.hpp"

namespace pylon {
namespace {

struct PreviousRelease {
  std::string version;                              // "0.9.0", or "the previous release" where it has none
  std::map<std::string, nlohmann::json> manifests;  // by variant
};

void add(PreviousRelease& release, const std::string& text, const std::string& name) {
  std::vector<std::string> unknown;
  nlohmann::json manifest = read_manifest(text, name, &unknown);
  tell_unknown_fields(unknown, name);
  const nlohmann::json& identity = manifest.at("identity");
  release.version = identity.value("version", "the previous release");
  const std::string variant = identity.at("variant");
  release.manifests[variant] = std::move(manifest);
}

// `path`: a release's folder, one of its archives, or a manifest. Error when no manifest is there.
PreviousRelease read_previous_release(const fs::path& path) {
  PreviousRelease release;
  if (fs::is_directory(path)) {
    for (const fs::path& file : list_tree(path)) {
      if (file.string().ends_with("manifest.json"))
        add(release, read_file(path / file), (path / file).string());
    }
  } else if (path.extension() == ".json") {
    add(release, read_file(path), path.string());
  } else {
    const ReleaseContent content =
        with_context("while reading " + path.string(), [&] { return read_archive_content(path); });
    const auto text = content.texts.find("manifest.json");
    if (text != content.texts.end()) add(release, text->second, path.string() + ": manifest.json");
  }
  if (release.manifests.empty())
    throw Error("no manifest in " + path.string(),
                "give a release's folder, an archive of it, or a manifest.json");
  return release;
}

using Say = std::function<void(const std::string&)>;
constexpr const char* kNotes = "RELEASE-NOTES.md";

std::string name_of(const ReadyVariant& ready) {
  const nlohmann::json& identity = ready.manifest.at("identity");
  return release_name(identity.at("version"), ready.variant.name, identity.at("target"));
}

fs::path beside(const fs::path& out, const char* what) {
  return out.parent_path() / ("." + out.filename().string() + what);
}

// A folder that is gone unless it was kept under its name. Nobody else, of another checkout say, writes into
// it or makes `out` meanwhile.
class Draft {
 public:
  explicit Draft(const fs::path& out)
      : path(beside(out, ".partial")), own_lock_(beside(out, ".lock")), lock_(own_lock_, &say_wait) {
    if (fs::exists(out))
      throw Error(out.string() + " was made by somebody else meanwhile", "look at it, or name another --out");
    remove_tree(path);
    fs::create_directories(path);
  }
  ~Draft() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
    fs::remove(own_lock_, ignored);  // who waits for it locks the next one
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  const fs::path path;

 private:
  static void say_wait(const fs::path& lock) {
    fmt::print(stderr, "pylonctl: another release is written there; waiting for it ({})\n", lock.string());
  }

  const fs::path own_lock_;
  FileLock lock_;
};

// Says how long what came before took.
class Phases {
 public:
  explicit Phases(const Say& say) : say_(say) {}
  void phase(const std::string& what) {
    const auto now = std::chrono::steady_clock::now();
    say_(fmt::format("{} in {:.1f} s", what, std::chrono::duration<double>(now - last_).count()));
    last_ = now;
  }

 private:
  const Say& say_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

void write_archives(const Readiness& readiness, const ReleaseWish& wish, const fs::path& folder) {
  // libarchive writes a zip's times as local ones. Set before there are threads, and for this process only.
  ::setenv("TZ", "UTC0", 1);
  ::tzset();
  std::vector<std::future<void>> running;
  for (const ReadyVariant& ready : readiness.variants) {
    const std::string name = name_of(ready);
    const auto members = std::make_shared<const std::vector<ArchiveMember>>(
        archive_plan(name, ready.files, ready.variant.old_name, wish.copy));
    const std::int64_t seconds = readiness.seconds;
    running.push_back(std::async(std::launch::async,
                                 [=] { write_tar_zst(folder / (name + ".tar.zst"), *members, seconds); }));
    running.push_back(
        std::async(std::launch::async, [=] { write_zip(folder / (name + ".zip"), *members, seconds); }));
  }
  for (auto& each : running) each.wait();  // all end before one's error leaves
  for (auto& each : running) each.get();
}

std::string compiled_name(const ReadyVariant& ready, const FoundRunner& compiler, const std::string& target) {
  return fmt::format("{}.{}-{}.{}{}", name_of(ready), compiler.runner.name, compiler.version, target,
                     kCompiled);
}

std::vector<std::string> compiled_names(const ReadyVariant& ready, const ReleaseWish& wish) {
  std::vector<std::string> names;
  for (const std::string& target : wish.targets)
    names.push_back(compiled_name(ready, *wish.compiler, target));
  return names;
}

void compile_ahead(const ReadyVariant& ready, const FoundRunner& compiler, const std::string& target,
                   const fs::path& folder) {
  Command command;
  command.argv = compile_command(
      compiler.runner, {compiler.program.string(), fs::absolute(ready.files.at("pylon.wasm").source).string(),
                        target, (folder / compiled_name(ready, compiler, target)).string()});
  command.time_limit = std::chrono::minutes(10);
  const Outcome outcome = run_process(command);
  if (outcome.ok()) return;
  throw Error(fmt::format("{} cannot compile {} for {}: {}", compiler.runner.name, ready.variant.name, target,
                          outcome.last_line()),
              "--precompile takes a target of that runtime, such as x86_64-unknown-linux-gnu");
}

void write_compiled(const Readiness& readiness, const ReleaseWish& wish, const fs::path& folder) {
  const std::size_t targets = wish.targets.size();
  run_workers(readiness.variants.size() * targets, std::thread::hardware_concurrency(), [&](std::size_t i) {
    compile_ahead(readiness.variants[i / targets], *wish.compiler, wish.targets[i % targets], folder);
  });
}

void write_documents(const Readiness& readiness, const ReleaseWish& wish, const fs::path& folder,
                     const std::string& tool_version) {
  for (const ReadyVariant& ready : readiness.variants) {
    const std::string name = name_of(ready);
    write_file(folder / (name + ".manifest.json"), manifest_text(ready.manifest));
    write_file(folder / (name + ".cdx.json"),
               sbom_text(ready.manifest, {utc_timestamp(readiness.seconds), tool_version}));
    StatementInputs inputs;
    inputs.manifest = &ready.manifest;
    for (const char* suffix : kDescribed)
      inputs.subjects[name + suffix] = file_sha256(folder / (name + suffix));
    for (const std::string& compiled : compiled_names(ready, wish))
      inputs.subjects[compiled] = file_sha256(folder / compiled);
    inputs.subjects["pylon.wasm"] = ready.manifest.at("file").at("sha256");
    inputs.commit = readiness.commit;
    inputs.commands = release_commands(wish.version, ready.variant.name);
    inputs.tool_version = tool_version;
    inputs.remote_steps = readiness.remote_steps;
    write_file(folder / (name + ".intoto.json"), statement_text(inputs));
  }
}

void write_notes(const Readiness& readiness, const ReleaseWish& wish, const fs::path& folder) {
  NotesInputs inputs;
  inputs.version = wish.version;
  inputs.date = utc_timestamp(readiness.seconds).substr(0, 10);
  inputs.commit = readiness.commit;
  inputs.alias_is_copy = wish.copy;
  if (!wish.key.empty()) inputs.signature = signature_name(kChecksums, wish.key);
  inputs.targets = wish.targets;
  if (wish.compiler) inputs.compiler = wish.compiler->runner.name + " " + wish.compiler->version;
  const PreviousRelease previous =
      wish.previous.empty() ? PreviousRelease{} : read_previous_release(wish.previous);
  inputs.previous = previous.version;
  for (const ReadyVariant& ready : readiness.variants) {
    const auto before = previous.manifests.find(ready.variant.name);
    inputs.variants.push_back({ready.manifest,
                               before == previous.manifests.end() ? nlohmann::json() : before->second,
                               {name_of(ready) + ".tar.zst", name_of(ready) + ".zip"}});
  }
  write_file(folder / kNotes, notes_text(inputs));
}

void write_checksums(const fs::path& folder) {
  Checksums sums;
  for (const fs::path& file : list_tree(folder)) sums[file.generic_string()] = file_sha256(folder / file);
  write_file(folder / kChecksums, checksums_text(sums));
}

}  // namespace

std::vector<std::string> release_files(const Readiness& readiness, const ReleaseWish& wish) {
  std::vector<std::string> files{kNotes, std::string(kChecksums)};
  if (!wish.key.empty() && fs::exists(wish.key)) files.push_back(signature_name(kChecksums, wish.key));
  for (const ReadyVariant& ready : readiness.variants) {
    for (const char* suffix : kDescribed) files.push_back(name_of(ready) + suffix);
    files.push_back(name_of(ready) + ".intoto.json");
    for (std::string& compiled : compiled_names(ready, wish)) files.push_back(std::move(compiled));
  }
  std::ranges::sort(files);
  return files;
}

void write_release(const Readiness& readiness, const ReleaseWish& wish, const std::string& tool_version,
                   const Say& say) {
  if (!readiness.reasons.empty()) throw Error("what is not ready cannot be released");
  const Draft draft(fs::absolute(wish.out));
  Phases clock(say);
  write_archives(readiness, wish, draft.path);
  clock.phase("packed");
  if (!wish.targets.empty()) {
    write_compiled(readiness, wish, draft.path);
    clock.phase("compiled ahead of time");
  }
  write_documents(readiness, wish, draft.path, tool_version);
  write_notes(readiness, wish, draft.path);
  write_checksums(draft.path);
  if (!wish.key.empty()) sign_file(draft.path / kChecksums, wish.key);
  clock.phase("described");
  replace_path(draft.path, fs::absolute(wish.out));
}

}  // namespace pylon
