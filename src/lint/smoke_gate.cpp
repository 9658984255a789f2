// smoke-gate: the canonical gate at the top of each smoke. A smoke is a Python file called *_smoke.py, or one
// in a folder smoke or smokes that defines check(…) or prints PASS. Helpers are none: test_*.py, client_*.py
// and make_*.py, which run on the host, run.py, conftest.py, arrow_endpoint.py (a program under test), and
// _*.py.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "lint/call.hpp"
#include "lint/python_lines.hpp"
#include "lint/rules.hpp"

namespace pylon::lint {
namespace {

constexpr std::string_view kExit = "sys.exit(0 if passed == total else 1)";

using Lines = std::vector<PythonLine>;

bool is_helper(std::string_view name) {
  return name.starts_with("client_") || name.starts_with("make_") || name.starts_with("_") ||
         name == "run.py" || name == "conftest.py" || name == "arrow_endpoint.py";
}

bool in_smoke_folder(std::string_view path) {
  const std::string_view name = file_name(path);
  if (path.size() == name.size()) return false;
  const std::string_view folder = file_name(path.substr(0, path.size() - name.size() - 1));
  return folder == "smoke" || folder == "smokes";
}

Finding finding_at(std::size_t offset, std::size_t size, std::string message, std::string fix) {
  Finding finding;
  finding.offset = offset;
  finding.size = size;
  finding.message = std::move(message);
  finding.fix = std::move(fix);
  return finding;
}

bool has_line(const Lines& lines, std::string_view joined) {
  return std::ranges::any_of(
      lines, [&](const PythonLine& line) { return line.indent == 0 && line.joined() == joined; });
}

// `def _probe(mod):` that answers False to whatever an import may raise.
bool has_probe(const Lines& lines) {
  const auto def = std::ranges::find_if(lines, [](const PythonLine& line) {
    return line.indent == 0 && line.joined().starts_with("def_probe(");
  });
  if (def == lines.end()) return false;
  const auto end =
      std::find_if(def + 1, lines.end(), [](const PythonLine& line) { return line.indent == 0; });
  return std::any_of(def + 1, end,
                     [](const PythonLine& line) { return line.joined().starts_with("exceptBaseException"); });
}

std::vector<std::string> missing_parts(const Lines& lines) {
  std::vector<std::string> missing;
  if (!has_probe(lines)) missing.emplace_back("_probe(mod) that catches BaseException");
  if (!has_line(lines, "_HAVE_NUMPY=_probe(\"numpy\")"))
    missing.emplace_back("_HAVE_NUMPY = _probe(\"numpy\")");
  if (!has_line(lines, "_REQUIRE_FAT=os.environ.get(\"PYLON_REQUIRE_FAT\")==\"1\""))
    missing.emplace_back("_REQUIRE_FAT = os.environ.get(\"PYLON_REQUIRE_FAT\") == \"1\"");
  if (!has_line(lines, "_NUMPY=(\"numpy\",_HAVE_NUMPY)"))
    missing.emplace_back("_NUMPY = (\"numpy\", _HAVE_NUMPY)");
  if (!has_line(lines, "defcheck(label,thunk,requires=()):"))
    missing.emplace_back("def check(label, thunk, requires=())");
  return missing;
}

bool imports_numpy(const PythonLine& line, ImportedName& found) {
  for (const ImportedName& name : imported_names(line.words)) {
    if (name.name != "numpy" && !name.name.starts_with("numpy.")) continue;
    found = name;
    return true;
  }
  return false;
}

// What runs when the file is started, and not only where there is NumPy.
void check_imports(const Lines& lines, Findings& findings) {
  std::vector<std::size_t> guards;  // indentations of what guards the lines below it
  for (const PythonLine& line : lines) {
    while (!guards.empty() && line.indent <= guards.back()) guards.pop_back();
    ImportedName name;
    if (guards.empty() && imports_numpy(line, name)) {
      findings.push_back(finding_at(
          name.offset, name.size, fmt::format("{} is imported outside of the gate.", quoted_part(name.name)),
          "Import it in the function that a check with requires=(_NUMPY,) runs."));
    }
    const std::string joined = line.joined();
    const bool function = line.words[0].is("def") || line.words[0].is("async") || line.words[0].is("lambda");
    if (function || joined == "if_HAVE_NUMPY:") guards.push_back(line.indent);
  }
}

void check_end(const Lines& lines, Findings& findings) {
  const PythonLine& last = lines.back();
  const std::size_t size = last.end() - last.offset();
  if (last.indent != 0 || last.joined() != "sys.exit(0ifpassed==totalelse1)") {
    findings.push_back(finding_at(last.offset(), size, "The smoke does not end with the canonical exit.",
                                  fmt::format("End it with {}", kExit)));
  }
  const bool prints = std::ranges::any_of(lines, [](const PythonLine& line) {
    return line.indent == 0 && line.words[0].is("print") && mentions(line.joined(), "PASS");
  });
  if (!prints) {
    findings.push_back(finding_at(
        last.offset(), size, "The smoke prints no N/N PASS line.",
        "Print f\"{passed}/{total} PASS\" before the exit: without it the output counts as lost."));
  }
}

}  // namespace

bool concerns_smoke_gate(std::string_view path, std::string_view text) {
  const std::string_view name = file_name(path);
  if (!name.ends_with(".py") || is_helper(name)) return false;
  if (name.ends_with("_smoke.py") && !name.starts_with("test_")) return true;
  return in_smoke_folder(path) && (mentions(text, "def check(") || mentions(text, "PASS"));
}

void check_smoke_gate(const File& file, Findings& findings) {
  const Lines lines = python_lines(file.text);
  if (lines.empty()) return;
  if (const std::vector<std::string> missing = missing_parts(lines); !missing.empty()) {
    findings.push_back(finding_at(lines[0].offset(), lines[0].end() - lines[0].offset(),
                                  "The gate of this smoke lacks " + join(missing, "; ") + ".",
                                  "Copy the gate of another smoke."));
  }
  check_imports(lines, findings);
  check_end(lines, findings);
}

}  // namespace pylon::lint
