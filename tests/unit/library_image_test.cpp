#include "wasm/library_image.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "wasm/library_format.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace pylon;
using pylon::wasm::as_bytes, pylon::wasm::Codec, pylon::wasm::codec_name, pylon::wasm::codec_named;
using pylon::wasm::contents_of, pylon::wasm::file_content, pylon::wasm::FileOrigin,
    pylon::wasm::library_image;
using pylon::wasm::LibraryContents, pylon::wasm::LibraryImage, pylon::wasm::Packed, pylon::wasm::packed;
using pylon::wasm::read_library_image, pylon::wasm::unpacked;

namespace {

const std::string kText(1000, 'x');

LibraryContents sample(Codec codec = Codec::kStored) {
  LibraryContents contents;
  contents.files["lib/python3.13/os.py"] = packed(kText, codec);
  contents.files["lib/python3.13/json/__init__.py"] = packed("", codec);
  contents.files["lib/python3.13/json-x.py"] = packed("abc", codec);
  contents.files["app/os.py"] = packed(kText, codec);
  contents.main = "app";
  return contents;
}

LibraryImage read(const std::string& image) { return read_library_image(as_bytes(image)); }

// The sample with one number of it changed: of node `node`, or of the header.
std::string changed(std::size_t offset, std::uint32_t number) {
  std::string image = library_image(sample());
  for (std::size_t i = 0; i < 4; ++i) image[offset + i] = static_cast<char>(number >> 8 * i & 0xFFU);
  return image;
}
constexpr std::size_t node(std::size_t index, std::size_t field) { return 32 + 36 * index + 4 * field; }

std::string problem(const std::string& image) {
  try {
    read_library_image(as_bytes(image), 1000);
  } catch (const Error& error) {
    return error.message();
  }
  return "";
}

}  // namespace

TEST_CASE("an image gives back what was put in, packed or not", "[library]") {
  for (const Codec codec : {Codec::kStored, Codec::kLz4, Codec::kDeflate}) {
    const std::string image = library_image(sample(codec));
    const LibraryImage index = read(image);
    CHECK(index.main == "app");
    CHECK(index.mounts == std::vector<std::string>{"app", "lib"});
    REQUIRE(index.files.size() == 4);
    CHECK(index.files[0].path == "app/os.py");
    CHECK(index.files[1].path == "lib/python3.13/json-x.py");
    CHECK(file_content(as_bytes(image), index.files[0]) == kText);
    CHECK(file_content(as_bytes(image), index.files[2]) == "");
    CHECK(index.files[1].codec == Codec::kStored);  // three bytes become no smaller
    CHECK((index.files[0].codec == codec));
    CHECK(index.files[0].offset == index.files[3].offset);  // equal files lie there once
    CHECK(index.index_bytes + index.data_bytes == image.size());
    CHECK(library_image(contents_of(as_bytes(image))) == image);
  }
}

TEST_CASE("an image says which files were added, and without them it is what it was", "[library]") {
  LibraryContents contents = sample();
  const std::string before = library_image(contents);
  Packed same = packed(kText, Codec::kStored);
  same.origin = FileOrigin::kAdded;
  contents.files["app/zz.py"] = same;
  const std::string image = library_image(contents);
  CHECK((read(image).files[1].origin == FileOrigin::kAdded));
  CHECK((read(image).files[0].origin == FileOrigin::kBuilt));
  LibraryContents again = contents_of(as_bytes(image));
  CHECK(library_image(again) == image);
  again.files.erase("app/zz.py");
  CHECK(library_image(again) == before);
}

TEST_CASE("zero bytes are an empty library", "[library]") {
  CHECK(read(std::string(32, '\0')).files.empty());
  CHECK(library_image({}).size() == 32 + 36 + 12);
  CHECK(read(library_image({})).files.empty());
}

