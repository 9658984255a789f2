#include "report/manifest_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "manifest/build_facts.hpp"
#include "manifest/rows.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// "label:      value", the value column the same everywhere.
std::string fact(const std::string& label, const std::string& value) {
  return fmt::format("{:<12}{}\n", label.empty() ? label : label + ":", value.empty() ? "none" : value);
}

// Words one after the other, broken before column 110 and indented under the value column.
std::string wrapped(const std::string& label, const std::vector<std::string>& words) {
  std::string text;
  std::size_t column = 12;
  for (const std::string& word : words) {
    if (column > 12 && column + 1 + word.size() > 110) {
      text += "\n" + std::string(12, ' ');
      column = 12;
    } else if (column > 12) {
      text += ' ';
      ++column;
    }
    text += word;
    column += word.size();
  }
  return fact(label, text);
}

std::vector<std::string> strings(const Json& list) { return list.get<std::vector<std::string>>(); }

// "cpython 3.13.15, zlib 1.3.2"
std::string packages_text(const Json& object) {
  std::vector<std::string> packages;
  for (const auto& [name, version] : object.at("packages").items())
    packages.push_back(name + " " + version.get<std::string>());
  return join(packages, ", ");
}

std::string identity_text(const Json& identity) {
  const auto text = [&](const char* key) { return identity.at(key).get<std::string>(); };
  return fact("variant", text("variant") + ": " + text("description")) +
         (identity.contains("version") ? fact("version", text("version")) : "") +
         fact("packages", packages_text(identity)) + fact("target", text("target")) +
         fact("git", text("git"));
}

// Empty when the manifest names no profile.
std::string profile_text(const Json& manifest) {
  const std::string words = profile_words(profile_in(manifest));
  return words.empty() ? "" : fact("compiled", "CPython with " + words);
}

// The digest that pylon.wasm carries, and whether the manifest still gives it.
std::string digest_text(const Json& manifest) {
  if (!manifest.contains("manifest_digest")) return "";
  const std::string written = manifest.at("manifest_digest");
  const std::string found = manifest_digest(manifest);
  return fact("digest", written == found ? written
                                         : written + ", but what stands here gives " + found +
                                               ": the manifest was changed after the build");
}

std::string file_text(const Json& file) {
  const Json& compressed = file.at("compressed");
  const auto bytes = [](const Json& number) { return with_thousands(number.get<std::uint64_t>()); };
  return fact("file", fmt::format("{} bytes (gzip {}, brotli {}, zstd {})", bytes(file.at("bytes")),
                                  bytes(compressed.at("gzip")), bytes(compressed.at("brotli")),
                                  bytes(compressed.at("zstd")))) +
         fact("sha256", file.at("sha256").get<std::string>());
}

std::string modules_text(const Json& modules) {
  const std::vector<std::string> built_in = strings(modules.at("built_in"));
  std::string text = wrapped("built in", built_in);
  // Modules with the same reason stand together: there are fewer reasons than modules.
  std::map<std::string, std::vector<std::string>> by_reason;
  for (const Json& module : modules.at("absent")) {
    by_reason[module.at("reason").get<std::string>()].push_back(module.at("name").get<std::string>());
  }
  for (auto& [reason, names] : by_reason) {
    names.insert(names.begin(), reason + ":");
    text += wrapped("absent", names);
  }
  return text;
}

std::string sections_text(const Json& sections) {
  std::string text;
  std::uint64_t sum = 0;
  for (const Json& section : sections) {
    const auto bytes = section.at("bytes").get<std::uint64_t>();
    sum += bytes;
    text += fmt::format("  {:>14}  {}{}\n", with_thousands(bytes), section.at("name").get<std::string>(),
                        section.at("custom").get<bool>() ? " (custom)" : "");
  }
  return "sections:\n" + text + fmt::format("  {:>14}  together\n", with_thousands(sum));
}

constexpr std::size_t kRowsShown = 25;

