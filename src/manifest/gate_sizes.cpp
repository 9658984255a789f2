// Rules about numbers of bytes: budgets, growth over the baseline, and whether the sizes can be trusted.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "manifest/build_facts.hpp"
#include "manifest/gate_rules.hpp"
#include "manifest/rows.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

std::uint64_t size_of(const Json& manifest, const std::string& kind) {
  if (kind == "library") return manifest.at("stdlib").at("bytes");
  if (kind == "archive") return manifest.at("shipped").at("archive");
  if (kind == "inside") {
    const Json& inside = manifest.at("inside");
    return inside.at("stored").get<std::uint64_t>() + inside.at("index").get<std::uint64_t>();
  }
  const Json& file = manifest.at("file");
  return kind == "raw" ? file.at("bytes") : file.at("compressed").at(kind);
}

// "7,200,000 bytes after gzip -9".
std::string measured(std::uint64_t bytes, const std::string& kind) {
  const char* how = kind == "gzip" ? " after gzip -9" : kind == "brotli" ? " after brotli 11" : "";
  return with_thousands(bytes) + " bytes" + how;
}

std::string grown(std::uint64_t from, std::uint64_t to) {
  if (from == to) return "0";
  return from < to ? "+" + with_thousands(to - from) : "-" + with_thousands(from - to);
}

// One row of the file, now and in the baseline.
struct Growth {
  std::string name;
  std::uint64_t before = 0, now = 0;
  std::uint64_t allowed = 0;  // more than `before`
  bool is_new = false;

  bool fails() const { return now > before + allowed; }
  std::uint64_t room() const { return before + allowed - now; }
};

// Rows that grew. Bytes that are no function's and no datum's (kind "format") follow from the others.
std::vector<Growth> grown_rows(const GateInput& input, const Allowance& allowance) {
  std::map<std::string, std::uint64_t> before;
  for (const Row& row : read_rows(*input.baseline)) before[row.name] = row.bytes();
  std::vector<Growth> list;
  for (const Row& row : read_rows(*input.manifest)) {
    if (row.kind == "format") continue;
    const auto old = before.find(row.name);
    const std::uint64_t from = old == before.end() ? 0 : old->second;
    if (row.bytes() > from)
      list.push_back({row.name, from, row.bytes(), allowance.of(from), old == before.end()});
  }
  // Those that are furthest over their limit first.
  std::ranges::stable_sort(list, [](const Growth& a, const Growth& b) {
    return a.now - a.before + b.allowed > b.now - b.before + a.allowed;
  });
  return list;
}

// A sentence where CPython was compiled with another profile in the baseline: a profile decides which code is
// optimized for speed, so nobody needs to look for that growth elsewhere.
std::string other_profile(const GateInput& input) {
  const Json before = profile_in(*input.baseline), now = profile_in(*input.manifest);
  if (before.is_null() || now.is_null() || before == now) return "";
  const std::string here = profile_words(now), there = profile_words(before);
  return fmt::format(" CPython is compiled with {} here, with {} in the baseline; that alone changes sizes.",
                     here, here == there ? "another one" : there);
}

GateFailure module_failure(const Growth& row, const std::string& more) {
  const std::string size = with_thousands(row.now);
  GateFailure failure;
  failure.subject = row.name;
  failure.found = fmt::format("{} ({})", size, grown(row.before, row.now));
  failure.allowed =
      fmt::format("{} (+{})", with_thousands(row.before + row.allowed), with_thousands(row.allowed));
  failure.found_bytes = row.now;
  failure.allowed_bytes = row.before + row.allowed;
  failure.message = row.is_new ? fmt::format("{} is new, with {} bytes; {} are allowed.", row.name, size,
                                             with_thousands(row.allowed))
                               : fmt::format("{} grew by {} bytes, from {} to {}; {} are allowed.", row.name,
                                             with_thousands(row.now - row.before), with_thousands(row.before),
                                             size, with_thousands(row.allowed));
  failure.more = more;
  return failure;
}

GateCheck check_modules_growth(const GateInput& input, const Allowance& allowance) {
  GateCheck check = start_check(input, "growth-module", "/gate/growth/module");
  const std::vector<Growth> rows = grown_rows(input, allowance);
  for (const Growth& row : rows) {
    if (!row.fails()) continue;
    check.failures.push_back(module_failure(row, diff_command(input)));
    check.failures.back().message += other_profile(input);
  }
  if (!check.failures.empty()) {
    const auto count = check.failures.size();
    check.found = fmt::format("{} {} over", count, count == 1 ? "row" : "rows");
    check.allowed = "0";
  } else if (rows.empty()) {
    check.found = "nothing grew";
  } else {
    const Growth& nearest = rows.front();
    check.found = fmt::format("{} {}", nearest.name, grown(nearest.before, nearest.now));
    check.allowed = "+" + with_thousands(nearest.allowed);
    check.room = with_thousands(nearest.room());
  }
  return check;
}

GateCheck check_file_growth(const GateInput& input, const std::string& rule, const std::string& kind,
                            const Allowance& allowance) {
  GateCheck check = start_check(input, rule.c_str(), "/gate/growth/" + kind);
  const std::uint64_t before = size_of(*input.baseline, kind);
  const std::uint64_t now = size_of(*input.manifest, kind);
  const std::uint64_t extra = allowance.of(before);
  check.found_bytes = now;
  check.allowed_bytes = before + extra;
  check.found = fmt::format("{} ({})", with_thousands(now), grown(before, now));
  check.allowed = fmt::format("{} (+{})", with_thousands(before + extra), with_thousands(extra));
  if (now <= before + extra) {
    check.room = with_thousands(before + extra - now);
    return check;
  }
  check.failures.push_back({"pylon.wasm", check.found, check.allowed, check.found_bytes, check.allowed_bytes,
                            fmt::format("pylon.wasm grew by {} bytes, from {} to {}; {} are allowed.",
                                        with_thousands(now - before), with_thousands(before),
                                        measured(now, kind), with_thousands(extra)) +
                                other_profile(input),
                            diff_command(input), ""});
  return check;
}

