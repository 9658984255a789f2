#include "manifest/consistency.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"
#include "manifest/rows.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

class Check {
 public:
  void equal(const std::string& path, std::uint64_t said, std::uint64_t given, const std::string& what) {
    if (said != given)
      found_.push_back(
          {path, fmt::format("{}: {}, where it says {}", what, with_thousands(given), with_thousands(said))});
  }
  void need(bool good, const std::string& path, const std::string& message) {
    if (!good) found_.push_back({path, message});
  }
  std::vector<Inconsistency> take() { return std::move(found_); }

 private:
  std::vector<Inconsistency> found_;
};

void check_sections(const Json& manifest, Check& check) {
  std::uint64_t sum = 0;
  for (const Json& section : manifest.at("sections")) sum += section.at("bytes").get<std::uint64_t>();
  check.equal("/file/bytes", manifest.at("file").at("bytes"), sum, "the sections add up to");
}

// A manifest whose attribution is not exact may leave bytes unexplained, and says how many.
void check_rows(const Json& manifest, Check& check) {
  const Json& attribution = manifest.at("attribution");
  const Json& said = attribution.at("check");
  std::uint64_t sum = 0;
  std::set<std::string> names;
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> packages;
  for (const Row& row : read_rows(manifest)) {
    sum += row.bytes();
    check.need(names.insert(row.name).second, "/attribution/rows",
               "the row '" + row.name + "' is there twice");
    if (row.package.empty()) continue;
    packages[row.package].first += row.code;
    packages[row.package].second += row.data;
  }
  check.equal("/attribution/check/rows", said.at("rows"), sum, "the rows add up to");
  check.equal("/attribution/check/file", said.at("file"), manifest.at("file").at("bytes"), "the file has");
  const bool exact = attribution.value("quality", "exact") == "exact";
  check.need(exact == attribution.value("why", Json::array()).empty(), "/attribution/why",
             "it says why the attribution is not exact, and that it is, or neither");
  const auto rest = said.at("file").get<std::int64_t>() - said.at("rows").get<std::int64_t>();
  check.need(rest == said.at("unexplained").get<std::int64_t>(), "/attribution/check/unexplained",
             fmt::format("file and rows give {}", rest));
  Json totals = Json::object();
  for (const auto& [name, total] : packages) totals[name] = {{"code", total.first}, {"data", total.second}};
  check.need(totals == manifest.at("packages"), "/packages", "they are not the sums of the rows");
}

void check_section_sums(const Json& manifest, Check& check) {
  constexpr std::uint64_t kBestDeflate = 1032;  // bytes out of one: a run of the longest matches
  const Json& file = manifest.at("file");
  const auto raw = file.at("bytes").get<std::uint64_t>(),
             gzip = file.at("compressed").at("gzip").get<std::uint64_t>();
  check.need(gzip >= raw / kBestDeflate, "/file/compressed/gzip",
             fmt::format("no gzip makes {} bytes of {}", gzip, raw));
  const Json& memory = manifest.at("memory");
  if (!memory.contains("stack_bytes") || memory.at("memories").empty()) return;
  const auto pages = memory.at("memories").front().at("initial_pages").get<std::uint64_t>();
  check.need(memory.at("stack_bytes") <= pages * memory.at("page_bytes").get<std::uint64_t>(),
             "/memory/stack_bytes", "the memory has no room for it");
}

void check_library_sums(const Json& manifest, Check& check) {
  const Json& library = manifest.at("stdlib");
  std::uint64_t sum = 0;
  for (const char* key : {"modules", "packages"}) {
    for (const auto& [name, bytes] : library.at(key).items()) sum += bytes.get<std::uint64_t>();
  }
  // A file that is no module's, such as a licence, counts for the whole alone.
  check.need(sum <= library.at("bytes"), "/stdlib/bytes",
             fmt::format("modules and packages alone have {}", sum));
}

// A component's digest stands in its purl and among the sources too, and its licence in the list of them.
// Code that another one vendors ("of") stands in no list.
void check_components(const Json& manifest, Check& check) {
  const Json licences = manifest.value("licences", Json::object());
  const Json sources = manifest.value("inputs", Json::object()).value("sources", Json::object());
  for (const Json& component : manifest.value("components", Json::array())) {
    const std::string name = component.at("name"), sha256 = component.value("sha256", ""),
                      purl = component.value("purl", "");
    constexpr std::string_view kChecksum = "checksum=sha256:";
    const std::size_t checksum = purl.find(kChecksum);
    check.need(sha256.empty() || checksum == std::string::npos ||
                   purl.substr(checksum + kChecksum.size(), sha256.size()) == sha256,
               "/components", name + " has another SHA-256 than its purl");
    const auto source = sources.find(name + " " + component.value("version", ""));
    check.need(sha256.empty() || source == sources.end() || *source == sha256, "/components",
               name + " has another SHA-256 than the source of that name");
    const auto listed = licences.find(component.at("name").get_ref<const std::string&>());
    if (component.contains("of") || !manifest.contains("licences")) continue;
    check.need(listed != licences.end() && *listed == component.at("licence"), "/licences",
               name + " has another licence among the components");
  }
}

}  // namespace

std::vector<Inconsistency> inconsistencies(const Json& manifest) {
  Check check;
  check_sections(manifest, check);
  check_rows(manifest, check);
  check_section_sums(manifest, check);
  check_library_sums(manifest, check);
  check_components(manifest, check);
  return check.take();
}

}  // namespace pylon
