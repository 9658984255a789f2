#include "toolchain/lock.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

using nlohmann::json;

Place parse_place(const json& object) {
  Place place;
  place.kind = object.at("kind").get<std::string>();
  place.url = object.value("url", "");
  place.suite = object.value("suite", "");
  place.package = object.value("package", "");
  place.version = object.value("version", "");
  place.file = object.value("file", "");
  return place;
}

Source parse_source(const json& object) {
  Source source;
  source.name = object.at("name").get<std::string>();
  source.version = object.at("version").get<std::string>();
  source.file = object.at("file").get<std::string>();
  source.sha256 = object.value("sha256", "");
  source.licence = object.at("licence").get<std::string>();
  source.host = object.value("host", "");
  source.support = object.value("support", false);
  for (const json& place : object.at("places")) source.places.push_back(parse_place(place));
  return source;
}

// What a released suite has of a package changes only by security updates. Others (testing, sid, backports)
// replace a version as soon as there is a newer one, and the digest would be that of a file from yesterday.
constexpr std::array<std::string_view, 3> kReleasedSuites{"bullseye", "bookworm", "trixie"};

bool lasts(const Place& place) { return !place.kind.starts_with("debian") || is_released_suite(place.suite); }

void check_source(const Source& source, const std::string& name) {
  const std::string entry = name + ": " + source.label() + ": ";
  if (source.support == !source.sha256.empty()) {
    throw Error(entry + "has 'sha256' or 'support': true, never both and never neither");
  }
  for (const Place& place : source.places) {
    if (place.kind == "url" && !place.url.starts_with("https://")) {
      throw Error(entry + "the page " + place.url + " is not https");
    }
    if (source.support && place.kind != "debian") {
      throw Error(entry + "a support entry without a digest can come from a signed distribution only");
    }
    if (!source.support && place.version.empty() && !lasts(place)) {
      throw Error(entry + "the place '" + place.label() + "' has no 'version': " + place.suite +
                      " is no released suite, and replaces its packages at any time",
                  "add the \"version\" of the Debian package that the file is from, such as \"" +
                      source.version + "-1\"");
    }
  }
  if (source.file.find('/') != std::string::npos || source.file.starts_with('.')) {
    throw Error(entry + "'" + source.file + "' is not a plain file name");
  }
}

std::vector<std::string> names_of(const std::vector<Source>& sources) {
  std::set<std::string> names;
  for (const Source& source : sources) names.insert(source.name);
  return {names.begin(), names.end()};
}

[[noreturn]] void fail_name(const std::string& name, const std::vector<Source>& sources) {
  const std::vector<std::string> names = names_of(sources);
  throw Error("toolchain/lock.json has no entry '" + name + "'" + did_you_mean(name, names),
              "known entries: " + join(names, ", "));
}

auto order(const Source& source) { return std::tie(source.name, source.version, source.host); }

}  // namespace

std::string Place::label() const {
  if (kind == "url") return url;
  const std::string what = version.empty() ? package : package + " " + version;
  if (kind == "pypi") return "PyPI package " + what;
  if (kind == "crate") return "crate " + what;
  return "Debian " + suite + (kind == "debian" ? " package " : " source package ") + what;
}

bool is_released_suite(std::string_view suite) {
  for (const std::string_view end : {"-updates", "-security"}) {
    if (suite.ends_with(end)) suite.remove_suffix(end.size());
  }
  return std::ranges::count(kReleasedSuites, suite) > 0;
}

std::string_view this_host() {
#if defined(__x86_64__)
  return "x86_64-linux";
#elif defined(__aarch64__)
  return "arm64-linux";
#else
  return "unknown";
#endif
}

const Source& Lock::find(const std::string& name, const std::string& version) const {
  return find_for(std::string(this_host()), name, version);
}

const Source& Lock::labelled(const std::string& label) const {
  const std::size_t at = label.find('@');
  return find(label.substr(0, at), at == std::string::npos ? "" : label.substr(at + 1));
}

const Source& Lock::find_for(const std::string& host, const std::string& name,
                             const std::string& version) const {
  std::vector<const Source*> fitting;
  std::vector<std::string> versions;
  std::vector<std::string> hosts;
  for (const Source& source : sources) {
    if (source.name != name) continue;
    if (!version.empty() && source.version != version) {
      versions.push_back(source.version);
    } else if (!source.host.empty() && source.host != host) {
      hosts.push_back(source.host);
    } else {
      fitting.push_back(&source);
    }
  }
  if (fitting.size() == 1) return *fitting.front();
  if (fitting.size() > 1) {
    versions.clear();
    for (const Source* source : fitting) versions.push_back(name + "@" + source->version);
    throw Error("toolchain/lock.json has several versions of " + name,
                "name one of: " + join(versions, ", "));
  }
  if (!hosts.empty()) {
    throw Error("toolchain/lock.json has no " + name + " for " + host,
                "there is one for: " + join(hosts, ", "));
  }
  if (!versions.empty()) {
    throw Error("toolchain/lock.json has no " + name + " " + version,
                "known versions: " + join(versions, ", "));
  }
  fail_name(name, sources);
}

Lock parse_lock(const json& document, const std::string& name) {
  Lock lock;
  for (const json& object : document.at("sources")) {
    lock.sources.push_back(parse_source(object));
    check_source(lock.sources.back(), name);
  }
  std::sort(lock.sources.begin(), lock.sources.end(),
            [](const Source& a, const Source& b) { return order(a) < order(b); });
  const auto twin = std::adjacent_find(lock.sources.begin(), lock.sources.end(),
                                       [](const Source& a, const Source& b) { return order(a) == order(b); });
  if (twin != lock.sources.end()) throw Error(name + ": " + twin->label() + " is there twice");
  return lock;
}

Lock load_lock(const fs::path& toolchain) {
  const std::string name = "toolchain/lock.json";
  const json document = parse_json(read_file(toolchain / "lock.json"), name);
  validate_json(document, parse_json(read_file(toolchain / "lock.schema.json"), "toolchain/lock.schema.json"),
                name);
  return parse_lock(document, name);
}

}  // namespace pylon
