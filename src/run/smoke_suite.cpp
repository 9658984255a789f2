#include "run/smoke_suite.hpp"

#include <cxxabi.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/workers.hpp"
#include "checkout/artifact.hpp"
#include "checkout/library.hpp"
#include "manifest/symbol_table.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"
#include "system/temporary_folder.hpp"
#include "wasm/component.hpp"
#include "wasm/contents.hpp"

namespace pylon {
namespace {

std::string log_text(const Command& command, const Outcome& outcome, const Transcript& transcript) {
  std::string text = fmt::format("$ {}\n{}", quote_command(command.argv), outcome.output);
  if (!outcome.output.ends_with('\n')) text += "\n";
  if (!outcome.errors.empty()) text += fmt::format("---- standard error\n{}\n", outcome.errors);
  text += fmt::format("---- {}: {}", outcome.description(), word_of(transcript.verdict));
  if (!transcript.reason.empty()) text += ": " + transcript.reason;
  for (const Frame& frame : transcript.frames)
    text += "\n     in " +
            (frame.name.empty() ? fmt::format("function {}", frame.index.value_or(0)) : frame.name);
  return text + "\n";
}

SmokeRow left_out(const SuiteSetting& setting, const std::string& name) {
  SmokeRow row;
  row.name = name;
  const bool allowed = setting.may_leave_out && !setting.require_fat;
  row.transcript.verdict = allowed ? SmokeVerdict::kSkip : SmokeVerdict::kFail;
  row.transcript.reason = fmt::format("not run: needs {}", fmt::join(setting.missing.at(name), ", "));
  const fs::path log = setting.logs / (name + ".log");
  write_file(log, row.transcript.reason + "\n");
  row.log = log.string();
  return row;
}

SmokeRow run_one(const SuiteSetting& setting, const FoundRunner& runner, const std::string& name) {
  if (setting.missing.contains(name)) return left_out(setting, name);
  const TemporaryFolder scratch;
  GuestRun run;
  run.mounts = {{setting.smokes.string(), "/smoke", false}, {scratch.path().string(), "/tmp", true}};
  run.environment = {{"PYLON_REQUIRE_FAT", setting.require_fat ? "1" : "0"}};
  run.arguments = {"/smoke/" + name + ".py"};
  run.memory = setting.memory;
  Command command = guest_command(runner, setting.artifact, run);
  command.time_limit = setting.time_limit;
  const auto start = std::chrono::steady_clock::now();
  const Outcome outcome = run_process(command);
  SmokeRow row;
  row.name = name;
  row.time = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  row.transcript = read_transcript({outcome.exit_code, outcome.signal, outcome.timed_out}, outcome.output,
                                   outcome.errors, setting.require_fat);
  if (row.transcript.verdict == SmokeVerdict::kTimeout)
    row.transcript.reason = fmt::format("it did not end within {} s", setting.time_limit.count());
  if (!row.transcript.frames.empty()) name_frames_of(setting.artifact, row.transcript.frames);
  const fs::path log = setting.logs / (name + ".log");
  write_file(log, log_text(command, outcome, row.transcript));
  row.log = log.string();
  return row;
}

// Keeps what the run said. The gate goes by artifacts/<variant>/smoke.json, which only a run of all smokes,
// of the variant as it ships, with the standard runner, replaces.
void record(const Project& project, const SmokeRun& run, bool release_level) {
  write_file(project.build() / "smoke" / run.variant / run.runner / "smoke.json", smoke_summary_text(run));
  if (!release_level || !run.filter.empty() || run.runner != load_runners(project.toolchain()).standard)
    return;
  // What somebody changed, or what came from elsewhere, does not become a record of this machine by a run of
  // the other kind.
  const bool own = compare_remembered(project, run.variant, "smoke.json") == Memory::kSame;
  const std::string before = own ? read_file(smoke_summary_path(project, run.variant)) : "";
  write_remembered(project, run.variant, "smoke.json", smoke_record_text(run, before));
}

std::map<std::string, std::vector<std::string>> missing_modules(const Catalog& catalog,
                                                                const fs::path& folder,
                                                                const std::string& filter,
                                                                const std::set<std::string>& there) {
  std::vector<std::string> known;
  for (const Module& module : catalog.modules) known.push_back(module.name);
  std::map<std::string, std::vector<std::string>> missing;
  for (const std::string& name : smoke_names(folder, filter)) {
    for (const std::string& need : smoke_needs(read_file(folder / (name + ".py")))) {
      if (catalog.find_module(need) == nullptr)
        throw Error(fmt::format("tests/smoke/{}.py: it needs an unknown module '{}'{}", name, need,
                                did_you_mean(need, known)),
                    "Modules/catalog.json names them all");
      if (!there.contains(need)) missing[name].push_back(need);
    }
  }
  return missing;
}

// The built-in modules, by the manifest. A level such as dev has none: then those that the variant asks for.
std::set<std::string> built_in(const Project& project, const Variant& variant, SuiteSetting& setting) {
  if (variant.level.empty()) {
    const nlohmann::json manifest = read_artifact(project, variant.name);  // Error when not built, or half
    // Of a manifest that knows no digest none is recorded.
    if (manifest.at("stdlib").contains("sha256"))
      setting.library = library_digest(library_digests(setting.artifact / "lib"));
    return manifest.at("modules").at("built_in").get<std::set<std::string>>();
  }
  if (!fs::exists(setting.artifact / "pylon.wasm"))
    throw Error(fmt::format("variant {} is not built at the level {}", variant.name, variant.level),
                fmt::format("run: pylonctl build {} --level {}", variant.name, variant.level));
  std::set<std::string> names;
  for (const ModuleChoice& choice : variant.modules) {
    if (choice.kept) names.insert(choice.module->name);
  }
  return names;
}

// "_ZN4llvm3foo" as "llvm::foo"; other names as they are.
std::string demangled(const std::string& name) {
  if (!name.starts_with("_Z")) return name;
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> text(
      abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status), &std::free);
  return status == 0 ? text.get() : name;
}

// Digest as symbols.tsv has it -> what has these bytes.
using Names = std::map<std::string, std::set<std::string>, std::less<>>;

Names names_by_digest(std::string_view symbols) {
  Names names;
  for (const SymbolLine& line : read_symbols(symbols, "symbols.tsv")) {
    if (line.function && !line.symbol.empty())
      names[std::string(line.digest)].insert(demangled(std::string(line.symbol)));
  }
  return names;
}

// Gives frames with an index and without a name theirs, C++ names as they are written in the source;
// functions with the same bytes share theirs ("a or b"). What is not found stays without. Error for malformed
// files.
void name_frames(wasm::Bytes file, std::string_view symbols, std::span<Frame> frames) {
  const wasm::Bytes module = wasm::main_module(file);
  const wasm::Contents contents = wasm::read_contents(module);
  const Names names = names_by_digest(symbols);
  for (Frame& frame : frames) {
    if (!frame.name.empty()) frame.name = demangled(frame.name);
    if (!frame.name.empty() || !frame.index || *frame.index < contents.imported_functions) continue;
    const std::size_t at = *frame.index - contents.imported_functions;
    if (at >= contents.bodies.size()) continue;
    const wasm::Body& body = contents.bodies[at];
    const auto found = names.find(symbol_digest(wasm::as_text(module.subspan(body.offset, body.size))));
    if (found == names.end()) continue;
    frame.name = join(std::vector<std::string>(found->second.begin(), found->second.end()), " or ");
  }
}

}  // namespace

