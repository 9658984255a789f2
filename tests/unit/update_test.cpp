// What is newer than the lock, how a new entry is written, and what a new source says.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "manifest/slot_headers.hpp"
#include "report/release_report.hpp"
#include "scratch_folder.hpp"
#include "toolchain/patches.hpp"
#include "update/edits.hpp"
#include "update/examine.hpp"
#include "update/obtain.hpp"
#include "update/offers.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

Place url(const std::string& page) {
  Place place;
  place.kind = "url";
  place.url = page;
  return place;
}

Place package(const std::string& kind, const std::string& name, const std::string& suite,
              const std::string& version) {
  Place place;
  place.kind = kind;
  place.package = name;
  place.suite = suite;
  place.version = version;
  return place;
}

Source cpython() {
  Source source;
  source.name = "cpython";
  source.version = "3.13.5";
  source.file = "Python-3.13.5.tar.xz";
  source.sha256 = std::string(64, 'a');
  source.licence = "Python-2.0.1";
  source.places = {url("https://www.python.org/ftp/python/3.13.5/Python-3.13.5.tar.xz"),
                   package("debian-source", "python3.13", "trixie", "")};
  return source;
}

struct Fake {
  std::vector<std::string> index;
  std::map<std::string, std::vector<DebianOffer>> suites;
  std::set<std::string> pages;
  bool pages_answer = true;
  std::vector<std::string> asked;
  std::map<std::string, PageAnswer> archives;  // by the place's label; all others are there

  Market market() {
    return {[this](const std::string&) { return index; }, [this](const std::string&) { return index; },
            [this](const std::string& suite, const std::string&) {
              if (!suites.contains(suite)) throw Error("no such suite");
              return suites.at(suite);
            },
            [this](const std::string& url) -> PageAnswer {
              asked.push_back(url);
              if (!pages_answer) return {false, false, "Could not resolve host"};
              return {true, pages.contains(url), pages.contains(url) ? "" : "404"};
            },
            [this](const Place& place) -> PageAnswer {
              const auto found = archives.find(place.label());
              return found == archives.end() ? PageAnswer{true, true, ""} : found->second;
            }};
  }
};

std::string versions(const SourceState& state) {
  std::string text;
  for (const Offer& offer : state.newer) text += offer.version + "@" + offer.place.kind + " ";
  return text;
}

}  // namespace

TEST_CASE("of CPython the same series counts, and no pre-release, unless asked for") {
  Fake fake;
  fake.suites["trixie"] = {{true, "3.13.5-2"}};
  fake.suites["trixie-backports"] = fake.suites["forky"] = {};
  fake.suites["sid"] = {{true, "3.13.18-1"},
                        {true, "3.13.15-1"},
                        {false, "3.13.19-1"},
                        {true, "3.13.19~rc1-1"},
                        {true, "3.14.2-1"}};
  SourceState state = find_newer(cpython(), {}, fake.market());
  CHECK(versions(state) == "3.13.18@debian-source 3.13.15@debian-source ");
  CHECK(state.newer[0].place.version == "3.13.18-1");  // sid forgets: the place is versioned
  CHECK(state.newer[0].place.suite == "sid");
  CHECK(state.answered);
  CHECK(state.problems.empty());
  state = find_newer(cpython(), OfferSetting{true, false, ""}, fake.market());
  CHECK(state.newest() == "3.14.2");
  state = find_newer(cpython(), OfferSetting{false, true, ""}, fake.market());
  CHECK(state.newest() == "3.13.19~rc1");
  state = find_newer(cpython(), OfferSetting{false, false, "3.13.15"}, fake.market());
  CHECK(versions(state) == "3.13.15@debian-source ");
}

TEST_CASE("what a suite lists and its mirror has not is set apart; what is not known stays") {
  Fake fake;
  fake.suites = {{"trixie", {}}, {"trixie-backports", {}}, {"forky", {}}};
  fake.suites["sid"] = {{true, "3.13.18-1"}, {true, "3.13.15-1"}};
  const std::string place = "Debian sid source package python3.13 3.13.18-1";
  fake.archives[place] = {true, false, "404"};
  SourceState state = find_newer(cpython(), {}, fake.market());
  set_absent_apart(state, fake.market());
  CHECK(versions(state) == "3.13.15@debian-source ");
  REQUIRE(state.listed.size() == 1);
  CHECK(state.listed[0].version == "3.13.18");
  CHECK(state.problems ==
        std::vector<std::string>{place + " lists 3.13.18, but its archive is not there: 404"});
  fake.archives[place] = {false, false, "Could not resolve host"};
  state = find_newer(cpython(), {}, fake.market());
  set_absent_apart(state, fake.market());
  CHECK(state.newest() == "3.13.18");
  CHECK(state.listed.empty());
}