// Who owns the bytes, the largest first.
std::string rows_text(const Json& manifest) {
  std::vector<Row> rows = read_rows(manifest);
  std::ranges::stable_sort(rows, std::greater<>(), &Row::bytes);
  std::string text = fmt::format("owners:\n  {:>14}  {:>14}  {:>14}\n", "bytes", "code", "data");
  for (std::size_t i = 0; i < std::min(rows.size(), kRowsShown); ++i) {
    text += fmt::format("  {:>14}  {:>14}  {:>14}  {}\n", with_thousands(rows[i].bytes()),
                        with_thousands(rows[i].code), with_thousands(rows[i].data), rows[i].name);
  }
  std::uint64_t rest = 0;
  for (std::size_t i = kRowsShown; i < rows.size(); ++i) rest += rows[i].bytes();
  if (rest != 0)
    text += fmt::format("  {:>14}  {:>32}{} more\n", with_thousands(rest), "", rows.size() - kRowsShown);
  const Json& attribution = manifest.at("attribution");
  const Json& check = attribution.at("check");
  text += fmt::format("  {:>14}  together, of {}; unexplained: {}; attribution: {}\n",
                      with_thousands(check.at("rows").get<std::uint64_t>()),
                      with_thousands(check.at("file").get<std::uint64_t>()), check.at("unexplained").dump(),
                      attribution.at("quality").get<std::string>());
  for (const Json& why : attribution.at("why")) text += fact("because", why.get<std::string>());
  return text;
}

std::string library_text(const Json& library) {
  const auto bytes = [](const Json& number) { return with_thousands(number.get<std::uint64_t>()); };
  std::vector<std::string> packages;
  for (const auto& [name, size] : library.at("packages").items())
    packages.push_back(name + " " + bytes(size));
  return fact("lib/", fmt::format("{} bytes in {} files; {} modules of the standard library",
                                  bytes(library.at("bytes")), bytes(library.at("files")),
                                  library.at("modules").size())) +
         fact("", join(packages, ", ")) + wrapped("no wrapper", strings(library.at("without_wrapper")));
}

// Empty when the file has no place for a library.
std::string inside_text(const Json& facts) {
  if (!facts.contains("inside")) return "";
  const Json& inside = facts.at("inside");
  const auto number = [&](const char* key) { return with_thousands(inside.at(key).get<std::uint64_t>()); };
  if (inside.at("files") == 0) return fact("inside", "an empty library: the host mounts lib/ as /lib");
  std::vector<std::string> codecs;
  for (const auto& [codec, files] : inside.at("codecs").items())
    codecs.push_back(with_thousands(files.get<std::uint64_t>()) + " " + codec);
  std::vector<std::string> mounts;
  for (const std::string& mount : strings(inside.at("mounts"))) mounts.push_back("/" + mount);
  std::string text =
      fact("inside", fmt::format("{} files of {} bytes at {}, stored in {} with an index of {} ({})",
                                 number("files"), number("bytes"), join(mounts, " "), number("stored"),
                                 number("index"), join(codecs, ", ")));
  if (inside.contains("main"))
    text += fact("", "a start runs the module " + inside.at("main").get<std::string>());
  for (const char* origin : {"added", "replaced"}) {
    if (inside.contains(origin))
      text += fact("", fmt::format("{} of the files {} by pack", number(origin), origin));
  }
  return text;
}

std::string hosts_text(const Json& hosts) {
  std::vector<std::string> least;
  for (const auto& [host, version] : hosts.at("least").items()) {
    least.push_back(host + " " + (version.is_null() ? "(no version yet)" : version.get<std::string>()));
  }
  return wrapped("host needs", strings(hosts.at("needs"))) + fact("", "at least " + join(least, ", "));
}

std::string interface_text(const Json& interface) {
  std::map<std::string, std::vector<std::string>> by_module;
  for (const Json& entry : interface.at("imports")) {
    by_module[entry.at("module").get<std::string>()].push_back(entry.at("name").get<std::string>());
  }
  std::string text;
  for (auto& [module, names] : by_module) {
    names.insert(names.begin(), fmt::format("{} of {}:", names.size(), module));
    text += wrapped("imports", names);
  }
  std::vector<std::string> exports;
  for (const Json& entry : interface.at("exports")) exports.push_back(entry.at("name").get<std::string>());
  return text + wrapped("exports", exports);
}