GateCheck check_baseline(const GateInput& input) {
  const GateSetting& setting = input.variant->gate;
  if (setting.growth.empty()) return skipped_check(input, "baseline", "", "no growth limit is set");
  GateCheck check = start_check(input, "baseline", "/gate/growth");
  const std::string command = fmt::format("pylonctl baseline {} --reason \"…\"", input.variant->name);
  if (input.baseline == nullptr) {
    check.found = "none";
    check.allowed = input.baseline_name;
    fail(check, input.baseline_name, "none", "a baseline",
         "There is no baseline, so growth cannot be judged. Record one and commit it.", command);
    return check;
  }
  check.found = input.baseline_note;
  return check;
}

// An empty place for a library is none.
bool has_files_inside(const Json& manifest) {
  return manifest.contains("inside") && manifest.at("inside").at("files").get<std::size_t>() > 0;
}

// What a size is of, as a subject.
std::string subject_of(const std::string& kind) {
  if (kind == "library") return "lib/";
  if (kind == "inside") return "the library inside";
  return kind == "archive" ? "the archive" : "pylon.wasm";
}

GateCheck check_budget(const GateInput& input, const std::string& kind, std::uint64_t budget) {
  GateCheck check = start_check(input, ("size-" + kind).c_str(), "/budgets/" + kind);
  if (kind == "archive" && !input.manifest->contains("shipped")) {
    check.found = "unknown";
    fail(check, "manifest.json", "nothing", "/shipped/archive",
         "The manifest does not say the archive's size.", "pylonctl build " + input.variant->name);
    return check;
  }
  const std::uint64_t bytes = size_of(*input.manifest, kind);
  check.found_bytes = bytes;
  check.allowed_bytes = budget;
  check.found = with_thousands(bytes);
  check.allowed = with_thousands(budget);
  if (bytes <= budget) {
    check.room = with_thousands(budget - bytes);
    return check;
  }
  check.failures.push_back({subject_of(kind), check.found, check.allowed, check.found_bytes,
                            check.allowed_bytes,
                            fmt::format("{} has {}, {} more than its budget of {}.", subject_of(kind),
                                        measured(bytes, kind), with_thousands(bytes - budget), check.allowed),
                            diff_command(input), ""});
  return check;
}

}  // namespace

void check_sizes(const GateInput& input, GateChecks& checks) {
  for (const std::string kind : {"raw", "gzip", "brotli", "library", "inside", "archive"}) {
    const std::string rule = "size-" + kind;
    const auto budget = input.variant->budgets.find(kind);
    if (kind == "inside" && !has_files_inside(*input.manifest))
      checks.push_back(skipped_check(input, rule.c_str(), "", "the library is in a folder"));
    else if (budget == input.variant->budgets.end())
      checks.push_back(skipped_check(input, rule.c_str(), "", "no budget is set"));
    else
      checks.push_back(check_budget(input, kind, budget->second));
  }
}

void check_growth(const GateInput& input, GateChecks& checks) {
  checks.push_back(check_baseline(input));
  const auto& growth = input.variant->gate.growth;
  for (const std::string kind : {"raw", "gzip", "brotli", "module"}) {
    const std::string rule = "growth-" + kind;
    const auto limit = growth.find(kind);
    if (limit == growth.end()) {
      checks.push_back(skipped_check(input, rule.c_str(), "", "no limit is set"));
    } else if (input.baseline == nullptr) {
      checks.push_back(skipped_check(input, rule.c_str(), "/gate/growth/" + kind, "no baseline"));
    } else if (kind != "module") {
      checks.push_back(check_file_growth(input, rule, kind, limit->second));
    } else {
      checks.push_back(check_modules_growth(input, limit->second));
    }
  }
}

void check_attribution(const GateInput& input, GateChecks& checks) {
  GateCheck check = start_check(input, "unexplained-bytes", "");
  const std::string more = "pylonctl manifest " + input.variant->name;
  const auto fails = [&](const std::string& found, const std::string& allowed, const std::string& message) {
    fail(check, "attribution", found, allowed, message, more);
  };
  check.allowed = "0, exact";
  const Json& manifest = *input.manifest;
  const Json& attribution = manifest.at("attribution");
  const std::string quality = attribution.at("quality");
  const auto unexplained = attribution.at("check").at("unexplained").get<std::int64_t>();
  check.found = fmt::format("{}, {}", unexplained, quality);
  if (quality != "exact") {
    const std::vector<std::string> why = attribution.at("why");
    fails(quality, "exact", fmt::format("The attribution is {}: {}.", quality, join(why, "; ")));
  }
  if (unexplained != 0) {
    fails(fmt::format("{}", unexplained), "0", fmt::format("{} bytes belong to no row.", unexplained));
  }
  // The manifest's own word is not taken for it.
  std::uint64_t sum = 0;
  for (const Row& row : read_rows(manifest)) sum += row.bytes();
  if (unexplained == 0 && sum != size_of(manifest, "raw")) {
    fails(with_thousands(sum), with_thousands(size_of(manifest, "raw")),
          "The rows do not add up to the file, though the manifest says so.");
  }
  checks.push_back(std::move(check));
}

}  // namespace pylon