TEST_CASE("the list of what is newer says what is only listed") {
  const nlohmann::json states{
      {{"name", "cpython"},
       {"used", "3.13.15"},
       {"state", "listed"},
       {"newer", nlohmann::json::array()},
       {"listed", {{{"version", "3.13.18"}, {"place", "Debian sid"}}}},
       {"problems", {"Debian sid lists 3.13.18, but its archive is not there: 404"}}}};
  CHECK(newer_text(states) ==
        "cpython  3.13.15  3.13.18 (listed alone)\n\nnot asked, or not there:\n"
        "cpython: Debian sid lists 3.13.18, but its archive is not there: 404\n");
  CHECK_THAT(newer_markdown(states), ContainsSubstring("| cpython | 3.13.15 | 3.13.18 (listed alone) |  |"));
}

TEST_CASE("security entries of Misc/NEWS: of the releases after the old one, up to the new one") {
  const std::string news =
      "What's New in Python 3.13.19 final?\n====\n\nSecurity\n--------\n\n- gh-9: Too new.\n\n"
      "What's New in Python 3.13.18 final?\n====\n\n*Release date: 2026-10-25*\n\nSecurity\n--------\n\n"
      "- gh-1: Fix a race. This addresses\n  :cve:`2026-12345`.\n\n  In particular, two\n  paragraphs.\n\n- gh-2: Other.\n\n"
      "Library\n-------\n\n- gh-3: No security.\n\n"
      "What's New in Python 3.13.16 final?\n====\n\nTests\n-----\n\n- gh-4: No.\n\nSecurity\n--------\n\n- gh-5: Old.\n\n"
      "What's New in Python 3.13.15 final?\n====\n\nSecurity\n--------\n\n- gh-6: In use already.\n";
  std::string found;
  for (const NewsEntry& entry : security_news(news, "3.13.15", "3.13.18"))
    found += entry.version + " " + entry.text + "\n";
  CHECK(found ==
        "3.13.18 gh-1: Fix a race. This addresses :cve:`2026-12345`. In particular, two paragraphs.\n"
        "3.13.18 gh-2: Other.\n3.13.16 gh-5: Old.\n");
  CHECK(security_news("", "3.13.15", "3.13.18").empty());
  CHECK(security_news("What's New in Python \n", "3.13.15", "3.13.18").empty());
}

TEST_CASE("a patch says when it can go") {
  CHECK(remove_when("Reason: a\nRemove when: CPython counts\n them itself.\n\n--- a/x\n+++ b/x\n") ==
        "CPython counts them itself.");
  CHECK(remove_when("Reason: a\nRemove when: never\n--- a/x\n") == "never");
  CHECK(remove_when("Reason: a\n--- a/x\n+++ b/x\n+Remove when: no\n").empty());
}

TEST_CASE("pages are asked for the next versions until one is missing; one that does not answer is told") {
  Fake fake;
  fake.suites = {{"trixie", {}}, {"trixie-backports", {}}, {"forky", {}}, {"sid", {}}};
  const auto page = [](const std::string& version) {
    return "https://www.python.org/ftp/python/" + version + "/Python-" + version + ".tar.xz";
  };
  fake.pages = {page("3.13.6"), page("3.13.7"), page("3.14.0")};
  CHECK(versions(find_newer(cpython(), {}, fake.market())) == "3.13.7@url 3.13.6@url ");
  CHECK(fake.asked == std::vector<std::string>{page("3.13.6"), page("3.13.7"), page("3.13.8")});
  fake.pages_answer = false;
  const SourceState state = find_newer(cpython(), {}, fake.market());
  CHECK(state.problems == std::vector<std::string>{page("3.13.5") + ": Could not resolve host"});
  CHECK(state.answered);  // the suites did
  fake.suites.clear();
  CHECK_FALSE(find_newer(cpython(), {}, fake.market()).answered);
}

TEST_CASE("the index: newer versions only, as versions and not as texts compare") {
  Source source;
  source.name = "tzdata";
  source.version = "2026.6";
  source.file = "tzdata-2026.6.tar.gz";
  source.places = {package("pypi", "tzdata", "", "2026.6")};
  Fake fake;
  fake.index = {"2026.5", "2026.6", "2026.10", "2027.1rc1", "2026.9"};
  const SourceState state = find_newer(source, {}, fake.market());
  CHECK(versions(state) == "2026.10@pypi 2026.9@pypi ");
  CHECK(state.newer[0].place.version == "2026.10");
}

