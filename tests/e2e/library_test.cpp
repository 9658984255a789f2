// The library inside: built by the stub project, shown, packed, verified.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

// The stub project with the variant `alone`, whose library is inside.
struct Alone {
  StubProject project;

  explicit Alone(const std::string& setting = R"({"where": "inside"})") {
    write_file(project / "variants/alone.json",
               R"({"extends": "base", "description": "Runs alone.", "library": )" + setting + "}");
    REQUIRE(project.run({"setup"}).ok());
  }
  std::string file() const { return (project / "artifacts/alone/pylon.wasm").string(); }
  json manifest() const { return json::parse(read_file(project / "artifacts/alone/manifest.json")); }
};

}  // namespace

TEST_CASE("a variant with its library inside is built, and its manifest adds up") {
  const Alone alone;
  const Outcome built = alone.project.run({"build", "alone"});
  INFO(built.output << built.errors);
  REQUIRE(built.ok());
  const json manifest = alone.manifest();
  CHECK(manifest.at("inside").at("files") == 1);
  CHECK(manifest.at("inside").at("modules").at("os") == 11);
  CHECK(manifest.at("attribution").at("quality") == "exact");
  CHECK(manifest.at("attribution").at("check").at("unexplained") == 0);
  CHECK(manifest.at("inputs").at("flags").at("library") == "inside, packed with lz4, with sources");
  CHECK_THAT(manifest.at("attribution").at("rows").dump(), ContainsSubstring("inside: os"));
  CHECK_THAT(alone.project.run({"manifest", alone.file()}).output,
             ContainsSubstring("1 files of 11 bytes at /lib"));
  CHECK_THAT(alone.project.run({"why", "alone", "os"}).output,
             ContainsSubstring("11 bytes in the library inside"));
  CHECK_THAT(alone.project.run({"list"}).output, ContainsSubstring("inside, packed with lz4, with sources"));
  CHECK_THAT(alone.project.run({"build", "alone", "--explain"}).output, ContainsSubstring("no work to do"));
}

TEST_CASE("another way to pack makes another file, and other variants stay as they are") {
  const Alone alone;
  REQUIRE(alone.project.run({"build", "--all"}).ok());
  const std::string lean = file_sha256(alone.project / "artifacts/lean/pylon.wasm");
  alone.project.edit("variants/alone.json", "\"inside\"", "\"inside\", \"pack\": \"stored\"");
  const std::string plan = alone.project.run({"build", "--all", "--plan"}).output;
  CHECK_THAT(plan, ContainsSubstring("fill-alone"));
  REQUIRE(alone.project.run({"build", "--all"}).ok());
  CHECK(file_sha256(alone.project / "artifacts/lean/pylon.wasm") == lean);
  CHECK_THAT(alone.project.run({"manifest", alone.file()}).output, ContainsSubstring("1 stored"));
}

TEST_CASE("a variant with an empty place is one with a folder, until a library is packed into it") {
  const Alone alone(R"({"where": "either"})");
  const Outcome built = alone.project.run({"build", "alone"});
  INFO(built.output << built.errors);
  REQUIRE(built.ok());
  const json manifest = alone.manifest();
  CHECK(manifest.at("inside").at("files") == 0);
  CHECK(manifest.at("attribution").at("check").at("unexplained") == 0);
  CHECK_THAT(manifest.at("attribution").at("rows").dump(), !ContainsSubstring("inside: os"));
  CHECK(manifest.at("inputs").at("flags").at("library") == "in the folder lib/, with a place for one inside");
  CHECK_THAT(alone.project.run({"manifest", alone.file()}).output, ContainsSubstring("an empty library"));
  CHECK_THAT(alone.project.run({"verify", alone.file()}).output, !ContainsSubstring("the library inside"));
  const std::string out = (alone.project / "full.wasm").string();
  const std::string lib = (alone.project / "artifacts/alone/lib").string();
  REQUIRE(alone.project.run({"pack", alone.file(), lib + "::/lib", "-o", out}).ok());
  CHECK_THAT(alone.project.run({"manifest", out}).output, ContainsSubstring("1 files of 11 bytes at /lib"));
}

