#include "variant/setup_local.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"

using namespace pylon;
using nlohmann::json;

namespace {

// A variant of four modules; `dropped` names those that it drops.
struct Sample {
  Catalog catalog;
  Variant variant;

  explicit Sample(const std::vector<std::string>& dropped = {}) {
    const json stock = {
        {"licence", "PSF-2.0"},
        {"stock", true},
        {"modules", {{"_json", json::object()}, {"math", json::object()}, {"_new", {{"optional", true}}}}}};
    const json tool = {
        {"licence", "MIT"},
        {"libraries", {"m"}},
        {"archives", {"lib/libtool.a"}},
        {"modules",
         {{"tool._fast", {{"archives", {"lib/fast.a"}}}}, {"quick", {{"archives", {"lib/quick.a"}}}}}}};
    catalog = parse_catalog({{"packages", {{"cpython", stock}, {"my-tool", tool}}}}, "catalog.json");
    variant.name = "small";
    variant.description = "A sample.";
    variant.files = {"variants/small.json"};
    variant.packages = {"cpython", "my-tool"};
    for (const Module& module : catalog.modules) {
      const bool kept = std::find(dropped.begin(), dropped.end(), module.name) == dropped.end();
      variant.modules.push_back(
          {&module, kept, kept ? "" : "not needed", "variants/small.json", kept ? "" : module.name});
    }
  }
};

std::string config_c(const std::vector<std::string>& names) {
  std::string text =
      "/* made up */\nextern PyObject* PyInit_x(void);\nstruct _inittab _PyImport_Inittab[] = {\n\n";
  for (const std::string& name : names)
    text += "    /* {\"no\", comment}, */\n    {\"" + name + "\", PyInit_" + name + "},\n";
  return text + "    {\"sys\", NULL},  // {0, 0}\n\n    /* Sentinel */\n    {0, 0}\n};\n";
}

const std::map<std::string, std::string> kVersions{{"cpython", "3.13.5"}, {"my-tool", "1.2"}};

template <typename Body>
std::string error_of(Body&& body) {
  try {
    body();
  } catch (const Error& error) {
    return error.message();
  }
  return "";
}

// The lines that makesetup would act on: comments and blank lines gone, as its own sed does it.
std::vector<std::string> effective_lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::string line : split_lines(text)) {
    line = line.substr(0, line.find('#'));
    line.erase(line.find_last_not_of(" \t") + 1);
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

}  // namespace

TEST_CASE("Setup.local names plain modules, and the registry for those with dots") {
  const Sample sample;
  CHECK(effective_lines(setup_local(sample.variant, sample.catalog)) ==
        std::vector<std::string>{"*static*", "quick $(MY_TOOL_LIBS)",
                                 "_pylon_build pylon_build.c $(MY_TOOL_LIBS)"});
}

TEST_CASE("CPython's own dropped modules stand under *disabled*, others only in comments") {
  const Sample sample({"_json", "tool._fast"});
  const std::string text = setup_local(sample.variant, sample.catalog);
  CHECK(effective_lines(text) == std::vector<std::string>{"*static*", "quick $(MY_TOOL_LIBS)",
                                                          "_pylon_build pylon_build.c $(MY_TOOL_LIBS)",
                                                          "*disabled*", "_json"});
  CHECK(text.find("# my-tool, dropped by variants/small.json: not needed\n#   tool._fast\n") !=
        std::string::npos);
  CHECK(text.ends_with("\n"));
}

TEST_CASE("nothing that people write can become a line for makesetup") {
  Sample sample({"_json"});
  sample.variant.description =
      "A = B # C \xE2\x80\xAE \\ *disabled* and a very long sentence that has to be broken into more than one line, \\";
  sample.variant.modules.front().reason = "x = y \\";
  for (const std::string& line : effective_lines(setup_local(sample.variant, sample.catalog))) {
    INFO(line);
    CHECK(line.find('=') == std::string::npos);
    CHECK(line.find('\\') == std::string::npos);
  }
  // Nor be read in another order than it stands there.
  CHECK(setup_local(sample.variant, sample.catalog).find("# A = B # C \\u202e ") != std::string::npos);
}

TEST_CASE("the registry adds what makesetup cannot name, and nothing else") {
  const Sample sample;
  const std::string source = registry_source(sample.variant, kVersions);
  CHECK(source.find("{\"tool._fast\", PyInit__fast},") != std::string::npos);
  CHECK(source.find("PyInit_quick") == std::string::npos);
  CHECK(source.find("static const char variant_name[] = \"small\";") != std::string::npos);
  CHECK(source.find("static const char variant_version[] = \"0.0.0\";") != std::string::npos);
  CHECK(source.find("    \"cpython\", PY_VERSION,\n    \"my-tool\", \"1.2\",\n    NULL,\n") !=
        std::string::npos);
}

