// pylonctl lint as a user and a CI service meet it.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "../unit/scratch_folder.hpp"
#include "system/process.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::Equals;
using nlohmann::json;

namespace {

constexpr const char* kCapsule =
    "void f(PyObject* x) {\n  PyCapsule_SetPointer(x, NULL);\n  PyCapsule_IsValid(x, \"n\");\n}\n";

struct Tree : ScratchFolder {
  void write(const std::string& name, const std::string& text) const { write_file(*this / name, text); }
  std::string read(const std::string& name) const { return read_file(*this / name); }
  Outcome command(std::vector<std::string> argv) const {
    Command command;
    command.argv = std::move(argv);
    command.folder = path();
    command.environment = {{"PATH", std::getenv("PATH")},
                           {"GIT_CEILING_DIRECTORIES", path().parent_path().string()}};
    command.time_limit = std::chrono::seconds(60);
    return run_process(command);
  }
  Outcome lint(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {PYLONCTL, "lint"});
    return command(std::move(arguments));
  }
  json lint_json(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--format", "json"});
    return json::parse(lint(std::move(arguments)).output);
  }
};

}  // namespace

TEST_CASE("lint answers 0 when nothing is found, 1 for findings and 2 when it could not look", "[lint]") {
  const Tree tree;
  tree.write("a.c", "int x;\n");
  CHECK(tree.lint({"."}).exit_code == 0);
  tree.write("b.c", kCapsule);
  const Outcome found = tree.lint({"."});
  CHECK(found.exit_code == 1);
  CHECK_THAT(found.output, ContainsSubstring("b.c:2:3: capsule-null: "));
  CHECK_THAT(found.output, ContainsSubstring("1 finding in 2 files"));
  CHECK(tree.lint({"a.c"}).exit_code == 0);
  const Outcome missing = tree.lint({"b.c", "missing"});
  CHECK(missing.exit_code == 2);
  CHECK_THAT(missing.output,
             ContainsSubstring("b.c:2:3") && ContainsSubstring("missing: cannot lint: there is no such"));
  tree.write("c.py", "x = 1  # pylon-lint: allow capsule-null\n");
  const Outcome bad = tree.lint({"c.py"});
  CHECK(bad.exit_code == 2);
  CHECK_THAT(bad.output, ContainsSubstring("c.py:1: cannot lint: it gives no reason"));
  CHECK(tree.lint({}).exit_code == 2);
}

TEST_CASE("lint leaves out what git ignores, unless it is named", "[lint]") {
  const Tree tree;
  REQUIRE(tree.command({"git", "init", "-q"}).ok());
  tree.write(".gitignore", "out/\n*.gen.c\n");
  tree.write("out/a.c", kCapsule);
  tree.write("b.gen.c", kCapsule);
  tree.write("new.c", kCapsule);
  CHECK(tree.lint_json({"."})["files"] == 2);
  CHECK(tree.lint_json({"."})["counting"] == 1);
  CHECK(tree.lint_json({"out"})["counting"] == 1);
  CHECK(tree.lint_json({"b.gen.c"})["counting"] == 1);
}

TEST_CASE("lint --diff shows a patch that git applies; --fix does the same", "[lint]") {
  const Tree tree;
  tree.write("src/a.c", kCapsule);
  tree.write("run.sh", "#!/bin/sh\nrun python.composed.wasm\n");
  fs::permissions(tree / "run.sh", fs::perms::owner_all);
  const Outcome diff = tree.lint({".", "--diff"});
  CHECK(diff.exit_code == 1);
  CHECK(tree.read("src/a.c") == kCapsule);
  tree.write("the.patch", diff.output.substr(0, diff.output.find("pylonctl: ")));
  const Outcome fix = tree.lint({"src", "run.sh", "--fix"});
  INFO(fix.output);
  CHECK(fix.exit_code == 0);
  CHECK_THAT(fix.output, ContainsSubstring("2 mended in 2 files"));
  CHECK_THAT(tree.read("src/a.c"), ContainsSubstring("  PyCapsule_SetDestructor(x, NULL);\n"
                                                     "  PyCapsule_SetName(x, \"n\" \".closed\");\n"));
  CHECK(tree.read("run.sh") == "#!/bin/sh\nrun pylon.wasm\n");
  CHECK((fs::status(tree / "run.sh").permissions() & fs::perms::owner_exec) != fs::perms::none);
  CHECK(tree.command({"git", "apply", "--check", "--reverse", "the.patch"}).output == "");
}

