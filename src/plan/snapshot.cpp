#include "plan/snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "manifest/inside_facts.hpp"
#include "plan/library_inside.hpp"
#include "system/files.hpp"
#include "system/process.hpp"
#include "wasm/linker_map.hpp"
#include "wasm/snapshot_image.hpp"

namespace pylon {
namespace {

constexpr std::string_view kHeap = "heap", kStack = "stack";

// What differs, by what the map calls it: "world.o .bss.now", "heap" -> bytes.
using Differences = std::map<std::string, std::uint64_t>;

struct Taken {
  fs::path file;
  std::string report;  // a line of JSON
};

std::string last_lines(const std::string& text) {
  std::vector<std::string> lines = split_lines(text);
  std::erase_if(lines, [](const std::string& line) { return line.find_first_not_of(' ') == line.npos; });
  const std::size_t first = lines.size() - std::min<std::size_t>(lines.size(), 12);
  std::string end;
  for (std::size_t i = first; i < lines.size(); ++i) end += "\n    " + lines[i];
  return end;
}

// ": did you mean 'json'?", by the modules of the library inside.
std::string meant(const fs::path& filled, const std::string& name) {
  const std::string content = read_file(filled);
  std::vector<std::string> known;
  if (const auto library = inside_library(wasm::as_bytes(content))) {
    for (const wasm::ImageFile& file : library->index.files)
      known.push_back(module_of_file(std::string_view(file.path).substr(file.path.find('/') + 1)));
  }
  return did_you_mean(name, known);
}

[[noreturn]] void refuse(const Outcome& outcome, const std::vector<std::string>& modules,
                         const fs::path& filled) {
  for (const std::string& name : modules) {
    if (outcome.errors.find(fmt::format("pylon: the import of '{}' failed", name)) == std::string::npos)
      continue;
    throw Error(fmt::format("the import of '{}' failed while the snapshot was taken:{}", name,
                            last_lines(outcome.errors)),
                fmt::format("take '{}' out of the variant's /snapshot, or mend its name{}", name,
                            meant(filled, name)));
  }
  throw Error(
      fmt::format("no snapshot could be taken ({}):{}", outcome.description(), last_lines(outcome.errors)));
}

// Runs the file's initialisation in one of the two worlds, of which the second has another clock, other
// randomness and another host. Nothing of this machine's environment is passed on.
Taken take(const SnapshotOrder& order, int world, const std::vector<std::string>& modules) {
  Taken taken{order.work / fmt::format("world-{}.wasm", world), ""};
  fs::remove(taken.file);
  std::string words = std::to_string(world);
  for (const std::string& name : modules) words += " " + name;
  Command command;
  command.argv = {order.wasmtime.string(),  "wizer", "-C", "compiler=winch", "-S", "cli", "--env",
                  "PYLON_SNAPSHOT=" + words};
  if (world == 2) {  // on another host: with variables and a folder
    for (const char* word : {"--env", "PYTHONPATH=/elsewhere", "--env", "PYTHONHASHSEED=7", "--dir"})
      command.argv.emplace_back(word);
    command.argv.push_back(order.work.string() + "::/elsewhere");
  }
  command.argv.insert(command.argv.end(), {"--init-func", "wizer.initialize", "-r", "_start=wizer.resume",
                                           order.filled.string(), "-o", taken.file.string()});
  command.environment =
      std::map<std::string, std::string>{{"HOME", order.work.string()}, {"RUST_BACKTRACE", "0"}};
  command.separate_errors = true;
  command.time_limit = std::chrono::seconds(600);
  const Outcome outcome = run_process(command);
  if (!outcome.ok() || !fs::exists(taken.file)) refuse(outcome, modules, order.filled);
  for (const std::string& line : split_lines(outcome.output)) {
    if (line.starts_with("{")) taken.report = line;
  }
  return taken;
}

std::string object_name(const wasm::MapChunk& chunk) {
  return chunk.member.empty() ? fs::path(chunk.file).filename().string() : std::string(chunk.member);
}

Differences differences(const wasm::LinkerMap& map, const fs::path& one, const fs::path& other) {
  const std::string a = read_file(one), b = read_file(other);
  std::vector<wasm::MapChunk> data = map.data;
  std::erase_if(data, [](const wasm::MapChunk& chunk) { return chunk.size == 0; });
  Differences found;
  for (const wasm::MemoryRange& range : wasm::memory_differences(wasm::as_bytes(a), wasm::as_bytes(b))) {
    const auto next = std::ranges::upper_bound(data, range.address, {}, &wasm::MapChunk::address);
    std::string name(next == data.begin() ? kStack : kHeap);
    if (next != data.begin() && range.address < std::prev(next)->address + std::prev(next)->size)
      name = object_name(*std::prev(next)) + " " + std::string(std::prev(next)->title);
    found[name] += range.size;
  }
  return found;
}

std::string listed(const Differences& found) {
  std::vector<std::string> words;
  for (const auto& [name, bytes] : found) words.push_back(fmt::format("{} ({} bytes)", name, bytes));
  return join(words, ", ");
}

Differences not_allowed(Differences found, const std::vector<AllowedData>& allowed) {
  for (const AllowedData& each : allowed) found.erase(each.object + " " + each.section);
  return found;
}

// Takes anew with each module alone: what it brings then is its own.
[[noreturn]] void blame(const SnapshotOrder& order, const wasm::LinkerMap& map,
                        const std::vector<AllowedData>& allowed, const Differences& all) {
  for (const std::string& name : order.modules) {
    const Taken one = take(order, 1, {name}), other = take(order, 2, {name});
    const Differences own = not_allowed(differences(map, one.file, other.file), allowed);
    if (own.empty()) continue;
    throw Error(
        fmt::format("the import of '{}' would put into the snapshot what depends on the start, such as the "
                    "time or a random number: {}",
                    name, listed(own)),
        fmt::format("take '{}' out of the variant's /snapshot: a program that imports it gets it as ever",
                    name));
  }
  throw Error("what depends on the start, such as the time or a random number, would be in the snapshot: " +
                  listed(all),
              "if that does no harm, Modules/_pylon_snapshot/allowed says so, with the reason");
}

}  // namespace

fs::path snapshot_sources(const Project& project) { return project.modules() / "_pylon_snapshot"; }

void check_all_wrapped(const fs::path& map, const fs::path& names) {
  const auto linked = linked_functions(map);
  std::vector<std::string> open;
  for (const std::string& name : wrapped_names(names)) {
    if (!linked.contains("__wrap_" + name)) open.push_back(name);
  }
  if (open.empty()) return;
  throw Error(
      fmt::format("the link did not wrap {}, which a start from a snapshot needs", join(open, ", ")),
      fmt::format(
          "nothing calls {} by this name: compare Modules/_pylon_snapshot with this CPython and C library",
          open.front()));
}

std::vector<AllowedData> read_allowed(std::string_view text, const std::string& name) {
  std::vector<AllowedData> allowed;
  std::size_t number = 0;
  for (const std::string& line : split_lines(std::string(text))) {
    ++number;
    const std::vector<std::string> words = split_words(line.substr(0, line.find('#')));
    if (words.empty()) continue;
    if (words.size() < 3)
      throw Error(fmt::format("{}: line {}: not OBJECT SECTION REASON", name, number),
                  "for example: obmalloc.o .data._mi_heap_main why it does no harm");
    allowed.push_back(
        {words[0], words[1], join(std::vector<std::string>(words.begin() + 2, words.end()), " ")});
  }
  return allowed;
}

void write_snapshot(const SnapshotOrder& order) {
  const std::string map_text = read_file(order.map);
  const wasm::LinkerMap map = wasm::read_map(map_text, order.map.string());
  const std::vector<AllowedData> allowed = read_allowed(read_file(order.allowed), order.allowed.string());
  const Taken one = take(order, 1, order.modules), other = take(order, 2, order.modules);
  const std::string content = read_file(one.file);
  const Differences found = differences(map, one.file, other.file);
  const Differences open = not_allowed(found, allowed);
  if (!open.empty()) blame(order, map, allowed, open);
  nlohmann::json report = parse_json(one.report, "what the snapshot says of itself");
  report["differences"] = found;
  write_file(order.to / "snapshot.json", report.dump(2) + "\n");
  with_context("while tidying the snapshot " + one.file.string(), [&] {
    write_file(order.to / "pylon.wasm", wasm::without_empty_segments(wasm::as_bytes(content)));
  });
}

}  // namespace pylon
