#include "release/readiness.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <future>

#include "base/error.hpp"
#include "base/text.hpp"
#include "checkout/artifact.hpp"
#include "checkout/gate_run.hpp"
#include "plan/build.hpp"
#include "plan/planner.hpp"
#include "plan/step_needs.hpp"
#include "plan/version_gaps.hpp"
#include "system/files.hpp"
#include "system/git.hpp"
#include "system/process.hpp"
#include "system/temporary_folder.hpp"

namespace pylon {
namespace {

constexpr std::size_t kListed = 10;

std::string listed(const std::vector<std::string>& lines) {
  std::string text;
  for (std::size_t i = 0; i < std::min(lines.size(), kListed); ++i) text += "\n      " + lines[i];
  if (lines.size() > kListed) text += fmt::format("\n      and {} more", lines.size() - kListed);
  return text;
}

void check_checkout(const Project& project, Readiness& readiness) {
  const auto commit = git_commit(project.root);
  const auto status = git_status(project.root);
  if (!commit || !status) {
    readiness.reasons.push_back({"the checkout", "it is none of git, or has no commit",
                                 "release from a commit: others must be able to build the same"});
    return;
  }
  readiness.commit = commit->hash;
  readiness.seconds = commit->seconds;
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (epoch != nullptr && *epoch != '\0' && !parse_number(std::string_view(epoch), readiness.seconds))
    throw Error(fmt::format("SOURCE_DATE_EPOCH is not a number: '{}'", epoch));
  // The times that archives can hold: a zip has none after 2107, and none here is before 1970.
  constexpr std::int64_t kLastZipSecond = 4'354'819'198;
  if (readiness.seconds < 0 || readiness.seconds > kLastZipSecond)
    throw Error(
        fmt::format("the time that everything would carry, second {} since 1970, is none that a zip can hold",
                    readiness.seconds),
        "set SOURCE_DATE_EPOCH to a time from 1970 to 2107, or unset it");
  if (status->empty()) return;
  readiness.reasons.push_back({"the checkout", "it differs from its commit:" + listed(*status),
                               "commit the changes, or put them away (git stash --include-untracked)"});
}

void check_version(const ReleaseWish& wish, const Variant& variant, Readiness& readiness) {
  if (variant.version == wish.version) return;
  readiness.reasons.push_back({variant.name,
                               fmt::format("its version is {}, not {}", variant.version, wish.version),
                               fmt::format("set \"version\" in {}, and build again", variant.files.back())});
}

void check_setup(const Workspace& workspace, const Variant& variant, Readiness& readiness) {
  try {
    check_setup_current(workspace, {variant});
  } catch (const Error& error) {
    readiness.reasons.push_back({variant.name, split_lines(error.message()).front(), error.advice()});
  }
}

void check_versions(const Workspace& workspace, const Variant& variant, Readiness& readiness) {
  for (const VersionGap& gap :
       version_gaps(workspace.project(), workspace.lock(), workspace.catalog(), variant))
    readiness.reasons.push_back(
        {variant.name, fmt::format("{} {}: {}", gap.name, gap.version, gap.problem), gap.advice});
}

void check_current(const Project& project, const Variant& variant, Readiness& readiness) {
  const std::vector<std::string> pending = pending_steps(project, {variant.name});
  if (pending.empty()) return;
  readiness.reasons.push_back({variant.name,
                               "its artifacts are not current; what is to do:" + listed(pending),
                               "run: pylonctl build " + variant.name});
}

// Names the gate's rules that fail, but for "smoke": smoke_problem() judges the smokes with the release's own
// conditions.
void check_gate_rules(const Project& project, const Catalog& catalog, const ReleaseWish& wish,
                      const Variant& variant, Readiness& readiness) {
  const Verdict verdict = judge(project, catalog, variant, {"", wish.today, wish.require_fat});
  if (!verdict.undecided.empty())
    readiness.reasons.push_back({variant.name, "gate: could not decide: " + verdict.undecided, ""});
  for (const GateCheck& check : verdict.checks) {
    if (check.rule == "smoke" || check.state != GateState::kFail) continue;
    for (const GateFailure& failure : check.failures) {
      if (failure.overridden.empty())
        readiness.reasons.push_back(
            {variant.name, fmt::format("gate: {}: {}", check.rule, failure.message), "run: " + failure.more});
    }
  }
}

// What is wrong with the smokes of these bytes, "" for nothing. None: they have to run, as no run counts, or
// one that may skip nothing is missing, or what is said of one came from elsewhere or was changed.
std::optional<std::string> smoke_problem(const Project& project, const ReadyVariant& ready) {
  const auto judgement = smoke_judgement(project, ready.variant, ready.manifest);
  if (!judgement || judgement->verdict.empty() || judgement->partial ||
      compare_remembered(project, ready.variant.name, "smoke.json") != Memory::kSame)
    return std::nullopt;
  if (judgement->verdict == "pass") return "";
  if (ready.require_fat && !judgement->strict) return std::nullopt;
  return "the smokes did not pass: " + judgement->found;
}

void add_variant(const Workspace& workspace, const ReleaseWish& wish, const Variant& variant,
                 Readiness& readiness) {
  const Project& project = workspace.project();
  check_version(wish, variant, readiness);
  check_versions(workspace, variant, readiness);
  check_setup(workspace, variant, readiness);
  check_current(project, variant, readiness);
  check_gate_rules(project, workspace.catalog(), wish, variant, readiness);
  ReadyVariant ready;
  ready.variant = variant;
  ready.require_fat = !variant.smokes_may_skip;
  try {
    ready.manifest = read_artifact(project, variant.name);
  } catch (const Error& error) {
    // Nothing can be packed without a manifest; the gate has given the reason.
    return;
  }
  ready.manifest["identity"]["git"] = readiness.commit;
  const std::vector<Reason> before = smoke_reasons(project, ready);
  readiness.reasons.insert(readiness.reasons.end(), before.begin(), before.end());
  ready.smokes_to_run = !smoke_problem(project, ready).has_value();
  readiness.variants.push_back(std::move(ready));
}

// Packs from the store, and checks that the artifacts, which people have tried, are the same.
void add_files(const Workspace& workspace, const Plan& plan, Readiness& readiness) {
  std::vector<std::future<std::vector<Reason>>> running;
  for (ReadyVariant& ready : readiness.variants) {
    running.push_back(std::async(std::launch::async, [&] { return gather_files(workspace, plan, ready); }));
  }
  for (auto& each : running) {
    for (Reason& reason : each.get()) readiness.reasons.push_back(std::move(reason));
  }
}

// A release's users have to trust whoever made its steps: this machine alone, unless --with-remote-steps says
// otherwise.
void check_remote_steps(const Plan& plan, const ReleaseWish& wish, Readiness& readiness) {
  for (const Step& step : plan.steps) {
    if (fs::exists(step.stamp()) && fs::exists(step.out / kFetchedMark))
      readiness.remote_steps.push_back(step.out.filename().string());
  }
  if (readiness.remote_steps.empty() || wish.remote_steps) return;
  readiness.reasons.push_back(
      {"the steps",
       fmt::format("{} of them were not made here but fetched from a remote store:{}",
                   readiness.remote_steps.size(), listed(readiness.remote_steps)),
       "build with PYLON_REMOTE_STORE=none and another XDG_CACHE_HOME; or release with --with-remote-steps, "
       "which the statement then says"});
}

// The smallest module there is.
constexpr std::string_view kEmptyModule("\0asm\1\0\0\0", 8);

// Packing takes half a minute: whether the runtime knows the target is asked of a module of nothing.
void check_target(const FoundRunner& compiler, const std::string& target, Readiness& readiness) {
  const TemporaryFolder folder;
  const fs::path wasm = folder.path() / "empty.wasm";
  write_file(wasm, std::string(kEmptyModule));
  Command command;
  command.argv = compile_command(compiler.runner,
                                 {compiler.program.string(), wasm.string(), target, wasm.string() + ".out"});
  command.time_limit = std::chrono::minutes(1);
  const Outcome outcome = run_process(command);
  if (!outcome.ok())
    readiness.reasons.push_back(
        {"--precompile " + target,
         fmt::format("{} cannot compile for it: {}", compiler.runner.name, outcome.last_line()),
         "name a target of that runtime, such as x86_64-unknown-linux-gnu"});
}

// The release's folder is not made before it is whole; what it will lie in must take it.
void check_place(const fs::path& out, Readiness& readiness) {
  if (fs::exists(out)) {
    readiness.reasons.push_back(
        {out.string(), "it is there already", "name another folder with --out, or remove it"});
    return;
  }
  fs::path above = fs::absolute(out).lexically_normal().parent_path();
  std::error_code unknown;
  while (!fs::exists(above, unknown) && above.has_relative_path()) above = above.parent_path();
  std::string probe = (above / ".pylonctl-XXXXXX").string();
  if (::mkdtemp(probe.data()) == nullptr)
    readiness.reasons.push_back(
        {out.string(), fmt::format("nothing can be made in {}: {}", above.string(), std::strerror(errno)),
         "name another folder with --out"});
  else
    ::rmdir(probe.c_str());
}

}  // namespace

std::vector<Reason> smoke_reasons(const Project& project, const ReadyVariant& variant) {
  const std::optional<std::string> problem = smoke_problem(project, variant);
  if (!problem || problem->empty()) return {};
  return {{variant.variant.name, *problem,
           fmt::format("run: pylonctl smoke {}{}", variant.variant.name,
                       variant.require_fat ? " --require-fat" : "")}};
}

Readiness check_readiness(const Project& project, const ReleaseWish& wish) {
  const Workspace workspace(project);
  const std::vector<Variant> variants = wanted_variants(workspace, wish.variants, wish.variants.empty(), "");
  Readiness readiness;
  check_checkout(project, readiness);
  const Plan plan = make_plan(workspace, variants);
  write_ninja_files(project, plan);
  check_remote_steps(plan, wish, readiness);
  for (const Variant& variant : variants) add_variant(workspace, wish, variant, readiness);
  if (readiness.reasons.empty()) add_files(workspace, plan, readiness);
  check_place(wish.out, readiness);
  for (const std::string& target : wish.targets) check_target(*wish.compiler, target, readiness);
  for (const auto& [what, file] :
       {std::pair("--sign-with", wish.key), std::pair("--previous", wish.previous)}) {
    if (!file.empty() && !fs::exists(file))
      readiness.reasons.push_back({what, "there is no " + file.string(), ""});
  }
  return readiness;
}

}  // namespace pylon
