#include "remote/step_entry.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "remote/action_result.hpp"

namespace pylon {
namespace {

// Enters the names under /ac/ and what is signed: raise it when an older pylonctl would misread an entry.
constexpr std::string_view kFormat = "pylonctl step 1";
constexpr const char* kArchiveName = "step.tar.zst";
// Larger than any real step; a record that says more is none.
constexpr std::uint64_t kMostBytes = std::uint64_t{16} << 30U;
constexpr std::uint64_t kMostFiles = 500'000;

std::string entry_json(const StepEntry& entry) {
  return nlohmann::json{{"name", entry.name},         {"key", entry.key},         {"archive", entry.archive},
                        {"bytes", entry.bytes},       {"content", entry.content}, {"files", entry.files},
                        {"unpacked", entry.unpacked}, {"store", entry.store},     {"naming", entry.naming},
                        {"bound", entry.bound},       {"needs", entry.needs},     {"wall_us", entry.wall_us},
                        {"cpu_us", entry.cpu_us}}
      .dump();
}

StepEntry parse_entry(const std::string& text) try {
  const nlohmann::json document = parse_json(text, "the entry");
  StepEntry entry;
  for (const auto& [field, to] :
       {std::pair("name", &entry.name), std::pair("key", &entry.key), std::pair("archive", &entry.archive),
        std::pair("content", &entry.content), std::pair("store", &entry.store)})
    *to = document.at(field).get<std::string>();
  for (const auto& [field, to] : {std::pair("bytes", &entry.bytes), std::pair("files", &entry.files),
                                  std::pair("unpacked", &entry.unpacked)})
    *to = document.at(field).get<std::uint64_t>();
  entry.naming = document.at("naming").get<std::vector<std::string>>();
  entry.needs = document.at("needs").get<std::vector<std::string>>();
  entry.bound = document.at("bound").get<bool>();
  entry.wall_us = document.at("wall_us").get<std::int64_t>();
  entry.cpu_us = document.at("cpu_us").get<std::int64_t>();
  return entry;
} catch (const nlohmann::json::exception& error) {
  throw Error(fmt::format("its text is no entry: {}", error.what()));
}

bool is_digest(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool stays_inside(const std::string& name) {
  const std::filesystem::path path(name);
  bool inside = !path.empty() && path.is_relative();
  for (const auto& part : path) inside = inside && part != "..";
  return inside;
}

// Accepts an entry only in the form that we write: our signature vouches for that text; a text without one
// may say anything.
void check_entry(const StepEntry& entry, const ActionResult& result) {
  const auto want = [](bool right, std::string_view what) {
    if (!right) throw Error(fmt::format("its {} make no sense", what));
  };
  want(is_digest(entry.archive) && is_digest(entry.content) && is_digest(entry.key), "digests");
  want(entry.archive == result.sha256 && entry.bytes == result.bytes, "two descriptions of the archive");
  want(entry.bytes <= kMostBytes && entry.unpacked <= kMostBytes && entry.files <= kMostFiles, "sizes");
  want(entry.wall_us >= 0 && entry.cpu_us >= 0, "costs");
  want(std::filesystem::path(entry.store).is_absolute(), "folders");
  for (const std::string& name : entry.naming) want(stays_inside(name), "names of files");
  for (const std::string& name : entry.needs)
    want(stays_inside(name) && name.find('/') == std::string::npos, "names of steps");
}

}  // namespace

std::string entry_name(const std::string& key, const std::string& store) {
  return sha256_hex(fmt::format("{}\n{}\n{}", kFormat, key, store));
}

std::string write_step_entry(const StepEntry& entry, const EntryTrust& trust) {
  return write_action_result(
      {kArchiveName, entry.archive, entry.bytes, sign_text(kFormat, entry_json(entry), trust)});
}

StepEntry read_step_entry(std::string_view bytes, const std::string& name, const std::string& key,
                          const EntryTrust& trust) {
  const ActionResult result = read_action_result(bytes);
  const StepEntry entry = parse_entry(open_signed_text(kFormat, result.text, trust));
  check_entry(entry, result);
  if (entry.key != key || entry.name != name)
    throw Error(fmt::format("it is the entry of another step, {}", entry.name));
  return entry;
}

}  // namespace pylon
