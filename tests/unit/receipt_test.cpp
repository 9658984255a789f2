#include "store/receipt.hpp"

#include <catch2/catch_test_macros.hpp>

#include "scratch_folder.hpp"

using namespace pylon;

TEST_CASE("a receipt counts while every file is as it was and the invocation is the same") {
  const ScratchFolder folder;
  write_file(folder / "in/file", "1");
  const std::vector<std::string> arguments{"build", "--all"};
  const auto write_receipt = [&] {
    write_file(folder / "receipt", receipt_text(invocation("/bin/pylonctl-main", arguments),
                                                look_at({folder / "in"}), "the table\n"));
  };
  const auto current = [&](const std::vector<std::string>& words) {
    return check_receipt(folder / "receipt", invocation("/bin/pylonctl-main", words));
  };
  write_receipt();
  CHECK(current(arguments) == "the table\n");
  CHECK_FALSE(current({"build", "lean"}));
  CHECK_FALSE(check_receipt(folder / "receipt", invocation("/opt/pylonctl-main", arguments)));

  write_file(folder / "in/another", "a new file");
  CHECK_FALSE(current(arguments));
  write_receipt();
  CHECK(current(arguments));
  write_file(folder / "in/file", "2");
  CHECK_FALSE(current(arguments));
  write_receipt();
  remove_tree(folder / "in/file");
  CHECK_FALSE(current(arguments));
}

TEST_CASE("a damaged or missing receipt does not count") {
  const ScratchFolder folder;
  const std::string words = invocation("/bin/pylonctl-main", {"build"});
  CHECK_FALSE(check_receipt(folder / "receipt", words));
  const std::string whole = receipt_text(words, look_at_files({folder.path()}), "");
  for (std::size_t length = 0; length + 1 < whole.size(); ++length) {
    write_file(folder.path() / "receipt", whole.substr(0, length));
    if (check_receipt(folder / "receipt", words)) FAIL("counts when cut to " << length << " bytes");
  }
}

TEST_CASE("a whole folder is one word, which any change below it changes") {
  const ScratchFolder folder;
  write_file(folder / "lib/a/one", "1");
  write_file(folder / "lib/b/two", "2");
  const std::string words = invocation("/bin/pylonctl-main", {"build"}), before = tree_state(folder / "lib");
  CHECK(before == tree_state(folder / "lib"));
  write_file(folder / "receipt", receipt_text(words, {{folder / "lib", before}}, "x"));
  CHECK(check_receipt(folder / "receipt", words));
  const auto changes = [&](auto change) {
    const std::string state = tree_state(folder / "lib");
    change();
    return tree_state(folder / "lib") != state;
  };
  CHECK(changes([&] { write_file(folder / "lib/a/three", ""); }));
  CHECK(changes([&] { fs::last_write_time(folder / "lib/a/one", fs::file_time_type::clock::now()); }));
  CHECK(changes([&] { fs::rename(folder / "lib/a/three", folder / "lib/b/three"); }));
  CHECK(changes([&] { fs::remove(folder / "lib/b/three"); }));
  CHECK_FALSE(check_receipt(folder / "receipt", words));
}
