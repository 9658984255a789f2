// Any bytes as an export of advisories: parsed and compared with a bill of materials, or an Error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "advisory/match.hpp"
#include "base/error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<pylon::BillItem> bill{
      {"numpy", "", "2.5.5", "pkg:pypi/numpy@2.5.5", "cpe:2.3:a:numpy:numpy:2.5.5:*", ""},
      {"expat", "cpython", "2.7.1", "pkg:github/libexpat/libexpat@2.7.1", "",
       "https://github.com/libexpat/libexpat"},
      {"wasi-libc", "", "0.0~git20241209", "pkg:deb/debian/wasi-libc@1", "", ""}};
  try {
    pylon::AdvisoryCheck check;
    for (const pylon::Advisory& advisory :
         pylon::parse_advisories({reinterpret_cast<const char*>(data), size}, "export.json")) {
      if (advisory.id.empty()) std::abort();
      pylon::check_advisory(bill, advisory, check);
    }
    if (check.matches.size() > bill.size() * check.advisories) std::abort();
  } catch (const pylon::Error&) {  // an answer like any other
  }
  return 0;
}
