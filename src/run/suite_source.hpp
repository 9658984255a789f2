// The test suites that belong to an artifact: where their sources are, and what their drivers find mounted.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "checkout/workspace.hpp"
#include "judge/runner.hpp"

namespace pylon {

struct SuiteSource {
  std::string name, version;  // "cpython" "3.13.5"; arrow has nanoarrow's, programs have CPython's
  std::string driver;         // "cpython_driver.py", in tests/conformance/support/
  // Not empty: the driver runs natively, as this program, the driver's path and its arguments, with the
  // command that starts `inside` in the artifact after "--".
  std::string program;
  std::string inside;
  std::vector<Mount> mounts;     // what the driver needs; absolute
  std::filesystem::path expect;  // tests/conformance/<name>.json
};

const std::vector<std::string>& suite_names();  // "arrow", "cpython", "numpy", "programs"

// NumPy's own tests for a variant that has it, else CPython's.
std::string usual_suite(const Variant& variant);

// From the sources that the variant is built of, which stay as they are: tests write beside themselves, so
// they are run in a copy in the build folder, made when there is none. Error when the variant is not built,
// does not have what the suite tests, or when pytest has not been set up.
SuiteSource find_suite(const Workspace& workspace, const Variant& variant, const std::string& name);

}  // namespace pylon