std::string memory_text(const Json& memory) {
  std::string text;
  for (const Json& entry : memory.at("memories")) {
    const auto page = entry.value("page_bytes", memory.at("page_bytes").get<std::uint64_t>());
    const auto bytes = [&](const char* key) {
      const auto pages = entry.at(key).get<std::uint64_t>();
      // With 64-bit addresses a limit may be beyond what 64 bits count in bytes.
      if (pages > std::numeric_limits<std::uint64_t>::max() / page)
        return fmt::format("{} × {}", with_thousands(pages), with_thousands(page));
      return with_thousands(page * pages);
    };
    std::string limits = bytes("initial_pages") + " bytes at the start";
    if (entry.contains("maximum_pages")) limits += ", at most " + bytes("maximum_pages");
    if (entry.at("shared").get<bool>()) limits += ", shared";
    if (entry.at("memory64").get<bool>()) limits += ", 64-bit addresses";
    text += fact("memory", limits);
  }
  return text;
}

std::string plural(std::uint64_t number, const std::string& one) {
  return fmt::format("{} {}{}", with_thousands(number), one, number == 1 ? "" : "s");
}

// "12 types, 3 functions, …", without what there is none of.
std::string counts_text(const Json& counts) {
  std::vector<std::string> parts;
  for (const auto& [key, name] :
       {std::pair("types", "type"), std::pair("functions", "function"), std::pair("tables", "table"),
        std::pair("globals", "global"), std::pair("tags", "tag"),
        std::pair("element_segments", "element segment"), std::pair("data_segments", "data segment")}) {
    const auto number = counts.at(key).get<std::uint64_t>();
    if (number > 0) parts.push_back(plural(number, name));
  }
  return parts.empty() ? "nothing" : join(parts, ", ");
}

std::string build_text(const Json& build) {
  if (build.is_null()) return "";
  const auto text = [&](const char* key) { return build.at(key).get<std::string>(); };
  return fact("variant", text("variant")) + fact("version", text("version")) +
         fact("packages", packages_text(build)) + fact("manifest", text("manifest_digest"));
}

std::string core_module_text(const Json& facts) {
  std::string text = build_text(facts.at("build")) + module_summary(facts) +
                     fact("defines", counts_text(facts.at("counts")));
  if (!facts.at("start").is_null())
    text += fact("start", fmt::format("function {}", facts.at("start").get<std::uint32_t>()));
  if (facts.contains("unread"))
    text += fact("not read", fmt::format("what follows {}: it is of no proposal that is known here",
                                         facts.at("unread").get<std::string>()));
  for (const Json& one : facts.value("oddities", Json::array())) text += fact("odd", one.get<std::string>());
  std::vector<std::string> producers;
  for (const Json& one : facts.at("producers")) {
    const auto version = one.at("version").get<std::string>();
    producers.push_back(one.at("name").get<std::string>() + (version.empty() ? "" : " " + version));
  }
  return producers.empty() ? text : text + fact("made by", join(producers, ", "));
}

}  // namespace

std::string module_summary(const Json& facts) {
  return sections_text(facts.at("sections")) + inside_text(facts) + interface_text(facts.at("interface")) +
         memory_text(facts.at("memory")) + wrapped("features", strings(facts.at("features").at("used")));
}

std::string manifest_summary(const Json& found, const std::string& name) {
  const Json manifest = shown_json(found);
  try {
    return identity_text(manifest.at("identity")) + profile_text(manifest) + file_text(manifest.at("file")) +
           digest_text(found) + modules_text(manifest.at("modules")) + library_text(manifest.at("stdlib")) +
           rows_text(manifest) + module_summary(manifest) + hosts_text(manifest.at("hosts")) +
           fact("C++ throw", manifest.at("features").at("cxx_exceptions").get<std::string>());
  } catch (const Json::exception& error) {
    throw Error(fmt::format("{}: not a complete manifest: {}", name, error.what()),
                "build the variant again: pylonctl build VARIANT");
  }
}

std::string file_summary(const Json& found) {
  const Json facts = shown_json(found);
  if (!facts.at("component").get<bool>()) return core_module_text(facts);
  const Json& modules = facts.at("core_modules");
  std::string text =
      fmt::format("a component of {} bytes with {}\n", with_thousands(facts.at("bytes").get<std::uint64_t>()),
                  plural(modules.size(), "core module"));
  for (const Json& module : modules) {
    text += fmt::format("\ncore module at byte {}, {} bytes{}\n",
                        with_thousands(module.at("offset").get<std::uint64_t>()),
                        with_thousands(module.at("bytes").get<std::uint64_t>()),
                        module.at("depth").get<unsigned>() > 0 ? ", in a nested component" : "");
    text += core_module_text(module);
  }
  return text;
}

}  // namespace pylon
