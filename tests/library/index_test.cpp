#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <functional>

#include "calls.hpp"

extern "C" {
#include "lz4.h"
}

using namespace library_test;

namespace {

const Files kFiles{{"lib/a.txt", {"one"}},
                   {"lib/json/__init__.py", {"import this"}},
                   {"lib/json/decoder.py", {std::string(5000, 'd'), Pack::kLz4}},
                   {"lib/empty/", {}},
                   {"app/main.py", {std::string(300, 'm'), Pack::kDeflate}}};

pylon_image_header& header_of(Words& image) { return *reinterpret_cast<pylon_image_header*>(image.data()); }
pylon_node* nodes_of(Words& image) { return reinterpret_cast<pylon_node*>(image.data() + 8); }

std::string problem_of(const Words& image) {
  pylon_index index;
  std::uint32_t where = 0;
  const char* problem = pylon_index_read(image.data(), image.size() * 4, &index, &where);
  return problem ? problem + (" @" + std::to_string(where)) : "";
}

// What is said of an image after a change. Nodes: 0 root, 1 app, 2 lib, 3 main.py, 4 a.txt, 5 empty, 6 json,
// 7 __init__.py, 8 decoder.py.
std::string after(const std::function<void(Words&)>& change) {
  Words image = make_image(kFiles, "main");
  change(image);
  return problem_of(image);
}

}  // namespace

TEST_CASE("an image that was made well is read, and names are found in it") {
  const Words image = make_image(kFiles);
  CHECK(problem_of(image).empty());
  pylon_index index;
  std::uint32_t where;
  REQUIRE(!pylon_index_read(image.data(), image.size() * 4, &index, &where));
  const auto child = [&](std::uint32_t of, const char* name) {
    return pylon_index_child(&index, of, name, std::strlen(name));
  };
  CHECK(child(0, "app") == 1);
  CHECK(child(0, "lib") == 2);
  CHECK(child(2, "json") == 6);
  CHECK(child(6, "decoder.py") == 8);
  for (const char* name : {"", "a", "ap", "appl", "b", "lib/a.txt", "zzz"}) CHECK(child(0, name) == 0);
  CHECK(child(5, "a.txt") == 0);
}

TEST_CASE("each malformed image is refused, and says where") {
  using I = pylon_image_header;
  using N = pylon_node;
  const auto header = [](std::uint32_t I::* field, std::uint32_t value) {
    return after([=](Words& image) { header_of(image).*field = value; });
  };
  const auto node = [](std::size_t i, std::uint32_t N::* field, std::uint32_t value) {
    return after([=](Words& image) { nodes_of(image)[i].*field = value; });
  };
  CHECK(after([](Words& image) { image.resize(7); }) == "it is no library image @0");
  CHECK(after([](Words& image) { image.resize(16); }) == "it ends within the index @0");
  CHECK(header(&I::magic, 1) == "it is no library image @0");
  CHECK(header(&I::version, 2) == "its version is another one @0");
  CHECK(header(&I::node_count, 0) == "the names do not begin after the nodes @0");
  CHECK(header(&I::node_count, 0x10000000) == "the names do not begin after the nodes @0");
  CHECK(header(&I::names_offset, 32) == "the names do not begin after the nodes @0");
  CHECK(header(&I::index_bytes, 64) == "the index does not end after the names @0");
  CHECK(header(&I::index_bytes, 0xfffffff0) == "it ends within the index @0");
  CHECK(header(&I::data_bytes, 0x7fffffff) == "it is larger than 2 GiB @0");
  CHECK(header(&I::main_offset, 0xffffffff) == "the main module's name lies outside of the names @0");
  CHECK(header(&I::main_length, 200) == "the main module's name lies outside of the names @0");
  CHECK(node(0, &N::kind, 0) == "the root is no root @0");
  CHECK(node(0, &N::parent, 1) == "the root is no root @0");
  CHECK(node(0, &N::child_count, 1) == "its children are elsewhere @1");
  CHECK(node(0, &N::child_count, 9) == "its children are elsewhere @0");
  CHECK(node(0, &N::child_count, 0) == "it is in no directory @1");
  CHECK(node(1, &N::first_child, 1) == "its children are elsewhere @1");
  CHECK(node(1, &N::parent, 2) == "a child has another parent @0");
  CHECK(node(3, &N::parent, 3) == "a child has another parent @1");
  CHECK(node(4, &N::child_count, 1) == "a file has children @4");
  CHECK(node(4, &N::name, 0xfffffffe) == "its name lies outside of the names @2");
  CHECK(node(4, &N::name_length, 0) == "its name's length is not 1 to 255 bytes @2");
  CHECK(node(4, &N::name_length, 256) == "its name's length is not 1 to 255 bytes @2");
  CHECK(after([](Words& image) { nodes_of(image)[5].name = nodes_of(image)[4].name; }) ==
        "its children are not sorted @2");
  CHECK(after([](Words& image) {  // the same name twice
          nodes_of(image)[1].name = nodes_of(image)[2].name;
        }) == "its children are not sorted @0");
  CHECK(node(4, &N::kind, 0x300) == "it is packed in an unknown way @4");
  CHECK(node(4, &N::kind, 2) == "its kind is unknown @4");
  CHECK(node(4, &N::kind, 0x10000) == "its kind is unknown @4");
  CHECK(node(4, &N::kind, 0x100) == "packed size and codec do not agree @4");
  CHECK(node(8, &N::packed_size, 0) == "packed size and codec do not agree @8");
  CHECK(node(8, &N::size, 3) == "it is larger packed than unpacked @8");
  CHECK(node(8, &N::size, 0xffffffff) == "it cannot be that large unpacked @8");
  CHECK(node(4, &N::size, 0xffffffff) == "its data lie outside of the image @4");
  CHECK(node(7, &N::data, 0xffffffff) == "its data lie outside of the image @7");
  CHECK(node(5, &N::size, 1) == "a directory has data @5");
  const auto renamed = [](const char* name) {
    Words image = make_image({{"lib/aa", {"1"}}, {"lib/zz", {"2"}}});
    std::memcpy(
        reinterpret_cast<char*>(image.data()) + header_of(image).names_offset + nodes_of(image)[2].name, name,
        2);
    return problem_of(image);
  };
  CHECK(renamed("ab").empty());
  CHECK(renamed("a/") == "its name holds / or a zero @1");
  CHECK(renamed("a\0") == "its name holds / or a zero @1");
  CHECK(renamed("..") == "its name is . or .. @1");
  CHECK(problem_of(make_image({{"file", {"a"}}})) == "what is mounted is no directory @0");
}

