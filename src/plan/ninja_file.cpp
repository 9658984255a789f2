#include "plan/ninja_file.hpp"

#include <fmt/format.h>

#include <map>

#include "base/error.hpp"
#include "base/shown.hpp"
#include "system/process.hpp"

namespace pylon {
namespace {

std::string paths(const std::vector<std::filesystem::path>& list) {
  std::string text;
  for (const auto& path : list) text += " " + ninja_escape(path.string());
  return text;
}

// A command line: quoted for the shell that Ninja starts, then `$` doubled for Ninja itself.
std::string command_line(const std::vector<std::string>& argv) {
  std::string text;
  for (const char c : quote_command(argv)) text += c == '$' ? std::string("$$") : std::string(1, c);
  return text;
}

std::string publication_text(const Publication& publication, const NinjaFile& file) {
  std::vector<std::string> run{file.pylonctl.string(),
                               "publish",
                               "--project",
                               file.project.string(),
                               "--cpython",
                               publication.cpython,
                               "--key",
                               publication.key.substr(0, kShortKey),
                               publication.variant};
  if (!publication.level.empty()) run.insert(run.end(), {"--level", publication.level});
  if (publication.manifest) run.push_back("--manifest");
  return fmt::format("build{}: publish{} ||{}\n  run = {}\n  what = {}\n", paths(publication.outputs),
                     paths(publication.inputs), paths(publication.after), command_line(run),
                     publication.name());
}

}  // namespace

void check_buildable(const std::filesystem::path& folder) {
  const std::string& path = folder.native();
  const auto refuse = [&](const std::string& what) {
    throw Error(fmt::format("a path with {} cannot be built: {}", what, shown(path)), "rename the folder");
  };
  for (std::size_t at = 0, size = 0; at < path.size(); at += size) {
    size = utf8_sequence(std::string_view(path).substr(at));
    // Steps are described in JSON, which is UTF-8.
    if (size == 0) refuse("bytes that are no UTF-8");
    const auto c = static_cast<unsigned char>(path[at]);
    // Ninja's manifest cannot write these, and its log takes a tab for the end of a field: what it made would
    // never count as made.
    if (c == '|') refuse("a |");
    if (c < ' ' || c == 0x7F)
      refuse(c == '\n' ? "a line break" : c == '\t' ? "a tab" : "a control character");
  }
}

std::string ninja_escape(const std::string& path) {
  std::string text;
  for (const char c : path) {
    if (c == '$' || c == ' ' || c == ':') text += '$';
    text += c;
  }
  return text;
}

std::string ninja_text(const std::vector<Step>& steps, const std::vector<Publication>& publications,
                       const NinjaFile& file) {
  const std::string program = file.pylonctl.string();
  // generator: a step does not run again because its command line changed, as it does with each new pylonctl.
  std::string text = fmt::format(
      "# Written by pylonctl build; do not edit.\n"
      "ninja_required_version = 1.8\n"
      "builddir = {}\n"
      "rule step\n"
      "  command = $run\n"
      "  description = $what\n"
      "  generator = 1\n"
      "rule publish\n"
      "  command = $run\n"
      "  description = $what\n",
      ninja_escape(file.folder.string()));
  // Publications stand first, and Ninja starts what is ready in this order: they are quick, and people wait
  // for them.
  std::map<std::string, std::string> targets;
  for (const Publication& publication : publications) {
    text += publication_text(publication, file);
    targets[publication.title()] += paths(publication.outputs);
  }
  for (const auto& [title, outputs] : targets) text += fmt::format("build {}: phony{}\n", title, outputs);
  for (const Step& step : steps) {
    const auto specification = file.folder / "steps" / (step.out.filename().string() + ".json");
    text += fmt::format("build {}: step{}{}\n  run = {}\n  what = {}\n", ninja_escape(step.stamp().string()),
                        step.after.empty() ? "" : " ||", paths(step.after),
                        command_line({program, "step", specification.string()}), step.name);
  }
  return text;
}

}  // namespace pylon