std::vector<std::string> smoke_needs(std::string_view text) {
  constexpr std::string_view kMark = "# Needs: ";
  std::vector<std::string> needs;
  for (const std::string& line : split_lines(text)) {
    if (!line.starts_with(kMark)) continue;
    std::string words = line.substr(kMark.size());
    std::ranges::replace(words, ',', ' ');
    for (std::string& word : split_words(words)) needs.push_back(std::move(word));
  }
  return needs;
}

SmokeRun run_suite(const SuiteSetting& setting, const FoundRunner& runner,
                   const std::function<void(const SmokeRow&)>& on_row) {
  std::vector<std::string> names = smoke_names(setting.smokes, setting.filter);
  for (const RunnerLimit& limit : runner.runner.limits) std::erase(names, limit.smoke);
  if (names.empty())
    throw Error(fmt::format("no smoke is left that {} can run", runner.runner.name),
                "see toolchain/runners.json");
  SmokeRun run{setting.variant,
               file_sha256(setting.artifact / "pylon.wasm"),
               runner.runner.name,
               runner.version,
               setting.require_fat,
               setting.filter,
               std::vector<SmokeRow>(names.size()),
               setting.library};
  std::mutex one_at_a_time;
  const unsigned jobs = setting.jobs > 0 ? setting.jobs : std::thread::hardware_concurrency();
  run_workers(names.size(), jobs, [&](std::size_t i) {
    const std::string script = file_sha256(setting.smokes / (names[i] + ".py"));
    run.rows[i] = run_one(setting, runner, names[i]);
    run.rows[i].script = script;
    const std::scoped_lock lock(one_at_a_time);
    on_row(run.rows[i]);
  });
  return run;
}

std::vector<Variant> smoked_variants(const Workspace& workspace, const std::vector<std::string>& names,
                                     bool all) {
  const std::vector<std::string> known = variant_names(workspace.project());
  std::vector<std::string> plain;
  std::vector<Variant> levels;
  for (const std::string& name : names) {
    const bool is_variant = std::ranges::find(known, name) != known.end();
    const auto title = is_variant ? std::nullopt : split_title(name, known);
    if (title)
      levels.push_back(
          at_level(load_variant(workspace.project(), workspace.catalog(), title->first), title->second));
    else
      plain.push_back(name);
  }
  std::vector<Variant> variants;
  if (all || !plain.empty() || levels.empty()) variants = wanted_variants(workspace, plain, all, "");
  std::ranges::move(levels, std::back_inserter(variants));
  return variants;
}

SmokeRun run_smokes(const Project& project, const Variant& variant, const FoundRunner& runner,
                    SuiteSetting setting, const std::function<void(const SmokeRow&)>& on_row) {
  setting.variant = variant.title();
  setting.artifact = project.artifacts() / variant.title();
  const std::set<std::string> there = built_in(project, variant, setting);
  setting.smokes = project.root / "tests/smoke";
  const Catalog catalog = load_catalog(project);
  setting.may_leave_out = variant.smokes_may_skip;
  setting.missing = missing_modules(catalog, setting.smokes, setting.filter, there);
  setting.logs = project.build() / "smoke" / variant.title() / runner.runner.name;
  SmokeRun run = run_suite(setting, runner, on_row);
  for (SmokeRow& row : run.rows) row.log = fs::path(row.log).lexically_relative(project.root).string();
  record(project, run, variant.level.empty());
  return run;
}

void name_frames_of(const fs::path& artifact, std::span<Frame> frames) {
  try {
    const MappedFile module(artifact / "pylon.wasm");
    name_frames(module.bytes(), read_file(artifact / "symbols.tsv"), frames);
  } catch (const Error&) {
  }
}

}  // namespace pylon