TEST_CASE("an image with any word changed is refused, or can be read to its end") {
  const Words good = make_image(kFiles, "main");
  std::size_t accepted = 0;
  for (std::size_t word = 0; word < good.size(); ++word) {
    for (const std::uint32_t value :
         {0U, 1U, good[word] + 1, good[word] - 1, good[word] ^ 0x80U, 0x7fffffffU, ~0U}) {
      Words image = good;
      image[word] = value;
      // The step that fills the segment sees to it that the image ends where it says; what does not traps.
      if (header_of(image).index_bytes > image.size() * 4) continue;
      if (header_of(image).index_bytes + std::uint64_t{header_of(image).data_bytes} > image.size() * 4)
        continue;
      if (!mount(image).empty()) continue;
      ++accepted;
      for (std::uint32_t i = 0; pylon_mounted.nodes && i < pylon_mounted.nodes[0].child_count; ++i) {
        read_everything(kMount + static_cast<int>(i));
      }
    }
  }
  CHECK(accepted > 100);
}

TEST_CASE("LZ4's blocks are unpacked, and nothing is read or written outside") {
  const auto unpack = [](const std::string& packed, std::size_t size) {
    std::vector<std::uint8_t> from(packed.begin(), packed.end()), to(size);  // so that ASan sees their ends
    return pylon_lz4_unpack(from.data(), from.size(), to.data(), to.size())
               ? std::string(to.begin(), to.end())
               : "-";
  };
  // Made by liblz4 (level 12): the text is the same sentence six times and a half.
  const std::string text = [] {
    std::string out;
    for (int i = 0; i < 6; ++i) out += "Simple is better than complex. ";
    return out + "Flat is better";
  }();
  const std::string packed(
      "\xf0\x09Simple is better than co\x16\0?x. \x1f\0\x88\xe0"
      "Flat is better",
      50);
  CHECK(unpack(packed, 200) == text);
  CHECK(unpack(lz4_of_repeated('x', 1000), 1000) == std::string(1000, 'x'));
  CHECK(unpack(lz4_of_repeated('x', 25), 25) == std::string(25, 'x'));
  CHECK(unpack(std::string("\x30"
                           "abc",
                           4),
               3) == "abc");
  CHECK(unpack(std::string("\x37"
                           "abc\x03\0\x50"
                           "12345",
                           12),
               19) == "abcabcabcabcab12345");
  CHECK(unpack(std::string("\x37"
                           "abc\x02\0\x50"
                           "12345",
                           12),
               19) == "abcbcbcbcbcbcb12345");
  const std::string good = lz4_of_repeated('x', 1000);
  for (std::size_t cut = 0; cut < good.size(); ++cut) CHECK(unpack(good.substr(0, cut), 1000) == "-");
  for (const std::size_t size : {0U, 1U, 6U, 994U, 999U, 1001U, 2000U}) CHECK(unpack(good, size) == "-");
  CHECK(unpack(std::string("\x37"
                           "abc\x04\0\x50"
                           "12345",
                           12),
               19) == "-");  // before the start
  CHECK(unpack(std::string("\x37"
                           "abc\0\0\x50"
                           "12345",
                           12),
               19) == "-");  // no distance
  CHECK(unpack(std::string("\xf0\xff\xff\xff", 4), 2000) == "-");
}
