#include "lint/allow_list.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "lint/suppression.hpp"

namespace pylon::lint {
namespace {

constexpr std::string_view kForm = "a line is: allow RULE in GLOB: REASON";

// What is wrong with the line, or "".
std::string read_line(std::string_view line, Allowance& entry) {
  const std::size_t in = line.find(" in ");
  const std::size_t colon = line.find(':');
  if (!line.starts_with("allow ") || in == std::string_view::npos || colon == std::string_view::npos ||
      colon < in)
    return std::string(kForm);
  const std::vector<std::string> glob = split_words(line.substr(in + 4, colon - in - 4));
  if (glob.size() != 1) return std::string(kForm);
  entry.glob = glob.front();
  const std::string names(line.substr(6, in - 6));
  const bool all = split_words(names) == std::vector<std::string>{"all"};
  const std::string wrong = read_allowance((all ? "capsule-null" : names) + std::string(line.substr(colon)),
                                           entry.rules, entry.reason);
  if (all) entry.rules.clear();
  return wrong;
}

// The first entry for the file at `path` that is `wanted`.
template <typename Wanted>
const Allowance* entry_for(AllowList& allowed, std::string_view path, Wanted wanted) {
  if (!path.starts_with(allowed.prefix)) return nullptr;
  path.remove_prefix(allowed.prefix.size());
  for (Allowance& entry : allowed.list) {
    if (!wanted(entry) || !glob_matches(entry.glob, path)) continue;
    entry.used = true;
    return &entry;
  }
  return nullptr;
}

}  // namespace

AllowList read_allow_list(std::string_view text, std::string path, Problems& problems) {
  AllowList allowed;
  allowed.prefix = path.substr(0, path.rfind('/') + 1);
  allowed.path = std::move(path);
  std::size_t number = 0;
  for (const std::string& line : split_lines(text)) {
    ++number;
    if (split_words(line).empty() || line.starts_with('#')) continue;
    Allowance entry;
    entry.line = number;
    if (const std::string wrong = read_line(line, entry); !wrong.empty()) {
      problems.push_back({allowed.path, number, wrong});
    } else {
      allowed.list.push_back(std::move(entry));
    }
  }
  return allowed;
}

const Allowance* left_out(AllowList& allowed, std::string_view path) {
  return entry_for(allowed, path, [](const Allowance& entry) { return entry.rules.empty(); });
}

const Allowance* allowance_for(AllowList& allowed, std::string_view rule, std::string_view path) {
  return entry_for(allowed, path, [&](const Allowance& entry) {
    return std::ranges::find(entry.rules, rule) != entry.rules.end();
  });
}

}  // namespace pylon::lint
