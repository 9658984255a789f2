#include "report/release_report.hpp"

#include <fmt/format.h>

#include "base/json.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"
#include "report/diff_report.hpp"
#include "report/words.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

std::string number(const Json& bytes) { return with_thousands(bytes.get<std::uint64_t>()); }

std::string sizes(const std::vector<NotedVariant>& variants) {
  std::string text =
      "| variant | what is in it | bytes | gzip | brotli | SHA-256 of pylon.wasm |\n"
      "|---|---|---:|---:|---:|---|\n";
  for (const NotedVariant& variant : variants) {
    const Json& file = variant.manifest.at("file");
    const Json& identity = variant.manifest.at("identity");
    text += fmt::format("| {} | {} | {} | {} | {} | `{}` |\n",
                        markdown_cell(identity.at("variant").get<std::string>()),
                        markdown_cell(identity.at("description").get<std::string>()),
                        number(file.at("bytes")), number(file.at("compressed").at("gzip")),
                        number(file.at("compressed").at("brotli")), file.at("sha256").get<std::string>());
  }
  return text;
}

std::string packages(const std::vector<NotedVariant>& variants) {
  std::string text;
  for (const NotedVariant& variant : variants) {
    const Json& identity = variant.manifest.at("identity");
    std::vector<std::string> words;
    for (const auto& [name, version] : identity.at("packages").items())
      words.push_back(name + " " + version.get<std::string>());
    text += fmt::format("- `{}`: {}\n", identity.at("variant").get<std::string>(), join(words, ", "));
  }
  return text;
}

std::string old_names(const NotesInputs& inputs) {
  std::string text;
  for (const NotedVariant& variant : inputs.variants) {
    const Json& identity = variant.manifest.at("identity");
    if (!identity.contains("old_name")) continue;
    const std::string line = fmt::format(
        "`{}` is the old name of `pylon.wasm`, in the archives as a {}.{} Use `pylon.wasm`.\n",
        identity.at("old_name").get<std::string>(), inputs.alias_is_copy ? "copy" : "symbolic link",
        identity.contains("old_name_until")
            ? fmt::format(" **Its last day is {}:** releases after that do not have it.",
                          identity.at("old_name_until").get<std::string>())
            : "");
    if (text.find(line) == std::string::npos) text += line;
  }
  return text.empty() ? "" : "## The old name\n\n" + text + "\n";
}

std::string compiled(const NotesInputs& inputs) {
  if (inputs.targets.empty()) return "";
  return fmt::format(
      "The `.cwasm` files are `pylon.wasm` compiled ahead of time, for {} alone ({}): `wasmtime "
      "run --allow-precompiled` starts them without looking anything up. They are machine code: check "
      "their digests, or compile them yourself (`wasmtime compile --target …` gives the same bytes).\n\n",
      inputs.compiler, join(inputs.targets, ", "));
}

// What people run: a file alone, or with lib/.
std::string content(const std::vector<NotedVariant>& variants) {
  std::vector<std::string> alone;
  for (const NotedVariant& variant : variants) {
    const auto inside = variant.manifest.find("inside");
    if (inside != variant.manifest.end() && inside->at("files").get<std::size_t>() > 0)
      alone.push_back(variant.manifest.at("identity").at("variant"));
  }
  const std::string file =
      alone.empty() ? "`pylon.wasm`, `lib/` (to be mounted as `/lib`)"
      : alone.size() == variants.size()
          ? "`pylon.wasm`, which runs alone, `lib/` (its library as files; mounted as `/lib` it wins)"
          : fmt::format("`pylon.wasm`, which runs alone in {}, `lib/` (to be mounted as `/lib`)",
                        join(alone, ", "));
  return "Each archive has " + file +
         ", `manifest.json`, and the licences of everything that is linked.\n"
         "Beside the archives: a bill of materials (`.cdx.json`, CycloneDX 1.6), "
         "the provenance (`.intoto.json`, SLSA v1) and the manifest.\n\n";
}

std::string changes(const NotesInputs& inputs) {
  if (inputs.previous.empty()) return "";
  std::string text = "## Changes since " + inputs.previous + "\n\n";
  for (const NotedVariant& variant : inputs.variants) {
    const std::string name = variant.manifest.at("identity").at("variant");
    if (variant.previous.is_null()) {
      text += fmt::format("### {}\n\nNew in this release.\n\n", name);
      continue;
    }
    const DiffSide before{name + " " + inputs.previous, variant.previous, {}};
    const DiffSide after{name + " " + inputs.version, variant.manifest, {}};
    text += diff_markdown(compare(before, after), {}) + "\n";  // with a title that names both
  }
  return text;
}