TEST_CASE("a crate: its newest version, or the one that is named") {
  Source source;
  source.name = "wasi-adapter";
  source.version = "50.0.1";
  source.places = {package("crate", "wasi-preview1-component-adapter-provider", "", "50.0.1")};
  Fake fake;
  fake.index = {"51.0.0"};
  CHECK(versions(find_newer(source, {}, fake.market())) == "51.0.0@crate ");
  OfferSetting older;
  older.exactly = "49.0.0";
  CHECK(versions(find_newer(source, older, fake.market())) == "49.0.0@crate ");
}

TEST_CASE("the next versions, and texts for another version") {
  CHECK(next_versions("3.13.5", true) == std::vector<std::string>{"3.13.6"});
  CHECK(next_versions("5.8.1", false) == std::vector<std::string>{"5.8.2", "5.9.0", "6.0.0"});
  CHECK(next_versions("trixie", false).empty());
  CHECK(for_version("https://x/wasi-sdk-34/wasi-sdk-34.0-x86_64-linux.tar.gz", "34.0", "35.0") ==
        "https://x/wasi-sdk-35/wasi-sdk-35.0-x86_64-linux.tar.gz");
  CHECK(for_version("file.tar.gz", "1.0", "2.0").empty());
}

TEST_CASE("the next entry has the old places for the new version, and one of Debian's") {
  Fake fake;
  fake.suites = {{"trixie", {}}, {"trixie-backports", {}}, {"forky", {}}, {"sid", {{true, "3.13.15-1"}}}};
  const SourceState state = find_newer(cpython(), {}, fake.market());
  const Source next = next_source(cpython(), "3.13.15", state.newer);
  CHECK(next.file == "Python-3.13.15.tar.xz");
  CHECK(next.sha256.empty());
  REQUIRE(next.places.size() == 2);
  CHECK(next.places[0].url == "https://www.python.org/ftp/python/3.13.15/Python-3.13.15.tar.xz");
  CHECK(next.places[1].label() == "Debian sid source package python3.13 3.13.15-1");
}

TEST_CASE("the lock's own text: an entry in another's place, or behind it, and nothing else changed") {
  const fs::path root = PYLON_SOURCE_DIR;
  const std::string text = read_file(root / "toolchain/lock.json");
  const Lock lock = parse_lock(parse_json(text, "lock"), "lock");
  for (const Source& source : lock.sources) {
    INFO(source.label());
    if (source.support) continue;
    CHECK(text.find(lock_entry_text(source)) != std::string::npos);  // it writes as people do
    Source next = source;
    next.version = "99";
    const Lock replaced = parse_lock(parse_json(with_lock_entry(text, source, next, false), "lock"), "lock");
    CHECK(replaced.sources.size() == lock.sources.size());
    const std::string kept = with_lock_entry(text, source, next, true);
    CHECK(parse_lock(parse_json(kept, "lock"), "lock").sources.size() == lock.sources.size() + 1);
    CHECK(kept.find(lock_entry_text(source) + ",\n    " + lock_entry_text(next)) != std::string::npos);
    CHECK(with_lock_entry(kept, source, next, true) == kept);
  }
}

TEST_CASE("a licence file whose folder has the vendor's version in its name") {
  const std::vector<VendorChange> vendors{{"nanoarrow", "lz4", "1.10.0", "1.11.0", ""}};
  CHECK(moved_licence("subprojects/lz4-1.10.0/lib/LICENSE", vendors) == "subprojects/lz4-1.11.0/lib/LICENSE");
  CHECK(moved_licence("subprojects/zstd-1.10.0/LICENSE", vendors) == "subprojects/zstd-1.10.0/LICENSE");
}

TEST_CASE("what is written is undone to the byte, files that were not there too") {
  const ScratchFolder scratch;
  const Project project{scratch.path()};
  write_file(scratch / "toolchain/lock.json", "old");
  write_file(scratch / "toolchain/patches/a-1/01.patch", "\xff patch");
  write_file(scratch / "Modules/lean/Setup.local", "setup");
  const std::string before = tree_sha256(scratch / "toolchain");
  write_edits(project,
              {{"toolchain/lock.json", "new"},
               {"toolchain/patches/a-2/01.patch", "\xff patch"},
               {"toolchain/patches/a-1/01.patch", std::nullopt}},
              {"Modules/lean/Setup.local"});
  CHECK(read_file(scratch / "toolchain/lock.json") == "new");
  CHECK_FALSE(fs::exists(scratch / "toolchain/patches/a-1"));
  write_file(scratch / "Modules/lean/Setup.local", "other");
  CHECK(undo_edits(project).size() == 4);
  CHECK(tree_sha256(scratch / "toolchain") == before);
  CHECK_FALSE(fs::exists(scratch / "toolchain/patches/a-2"));
  CHECK(read_file(scratch / "Modules/lean/Setup.local") == "setup");
  CHECK_THROWS_AS(undo_edits(project), Error);
}