TEST_CASE("what an image cannot hold is refused by name", "[library]") {
  const auto with = [](const std::string& path) {
    LibraryContents contents = sample();
    contents.files[path] = packed("1", Codec::kStored);
    return library_image(contents);
  };
  CHECK_THROWS_WITH(with("top.py"), ContainsSubstring("'top.py'") && ContainsSubstring("in no folder"));
  CHECK_THROWS_WITH(with("lib/../x"), ContainsSubstring("empty, . or .."));
  CHECK_THROWS_WITH(with("/lib/x"), ContainsSubstring("empty, . or .."));
  CHECK_THROWS_WITH(with("lib/" + std::string(256, 'n')), ContainsSubstring("longer than 255"));
  CHECK_THROWS_WITH(with("app/os.py/x"), ContainsSubstring("a file has the name"));
  CHECK_THROWS_WITH(with("lib/python3.13"), ContainsSubstring("'lib/python3.13"));
}

TEST_CASE("a damaged image is an error with its offset in the file", "[library]") {
  CHECK(problem(changed(0, 1)) ==
        "at byte 1000 (0x3e8): library inside: not an image: it does not begin with PYFS");
  CHECK_THAT(problem(changed(4, 2)), ContainsSubstring("at byte 1004") && ContainsSubstring("version"));
  CHECK_THAT(problem(changed(8, 7)), ContainsSubstring("names do not follow"));
  CHECK_THAT(problem(changed(16, 7)), ContainsSubstring("impossible size"));
  CHECK_THAT(problem(changed(20, 7)), ContainsSubstring("do not fill"));
  CHECK_THAT(problem(changed(24, 70000)), ContainsSubstring("outside of the names"));
  // 0 root, 1 app, 2 lib, 3 app/os.py, 4 lib/python3.13, 5 json, 6 json-x.py, 7 os.py, 8 json/__init__.py
  CHECK_THAT(problem(changed(node(0, 8), 0)), ContainsSubstring("not the root"));
  CHECK_THAT(problem(changed(node(1, 2), 4)), ContainsSubstring("another folder"));
  CHECK_THAT(problem(changed(node(1, 3), 1)), ContainsSubstring("not where they should be"));
  CHECK_THAT(problem(changed(node(1, 4), 100)), ContainsSubstring("not where they should be"));
  CHECK_THAT(problem(changed(node(0, 4), 1)),
             !ContainsSubstring("unexpected") && ContainsSubstring("library inside"));
  CHECK_THAT(problem(changed(node(1, 5), 1)), ContainsSubstring("a folder with content"));
  CHECK_THAT(problem(changed(node(3, 5), 5000)), ContainsSubstring("outside of the data"));
  CHECK_THAT(problem(changed(node(3, 8), 0x300)), ContainsSubstring("no known kind"));
  CHECK_THAT(problem(changed(node(3, 3), 3)), ContainsSubstring("no known origin"));
  CHECK_THAT(problem(changed(node(3, 7), 5)), ContainsSubstring("packed, and not packed"));
  CHECK_THAT(problem(changed(node(3, 1), 0)), ContainsSubstring("no name"));
  CHECK_THAT(problem(changed(node(2, 1), 0)), ContainsSubstring("no name"));
  CHECK_THAT(problem(library_image(sample()) + "x"), ContainsSubstring("do not fill"));
  CHECK_THAT(problem("PYFS"), ContainsSubstring("too short"));
}

TEST_CASE("packed bytes that do not give the size are refused", "[library]") {
  for (const Codec codec : {Codec::kLz4, Codec::kDeflate}) {
    const Packed file = packed(kText, codec);
    CHECK(unpacked(codec, file.stored, 1000) == kText);
    CHECK_THROWS_AS(unpacked(codec, file.stored, 999), Error);
    CHECK_THROWS_AS(unpacked(codec, file.stored, 1001), Error);
    CHECK_THROWS_AS(unpacked(codec, file.stored, std::uint64_t{1} << 40U), Error);
    CHECK_THROWS_AS(unpacked(codec, "garbage", 1000), Error);
    CHECK(codec_named(codec_name(codec)) == codec);
  }
  CHECK_THROWS_AS(unpacked(Codec::kStored, "abc", 4), Error);
  CHECK_THROWS_WITH(codec_named("zip"), ContainsSubstring("stored, lz4 or deflate"));
}
