#include "store/launcher.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"
#include "system/process.hpp"

extern char** environ;  // NOLINT: POSIX declares it nowhere

namespace pylon {
namespace {

const std::vector<std::string> kKnown{"ccache", "distcc", "icecc", "sccache"};

bool has(const Launcher& launcher, std::string_view name) {
  return std::find(launcher.begin(), launcher.end(), name) != launcher.end();
}

// Caches come before what distributes the misses.
bool is_cache(const std::string& name) { return name == "ccache" || name == "sccache"; }

// The launchers' own settings reach them; all else of the caller's environment stays out.
std::map<std::string, std::string> own_settings() {
  std::map<std::string, std::string> settings;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    for (const std::string_view prefix : {"CCACHE_", "SCCACHE_", "DISTCC_", "ICECC_"}) {
      if (!text.starts_with(prefix)) continue;
      const std::size_t equals = text.find('=');
      settings.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  return settings;
}

// What is true for every step. A step's HOME is its scratch folder, where nothing would be found again.
std::map<std::string, std::string> settings_of(const Launcher& launcher) {
  std::map<std::string, std::string> settings = own_settings();
  const fs::path cache = cache_root();
  settings.emplace("CCACHE_DIR", (cache / "ccache").string());
  settings.emplace("SCCACHE_DIR", (cache / "sccache").string());
  // distcc remembers there which servers do not answer.
  settings.emplace("DISTCC_DIR", (cache / "distcc").string());
  settings.emplace("DISTCC_IO_TIMEOUT", "60");
  // Paths below the cache are hashed as relative ones; the prefix maps keep them out of the objects.
  settings["CCACHE_BASEDIR"] = cache.string();
  settings["CCACHE_NOHASHDIR"] = "1";
  if (launcher.size() > 1 && launcher.front() == "ccache") settings["CCACHE_PREFIX"] = launcher.back();
  return settings;
}

std::string identity_of_sdk(const Step& step) {
  const auto found = std::ranges::find(step.ingredients, "needs sdk", &Ingredient::label);
  return found != step.ingredients.end() ? found->value : "";
}

std::string sdk_prefix(const Step& step) {
  for (const StepCommand& command : step.commands) {
    if (const auto found = command.environment.find("SDK"); found != command.environment.end())
      return found->second;
  }
  return "";
}

void write_program(const fs::path& file, const std::string& text) {
  write_file(file, "#!/bin/sh\n" + text);
  fs::permissions(file, fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec |
                            fs::perms::others_read | fs::perms::others_exec);
}

// Offers the SDK's compiler under its own name; a `case` that turns the one into the other.
std::string name_compilers(const fs::path& bin, const std::string& sdk, const std::string& identity) {
  std::string cases;
  for (const std::string tool : {"clang", "clang++"}) {
    const std::string program = sdk + "/bin/" + tool;
    const std::string name = "wasm32-wasip1-" + tool + "-" + identity.substr(0, kShortKey);
    // The wrapper's text holds the identity: sccache takes the digest of that text for the compiler's.
    write_program(bin / name, "# " + identity + "\nexec " + quote_command({program}) + " \"$@\"\n");
    cases += quote_command({program}) + ") compiler=" + name + " ;;\n";
  }
  return cases;
}

std::string script(const Launcher& launcher, const fs::path& bin, const std::string& cases) {
  const bool distributes = !is_cache(launcher.back());
  // Turns distribution off: on another machine a compiler of this name may be any.
  const std::string here =
      is_cache(launcher.front()) ? "unset CCACHE_PREFIX; exec " + launcher.front() : "exec";
  const std::string call = " \"$compiler\" \"$@\"";
  std::string text = "compiler=$1\nshift\nPATH=" + quote_command({bin.string()}) + ":$PATH\n";
  text += "case $compiler in\n" + cases;
  // The digest that ccache is told is that of the SDK.
  text += "*) unset CCACHE_COMPILERCHECK; " + here + call + " ;;\nesac\n";
  // Compiles configure's probes here: sending one away takes longer than compiling it.
  if (distributes) text += "case \" $* \" in *conftest*) " + here + call + " ;; esac\n";
  return text + "exec " + launcher.front() + call + "\n";
}

}  // namespace

Launcher parse_launcher(const std::string& text) {
  Launcher launcher = split_words(text);
  if (launcher == Launcher{"none"}) return {};
  for (const std::string& name : launcher) {
    if (std::ranges::binary_search(kKnown, name)) continue;
    throw Error("'" + name + "' is no compiler launcher" + did_you_mean(name, kKnown),
                "known are: none, " + join(kKnown, ", ") + ", and ccache followed by distcc or icecc");
  }
  if (launcher.size() > 2 || (launcher.size() == 2 && (launcher[0] != "ccache" || is_cache(launcher[1]))))
    throw Error("'" + text + "' does not work together",
                "two launchers can only be ccache followed by distcc or icecc");
  return launcher;
}

void prepare_launcher(const Launcher& launcher, const std::string& path) {
  std::map<std::string, std::string> environment = settings_of(launcher);
  environment["PATH"] = path;
  for (const std::string& name : launcher) {
    Command command;
    command.argv = {"/bin/sh", "-c", "command -v " + name};
    command.environment = environment;
    if (!run_process(command).ok())
      throw Error("the launcher " + name + " is not installed",
                  "apt-get install " + name + ", or: --launcher none");
  }
  if (!has(launcher, "sccache")) return;
  fs::create_directories(cache_root() / "sccache");
  Command server;
  server.argv = {"/bin/sh", "-c", "sccache --start-server || sccache --show-stats"};  // it may run already
  environment["HOME"] = (cache_root() / "sccache").string();
  server.environment = environment;
  server.time_limit = std::chrono::seconds(60);
  if (const Outcome outcome = run_process(server); !outcome.ok())
    throw Error("sccache does not start: " + outcome.output, "try: sccache --start-server");
}

std::map<std::string, std::string> launcher_environment(const Launcher& launcher, const Step& step,
                                                        const fs::path& work) {
  if (launcher.empty()) return {};
  std::map<std::string, std::string> environment = settings_of(launcher);
  const std::string sdk = sdk_prefix(step), identity = identity_of_sdk(step);
  const fs::path folder = work / ".launcher";
  std::string cases;
  if (!sdk.empty() && !identity.empty()) {
    cases = name_compilers(folder / "bin", sdk, identity);
    environment["CCACHE_COMPILERCHECK"] = "string:" + identity;
  }
  write_program(folder / "run", script(launcher, folder / "bin", cases));
  environment["LAUNCHER"] = (folder / "run").string();
  for (const char* name : {"CCACHE_DIR", "SCCACHE_DIR", "DISTCC_DIR"})
    fs::create_directories(environment.at(name));
  return environment;
}

fs::path cache_log(const fs::path& build_folder) { return build_folder / "ccache.log"; }

std::string cache_report(const std::string& log) {
  std::uint64_t hits = 0, misses = 0, remote = 0;
  for (const std::string& line : split_lines(log)) {
    if (line == "direct_cache_hit" || line == "preprocessed_cache_hit") ++hits;
    if (line == "cache_miss") ++misses;
    if (line == "remote_storage_hit") ++remote;
  }
  const std::uint64_t all = hits + misses;
  if (all == 0) return "";
  return fmt::format(
      "ccache: {} of {} compilations were there ({:.0f} %), {} of them from the remote store\n", hits, all,
      100.0 * static_cast<double>(hits) / static_cast<double>(all), remote);
}

}  // namespace pylon
