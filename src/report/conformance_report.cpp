// Runs of a test suite: for programs, and as tests.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/text.hpp"
#include "report/test_report.hpp"
#include "report/words.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

Json counts_json(const CaseCounts& counts) {
  return {{"passed", counts.passed},
          {"failed", counts.failed},
          {"skipped", counts.skipped},
          {"trapped", counts.trapped}};
}

Json shortfall_json(const Shortfall& each) {
  Json json{
      {"file", each.file}, {"outcome", word_of(each.result.outcome)}, {"why", last_words(each.result.why)}};
  if (!each.result.name.empty()) json["case"] = each.result.name;
  if (!each.reason.empty()) json["reason"] = each.reason;
  for (const Frame& frame : each.result.frames)
    json["frames"].push_back(frame.name.empty() ? Json(frame.index.value_or(0)) : Json(frame.name));
  return json;
}

Json vain_json(const VainEntry& each) {
  Json json{{"file", each.file}, {"what", each.what}};
  if (!each.cases.empty()) json["cases"] = each.cases;
  return json;
}

// Counts the reasons of skips, {"No module named '_ctypes'": 12}: a module that got lost shows here.
Json skips_json(const ConformanceRun& run) {
  Json json = Json::object();
  const auto count = [&](const CaseResult& result) {
    if (result.outcome != CaseOutcome::kSkipped) return;
    Json& number = json[last_words(result.why)];
    number = number.is_null() ? 1 : number.get<int>() + 1;
  };
  for (const FileResult& file : run.files) {
    count(file.whole);
    for (const CaseResult& result : file.cases) count(result);
  }
  return json;
}

// (file, case) -> why it is known to fall short.
using Known = std::map<std::pair<std::string, std::string>, std::string>;

std::string failure_text(const CaseResult& result) {
  std::string text = result.why + "\n";
  for (const Frame& frame : result.frames) text += "  in " + frame_word(frame) + "\n";
  return text;
}

TestCase case_of(const ConformanceRun& run, const FileResult& file, const CaseResult& result,
                 const Known& known) {
  TestCase each{.group = fmt::format("{}.{}.{}", run.suite, run.variant, file.name),
                .name = result.name.empty() ? "the file as a whole" : result.name};
  const auto excused = known.find({file.name, result.name});
  if (excused != known.end()) {
    each.outcome = TestOutcome::kSkipped;
    each.message = "known: " + excused->second;
  } else if (result.outcome == CaseOutcome::kSkipped) {
    each.outcome = TestOutcome::kSkipped;
    each.message = last_words(result.why);
  } else if (falls_short(result.outcome)) {
    each.outcome = TestOutcome::kFailed;
    each.kind = word_of(result.outcome);
    each.message = last_words(result.why);
    each.text = failure_text(result);
  }
  return each;
}

}  // namespace

std::string file_verdict(const ConformanceReport& report, const FileResult& file) {
  const auto of_file = [&](const Shortfall& each) { return each.file == file.name; };
  if (std::ranges::any_of(report.judgement.fresh, of_file))
    return file.counts().trapped > 0 ? "trap" : "fail";
  if (std::ranges::any_of(report.judgement.known, of_file)) return "known";
  return file.whole.outcome == CaseOutcome::kSkipped ? "skip" : "pass";
}

std::string passed_share(const CaseCounts& counts) {
  if (counts.ran() == 0) return "none";
  const std::uint64_t hundredths = counts.passed * 10'000 / counts.ran();
  return fmt::format("{}.{:02} %", hundredths / 100, hundredths % 100);
}

std::string last_words(const std::string& why) {
  // unittest appends what the case printed: "AssertionError: 1 != 2\n\nStdout:\nhello".
  const std::size_t end = std::min(why.find("\nStdout:\n"), why.find("\nStderr:\n"));
  const std::vector<std::string> lines = split_lines(std::string_view(why).substr(0, end));
  const auto last = std::find_if(lines.rbegin(), lines.rend(), [](const std::string& line) {
    return line.find_first_not_of(" \t") != std::string::npos;
  });
  if (last == lines.rend()) return "";
  return last->substr(last->find_first_not_of(" \t"));
}

std::string conformance_json(const ConformanceReport& report) {
  const ConformanceRun& run = report.run;
  Json json = counts_json(run.counts());
  const int code = conformance_exit_code(run, report.judgement);
  json.update({{"conformance_version", 1},
               {"result", code == 0   ? "pass"
                          : code == 1 ? "fail"
                                      : "interrupted"},
               {"suite", run.suite},
               {"suite_version", run.suite_version},
               {"variant", run.variant},
               {"sha256", run.sha256},
               {"runner", run.runner},
               {"runner_version", run.runner_version},
               {"sample", run.sample},
               {"filter", run.filter},
               {"planned", run.planned},
               {"new", json_list(report.judgement.fresh, shortfall_json)},
               {"known", json_list(report.judgement.known, shortfall_json)},
               {"mended", json_list(report.judgement.mended, vain_json)},
               {"unmatched", json_list(report.judgement.unmatched, vain_json)},
               {"skips", skips_json(run)}});
  json["files"] = json_list(run.files, [&](const FileResult& file) {
    Json one = counts_json(file.counts());
    one["file"] = file.name;
    one["verdict"] = file_verdict(report, file);
    if (!file.whole.why.empty()) one["why"] = last_words(file.whole.why);
    return one;
  });
  // What a test prints may be anything but UTF-8.
  return json_text(json);
}

TestReport to_tests(const ConformanceReport& report) {
  const ConformanceRun& run = report.run;
  Known known;
  for (const Shortfall& each : report.judgement.known)
    known[{each.file, each.result.name}] = report.expectations.reasons.at(each.reason);
  TestReport tests{.name = fmt::format("pylonctl conformance {} ({})", run.variant, run.runner),
                   .compact = true};
  for (const FileResult& file : run.files) {
    TestSuite suite{.name = file.name, .time = file.time};
    for (const CaseResult& result : file.cases) suite.cases.push_back(case_of(run, file, result, known));
    if (file.whole.outcome != CaseOutcome::kPassed)
      suite.cases.push_back(case_of(run, file, file.whole, known));
    tests.suites.push_back(std::move(suite));
  }
  return tests;
}

}  // namespace pylon
