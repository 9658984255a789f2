#include "toolchain/fetch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <sstream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"
#include "system/process.hpp"
#include "toolchain/download.hpp"
#include "toolchain/places.hpp"

namespace pylon {
namespace {

// One file on its way into the download folder.
struct Job {
  const Source& source;
  const FetchOptions& options;
  fs::path target;
  std::vector<std::string> failures;  // "place: why", in the order tried
};

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

// Moves `file` to its final place when it is what the lock names; else says why not and leaves it.
std::string accept(const Job& job, const fs::path& file) {
  if (!job.source.support) {
    const std::string found = file_sha256(file);
    if (found != job.source.sha256) {
      return fmt::format("the digest of {} differs: expected {}, found {}", job.source.file,
                         job.source.sha256, found);
    }
  }
  replace_path(file, job.target);
  return {};
}

// A file found on the disk is copied first, so that nobody changes it between the check and its use.
std::string accept_copy(const Job& job, const fs::path& file) {
  const fs::path copy = job.target.string() + ".copy";
  std::error_code error;
  fs::copy_file(file, copy, fs::copy_options::overwrite_existing, error);
  std::string reason = error ? error.message() : accept(job, copy);
  fs::remove(copy, error);
  return reason;
}

bool take_local(Job& job) {
  std::vector<std::string> names{job.source.file};
  for (const Place& place : job.source.places) {
    if (!place.file.empty()) names.push_back(place.file);
  }
  for (const fs::path& folder : job.options.local_folders) {
    const auto name =
        std::find_if(names.begin(), names.end(), [&](const auto& file) { return fs::exists(folder / file); });
    if (name == names.end()) {
      job.failures.push_back("folder " + folder.string() + ": no " + join(names, " or "));
      continue;
    }
    const std::string reason = accept_copy(job, folder / *name);
    if (reason.empty()) return true;
    job.failures.push_back((folder / *name).string() + ": " + reason);
    job.options.say("passed over " + job.failures.back());
  }
  return false;
}

std::string take_url(const Job& job, const Place& place) {
  Transfer transfer;
  transfer.url = place.url;
  transfer.part = job.target.string() + ".part";
  transfer.any_url = job.options.any_url;
  if (job.options.progress != nullptr) {
    transfer.progress = [&job](std::uint64_t done, std::uint64_t total, std::uint64_t speed) {
      const std::string all = total > 0 ? " of " + megabytes(total) : "";
      job.options.progress(
          fmt::format("{}: {}{}, {}/s", job.source.file, megabytes(done), all, megabytes(speed)));
    };
  }
  const bool resumed = fs::exists(transfer.part);
  std::string reason = download(transfer);
  if (job.options.progress != nullptr) job.options.progress("");
  if (!reason.empty()) {
    if (fs::exists(transfer.part) && fs::is_empty(transfer.part)) fs::remove(transfer.part);
    return reason;
  }
  reason = accept(job, transfer.part);
  if (reason.empty()) return {};
  fs::remove(transfer.part);
  if (!resumed) return reason;
  // The beginning was of another file or damaged: once more, from the first byte.
  return take_url(job, place);
}

std::string take_package(const Job& job, const Place& place) {
  const fs::path folder = job.target.string() + ".packages";
  remove_tree(folder);
  fs::create_directories(folder);
  if (job.options.progress != nullptr) job.options.progress(job.source.file + ": " + place.label());
  std::string reason = get_package(place, job.source, folder, job.options.toolchain, job.options.programs);
  if (job.options.progress != nullptr) job.options.progress("");
  if (reason.empty()) {
    // The client may have named the file otherwise, and a source package has several: the digest decides.
    reason = "the package has no file";
    for (const fs::path& file : list_tree(folder)) {
      reason = accept(job, folder / file);
      if (reason.empty()) break;
    }
  }
  remove_tree(folder);
  return reason;
}

bool take_place(Job& job, const Place& place) {
  const auto start = std::chrono::steady_clock::now();
  const std::string reason = place.kind == "url" ? take_url(job, place) : take_package(job, place);
  if (!reason.empty()) {
    job.failures.push_back(place.label() + ": " + reason);
    return false;
  }
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  job.options.say(fmt::format("fetched {} ({}) in {:.1f} s from {}", job.source.file,
                              megabytes(fs::file_size(job.target)), spent.count(), place.label()));
  return true;
}

[[noreturn]] void fail(const Job& job) {
  std::string message =
      job.options.offline
          ? "cannot get " + job.source.file + " (" + job.source.label() + ") offline: it is not in the cache"
          : "cannot get " + job.source.file + " (" + job.source.label() + ") from any place";
  for (const std::string& failure : job.failures) message += "\n    " + failure;
  const std::string digest = job.source.support ? "" : " with SHA-256 " + job.source.sha256;
  throw Error(message, "put " + job.source.file + digest +
                           " into a folder and name it with --from FOLDER or PYLON_SOURCES, or put it at " +
                           job.target.string());
}

// The file is there already, from an earlier run. What a broken disk or a curious hand did to it is mended.
bool is_there(const Job& job) {
  if (!fs::exists(job.target)) return false;
  if (job.source.support || file_sha256(job.target) == job.source.sha256) return true;
  job.options.say(job.target.string() + " is damaged: it is thrown away and fetched again");
  fs::remove(job.target);
  return false;
}

}  // namespace

fs::path download_path(const Source& source, const fs::path& downloads) {
  if (!source.support) return downloads / source.sha256 / source.file;
  return downloads / "support" / (source.version + "-" + std::string(this_host())) / source.file;
}

fs::path fetch(const Source& source, const FetchOptions& options) {
  Job job{source, options, download_path(source, options.downloads), {}};
  const FileLock turn(job.target.parent_path() / ".lock", [](const fs::path& lock) {
    fmt::print(stderr, "waiting: another pylonctl fetches the same file ({})\n", lock.string());
  });
  if (is_there(job) || take_local(job)) return job.target;
  if (!options.offline) {
    for (const Place& place : source.places) {
      if (take_place(job, place)) {
        // A partial download from a place that failed is of no use any more.
        fs::remove(job.target.string() + ".part");
        return job.target;
      }
    }
  }
  fail(job);
}

std::vector<fs::path> local_source_folders() {
  std::vector<fs::path> folders;
  std::istringstream list(environment("PYLON_SOURCES"));
  for (std::string folder; std::getline(list, folder, ':');) {
    if (!folder.empty()) folders.emplace_back(folder);
  }
  return folders;
}

}  // namespace pylon
