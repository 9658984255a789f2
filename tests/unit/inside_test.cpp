// The library inside as manifests, attribution and `pack` see it.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "manifest/inside_facts.hpp"
#include "manifest/packing.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace pylon;

namespace {

wasm::Packed file(const std::string& content) { return wasm::packed(content, wasm::Codec::kStored); }

wasm::LibraryContents library() {
  wasm::LibraryContents contents;
  contents.files["lib/python3.13/os.py"] = file("import sys");
  contents.files["lib/python3.13/json/tool.py"] = file("pass");
  return contents;
}

}  // namespace

TEST_CASE("without sources compiled files take their place", "[library]") {
  const std::vector<std::string> files{"python3.13/LICENSE.txt",
                                       "python3.13/__pycache__/os.cpython-312.pyc",
                                       "python3.13/__pycache__/os.cpython-313.opt-1.pyc",
                                       "python3.13/__pycache__/os.cpython-313.pyc",
                                       "python3.13/json/__init__.py",
                                       "python3.13/json/__pycache__/__init__.cpython-313.pyc",
                                       "python3.13/os.py",
                                       "python3.13/raw.py"};
  const std::map<std::string, std::string> expected{
      {"python3.13/LICENSE.txt", "python3.13/LICENSE.txt"},
      {"python3.13/json/__init__.pyc", "python3.13/json/__pycache__/__init__.cpython-313.pyc"},
      {"python3.13/os.pyc", "python3.13/__pycache__/os.cpython-313.pyc"},
      {"python3.13/raw.py", "python3.13/raw.py"}};
  CHECK(inside_layout(files, false) == expected);
  CHECK(inside_layout(files, true).size() == files.size());
}

TEST_CASE("without sources RECORD lists the compiled files", "[library]") {
  const std::string path = "python3.13/site-packages/x-1.0.dist-info/RECORD";
  CHECK(compiled_record(path,
                        "x/__init__.py,sha256=abc,3\r\nx/__pycache__/__init__.cpython-313.pyc,,\r\n"
                        "x/data.txt,sha256=def,7\r\nx/raw.py,sha256=fed,9\r\nx-1.0.dist-info/RECORD,,\r\n") ==
        "x-1.0.dist-info/RECORD,,\nx/__init__.pyc,,\nx/data.txt,sha256=def,7\nx/raw.py,sha256=fed,9\n");
  CHECK(is_record(path));
  CHECK_FALSE(is_record("python3.13/site-packages/x/RECORD"));
}

TEST_CASE("files inside are compared with lib/ by name", "[library]") {
  const LibraryDigests lib{{"python3.13/a.py", "1"}, {"python3.13/b.py", "2"}};
  CHECK(
      inside_differences({{"lib/python3.13/a.py", "1"}, {"lib/python3.13/b.py", "2"}, {"app/x.py", "3"}}, lib)
          .empty());
  CHECK(inside_differences({{"lib/python3.13/a.py", "9"}, {"lib/python3.13/c.py", "2"}}, lib) ==
        std::vector<std::string>{"/lib/python3.13/a.py inside is not what lib/ has",
                                 "/lib/python3.13/b.py is missing inside",
                                 "/lib/python3.13/c.py inside is not in lib/"});
}

TEST_CASE("each file inside belongs to the row of its module or package", "[library]") {
  CHECK(inside_row("lib/python3.13/json/tool.py") == "inside: json");
  CHECK(inside_row("lib/python3.13/os.pyc") == "inside: os");
  CHECK(inside_row("lib/python3.13/__pycache__/os.cpython-313.pyc") == "inside: os");
  CHECK(inside_row("lib/python3.13/site-packages/numpy/x.py") == "inside: numpy");
  CHECK(inside_row("lib/python3.13/LICENSE.txt") == "inside: other files");
  CHECK(inside_row("app/x/y.py") == "inside: app");
}

TEST_CASE("packing adds files, and refuses to change one by accident", "[library]") {
  wasm::LibraryContents contents = library();
  CHECK(python_folder(contents) == "lib/python3.13");
  CHECK_THROWS_WITH(python_folder({}), ContainsSubstring("no Python library inside"));
  add_files(contents, {{"app/a.py", file("1")}, {"lib/python3.13/os.py", file("import sys")}}, false);
  CHECK(contents.files.contains("app/a.py"));
  CHECK_THROWS_WITH(add_files(contents, {{"app/a.py", file("2")}, {"app/b.py", file("2")}}, false),
                    ContainsSubstring("/app/a.py is inside already") && ContainsSubstring("--replace"));
  CHECK_FALSE(contents.files.contains("app/b.py"));
  add_files(contents, {{"app/a.py", file("2")}}, true);
  CHECK(contents.files.at("app/a.py").stored == "2");
  CHECK((contents.files.at("app/a.py").origin == wasm::FileOrigin::kAdded));
  // The same content, packed otherwise, stays as it is; another one replaces it, and keeps on having done so.
  add_files(contents, {{"lib/python3.13/os.py", file("import sys")}}, true);
  CHECK((contents.files.at("lib/python3.13/os.py").origin == wasm::FileOrigin::kBuilt));
  for (const char* content : {"1", "2"}) {
    add_files(contents, {{"lib/python3.13/os.py", file(content)}}, true);
    CHECK((contents.files.at("lib/python3.13/os.py").origin == wasm::FileOrigin::kReplaced));
  }
}