TEST_CASE("deflate needs zlib in the variant, and unknown words are refused with their place") {
  const Alone alone;
  alone.project.edit("variants/alone.json", "\"inside\"", "\"inside\", \"pack\": \"deflate\"");
  const Outcome refused = alone.project.run({"build", "alone"});
  CHECK(refused.exit_code == 2);
  CHECK_THAT(refused.output + refused.errors,
             ContainsSubstring("/library/pack") && ContainsSubstring("'zlib'"));
  alone.project.edit("variants/alone.json", "deflate", "zip");
  const Outcome unknown = alone.project.run({"build", "alone"});
  CHECK_THAT(unknown.output + unknown.errors, ContainsSubstring("variants/alone.json: /library/pack"));
}

TEST_CASE("a call that the link does not wrap fails the build by name") {
  const Alone alone;
  alone.project.edit("Modules/_pylon_library/wraps", "__wasi_path_open\n", "");
  const Outcome refused = alone.project.run({"build", "alone"});
  CHECK(refused.exit_code == 2);
  CHECK_THAT(refused.output + refused.errors, ContainsSubstring("did not wrap __wasi_path_open"));
}

TEST_CASE("pack adds an application, lists it, gives it back, and overwrites nothing") {
  const Alone alone;
  REQUIRE(alone.project.run({"build", "alone"}).ok());
  const fs::path out = alone.project / "app.wasm";
  write_file(alone.project / "app/__main__.py", "print(1)\n");
  write_file(alone.project / "app/__pycache__/x.cpython-313.pyc",
             std::string("abcd\0\0\0\0", 8) + "12345678");
  const Outcome packed =
      alone.project.run({"pack", alone.file(), "app", "--main", "app", "-o", out.string()});
  INFO(packed.output << packed.errors);
  REQUIRE(packed.ok());
  CHECK_THAT(packed.output + packed.errors, ContainsSubstring("/lib/python3.13/site-packages/app: 1 file,") &&
                                                ContainsSubstring("1 compiled files stay out"));
  const json list =
      json::parse(alone.project.run({"pack", out.string(), "--list", "--format", "json"}).output);
  CHECK(list.at("main") == "app");
  CHECK(list.at("files").size() == 2);
  REQUIRE(alone.project.run({"pack", out.string(), "--extract", "got"}).ok());
  CHECK(read_file(alone.project / "got/lib/python3.13/site-packages/app/__main__.py") == "print(1)\n");
  CHECK(alone.project.run({"pack", out.string(), "--extract", "got"}).exit_code == 2);
  write_file(alone.project / "app/__main__.py", "print(2)\n");
  const std::string before = file_sha256(out);
  const Outcome conflict = alone.project.run({"pack", out.string(), "app", "-o", out.string()});
  CHECK(conflict.exit_code == 2);
  CHECK_THAT(conflict.output + conflict.errors, ContainsSubstring("__main__.py is inside already"));
  CHECK(file_sha256(out) == before);
  CHECK(alone.project.run({"pack", out.string(), "app", "-o", out.string(), "--replace"}).ok());
  CHECK(file_sha256(out) != before);
  // A link stays one, and what it leads to is written.
  fs::create_symlink("app.wasm", alone.project / "link.wasm");
  REQUIRE(alone.project.run({"pack", alone.file(), "app", "-o", "link.wasm"}).ok());
  CHECK(fs::is_symlink(alone.project / "link.wasm"));
  CHECK(file_sha256(out) == file_sha256(alone.project / "link.wasm"));
  CHECK(alone.project.run({"pack", alone.file(), "app", "-o", "-"}).exit_code == 2);
  CHECK_FALSE(fs::exists(alone.project / "-"));
  // A result that lies in the folder is no part of the next one.
  std::string digests;
  for (int run = 0; run < 2; ++run) {
    REQUIRE(alone.project.run({"pack", alone.file(), "app", "-o", "app/out.wasm"}).ok());
    const std::string digest = file_sha256(alone.project / "app/out.wasm");
    CHECK((digests.empty() || digests == digest));
    digests = digest;
  }
}

