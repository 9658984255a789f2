#include "update/lock_text.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/json_place.hpp"

namespace pylon {
namespace {

using Fields = std::vector<std::pair<const char*, std::string>>;

std::string quoted(const std::string& text) { return nlohmann::json(text).dump(); }

std::string place_text(const Place& place) {
  std::string text = "{\"kind\": " + quoted(place.kind);
  for (const auto& [key, value] : Fields{{"url", place.url},
                                         {"suite", place.suite},
                                         {"package", place.package},
                                         {"version", place.version},
                                         {"file", place.file}}) {
    if (!value.empty()) text += std::string(", \"") + key + "\": " + quoted(value);
  }
  return text + "}";
}

bool is(const nlohmann::json& entry, const Source& source, const std::string& version) {
  return entry.at("name") == source.name && entry.at("version") == version &&
         entry.value("host", "") == source.host;
}

std::optional<std::size_t> index_of(const nlohmann::json& document, const Source& source,
                                    const std::string& version) {
  const nlohmann::json& list = document.at("sources");
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (is(list[i], source, version)) return i;
  }
  return std::nullopt;
}

JsonSpan span_of_entry(const std::string& text, std::size_t index) {
  return *span_of_json_path(text, "/sources/" + std::to_string(index));
}

}  // namespace

std::string lock_entry_text(const Source& source) {
  std::string text = "{\n";
  for (const auto& [key, value] : Fields{{"name", source.name},
                                         {"version", source.version},
                                         {"host", source.host},
                                         {"file", source.file},
                                         {"sha256", source.sha256}}) {
    if (!value.empty()) text += std::string("      \"") + key + "\": " + quoted(value) + ",\n";
  }
  text += "      \"licence\": " + quoted(source.licence) + ",\n      \"places\": [\n";
  for (std::size_t i = 0; i < source.places.size(); ++i)
    text += "        " + place_text(source.places[i]) + (i + 1 < source.places.size() ? ",\n" : "\n");
  return text + "      ]\n    }";
}

std::string with_lock_entry(const std::string& text, const Source& old, const Source& entry, bool keep) {
  const nlohmann::json document = parse_json(text, "toolchain/lock.json");
  const auto before = index_of(document, old, old.version);
  if (!before) throw Error("toolchain/lock.json has no " + old.label());
  std::string changed = text;
  if (const auto same = index_of(document, entry, entry.version)) {
    const JsonSpan span = span_of_entry(text, *same);
    return changed.replace(span.begin, span.end - span.begin, lock_entry_text(entry));
  }
  const JsonSpan span = span_of_entry(text, *before);
  if (keep) return changed.insert(span.end, ",\n    " + lock_entry_text(entry));
  return changed.replace(span.begin, span.end - span.begin, lock_entry_text(entry));
}

}  // namespace pylon