TEST_CASE("two kept modules with one init function are refused by both names") {
  Sample sample;
  Module twin = *sample.catalog.find_module("quick");
  twin.name = "tool.quick";
  sample.variant.modules.push_back({&twin, true, "", "variants/small.json", ""});
  CHECK(error_of([&] { registry_source(sample.variant, kVersions); }) ==
        "variants/small.json: modules 'quick' and 'tool.quick' have the same init function PyInit_quick");
  sample.variant.modules.back().kept = false;
  sample.variant.modules.back().dropped = sample.variant.modules.back().module->name;
  CHECK(error_of([&] { registry_source(sample.variant, kVersions); }).empty());
}

TEST_CASE("the names in config.c's table are read in order, comments left out") {
  CHECK(inittab_names(config_c({"math", "_json"})) == std::vector<std::string>{"math", "_json", "sys"});
}

TEST_CASE("a config.c that is not one is refused") {
  CHECK(error_of([] { inittab_names("int main;"); }) == "config.c: there is no table _PyImport_Inittab[]");
  CHECK(error_of([] { inittab_names("/* _PyImport_Inittab[] = {"); }) == "config.c: a comment has no end");
  CHECK(error_of([] {
          inittab_names("_PyImport_Inittab[] = {{\"a\", b}, };");
        }).ends_with("no last entry {0, 0}"));
  CHECK(
      error_of([] { inittab_names("_PyImport_Inittab[] = {{\"a, b}, "); }).ends_with("has no closing quote"));
  CHECK(error_of([] { inittab_names("_PyImport_Inittab[] = {{\"a\", b"); }).ends_with("is cut off"));
}

namespace {

std::string check(const Sample& sample, const std::vector<std::string>& names) {
  const Catalog sys = parse_catalog(
      {{"packages", {{"p", {{"licence", "x"}, {"stock", true}, {"modules", {{"sys", json::object()}}}}}}}},
      "x");
  Variant variant = sample.variant;
  variant.modules.push_back({sys.find_module("sys"), true, "", "", ""});
  return error_of([&] { check_inittab(config_c(names), variant, {"math", "_json", "fcntl"}); });
}

}  // namespace

TEST_CASE("config.c must hold exactly what the variant asks for") {
  CHECK(check(Sample(), {"math", "_json", "quick", "_pylon_build"}).empty());
  CHECK(check(Sample(), {"math", "_json", "quick", "_pylon_build", "_new"}).empty());
  CHECK(check(Sample({"_json"}), {"math", "_json", "fcntl", "tool", "tool", "_pylon_build"}) ==
        "config.c does not hold what variant 'small' asks for:\n"
        "  missing quick: Setup.local names it for package 'my-tool', but makesetup lost it\n"
        "  surplus _json: variants/small.json drops it: not needed\n"
        "  surplus fcntl: CPython builds it, but Modules/catalog.json has no such module for this version\n"
        "  surplus tool: Modules/catalog.json has no such module for this version\n"
        "  double tool: it stands in the table twice");
  CHECK(check(Sample(), {"_json", "quick"}) ==
        "config.c does not hold what variant 'small' asks for:\n"
        "  missing _pylon_build: Setup.local names it, but makesetup lost it\n"
        "  missing math: CPython's Setup files name it, but makesetup lost it");
}

TEST_CASE("no text of a variant or of the catalogue is a line of makesetup's") {
  for (const char* end : {"\n", "\r", "\v", "\f", "\x1c", "\x7f"}) {
    Sample sample({"math", "tool._fast"});
    const std::string evil = std::string("what it is.") + end + "SHELL=/bin/echo pwned" + end + "*static*";
    sample.variant.description = evil;
    for (ModuleChoice& choice : sample.variant.modules) choice.reason = choice.kept ? "" : evil;
    for (Package& package : sample.catalog.packages) package.licence = evil;
    const std::string text = setup_local(sample.variant, sample.catalog);
    for (const std::string& line : split_lines(text)) {
      INFO(line);
      CHECK((line.starts_with("#") || line.find("pwned") == std::string::npos));
    }
    CHECK(text.find(end) == (end[0] == '\n' ? text.find('\n') : std::string::npos));
  }
  Sample sample;
  sample.variant.description = "It ends in a backslash \\";
  for (const std::string& line : split_lines(setup_local(sample.variant, sample.catalog)))
    CHECK_FALSE(line.ends_with('\\'));  // makesetup would join the next line to the comment
}