namespace {

// The image as the library segment of a module that has nothing else.
std::string module_with(const std::string& image) {
  const std::string data = std::string("\1\1", 2) + wasm::sized(image);  // one segment, passive
  return std::string("\0asm\1\0\0\0", 8) + "\x0c" + wasm::sized("\1") + "\x0b" + wasm::sized(data);
}

std::vector<std::string> problems_of(const std::string& image) {
  const auto before = before_pack(wasm::as_bytes(module_with(image)), "");
  return before ? before->problems : std::vector<std::string>{"nothing was packed"};
}

}  // namespace

TEST_CASE("what was packed is taken out again, and nothing is hidden by it", "[library]") {
  wasm::LibraryContents contents = library();
  const std::string built = module_with(wasm::library_image(contents));
  CHECK_FALSE(before_pack(wasm::as_bytes(built), "").has_value());
  add_files(contents, {{"app/run.py", wasm::packed(std::string(500, 'x'), wasm::Codec::kLz4)}}, false);
  set_main(contents, "run");
  const std::string image = wasm::library_image(contents), module = module_with(image);
  const auto before = before_pack(wasm::as_bytes(module), "");
  REQUIRE(before.has_value());
  CHECK(before->module == built);
  CHECK(before->packed.added == std::vector<std::string>{"/app/run.py"});
  CHECK(before->packed.main == "run");
  CHECK(before->problems.empty());
  // Bytes that nothing reads, at the end of the data: the header says that there are some more.
  std::string more = image + "EVIL";
  more[20] = static_cast<char>(more[20] + 4);
  CHECK(problems_of(more) == std::vector<std::string>{"library inside: not written as pylonctl writes it"});
  // A file that cannot be unpacked, and a module that is not there.
  wasm::LibraryContents damaged = contents;
  damaged.files.at("app/run.py").size += 1;
  CHECK_THAT(problems_of(wasm::library_image(damaged)).at(0), ContainsSubstring("/app/run.py"));
  damaged = contents;
  damaged.main = "ru";
  CHECK_THAT(problems_of(wasm::library_image(damaged)).at(0),
             ContainsSubstring("runs the module ru, which is not"));
  // The former content put back: it is what it was.
  contents = library();
  add_files(contents, {{"lib/python3.13/os.py", file("other")}}, true);
  add_files(contents, {{"lib/python3.13/os.py", file("import sys")}}, true);
  const std::string back = module_with(wasm::library_image(contents));
  CHECK(before_pack(wasm::as_bytes(back), "")->module == built);
}

TEST_CASE("modules of Python's own library that packing changes or adds to are known by name", "[library]") {
  const wasm::LibraryContents contents = library();
  CHECK(changed_modules(contents, {{"lib/python3.13/os.pyc", file("")},  // beside os.py
                                   {"lib/python3.13/json/mine.py", file("")},
                                   {"lib/python3.13/new.py", file("")},
                                   {"lib/python3.13/site-packages/os.py", file("")},
                                   {"app/os.py", file("")}}) == std::vector<std::string>{"json", "os"});
  CHECK(changed_modules(contents, {{"lib/python313.zip/random.py", file("")}}) ==
        std::vector<std::string>{"python313.zip"});  // which comes first in sys.path
  CHECK(changed_modules({}, {{"zip/random.py", file("")}}).empty());
}

TEST_CASE("Python's own library is the one that has its codecs", "[library]") {
  wasm::LibraryContents contents = library();
  add_files(contents,
            {{"lib/python3.12/old.py", file("")},
             {"lib/python3.13/encodings/__init__.pyc", file("")},
             {"lib/python3.14/new.py", file("")}},
            false);
  CHECK(python_folder(contents) == "lib/python3.13");
  CHECK_THROWS_WITH(set_main(contents, "new"), ContainsSubstring("no such module"));
}

TEST_CASE("a start's module must be one that python -m can run", "[library]") {
  wasm::LibraryContents contents = library();
  add_files(contents,
            {{"app/run.py", file("")},
             {"app/pkg/__main__.py", file("")},
             {"lib/python3.13/site-packages/tool/cli.pyc", file("")}},
            false);
  for (const char* name : {"run", "pkg", "tool.cli", "json.tool"}) {
    set_main(contents, name);
    CHECK(contents.main == name);
  }
  CHECK_THROWS_WITH(set_main(contents, "rum"), ContainsSubstring("did you mean 'run'?"));
  CHECK_THROWS_WITH(set_main(contents, "app.run"), ContainsSubstring("--main app.run"));
}

TEST_CASE("a place inside is an absolute folder", "[library]") {
  CHECK(guest_folder("/app/", "x") == "app");
  CHECK(guest_folder("/lib/python3.13/x", "x") == "lib/python3.13/x");
  for (const char* bad : {"app", "/", "", "/a/../b", "//a", "/a/./b", "/.."})
    CHECK_THROWS_WITH(guest_folder(bad, "d::" + std::string(bad)), ContainsSubstring("is no folder inside"));
  CHECK_THROWS_WITH(guest_folder("/x:y", "d::/x:y"), ContainsSubstring("a colon in '/x:y'"));
}

TEST_CASE("compiled files that go by a date are told from those that go by a hash", "[library]") {
  CHECK(goes_by_date(std::string("\xf3\x0d\x0d\x0a\0\0\0\0", 8) + std::string(8, 'd')));
  CHECK_FALSE(goes_by_date(std::string("\xf3\x0d\x0d\x0a\1\0\0\0", 8) + std::string(8, 'd')));
  CHECK_FALSE(goes_by_date(""));
}
