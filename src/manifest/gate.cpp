#include "manifest/gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "manifest/gate_rules.hpp"

namespace pylon {
namespace {

constexpr const char* kGrowthHelp =
    "The limit is set under /gate/growth in the variant file. Look at the difference; when it is deliberate, "
    "record it: pylonctl baseline VARIANT --reason \"…\", and commit the baseline.";
constexpr const char* kSizeHelp =
    "The budget is set under /budgets in the variant file. Make the file smaller, or raise the budget there.";

constexpr std::array kRules{
    GateRule{"size-raw", "pylon.wasm stays within its budget", kSizeHelp},
    GateRule{"size-gzip", "pylon.wasm, compressed by gzip -9, stays within its budget", kSizeHelp},
    GateRule{"size-brotli", "pylon.wasm, compressed by brotli 11, stays within its budget", kSizeHelp},
    GateRule{"size-library", "lib/ stays within its budget",
             "The budget is set under /budgets/library in the variant file, in bytes of all files of lib/. "
             "/stdlib_exclude leaves modules out; or raise the budget."},
    GateRule{"size-inside", "the library inside stays within its budget",
             "The budget is set under /budgets/inside in the variant file: "
             "bytes of the files inside pylon.wasm, as they are stored, and of their index. "
             "/stdlib_exclude leaves modules out; /library packs them; or raise the budget."},
    GateRule{
        "size-archive", "what a release ships stays within its budget",
        "The budget is set under /budgets/archive in the variant file: bytes of pylon.wasm and lib/ as a "
        "release's tar.zst packs them. Make one of them smaller, or raise the budget."},
    GateRule{
        "baseline", "there is a baseline that growth can be judged by",
        "artifacts/<variant>/baseline.json holds the last numbers that somebody stood up for. Record it: "
        "pylonctl baseline VARIANT --reason \"…\", and commit it."},
    GateRule{"growth-raw", "pylon.wasm grows no more than allowed over the baseline", kGrowthHelp},
    GateRule{"growth-gzip", "pylon.wasm, compressed by gzip -9, grows no more than allowed", kGrowthHelp},
    GateRule{"growth-brotli", "pylon.wasm, compressed by brotli 11, grows no more than allowed", kGrowthHelp},
    GateRule{"growth-module", "no module, library or other part grows more than allowed", kGrowthHelp},
    GateRule{
        "unexplained-bytes", "every byte of pylon.wasm is attributed, exactly",
        "Sizes of modules count for nothing while bytes are unaccounted for. The manifest says why under "
        "/attribution/why; build again with this pylonctl."},
    GateRule{"required-module", "every required module is built in",
             "Required under /gate/require_modules in the variant file. "
             "`pylonctl why VARIANT MODULE` says why it is absent."},
    GateRule{"forbidden-module", "nothing forbidden is in the artifact",
             "Forbidden under /gate/forbid_modules in the variant file: not built in, not among the bytes, "
             "not as a package, not in lib/. `pylonctl why VARIANT MODULE` says how it got there."},
    GateRule{"two-worlds", "nothing in the snapshot depends on when and where it was taken",
             "The snapshot is taken with two clocks and two kinds of randomness; "
             "what differs is static data whose harmlessness Modules/_pylon_snapshot/allowed explains. "
             "Take the module that brings more out of /snapshot in the variant file, and build again."},
    GateRule{"dynlink-name", "no name that users see contains _dynlink",
             "Only private _<name>_dynlink_cap modules may. Give the module or package its plain name."},
    GateRule{"import-allowed", "the file asks its host only for what is allowed",
             "Allowed under /gate/imports in the variant file. A host that lacks an import cannot start the "
             "file."},
    GateRule{"feature-allowed", "the file uses only WebAssembly features that are allowed",
             "Allowed under /gate/features in the variant file. A host without a feature refuses the file."},
    GateRule{"cpython-profile", "CPython is compiled with a profile of its version, or without on purpose",
             "Without one it takes about 15 % more instructions to start and 12 % more to work. "
             "toolchain/update-profile makes it; then build again. To do without, say so in the variant "
             "file: \"cpython-profile\": \"-fno-profile-use\" under /optimize."},
    GateRule{"vendor-version", "the versions of vendored code are known",
             "Vulnerabilities are looked up by them. Look at the code that the package's version brings, "
             "correct Modules/catalog.json, set vendors_of there, and build again."},
    GateRule{"old-name", "the old name leads to pylon.wasm",
             "A relative link, or where links cannot be made an equal copy. Build the variant again."},
    GateRule{
        "old-name-end", "the old name is shipped no longer than promised",
        "The day stands under /old_name_until in the variant file. "
        "Set \"old_name\" to \"\" there, which breaks callers that use it and so is a new major version; "
        "or give it a later day, and say so in the release notes."},
    GateRule{"setup-current", "the generated Setup.local and registry are current",
             "Run pylonctl setup, look at the difference, commit it, and build again."},
    GateRule{"artifact-current", "the artifact is what the variant files ask for",
             "Something that it is built from was changed after it was built. Build the variant again: "
             "pylonctl build VARIANT."},
    GateRule{
        "library-current", "lib/ is what was built",
        "A file of lib/ was changed, added or removed after the build, by hand or by a program that lib/ was "
        "mounted for. `pylonctl build VARIANT` puts it right."},
    GateRule{"no-host-state", "the file names nothing of the machine that built it",
             "A path or name of this machine is in pylon.wasm: another machine builds other bytes, and who "
             "gets the file learns it. `pylonctl report VARIANT` shows whose data it is in; an assert or "
             "__FILE__ in what was compiled there is the usual way in."},
    GateRule{"smoke", "the smokes passed", "`pylonctl smoke VARIANT` runs them again and shows what failed."},
    GateRule{"advisories", "no component has a known vulnerability",
             "`pylonctl advisories EXPORT` shows more. Take the version that mends it (`pylonctl update`), "
             "or accept it for a while with a reason, under /gate/advisories/accept in the variant file."},
};

const GateOverride* find_override(const GateSetting& setting, const std::string& rule,
                                  const std::string& subject, std::vector<bool>& used) {
  for (std::size_t i = 0; i < setting.overrides.size(); ++i) {
    const GateOverride& each = setting.overrides[i];
    if (each.rule != rule || !glob_matches(each.subject, subject)) continue;
    used[i] = true;
    return &each;
  }
  return nullptr;
}

std::string label_of(const GateOverride& each) {
  return each.subject == "*" ? each.rule : fmt::format("{} ({})", each.rule, each.subject);
}

// Days as text sort as they follow each other.
void apply_overrides(const GateInput& input, Verdict& verdict) {
  const GateSetting& setting = input.variant->gate;
  std::vector<bool> used(setting.overrides.size());
  for (GateCheck& check : verdict.checks) {
    for (GateFailure& failure : check.failures) {
      const GateOverride* found = find_override(setting, check.rule, failure.subject, used);
      if (found == nullptr) continue;
      if (input.facts.today <= found->until) {
        failure.overridden = fmt::format("until {}: {}", found->until, found->reason);
      } else {
        failure.message += fmt::format(" The override for it ended on {} ({}).", found->until, found->reason);
      }
    }
  }
  for (std::size_t i = 0; i < setting.overrides.size(); ++i) {
    const GateOverride& each = setting.overrides[i];
    const bool expired = input.facts.today > each.until;
    if (used[i] && !expired) continue;
    // Without an export nobody knows whether what is accepted is still there.
    if (each.rule == "advisories" && !input.facts.advisories.checked) continue;
    verdict.notes.push_back(
        fmt::format("{}: {}: {} override of {}{}: {}", setting.origins.at(each.path), each.path,
                    expired ? "expired" : "stale", label_of(each),
                    expired ? fmt::format(", ended on {}", each.until) : ", which matches no failure",
                    expired ? "mend what it covered, or give it a new day" : "remove it"));
  }
}

void set_states(Verdict& verdict) {
  for (GateCheck& check : verdict.checks) {
    if (!check.skipped.empty()) {
      check.state = GateState::kSkipped;
    } else if (!check.failures.empty()) {
      const bool counts = std::any_of(check.failures.begin(), check.failures.end(),
                                      [](const GateFailure& failure) { return failure.overridden.empty(); });
      check.state = counts ? GateState::kFail : GateState::kOverridden;
    }
  }
}

}  // namespace

std::span<const GateRule> gate_rules() { return kRules; }

bool Verdict::passed() const { return exit_code() == 0; }

int Verdict::exit_code() const {
  if (!undecided.empty()) return 2;
  return std::ranges::count(checks, GateState::kFail, &GateCheck::state) == 0 ? 0 : 1;
}

const char* word_of(GateState state) {
  constexpr std::array kWords{"pass", "fail", "overridden", "skipped"};  // in the order of GateState
  return kWords.at(static_cast<std::size_t>(state));
}

GateCheck start_check(const GateInput& input, const char* rule, const std::string& path) {
  GateCheck check;
  check.rule = rule;
  check.path = path;
  const auto& origins = input.variant->gate.origins;
  const auto origin = origins.find(path);
  check.file = origin == origins.end() ? input.variant->files.front() : origin->second;
  return check;
}

GateCheck skipped_check(const GateInput& input, const char* rule, const std::string& path, std::string why) {
  GateCheck check = start_check(input, rule, path);
  check.skipped = std::move(why);
  return check;
}

void fail(GateCheck& check, std::string subject, std::string found, std::string allowed, std::string message,
          std::string more) {
  check.failures.push_back({std::move(subject),
                            std::move(found),
                            std::move(allowed),
                            {},
                            {},
                            std::move(message),
                            std::move(more),
                            ""});
}

std::string diff_command(const GateInput& input) {
  const std::string& variant = input.variant->name;
  if (input.baseline == nullptr) return "pylonctl manifest " + variant;
  return fmt::format("pylonctl diff {} {}", input.baseline_name, variant);
}

Verdict check_gate(const GateInput& input) {
  Verdict verdict;
  verdict.variant = input.variant->name;
  try {
    check_sizes(input, verdict.checks);
    check_growth(input, verdict.checks);
    check_attribution(input, verdict.checks);
    check_modules(input, verdict.checks);
    check_interface(input, verdict.checks);
    check_inputs(input, verdict.checks);
    check_surroundings(input, verdict);
  } catch (const nlohmann::json::exception& error) {
    throw Error(
        fmt::format("the manifest of {} or its baseline is not complete: {}", verdict.variant, error.what()),
        "build the variant again: pylonctl build " + verdict.variant);
  }
  apply_overrides(input, verdict);
  set_states(verdict);
  return verdict;
}

}  // namespace pylon
