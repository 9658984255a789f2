// Any text as a file of each language: every reader of lint ends, and what it finds lies in the text.
#include "lint/lint.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static constexpr const char* kPaths[] = {"a.c",        "a.py", "a.sh",  "a.md",  "a.json",   "Setup.local",
                                           "smoke/a.py", "a",    "a.yml", "a.pyx", "Makefile", "a.h.in"};
  const std::string path = kPaths[data[0] % std::size(kPaths)];
  const pylon::lint::Content content =
      pylon::lint::content_of(path, {reinterpret_cast<const char*>(data) + 1, size - 1});
  const std::string& text = content.text;
  const auto read = [&](const std::string& /*path*/) { return content; };
  pylon::lint::Problems problems;
  pylon::lint::AllowList allowed = pylon::lint::read_allow_list(text, ".pylon-lint", problems);
  const pylon::lint::Report report = pylon::lint::lint({path}, read, allowed, false);
  for (const pylon::lint::Finding& finding : report.findings) {
    if (finding.offset > text.size() || finding.size > text.size() - finding.offset) std::abort();
  }
  pylon::lint::fixed(text, report.findings);
  return 0;
}