std::string checking(const NotesInputs& inputs) {
  std::string text =
      "## To check it\n\n```sh\nsha256sum -c SHA256SUMS      # every file is as it was released\n"
      "pylonctl verify .            # and every file agrees with every other, down to the bytes of "
      "pylon.wasm\n"
      "pylonctl verify . --rebuild  # in a checkout of the commit: built again, it gives the same "
      "bytes\n```\n";
  if (!inputs.signature.empty())
    text +=
        fmt::format("\n`SHA256SUMS` is signed: `pylonctl verify . --key FILE` checks `{}` against the key.\n",
                    inputs.signature);
  return text;
}

}  // namespace

std::string release_text(const ReleaseReport& report) {
  if (!report.reasons.empty()) {
    std::string text = fmt::format("pylon {} {} be released, for {} reason{}:\n", report.version,
                                   report.dry_run ? "could not" : "cannot", report.reasons.size(),
                                   report.reasons.size() == 1 ? "" : "s");
    for (const RefusedFor& reason : report.reasons) {
      text += fmt::format("  {}: {}\n", reason.subject, reason.message);
      if (!reason.advice.empty()) text += fmt::format("    to do: {}\n", reason.advice);
    }
    return text;
  }
  std::string text =
      fmt::format("pylon {}: {} {}\n", report.version,
                  report.dry_run ? "nothing is in the way. It would be written to" : "is in", report.folder);
  for (const std::string& smokes : report.to_run)
    text += fmt::format("  first run the smokes of {}\n", smokes);
  for (const ReleasedFile& file : report.files) {
    text += report.dry_run ? fmt::format("  {}\n", file.name)
                           : fmt::format("  {:>12}  {}\n", with_thousands(file.bytes), file.name);
  }
  return text;
}

std::string release_json(const ReleaseReport& report) {
  Json document{
      {"release_version", 1},      {"version", report.version},       {"folder", report.folder},
      {"dry_run", report.dry_run}, {"ready", report.reasons.empty()}, {"smokes_to_run", report.to_run},
      {"reasons", Json::array()},  {"files", Json::array()}};
  for (const RefusedFor& reason : report.reasons)
    document["reasons"].push_back(
        {{"subject", reason.subject}, {"message", reason.message}, {"advice", reason.advice}});
  for (const ReleasedFile& file : report.files) {
    document["files"].push_back({{"name", file.name}});
    if (file.sha256.empty()) continue;
    document["files"].back()["bytes"] = file.bytes;
    document["files"].back()["sha256"] = file.sha256;
  }
  return json_text(document);
}

std::string verify_text(const VerifyReport& report) {
  std::string text;
  for (const Disagreement& finding : report.findings) {
    text += fmt::format("WRONG {}{}{}: {}\n", shown(finding.file), finding.place.empty() ? "" : ": ",
                        shown(finding.place), shown_lines(finding.message));
  }
  for (const std::string& note : report.notes) text += "note: " + shown(note) + "\n";
  for (const std::string& checked : report.checked) text += "checked: " + shown(checked) + "\n";
  return text + (report.findings.empty()
                     ? fmt::format("{}: all agrees\n", report.what)
                     : fmt::format("{}: {} disagreement{}\n", report.what, report.findings.size(),
                                   report.findings.size() == 1 ? "" : "s"));
}

std::string verify_json(const VerifyReport& report) {
  Json findings = Json::array();
  for (const Disagreement& finding : report.findings)
    findings.push_back({{"file", finding.file}, {"place", finding.place}, {"message", finding.message}});
  Json json{{"verify_version", 1},       {"what", report.what},   {"agrees", report.findings.empty()},
            {"checked", report.checked}, {"notes", report.notes}, {"findings", findings}};
  if (report.packed) {
    json["packed"] = {{"added", report.packed->added},
                      {"replaced", report.packed->replaced},
                      {"changed", report.packed->changed}};
    if (report.packed->main) json["packed"]["main"] = *report.packed->main;
  }
  return json_text(json);
}

std::string notes_text(const NotesInputs& inputs) {
  std::string text =
      fmt::format("# pylon {}\n\n{}, from commit `{}`.\n\n", inputs.version, inputs.date, inputs.commit);
  text += sizes(inputs.variants) + "\n" + packages(inputs.variants) + "\n";
  text += content(inputs.variants);
  return text + compiled(inputs) + old_names(inputs) + changes(inputs) + checking(inputs);
}

}  // namespace pylon
