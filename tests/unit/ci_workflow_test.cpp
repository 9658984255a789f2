// docs/ci: the workflow is YAML of the plain kind that anybody can read, and keeps to what its header
// promises. No YAML library is a dependency of this project, so the few forms that the workflow uses are read
// here; every other form is an error.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>
#include <regex>
#include <stdexcept>

#include "base/text.hpp"
#include "system/files.hpp"
#include "system/process.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

struct Line {
  std::size_t number, indent;
  std::string text;
};

class PlainYaml {
 public:
  explicit PlainYaml(const std::string& text) {
    std::size_t number = 0;
    for (const std::string& line : split_lines(text)) {
      ++number;
      if (line.find('\t') != std::string::npos) fail(number, "a tab");
      const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
      lines_.push_back({number, indent, line.substr(indent)});
    }
  }

  json document() {
    json value = block(0);
    skip_blank();
    if (at_ < lines_.size()) fail(lines_[at_].number, "an indentation that fits no parent");
    return value;
  }

 private:
  [[noreturn]] static void fail(std::size_t number, const std::string& what) {
    throw std::runtime_error("line " + std::to_string(number) + ": " + what);
  }
  void skip_blank() {
    while (at_ < lines_.size() && (lines_[at_].text.empty() || lines_[at_].text[0] == '#')) ++at_;
  }
  bool more(std::size_t indent) {
    skip_blank();
    return at_ < lines_.size() && lines_[at_].indent == indent;
  }

  json block(std::size_t indent) {
    if (!more(indent)) return nullptr;
    return lines_[at_].text.starts_with("- ") ? list(indent) : map(indent);
  }
  json list(std::size_t indent) {
    json items = json::array();
    while (more(indent) && lines_[at_].text.starts_with("- ")) {
      Line& line = lines_[at_];
      line.indent += 2;  // what follows the dash is a map of its own
      line.text.erase(0, 2);
      items.push_back(map(indent + 2));
    }
    return items;
  }
  json map(std::size_t indent) {
    static const std::regex entry(R"re(^([A-Za-z_][A-Za-z0-9_-]*):(?: (.+))?$)re");
    json members = json::object();
    while (more(indent)) {
      const Line line = lines_[at_++];
      std::smatch parts;
      if (!std::regex_match(line.text, parts, entry)) fail(line.number, "not 'key: value'");
      const std::string key = parts[1];
      if (members.contains(key)) fail(line.number, key + " again");
      members[key] = parts[2] == "|"    ? text(indent + 2)
                     : parts[2].matched ? scalar(line.number, parts[2])
                                        : block(indent + 2);
    }
    return members;
  }
  json text(std::size_t indent) {
    std::string all;
    for (; at_ < lines_.size() && (lines_[at_].text.empty() || lines_[at_].indent >= indent); ++at_) {
      const Line& line = lines_[at_];
      all += (line.text.empty() ? "" : std::string(line.indent - indent, ' ') + line.text) + "\n";
    }
    return all;
  }
  static json scalar(std::size_t number, const std::string& word) {
    if (word[0] == '"') return json::parse(word);
    if (word[0] == '[') return json::array({word.substr(1, word.size() - 2)});
    const bool special = std::string("{}&*!|>'%@`#").find(word[0]) != std::string::npos;
    if (special || word.find(" #") != std::string::npos || word.find(": ") != std::string::npos) {
      fail(number, "a scalar that means something else in YAML: " + word);
    }
    return word;
  }

  std::vector<Line> lines_;
  std::size_t at_ = 0;
};

json workflow() {
  return PlainYaml(read_file(fs::path(PYLON_SOURCE_DIR) / "docs/ci/github-actions.yml")).document();
}

}  // namespace

TEST_CASE("the reader of plain YAML reads it, and refuses what it does not know") {
  CHECK(PlainYaml("a: 1\n# c\nb:\n  - c: x\n    d: |\n      one\n        two\n\n  - c: y\n").document() ==
        json{{"a", "1"}, {"b", {{{"c", "x"}, {"d", "one\n  two\n\n"}}, {{"c", "y"}}}}});
  CHECK_THROWS(PlainYaml("a: 1\n   b: 2\n").document());
  CHECK_THROWS(PlainYaml("a: 1\na: 2\n").document());
  CHECK_THROWS(PlainYaml("a: x: y\n").document());
  CHECK_THROWS(PlainYaml("a: {b: c}\n").document());
  CHECK_THROWS(PlainYaml("\ta: 1\n").document());
}

TEST_CASE("the workflow reads, pins its actions by major version and gives each job the rights it needs") {
  const json yaml = workflow();
  CHECK(yaml["permissions"] == json{{"contents", "read"}});
  CHECK(yaml["jobs"]["build"]["permissions"] == json{{"contents", "read"}});
  CHECK(yaml["jobs"]["report"]["permissions"] ==
        json{{"contents", "read"}, {"pull-requests", "write"}, {"security-events", "write"}});
  std::string runs;
  for (const auto& [name, job] : yaml["jobs"].items()) {
    CHECK(job.contains("timeout-minutes"));
    for (const json& step : job["steps"]) {
      if (step.contains("uses"))
        CHECK(
            std::regex_match(step["uses"].get<std::string>(), std::regex("[a-z0-9-]+/[a-z0-9/-]+@v[0-9]+")));
      CHECK(step.contains("uses") != step.contains("run"));
      // Text from outside must not become shell: it goes through the environment.
      CHECK_THAT(step.value("run", ""), !ContainsSubstring("${{"));
      runs += step.value("run", "");
    }
  }
  CHECK_THAT(runs, ContainsSubstring("docs/ci/ci.sh reports"));
  CHECK_THAT(runs, ContainsSubstring("$GITHUB_STEP_SUMMARY"));
  CHECK_THAT(runs, ContainsSubstring("gh pr comment"));
  // Rights to write are never there where the project's own code runs.
  for (const json& step : yaml["jobs"]["report"]["steps"]) {
    CHECK_THAT(step.value("uses", ""), !ContainsSubstring("checkout"));
    CHECK_THAT(step.value("run", ""), !ContainsSubstring("pylonctl "));
  }
}

TEST_CASE("the weekly job reads, may read only, and asks for what is newer and for advisories") {
  const json yaml = PlainYaml(read_file(fs::path(PYLON_SOURCE_DIR) / "docs/ci/weekly.yml")).document();
  CHECK(yaml["permissions"] == json{{"contents", "read"}});
  std::string runs;
  for (const json& step : yaml["jobs"]["newer"]["steps"]) {
    CHECK(step.contains("uses") != step.contains("run"));
    CHECK_THAT(step.value("run", ""), !ContainsSubstring("${{"));
    runs += step.value("run", "");
  }
  CHECK_THAT(runs, ContainsSubstring("pylonctl update --check"));
  CHECK_THAT(runs, ContainsSubstring("pylonctl advisories osv"));
}

TEST_CASE("ci.sh is a POSIX shell script that stops at the first error and can be run") {
  const fs::path file = fs::path(PYLON_SOURCE_DIR) / "docs/ci/ci.sh";
  CHECK((fs::status(file).permissions() & fs::perms::owner_exec) != fs::perms::none);
  const std::string text = read_file(file);
  CHECK(text.starts_with("#!/bin/sh\n"));
  CHECK_THAT(text, ContainsSubstring("\nset -eu\n"));
  Command command;
  command.argv = {"sh", "-n", file.string()};
  const Outcome outcome = run_process(command);
  INFO(outcome.output);
  CHECK(outcome.ok());
}
