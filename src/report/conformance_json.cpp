#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "report/conformance_report.hpp"

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

template <typename Each, typename Function>
Json list(const std::vector<Each>& all, Function function) {
  Json json = Json::array();
  for (const Each& each : all) json.push_back(function(each));
  return json;
}

Json vain_json(const VainEntry& each) {
  Json json{{"file", each.file}, {"what", each.what}};
  if (!each.cases.empty()) json["cases"] = each.cases;
  return json;
}

// Why cases and files skip themselves, with how many: a module that is gone shows here.
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

}  // namespace

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
               {"new", list(report.judgement.fresh, shortfall_json)},
               {"known", list(report.judgement.known, shortfall_json)},
               {"mended", list(report.judgement.mended, vain_json)},
               {"unmatched", list(report.judgement.unmatched, vain_json)},
               {"skips", skips_json(run)}});
  json["files"] = list(run.files, [&](const FileResult& file) {
    Json one = counts_json(file.counts());
    one["file"] = file.name;
    one["verdict"] = file_verdict(report, file);
    if (!file.whole.why.empty()) one["why"] = last_words(file.whole.why);
    return one;
  });
  // What a test prints may be anything but UTF-8.
  return json_text(json);
}

}  // namespace pylon
