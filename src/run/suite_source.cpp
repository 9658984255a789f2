#include "run/suite_source.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "plan/planner.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

bool has_numpy(const Variant& variant) {
  return std::ranges::find(variant.packages, "numpy") != variant.packages.end();
}

const Step& source_step(const Plan& plan, const Variant& variant, const std::string& source) {
  for (const Step& step : plan.steps) {
    if (!step.name.starts_with("source-" + source + "-")) continue;
    if (fs::exists(step.stamp())) return step;
    throw Error(fmt::format("the sources of {} are not unpacked", source),
                "run: pylonctl build " + variant.name);
  }
  throw Error(fmt::format("{} does not have {}, which this suite tests", variant.name, source),
              "name a variant that has it, or another --suite");
}

// A copy of `parts` of `source`; whole or not there.
fs::path own_copy(const fs::path& source, const std::vector<std::string>& parts, const fs::path& copy) {
  if (fs::exists(copy)) return copy;
  const fs::path unfinished = copy.string() + ".new";
  remove_tree(unfinished);
  for (const std::string& part : parts) {
    fs::create_directories((unfinished / part).parent_path());
    if (fs::is_directory(source / part)) {
      copy_tree(source / part, unfinished / part);
    } else {
      fs::copy_file(source / part, unfinished / part);
    }
  }
  fs::rename(unfinished, copy);
  return copy;
}

}  // namespace

const std::vector<std::string>& suite_names() {
  static const std::vector<std::string> names = {"arrow", "cpython", "numpy", "programs"};
  return names;
}

std::string usual_suite(const Variant& variant) { return has_numpy(variant) ? "numpy" : "cpython"; }

SuiteSource find_suite(const Workspace& workspace, const Variant& variant, const std::string& name) {
  const Project& project = workspace.project();
  const fs::path tests = project.root / "tests/conformance", build = project.build() / "conformance";
  const Plan plan = make_plan(workspace, {variant});
  const bool arrow = name == "arrow", programs = name == "programs";
  const std::string source = arrow ? "nanoarrow" : programs ? "cpython" : name;
  const Step& step = source_step(plan, variant, source);
  SuiteSource suite;
  suite.name = name;
  suite.version = step.name.substr(std::string("source--").size() + source.size());
  suite.driver = name + "_driver.py";
  suite.expect = tests / (name + ".json");
  if (programs) {  // they write into a scratch folder alone, and need no copy
    suite.mounts = {{(tests / "support").string(), "/driver", false},
                    {(tests / "programs").string(), "/suite", false}};
    return suite;
  }
  if (arrow) {  // clients of Arrow write the streams, and judge what comes back
    suite.program = (project.venv() / "bin/python").string();
    suite.driver = (tests / "support" / suite.driver).string();
    suite.inside = "/driver/inside.py";
    suite.mounts = {{(project.root / "tests/arrow").string(), "/driver", false}};
    return suite;
  }
  // The tests of CPython are the package `test` of its library; those of NumPy are spread over its packages,
  // and its settings of pytest lie beside them.
  const bool numpy = name == "numpy";
  const fs::path copy =
      own_copy(step.out / "src",
               numpy ? std::vector<std::string>{"numpy", "pytest.ini"} : std::vector<std::string>{"Lib/test"},
               build / "suites" / step.out.filename());
  suite.mounts = {{(tests / "support").string(), "/driver", false},
                  {(numpy ? copy : copy / "Lib/test").string(), numpy ? "/suite" : "/suite/test", true}};
  if (numpy) {
    const fs::path site = project.root / "build/conformance-site";
    if (!fs::exists(site / "stamp"))
      throw Error(fmt::format("pytest, which NumPy's tests need, is not in {}", site.string()),
                  "run: toolchain/bootstrap test");
    suite.mounts.push_back({site.string(), "/site", true});
  }
  return suite;
}

}  // namespace pylon
