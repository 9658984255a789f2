// Any bytes as what a remote store says of a step: an entry or a lease that makes sense, or an Error; never
// one of the team's.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/error.hpp"
#include "remote/step_entry.hpp"

namespace {

constexpr const char* kKey = "2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683";  // of "key"

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const pylon::ActionResult result = pylon::read_action_result(bytes);
    const pylon::ActionResult again = pylon::read_action_result(pylon::write_action_result(result));
    if (again.path != result.path || again.sha256 != result.sha256 || again.bytes != result.bytes ||
        again.text != result.text)
      std::abort();
  } catch (const pylon::Error&) {  // an answer like any other
  }
  try {
    const pylon::StepEntry entry = pylon::read_step_entry(bytes, "zlib", kKey, {"", true});
    if (entry.key != kKey || entry.archive.size() != 64 || entry.unpacked > std::uint64_t{16} << 30U)
      std::abort();
    for (const std::string& name : entry.naming) {
      if (name.empty() || name.front() == '/') std::abort();
    }
  } catch (const pylon::Error&) {
  }
  try {
    if (pylon::read_lease(bytes, kKey, {"", true}).of != kKey) std::abort();
  } catch (const pylon::Error&) {
  }
  const pylon::EntryTrust team{"a key that no input can have signed with", false};
  try {
    pylon::read_step_entry(bytes, "zlib", kKey, team);
    std::abort();
  } catch (const pylon::Error&) {
  }
  try {
    pylon::read_lease(bytes, kKey, team);
    std::abort();
  } catch (const pylon::Error&) {
  }
  return 0;
}
