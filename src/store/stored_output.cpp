#include "store/stored_output.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/workers.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"
#include "wasm/component.hpp"
#include "wasm/sections.hpp"
#include "wasm/symbols.hpp"

namespace pylon {
namespace {

constexpr const char* kContent = ".content";

// Whether to check the file as WebAssembly. Objects (.o) are that too, but a native one is not: by its first
// bytes.
bool is_wasm(const fs::path& file, wasm::Bytes bytes) {
  return file.extension() == ".wasm" ||
         (file.extension() == ".o" && wasm::as_text(bytes).starts_with(std::string_view("\0asm", 4)));
}

void check_form(const fs::path& file) {
  if (!fs::is_regular_file(file)) return;
  const MappedFile mapped(file);
  with_context("while reading " + file.string(), [&] {
    if (file.extension() == ".a") wasm::read_archive(mapped.bytes());
    if (!is_wasm(file, mapped.bytes())) return;
    if (wasm::is_component(mapped.bytes()))
      wasm::core_modules(mapped.bytes());
    else
      wasm::read_sections(mapped.bytes());
  });
}

using Damage = std::optional<std::string>;

std::vector<Damage> look_at(const std::vector<const Step*>& steps) {
  std::vector<Damage> found(steps.size());
  run_workers(steps.size(), std::thread::hardware_concurrency(),
              [&](std::size_t i) { found[i] = find_damage(*steps[i]); });
  return found;
}

void discard(const Step& step) {
  const FileLock lock(step.lock());
  fs::remove(step.stamp());  // first: from here on nobody takes it for finished
  remove_tree(step.out);
}

}  // namespace

void check_outputs(const Step& step) {
  for (const std::string& output : step.outputs) {
    const fs::path file = step.out / output;
    const auto complain = [&](const std::string& what) {
      throw Error(fmt::format("step {} ended without an error, but {}", step.name, what),
                  "a program that it runs has failed silently: is the disk full, or was memory short? "
                  "Run the build again");
    };
    if (!fs::exists(file)) complain("did not make " + output);
    try {
      check_form(file);
    } catch (const Error& error) {
      complain(fmt::format("{} is not whole: {}", output, error.what()));
    }
  }
}

std::string content_list(const fs::path& folder) {
  std::string list;
  for (const fs::path& file : list_tree(folder)) {
    if (!fs::is_symlink(folder / file)) list += file_sha256(folder / file) + "  " + file.string() + '\n';
  }
  return list;
}

StoredContent stored_content(const Step& step) {
  const std::string stamp = read_file(step.stamp()), list = read_file(step.out / kContent);
  if (sha256_hex(list) != parse_json(stamp, step.stamp().string()).value("content", ""))
    throw Error("the list of its files is not that which its stamp knows");
  StoredContent content;
  content.cost = parse_step_specification(stamp, step.stamp().string()).cost;
  for (const std::string& line : split_lines(list))
    content.files[line.substr(kSha256Digits + 2)] = line.substr(0, kSha256Digits);
  return content;
}

void finish_step(Step step) {
  const std::string list = content_list(step.out);
  write_file(step.out / kContent, list);
  step.content = sha256_hex(list);
  write_file(step.stamp(), step_specification(step));
}

std::optional<std::string> find_damage(const Step& step) try {
  const std::string content = parse_json(read_file(step.stamp()), step.stamp().string()).value("content", "");
  if (content.empty()) return std::nullopt;
  const std::string list = read_file(step.out / kContent);
  if (sha256_hex(list) != content) return kContent;
  for (const std::string& line : split_lines(list)) {
    const std::string file = line.substr(kSha256Digits + 2);
    std::error_code unknown;
    if (!fs::is_regular_file(step.out / file, unknown) ||
        file_sha256(step.out / file) != std::string_view(line).substr(0, kSha256Digits))
      return file;
  }
  return std::nullopt;
} catch (const std::exception&) {  // a stamp or a list that cannot be read
  return kContent;
}

std::vector<DamagedStep> discard_damaged(const Plan& plan) {
  std::set<fs::path> read;  // stamps of steps that something will read
  for (const Publication& publication : plan.publications)
    read.insert(publication.after.begin(), publication.after.end());
  std::vector<DamagedStep> damaged;
  // The plan has readers after what they read. Each round checks, all at once, the finished steps that are
  // known to be read; a damaged one makes those before it read again.
  std::set<const Step*> settled;
  for (;;) {
    std::vector<const Step*> finished;
    for (auto step = plan.steps.rbegin(); step != plan.steps.rend(); ++step) {
      if (settled.contains(&*step)) continue;
      const bool done = fs::exists(step->stamp());
      if (done && !read.contains(step->stamp())) continue;
      settled.insert(&*step);
      if (done)
        finished.push_back(&*step);
      else
        read.insert(step->after.begin(), step->after.end());
    }
    if (finished.empty()) return damaged;
    const std::vector<Damage> found = look_at(finished);
    for (std::size_t i = 0; i < finished.size(); ++i) {
      if (!found[i]) continue;
      damaged.push_back({finished[i]->name, *found[i]});
      discard(*finished[i]);
      read.insert(finished[i]->after.begin(), finished[i]->after.end());
    }
  }
}

}  // namespace pylon
