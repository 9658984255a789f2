// Golden tests: every tests/golden/<folder>/*.in goes through a function, and the result must equal the .out
// beside it. With UPDATE_GOLDEN=1 the .out files are rewritten and the test is reported as skipped, never as
// passed.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

// `run` turns the text of an .in file into what its .out should hold. An Error that leaves it counts as
// output.
void check_goldens(const std::string& folder, const std::function<std::string(const std::string& text)>& run);
