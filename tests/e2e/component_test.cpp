// A variant whose form is a component, over the stub project: built, described, judged, released, and refused
// where it cannot be.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

struct ComponentProject : StubProject {
  explicit ComponentProject(const std::string& more = "") {
    write_file(
        *this / "variants/boxed.json",
        R"({"extends": "base", "description": "A component.", "form": "component", "exit_with_code": false,
                   "gate": {"imports": ["wasi:*"], "features": []})" +
            more + "}");
    REQUIRE(run({"setup"}).ok());
    const Outcome built = run({"build", "boxed", "lean"});
    INFO(built.output << built.errors);
    REQUIRE(built.ok());
  }
  json manifest() const { return json::parse(read_file(*this / "artifacts/boxed/manifest.json")); }
};

}  // namespace

TEST_CASE("a component is built around the module, and its manifest adds up") {
  const ComponentProject project;
  const json manifest = project.manifest();
  CHECK(manifest.at("identity").at("target") == "wasm32-wasip2");
  CHECK(manifest.at("inputs").at("flags").at("form") == "component, ends with 0 or 1");
  CHECK(manifest.at("inputs").at("sources").contains("wasi-adapter 50.0.1"));
  CHECK(manifest.at("inputs").at("tools").contains("wasm-tools"));
  CHECK(manifest.at("attribution").at("quality") == "exact");
  CHECK(manifest.at("attribution").at("check").at("unexplained") == 0);
  CHECK_THAT(manifest.at("attribution").at("rows").dump(), ContainsSubstring("\"wasi-adapter\""));
  CHECK(manifest.at("features").at("used") == json{"component-model"});
  CHECK(manifest.at("interface").at("exports").at(0).at("name") == "wasi:cli/run@0.2.12");
  CHECK(manifest.at("hosts").at("least").at("node").is_null());
  json adapter;
  for (const json& component : manifest.at("components")) {
    if (component.at("name") == "wasi-adapter") adapter = component;
  }
  REQUIRE(adapter.is_object());
  CHECK(adapter.at("purl") == "pkg:cargo/wasi-adapter@50.0.1");
  CHECK(adapter.at("licence") == "Apache-2.0 WITH LLVM-exception");
  // Who does not ask for one has none of it.
  CHECK(read_file(project / "artifacts/lean/manifest.json").find("wasi-adapter") == std::string::npos);
  CHECK_THAT(project.run({"build", "boxed", "--explain"}).output, ContainsSubstring("no work to do"));
  CHECK_THAT(project.run({"list"}).output, ContainsSubstring("form: component, ends with 0 or 1"));
}

TEST_CASE("a component is judged by what its host sees, verified, and compared with the module") {
  const ComponentProject project;
  const std::string file = (project / "artifacts/boxed/pylon.wasm").string();
  const Outcome verified = project.run({"verify", file});
  INFO(verified.output << verified.errors);
  CHECK(verified.ok());
  CHECK_THAT(project.run({"gate", "boxed"}).output,
             ContainsSubstring("import-allowed") && ContainsSubstring("all"));
  project.edit("variants/boxed.json", "wasi:*", "wasi_snapshot_preview1.*");
  CHECK_THAT(project.run({"gate", "boxed"}).output,
             ContainsSubstring("asks its host for wasi:cli/exit@0.2.12."));
  const Outcome differs = project.run({"diff", "lean", "boxed"});
  INFO(differs.output << differs.errors);
  CHECK(differs.ok());
  CHECK_THAT(differs.output, ContainsSubstring("residual 0"));
  const std::string damaged = read_file(file);
  write_file(file, damaged.substr(0, damaged.size() - 1) + "x");
  CHECK(project.run({"verify", file}).exit_code == 1);
}

TEST_CASE("pack needs the module that a component was made from, and says so") {
  const ComponentProject project;
  write_file(project / "app/__main__.py", "print(1)\n");
  const Outcome refused = project.run({"pack", (project / "artifacts/boxed/pylon.wasm").string(), "app", "-o",
                                       (project / "out.wasm").string()});
  CHECK(refused.exit_code == 2);
  CHECK_THAT(refused.output + refused.errors, ContainsSubstring("is a component"));
}

TEST_CASE("a component that is to end with any code needs a module that ends") {
  StubProject project;
  write_file(project / "variants/boxed.json",
             R"({"extends": "base", "description": "A component.", "form": "component"})");
  REQUIRE(project.run({"setup"}).ok());
  const Outcome refused = project.run({"build", "boxed"});
  CHECK(refused.exit_code != 0);
  CHECK_THAT(refused.output + refused.errors, ContainsSubstring("wasi_snapshot_preview1.proc_exit"));
}
