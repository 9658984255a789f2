#include "store/step_record.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

nlohmann::json record_json(const StepRecord& record) {
  nlohmann::json document{{"name", record.name},
                          {"key", record.key},
                          {"start", record.start},
                          {"end", record.end},
                          {"waited", record.waited},
                          {"cpu", record.usage.cpu_us},
                          {"peak", record.usage.peak_bytes},
                          {"ran", record.ran},
                          {"ok", record.ok}};
  for (const CommandRecord& command : record.commands)
    document["commands"].push_back({command.title, command.start, command.end});
  return document;
}

StepRecord parse_record(const nlohmann::json& document) {
  StepRecord record;
  record.name = document.at("name");
  record.key = document.at("key");
  record.start = document.at("start");
  record.end = document.at("end");
  record.waited = document.at("waited");
  record.usage = {document.at("cpu"), document.at("peak")};
  record.ran = document.at("ran");
  record.ok = document.at("ok");
  for (const auto& command : document.value("commands", nlohmann::json::array()))
    record.commands.push_back({command.at(0), command.at(1), command.at(2)});
  return record;
}

}  // namespace

std::int64_t clock_now() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void leave_record(const StepRecord& record) {
  const char* file = std::getenv("PYLON_RECORD");
  if (file == nullptr || *file == '\0') return;
  const std::string line = record_json(record).dump() + "\n";
  // One write to the end of the file: several steps end at once.
  const int out = ::open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (out < 0) return;
  [[maybe_unused]] const auto written = ::write(out, line.data(), line.size());
  ::close(out);
}

std::vector<StepRecord> read_records(const fs::path& file) {
  std::vector<StepRecord> records;
  if (!fs::exists(file)) return records;
  for (const std::string& line : split_lines(read_file(file))) {
    try {
      records.push_back(parse_record(nlohmann::json::parse(line)));
    } catch (const nlohmann::json::exception&) {
      continue;
    }
  }
  return records;
}

}  // namespace pylon
