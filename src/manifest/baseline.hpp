// artifacts/<variant>/baseline.json: the numbers that somebody stood up for, with the reason, and those
// before.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

inline constexpr int kBaselineVersion = 1;

struct Baseline {
  std::string variant;
  nlohmann::json history;              // entries, the newest first
  nlohmann::json manifest;             // the whole manifest of the newest entry
  std::vector<std::string> unknown{};  // paths of fields that a newer pylonctl wrote; nothing reads them

  // "2026-11-23: <reason>" of the newest entry.
  std::string note() const;
};

// Reads the text of a baseline called `name`. Error for a newer version, which it names, and for what the
// schema does not allow, with its JSON path. Unknown fields of the same version go to Baseline::unknown.
Baseline read_baseline(std::string_view text, const std::string& name);

// Throws when `baseline` is not one of `variant`.
void check_baseline_of(const Baseline& baseline, const std::string& variant, const std::string& name);

struct BaselineEntry {
  std::string date;    // "2026-11-23", UTC
  std::string reason;  // not blank
  std::string git;     // state of the checkout
};

// The next baseline: growth is judged by `manifest` from now on, and `entry` becomes the newest of the
// history. None when `old` holds the same manifest but for the state of the checkout. Error for a blank
// reason.
std::optional<Baseline> record_baseline(const std::optional<Baseline>& old, const nlohmann::json& manifest,
                                        const BaselineEntry& entry);

// As committed: sorted keys, two spaces, newline at the end.
std::string baseline_text(const Baseline& baseline);

}  // namespace pylon
