// A small variant with a manifest and a baseline that pass the gate; tests spoil one thing at a time.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "base/json.hpp"
#include "manifest/gate.hpp"
#include "manifest/manifest.hpp"
#include "system/files.hpp"
#include "variant/variant.hpp"

namespace pylon {

struct GateSample {
  Catalog catalog;
  Variant variant;
  nlohmann::json manifest, baseline;
  GateFacts facts{"", "", "2026-11-23", {}, {}};
  bool has_baseline = true;

  // `fields`: the text of variants/tiny.json, which may extend base. Without: one that asks for everything.
  explicit GateSample(const std::string& fields = kEverything) {
    const fs::path root = PYLON_SOURCE_DIR;
    const auto json = [&](const char* file) { return parse_json(read_file(root / file), file); };
    catalog = parse_catalog(json("tests/golden/variant/catalog.json"), "catalog.json");
    variant = load_variant(
        "tiny", [&](const std::string& name) { return name == "tiny" ? fields : std::string(kBase); },
        {"tiny", "base"}, catalog, json("variants/variant.schema.json"));
    const std::string file = "tests/golden/manifest_summary/small.in";
    manifest = read_manifest(read_file(root / file), file);
    manifest["modules"]["built_in"] = {"_codecs_jp", "_codecs_kr", "posix", "zlib"};
    manifest["identity"]["packages"] = {{"cpython", "3.13.5"}, {"zlib", "1.3.1"}};
    manifest["file"]["bytes"] = 10'000;
    manifest["file"]["compressed"] = {{"gzip", 4'000}, {"brotli", 3'000}, {"zstd", 3'500}};
    manifest["attribution"]["quality"] = "exact";
    manifest["attribution"]["why"] = nlohmann::json::array();
    manifest["stdlib"]["modules"] = {{"json", 100}};
    manifest["stdlib"]["bytes"] = 5'000;
    manifest["shipped"] = {{"archive", 4'500}};
    manifest["stdlib"]["packages"] = nlohmann::json::object();
    manifest["inputs"]["cpython_profile"] = {
        {"state", "used"}, {"version", "3.13.5"}, {"sha256", std::string(64, 'a')}};
    manifest["components"] = {{{"name", "expat"},
                               {"kind", "vendor"},
                               {"licence", "MIT"},
                               {"purl", "pkg:generic/expat@2.7.1"},
                               {"version", "2.7.1"},
                               {"of", "cpython"}}};
    set_rows({{"CPython core", 6'000}, {"_codecs_jp", 3'000}, {"zlib", 900}});
    baseline = manifest;
  }

  // Modules of the package cpython with this many bytes of code; what is left of the file is `format`.
  void set_rows(const std::vector<std::pair<std::string, std::uint64_t>>& rows) {
    nlohmann::json list = nlohmann::json::array();
    std::uint64_t left = manifest["file"]["bytes"];
    for (const auto& [name, bytes] : rows) {
      list.push_back({{"name", name},
                      {"kind", name == "CPython core" ? "core" : "module"},
                      {"package", "cpython"},
                      {"code", bytes},
                      {"data", 0},
                      {"other", 0}});
      left -= bytes;
    }
    list.push_back({{"name", "header"}, {"kind", "format"}, {"code", 0}, {"data", 0}, {"other", left}});
    manifest["attribution"]["rows"] = list;
  }

  Verdict judge() const {
    GateInput input;
    input.variant = &variant;
    input.catalog = &catalog;
    input.manifest = &manifest;
    input.baseline = has_baseline ? &baseline : nullptr;
    input.baseline_name = "artifacts/tiny/baseline.json";
    input.baseline_note = "2026-11-01: the first";
    input.facts = facts;
    return check_gate(input);
  }

  GateCheck check(const std::string& rule) const {
    for (const GateCheck& each : judge().checks) {
      if (each.rule == rule) return each;
    }
    throw std::runtime_error("no rule " + rule);
  }

  // The subjects that fail, "rule:subject rule:subject", in order.
  std::string failing() const {
    std::string text;
    for (const GateCheck& each : judge().checks) {
      for (const GateFailure& failure : each.failures) {
        if (failure.overridden.empty()) text += (text.empty() ? "" : " ") + each.rule + ":" + failure.subject;
      }
    }
    return text;
  }

  static constexpr const char* kBase = R"({
  "description": "All have this.",
  "abstract": true,
  "cpython": "3.13.5",
  "packages": ["cpython", "zlib"],
  "optimize": { "default": "-Os" },
  "wasm_opt": ["-Oz"],
  "memory": { "stack_bytes": 8388608, "initial_bytes": 41943040 },
  "old_name": "python.composed.wasm",
  "old_name_until": "2027-12-31"
})";
  static constexpr const char* kEverything = R"({
  "extends": "base",
  "description": "A test.",
  "drop": { "numpy": "too large" },
  "budgets": { "raw": 10500, "gzip": 4100, "brotli": 3100, "library": 20000000, "archive": 9000000},
  "gate": {
    "growth": {
      "raw": { "bytes": 100, "per_cent": 2 },
      "gzip": { "per_cent": 1 },
      "brotli": { "bytes": 50 },
      "module": { "bytes": 50, "per_cent": 10 }
    },
    "require_modules": ["zlib", "_codecs_*"],
    "forbid_modules": ["numpy*"],
    "imports": ["wasi_snapshot_preview1.*"],
    "features": ["sign-ext"]
  }
})";
};

}  // namespace pylon