TEST_CASE("a mended C file compiles", "[lint]") {
  const Tree tree;
  // What the capsule API declares, for where there is no Python.h.
  tree.write("Python.h",
             "typedef struct _object PyObject; typedef void (*PyCapsule_Destructor)(PyObject *);\n"
             "#include <stddef.h>\n"
             "PyObject *PyCapsule_New(void *, const char *, PyCapsule_Destructor);\n"
             "void *PyCapsule_GetPointer(PyObject *, const char *);\n"
             "int PyCapsule_SetPointer(PyObject *, void *), PyCapsule_SetName(PyObject *, const char *);\n"
             "int PyCapsule_SetDestructor(PyObject *, PyCapsule_Destructor);\n");
  const std::string source =
      "#include <Python.h>\n#define NAME \"pkg.thing\"\n#define NONE ((void *)0)\n"
      "#define CLOSE(c) PyCapsule_SetPointer(c, NULL)\n"
      "int f(PyObject *x, int y) {\n"
      "  if (!PyCapsule_GetPointer(x, NAME)) return -1;\n"
      "  PyCapsule_SetPointer(x, NULL);\n"
      "  if (y) PyCapsule_SetPointer(x, NONE); else PyCapsule_SetPointer(x, 0);\n"
      "  (void)PyCapsule_SetPointer(x, (void *)0);\n"
      "  if (CLOSE(x) != 0) return 1;\n"
      "  return y ? PyCapsule_SetPointer(x, NULL) : PyCapsule_SetPointer(x, NULL) < 0;\n}\n";
  tree.write("a.c", source);
  tree.write("a.cpp", "extern \"C\" {\n" + source + "}\n");
  const Outcome fix = tree.lint({"a.c", "a.cpp", "--fix"});
  INFO(fix.output);
  REQUIRE(fix.exit_code == 0);
  std::vector<std::string> folders{tree.path().string()};
  if (fs::exists("/usr/include/python3.11/Python.h")) folders.emplace_back("/usr/include/python3.11");
  for (const std::string& folder : folders) {
    for (const char* file : {"a.c", "a.cpp"}) {
      const Outcome gcc =
          tree.command({"gcc", "-Wall", "-Wextra", "-Werror", "-I" + folder, "-fsyntax-only", file});
      INFO(gcc.output << tree.read(file));
      CHECK(gcc.ok());
    }
  }
}

TEST_CASE("lint says the same twice, skips what is no text or too big, and follows no links", "[lint]") {
  const Tree tree;
  tree.write("b/a.c", kCapsule);
  tree.write("a.c", kCapsule);
  tree.write("binary", std::string("python.composed.wasm\0", 21));
  tree.write("huge.c", std::string(5U << 20U, ' ') + kCapsule);
  fs::create_symlink("a.c", tree / "link.c");
  for (const char* format : {"text", "json", "sarif", "github"}) {
    const Outcome one = tree.lint({".", "--format", format});
    CHECK(one.exit_code == 1);
    CHECK_THAT(tree.lint({".", "--format", format}).output, Equals(one.output));
  }
  const json report = tree.lint_json({"."});
  CHECK(report["counting"] == 2);
  CHECK(report["skipped"].dump() ==
        R"([{"path":"binary","why":"binary"},{"path":"huge.c","why":"more than 4 MiB"}])");
  CHECK_THAT(tree.lint({"."}).output,
             ContainsSubstring("1 file skipped (binary); 1 file skipped (more than 4 MiB)"));
}

TEST_CASE("the allow list at the top holds wherever below lint is started", "[lint]") {
  const Tree tree;
  tree.write("old/a.c", kCapsule);
  tree.write(".pylon-lint", "allow capsule-null in old/*: foreign\nallow all in gone: no longer there\n");
  CHECK(tree.lint({"old/a.c"}).exit_code == 0);
  CHECK(tree.lint({"old"}).exit_code == 0);
  const Outcome whole = tree.lint({"."});
  CHECK(whole.exit_code == 1);
  CHECK_THAT(whole.output, ContainsSubstring(".pylon-lint:2:1: unused-suppression"));
}
