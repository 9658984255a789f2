#include "plan/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "manifest/audit.hpp"
#include "manifest/file_sizes.hpp"
#include "system/files.hpp"
#include "toolchain/patches.hpp"
#include "variant/setup_local.hpp"

namespace pylon {
namespace {

std::vector<fs::path> archives_in(const std::vector<fs::path>& paths) {
  std::vector<fs::path> archives;
  for (const fs::path& path : paths) {
    if (!fs::is_directory(path)) {
      archives.push_back(path);
      continue;
    }
    for (const fs::path& file : list_tree(path)) {
      if (file.extension() == ".a") archives.push_back(path / file);
    }
  }
  return archives;
}

// "numpy-0123456789abcdef/lib/mtrand.a": enough for a reader, and the same on every machine.
std::string short_label(const fs::path& archive) {
  const fs::path folder = archive.parent_path().parent_path();
  return (folder.filename() / archive.parent_path().filename() / archive.filename()).string();
}

}  // namespace

void check_config(const Variant& variant, const fs::path& config, const fs::path& facts) {
  const nlohmann::json states = parse_json(read_file(facts), facts.string());
  std::vector<std::string> provided;
  for (const auto& [name, state] : states.items()) {
    if (state == "yes") provided.push_back(name);
  }
  check_inittab(read_file(config), variant, provided);
}

ArchiveObjects read_archives(const std::vector<fs::path>& paths) {
  const std::vector<fs::path> archives = archives_in(paths);
  ArchiveObjects objects;
  objects.contents.reserve(archives.size());  // short contents lie in the string itself: it must not move
  for (const fs::path& archive : archives) {
    objects.contents.push_back(read_file(archive));
    with_context("while reading " + archive.string(), [&] {
      for (const wasm::ArchiveMember& member : wasm::read_archive(wasm::as_bytes(objects.contents.back()))) {
        objects.list.push_back(
            {archive.string(), member.name, {short_label(archive) + "(" + member.name + ")", member.bytes}});
      }
    });
  }
  return objects;
}

void check_archives(const std::vector<fs::path>& paths, const fs::path& patches) {
  const ArchiveObjects archives = read_archives(paths);
  std::vector<AuditedObject> objects;
  for (const ArchiveObject& object : archives.list) objects.push_back({object.object, ""});
  Audit audit;
  audit_objects(audit, objects);
  if (audit.findings.empty()) return;
  std::string message;
  for (const AuditFinding& finding : audit.findings) {
    message += "\n    " + finding.message;
    if (!finding.table.empty()) message += "; in " + finding.object;
    for (const std::string& patch : patches_about(patches, finding.subject))
      message += "\n      toolchain/patches/" + patch + " is about it";
  }
  std::string advice;
  for (const AuditRule& rule : audit_rules()) {
    if (std::ranges::find(audit.findings, rule.id, &AuditFinding::rule) == audit.findings.end()) continue;
    advice += fmt::format("{}{}", advice.empty() ? "" : "\n    ", rule.help);
  }
  throw Error("symbols do not fit together:" + message, advice);
}

void write_sizes(const fs::path& wasm, const fs::path& json) {
  const std::string content = read_file(wasm);
  write_file(json, sizes_text(measure_file(wasm::as_bytes(content))));
}

}  // namespace pylon
