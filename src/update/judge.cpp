#include "update/judge.hpp"

#include <fmt/format.h>

#include <chrono>

#include "checkout/artifact.hpp"
#include "system/files.hpp"
#include "system/process.hpp"
#include "update/edits.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

class Judge {
 public:
  Judge(const Project& project, const JudgeSetting& setting, Json& facts)
      : project_(project), setting_(setting), facts_(facts) {
    facts_["stages"] = Json::array();
    variants_ = setting.variants.empty() ? variant_names(project) : setting.variants;
  }

  int run() {
    if (verb({"setup", "--format", "json"}) != 0) return finish();
    note_setup();
    if (!make_profile() || !setting_.build) return finish();
    std::vector<std::string> build{"build"};
    if (setting_.jobs > 0) build.insert(build.end(), {"--jobs", std::to_string(setting_.jobs)});
    if (verb(with_variants(build)) != 0) return finish();
    note_sizes();
    verb(with_variants({"smoke"}));
    verb(with_variants({"audit"}));
    verb(with_variants({"gate", "--format", "markdown"}));
    add_diffs();
    return finish();
  }

 private:
  std::vector<std::string> with_variants(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin() + 1, variants_.begin(), variants_.end());
    return arguments;
  }

  // Runs `argv`; its standard output is kept, the rest seen. The exit code.
  int stage(const std::string& name, const std::vector<std::string>& argv) {
    setting_.say(name);
    Command command;
    command.argv = argv;
    command.folder = project_.root;
    command.inherit_errors = true;
    command.ends_its_own = true;
    const auto start = std::chrono::steady_clock::now();
    const Outcome outcome = run_process(command);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    const int code = outcome.signal != 0 ? 2 : outcome.exit_code;
    facts_["stages"].push_back({{"name", name},
                                {"exit_code", code},
                                {"seconds", static_cast<long>(spent.count() * 10) / 10.0},
                                {"output", outcome.output}});
    if (code > worst_) worst_ = code;
    setting_.say(fmt::format("{}: exit code {}, {:.0f} s", name, code, spent.count()));
    return code;
  }

  int verb(std::vector<std::string> arguments) {
    const std::string name = arguments.front();
    arguments.insert(arguments.begin(), {own_executable().string(), "--project", project_.root.string()});
    return stage(name, arguments);
  }

  // Which generated files setup wrote.
  void note_setup() {
    Json changed = Json::array();
    const Json said = Json::parse(facts_["stages"].back()["output"].get<std::string>());
    for (const Json& file : said.at("files")) {
      if (file.at("status") != "current") changed.push_back(file.at("file"));
    }
    facts_["setup"] = changed;
  }

  std::string profile_file() const { return profile_files(setting_.version).front().string(); }

  // False: it was wanted and could not be made.
  bool make_profile() {
    if (setting_.source != "cpython") return true;
    bool made = true;
    if (setting_.profile)
      made = stage("update-profile", {(project_.toolchain() / "update-profile").string()}) == 0;
    const bool there = fs::exists(project_.root / profile_file());
    facts_["profile"] = {{"file", profile_file()}, {"there", there}, {"made", setting_.profile && made}};
    return made;
  }

  void note_sizes() {
    Json sizes = Json::array();
    for (const std::string& variant : variants_) {
      const Json file = read_artifact(project_, variant).at("file");
      Json row{{"variant", variant}, {"after", sizes_of(file)}};
      if (const auto baseline = read_own_baseline(project_, variant))
        row["before"] = sizes_of(baseline->manifest.at("file"));
      sizes.push_back(row);
    }
    facts_["sizes"] = sizes;
  }

  static Json sizes_of(const Json& file) {
    const Json compressed = file.value("compressed", Json::object());
    return {{"raw", file.at("bytes")},
            {"gzip", compressed.value("gzip", 0)},
            {"brotli", compressed.value("brotli", 0)}};
  }

  void add_diffs() {
    for (const std::string& variant : variants_) {
      const std::string baseline = fmt::format("artifacts/{}/baseline.json", variant);
      if (!fs::exists(project_.root / baseline)) continue;
      verb({"diff", baseline, variant, "--format", "markdown"});
      facts_["diffs"].push_back({{"variant", variant}, {"markdown", facts_["stages"].back()["output"]}});
    }
  }

  int finish() {
    Json& to_do = facts_["to_do"] = Json::array();
    const std::string what = setting_.source + " " + setting_.version;
    const bool cpython = setting_.source == "cpython";
    if (cpython && !fs::exists(project_.root / profile_file()))
      to_do.push_back("toolchain/update-profile    # " + what + " is compiled without a profile until then");
    if (!setting_.build || worst_ == 2) to_do.push_back("pylonctl build --all && pylonctl smoke --all");
    const bool compared = cpython || setting_.source == "numpy";  // with native ones of the same version
    for (const auto& [program, option] : {std::pair("tests/conformance/differences.py", " --judge"),
                                          std::pair("tests/conformance/programs/judge.py", "")}) {
      if (compared && fs::exists(project_.root / program))
        to_do.push_back(
            fmt::format("{}{}    # what native Python of the new version answers", program, option));
    }
    to_do.push_back("git add -A toolchain variants Modules && git commit -m \"" + what + "\"");
    for (const std::string& variant : variants_) {
      to_do.push_back(
          fmt::format("pylonctl baseline {} --reason \"{}\"    # when its numbers are meant", variant, what));
    }
    for (const std::string& variant : variants_) {
      if (compared) to_do.push_back(fmt::format("pylonctl conformance {}", variant));
    }
    return worst_;
  }

  const Project& project_;
  const JudgeSetting& setting_;
  Json& facts_;
  std::vector<std::string> variants_;
  int worst_ = 0;
};

}  // namespace

int judge_version(const Project& project, const JudgeSetting& setting, Json& facts) {
  return Judge(project, setting, facts).run();
}

}  // namespace pylon