TEST_CASE("pack says what a file without a place for a library needs") {
  const StubProject project;
  REQUIRE(project.run({"build", "lean"}).ok());
  write_file(project / "app/__main__.py", "");
  const Outcome refused = project.run({"pack", "artifacts/lean/pylon.wasm", "app", "-o", "x.wasm"});
  CHECK(refused.exit_code == 2);
  CHECK_THAT(refused.output + refused.errors, ContainsSubstring("no place for a library inside") &&
                                                  ContainsSubstring("\"where\": \"inside\""));
  CHECK_FALSE(fs::exists(project / "x.wasm"));
}

TEST_CASE("verify compares the files inside with the manifest and with lib/") {
  const Alone alone;
  REQUIRE(alone.project.run({"build", "alone"}).ok());
  const auto verify = [&] { return alone.project.run({"verify", alone.file()}); };
  CHECK_THAT(verify().output, ContainsSubstring("1 files inside, against lib/"));
  write_file(alone.project / "more/extra.py", "x = 1\n");
  REQUIRE(alone.project.run({"pack", alone.file(), "more", "-o", alone.file()}).ok());
  const Outcome found = verify();
  CHECK(found.exit_code == 1);
  CHECK_THAT(
      found.output,
      ContainsSubstring("pack added 1 file: /lib/python3.13/site-packages/extra.py; where that is wanted: "
                        "--packed") &&
          ContainsSubstring("2 disagreements\n"));  // the stub's file has no table of modules
  const Outcome wanted = alone.project.run({"verify", alone.file(), "--packed"});
  CHECK_THAT(wanted.output, ContainsSubstring("note: pack added 1 file") &&
                                ContainsSubstring("1 disagreement\n") &&
                                ContainsSubstring("/modules/built_in"));
  CHECK_THAT(alone.project.run({"manifest", alone.file()}).output,
             ContainsSubstring("1 of the files added by pack"));
}

TEST_CASE("verify --packed finds what else is otherwise in a packed file") {
  const Alone alone;
  REQUIRE(alone.project.run({"build", "alone"}).ok());
  const fs::path out = alone.project / "app.wasm";
  const auto pack = [&](const char* place) {
    return alone.project.run(
        {"pack", alone.file(), std::string("app::") + place, "-o", out.string(), "--replace"});
  };
  const auto verify = [&] {
    return alone.project.run(
        {"verify", out.string(), "--packed", "--manifest", "artifacts/alone/manifest.json"});
  };
  write_file(alone.project / "app/os.py", "x = 1\n");
  REQUIRE(pack("/app").ok());
  CHECK_THAT(verify().output,
             ContainsSubstring("pack added 1 file: /app/os.py") && ContainsSubstring(": 1 disagreement\n"));
  std::string bytes = read_file(out);
  const std::size_t at = bytes.rfind("pylon.build") + 20;
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
  write_file(out, bytes);
  CHECK_THAT(verify().output, ContainsSubstring("SHA-256") && ContainsSubstring("manifest.json says"));
  REQUIRE(pack("/lib/python3.13").ok());
  const Outcome replaced = verify();
  CHECK(replaced.exit_code == 1);
  CHECK_THAT(replaced.output, ContainsSubstring("pack --replace has replaced /lib/python3.13/os.py"));
}

TEST_CASE("verify names a library inside that is damaged") {
  const Alone alone(R"({"where": "inside", "pack": "stored"})");
  REQUIRE(alone.project.run({"build", "alone"}).ok());
  const std::string whole = read_file(alone.file());
  const std::size_t image = whole.find("PYFS");
  REQUIRE(image != std::string::npos);
  const json manifest = alone.manifest();
  // Its magic, its number of nodes, a node's name, its size: each with a manifest that has the file's digest.
  for (const std::size_t at : std::initializer_list<std::size_t>{0, 8, 32 + 36, 32 + 3 * 36 + 24}) {
    std::string damaged = whole;
    damaged[image + at] = static_cast<char>(damaged[image + at] ^ 0x40);
    write_file(alone.file(), damaged);
    json other = manifest;
    other["file"]["sha256"] = sha256_hex(damaged);
    write_file(alone.project / "artifacts/alone/manifest.json", other.dump(2) + "\n");
    const Outcome found = alone.project.run({"verify", alone.file()});
    INFO(at << ": " << found.output << found.errors);
    CHECK(found.exit_code == 1);
    CHECK_THAT(found.output, ContainsSubstring("the library inside"));
  }
}
