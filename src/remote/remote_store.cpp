#include "remote/remote_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "remote/step_archive.hpp"
#include "store/step_runner.hpp"
#include "store/stored_output.hpp"
#include "system/files.hpp"
#include "system/temporary_folder.hpp"

namespace pylon {
namespace {

// The most bytes of an entry. It names the step's files at most: CPython's has some hundred bytes.
constexpr std::uint64_t kMostEntryBytes = std::uint64_t{4} << 20U;
constexpr std::uint64_t kMostLeaseBytes = 4096;
constexpr std::chrono::seconds kShortestLimit{10}, kLongestLimit{600};

std::string entry_path(const std::string& key, const std::string& store) {
  return "ac/" + entry_name(key, store);
}
std::string blob_path(const StepEntry& entry) { return "cas/" + entry.archive; }

// Fetching a step may take as long as making it did, and not much longer.
std::chrono::seconds limit_for(const StepEntry& entry) {
  return std::clamp(std::chrono::seconds(entry.wall_us / 1'000'000), kShortestLimit, kLongestLimit);
}

struct FoundEntry {
  TransferEnd end = TransferEnd::kFailed;
  StepEntry entry;
  std::string reason;
};

FoundEntry find_entry_at(HttpStore& http, const RemoteSetting& setting, const Step& step,
                         const std::string& path) {
  const HttpAnswer answer = http.get(path, kMostEntryBytes);
  if (answer.end == HttpEnd::kMissing) return {TransferEnd::kMissing, {}, ""};
  if (answer.end == HttpEnd::kFailed) return {TransferEnd::kFailed, {}, answer.reason};
  try {
    return {TransferEnd::kDone, read_step_entry(answer.body, step.name, step.key, setting.trust), ""};
  } catch (const Error& error) {
    return {TransferEnd::kRefused, {}, error.message()};
  }
}

// The step's entry. Of a step whose files name the folder of steps that they were made in, the server has an
// entry for each such folder; the one for ours is taken.
FoundEntry find_entry(HttpStore& http, const RemoteSetting& setting, const Step& step) {
  const std::string here = step.out.parent_path().string();
  FoundEntry found = find_entry_at(http, setting, step, entry_path(step.key, ""));
  if (found.end != TransferEnd::kDone || !found.entry.bound || found.entry.store == here) return found;
  found = find_entry_at(http, setting, step, entry_path(step.key, here));
  if (found.end == TransferEnd::kDone && found.entry.store != here)
    return {TransferEnd::kRefused, {}, "it was made for another folder of finished steps"};
  return found;
}

std::uint64_t needed_bytes(const StepEntry& entry) { return entry.bytes + entry.unpacked; }

}  // namespace

RemoteStore::RemoteStore(RemoteSetting setting) : setting_(std::move(setting)), http_(setting_) {}

StepTransfer RemoteStore::try_fetch(const Step& step) {
  StepTransfer result;
  const FoundEntry found = find_entry(http_, setting_, step);
  result.end = found.end;
  result.reason = found.reason;
  if (found.end != TransferEnd::kDone) return result;
  const FileLock lock(step.lock());
  if (fs::exists(step.stamp())) return {step.name, TransferEnd::kThere, 0, 0, 0, ""};
  // Beside the step: its own commands use the same folder, under the same lock.
  const TemporaryFolder scratch(step.out.string() + ".work");
  if (free_bytes(scratch.path()) < needed_bytes(found.entry))
    return {step.name, TransferEnd::kFailed, 0, 0, 0, "there is not enough free space for it here"};
  const fs::path archive = scratch.path() / "step.tar.zst";
  const HttpAnswer answer =
      http_.get_file(blob_path(found.entry), archive, found.entry.bytes, limit_for(found.entry));
  result.end = answer.end == HttpEnd::kDone ? TransferEnd::kDone : TransferEnd::kFailed;
  result.reason = answer.end == HttpEnd::kMissing ? "its archive has gone" : answer.reason;
  if (result.end != TransferEnd::kDone) return result;
  result.bytes = found.entry.bytes;
  result.saved = found.entry.wall_us;
  try {
    if (file_sha256(archive) != found.entry.archive)
      throw Error("its archive has other bytes than its entry says");
    unpack_step(step, found.entry, archive, scratch.path());
  } catch (const Error& error) {
    remove_tree(step.out);
    result.end = TransferEnd::kRefused;
    result.reason = error.message();
  }
  return result;
}

StepTransfer RemoteStore::try_push(const Step& step) {
  StepTransfer result;
  if (const auto damage = find_damage(step))
    return {step.name, TransferEnd::kRefused, 0, 0, 0, fmt::format("it is damaged here ({})", *damage)};
  const FoundEntry there = find_entry(http_, setting_, step);
  if (there.end == TransferEnd::kFailed) return {step.name, TransferEnd::kFailed, 0, 0, 0, there.reason};
  if (there.end == TransferEnd::kDone && http_.head(blob_path(there.entry)).end == HttpEnd::kDone)
    return {step.name, TransferEnd::kThere, 0, 0, 0, ""};
  const TemporaryFolder scratch;
  const fs::path archive = scratch.path() / "step.tar.zst";
  const StepEntry entry = pack_step(step, archive);
  HttpAnswer answer = http_.put_file(blob_path(entry), archive, kLongestLimit);
  const std::string text = write_step_entry(entry, setting_.trust);
  if (answer.end == HttpEnd::kDone && entry.bound)
    answer = http_.put(entry_path(step.key, entry.store), text);
  // Last: an entry is only there when all that it names is.
  if (answer.end == HttpEnd::kDone) answer = http_.put(entry_path(step.key, ""), text);
  result.end = answer.end == HttpEnd::kDone ? TransferEnd::kDone : TransferEnd::kFailed;
  result.reason = answer.end == HttpEnd::kMissing ? "it answers 404" : answer.reason;
  result.bytes = result.end == TransferEnd::kDone ? entry.bytes + text.size() : 0;
  return result;
}

std::optional<Lease> RemoteStore::lease(const std::string& of) {
  const HttpAnswer answer = http_.get("ac/" + lease_name(of), kMostLeaseBytes);
  if (answer.end != HttpEnd::kDone) return std::nullopt;
  try {
    return read_lease(answer.body, of, setting_.trust);
  } catch (const Error&) {  // as good as none: whoever waits for it would wait for nothing
    return std::nullopt;
  }
}

void RemoteStore::put_lease(const Lease& lease) {
  http_.put("ac/" + lease_name(lease.of), write_lease(lease, setting_.trust));
}

namespace {

template <typename Work>
StepTransfer timed(const Step& step, Work&& work) {
  const std::int64_t began = clock_now();
  StepTransfer result;
  try {
    result = work();
  } catch (const Error& error) {
    result.reason = error.message();
  } catch (const std::exception& error) {
    result.reason = error.what();
  }
  result.name = step.name;
  result.microseconds = clock_now() - began;
  return result;
}

}  // namespace

StepTransfer RemoteStore::fetch(const Step& step) {
  return timed(step, [&] { return try_fetch(step); });
}

StepTransfer RemoteStore::push(const Step& step) {
  return timed(step, [&] { return try_push(step); });
}

}  // namespace pylon