TEST_CASE("a file that cannot be written leaves none of them written") {
  const ScratchFolder scratch;
  write_file(scratch / "toolchain/lock.json", "old");
  write_file(scratch / "toolchain/patches", "a file where a folder should be");
  CHECK_THROWS_AS(
      write_edits({scratch.path()}, {{"toolchain/lock.json", "new"}, {"toolchain/patches/x/y", "z"}}, {}),
      Error);
  CHECK(read_file(scratch / "toolchain/lock.json") == "old");
}

TEST_CASE("headers against the audit's tables") {
  const auto read = [](const std::string& typeslots) {
    return [=](const std::string& name) -> std::optional<std::string> {
      if (name == "typeslots.h") return typeslots;
      if (name == "methodobject.h")
        return "struct PyMethodDef {\n  const char *ml_name; /* a; b */\n  PyCFunction ml_meth;\n  int "
               "ml_flags;\n"
               "  int ml_new;\n  const char *ml_doc;\n};\n";
      if (name == "descrobject.h")
        return "struct PyGetSetDef {\n  const char *name;\n  getter get;\n  setter set;\n  const char *doc;\n"
               "  void *closure;\n};\n";
      return std::nullopt;
    };
  };
  const std::vector<std::string> found = slot_header_differences(
      read("#define Py_bf_getbuffer 1\n#define Py_tp_clear 52\n#define Py_tp_new_one 999\n"));
  CHECK(
      found ==
      std::vector<std::string>{
          "typeslots.h: slot 52 is Py_tp_clear, in src/manifest/slot_types.cpp Py_tp_dealloc",
          "typeslots.h: slot 999 is Py_tp_new_one, in src/manifest/slot_types.cpp nothing",
          "cpython/object.h is not there", "cpython/object.h is not there", "moduleobject.h is not there",
          "methodobject.h: struct PyMethodDef: member 4 is ml_new, in src/manifest/slot_layouts.cpp ml_doc"});
}

TEST_CASE("the page for a pull request tells what fails first hand, and cuts what nobody reads") {
  const nlohmann::json facts{
      {"source", "numpy"},
      {"from", "1.0"},
      {"to", "2.0"},
      {"entries", {{{"host", ""}, {"file", "numpy-2.0.tar.gz"}, {"sha256", "abc"}, {"from", "PyPI"}}}},
      {"patches",
       {{{"file", "01.patch"}, {"fit", "applies"}, {"notes", ""}},
        {{"file", "02.patch"},
         {"fit", "fails"},
         {"notes", ""},
         {"rejected", "@@ -1 +1 @@\n-a\n+b\n"},
         {"remove_when", "numpy does so."}},
        {{"file", "03.patch"}, {"fit", "already upstream"}, {"notes", ""}, {"remove_when", "it is old"}}}},
      {"security", {{{"version", "2.0"}, {"text", "gh-1: A fix, :cve:`2026-1`."}}}},
      {"named", {"docs/a.md:1:numpy 1.0"}},
      {"vendors", {{{"name", "lapack"}, {"before", "3.2"}, {"after", "3.3"}}}},
      {"licences", {{{"package", "numpy"}, {"file", "LICENSE"}, {"diff", std::string(20000, '\n')}}}},
      {"stages", {{{"name", "build"}, {"exit_code", 2}, {"seconds", 1.5}, {"output", ""}}}},
      {"to_do", {"pylonctl baseline lean --reason \"numpy 2.0\""}}};
  const std::string page = update_markdown(facts);
  for (const char* part :
       {"## numpy 1.0 → 2.0", "`01.patch`: applies, carried over", "`02.patch`: **fails**", "@@ -1 +1 @@",
        "already upstream, left out", "remove when numpy does so.",
        "1 entries of Misc/NEWS since 1.0; CVE-2026-1", "2.0: gh-1: A fix",
        "Where 1.0 is named still: 1 lines", "docs/a.md:1:numpy 1.0", "lapack 3.2 → 3.3",
        "the rest is left out", "| build | **could not decide** | 2 s |", "pylonctl baseline lean"})
    CHECK_THAT(page, ContainsSubstring(part));
  CHECK_THAT(page, !ContainsSubstring("it is old"));
  CHECK(page.size() < 10000);
}
