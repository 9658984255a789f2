#include "toolchain/fetch.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <thread>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "loopback_server.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"
#include "toolchain/download.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string kContent = "the source, all of it";

// A source of the lock with its places, and a download folder of its own.
struct Fixture {
  ScratchFolder folder;
  Source source;
  FetchOptions options;
  std::vector<std::string> said;

  Fixture() {
    source.name = "thing";
    source.version = "1.0";
    source.file = "thing-1.0.tar.gz";
    source.sha256 = sha256_hex(kContent);
    options.downloads = folder / "downloads";
    options.any_url = true;
    options.say = [this](const std::string& line) { said.push_back(line); };
  }

  void add_page(const std::string& url) {
    Place place;
    place.kind = "url";
    place.url = url;
    source.places.push_back(place);
  }
  // A page of the disk, so that no test needs a network.
  void add_file_page(const std::string& name, const std::string& content) {
    write_file(folder / name, content);
    add_page("file://" + (folder / name).string());
  }
  fs::path target() const { return download_path(source, options.downloads); }
  fs::path part() const { return target().string() + ".part"; }

  std::string error() const {
    try {
      fetch(source, options);
    } catch (const Error& failure) {
      return failure.what();
    }
    return "no error";
  }
  // Nothing but the lock file may be left in the download folder.
  std::vector<fs::path> left() const { return list_tree(target().parent_path()); }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "a file is fetched once, and then taken from the cache") {
  add_file_page("page", kContent);
  CHECK(fetch(source, options) == options.downloads / source.sha256 / source.file);
  CHECK(read_file(target()) == kContent);
  CHECK(said.size() == 1);
  fs::remove(folder / "page");
  CHECK(fetch(source, options) == target());
  CHECK(said.size() == 1);
}

TEST_CASE_METHOD(Fixture, "places are tried in order until one has the right file") {
  add_page("file:///nowhere/at/all");
  add_file_page("error-page", "<html>404</html>");
  add_file_page("page", kContent);
  fetch(source, options);
  CHECK(left() == std::vector<fs::path>{".lock", source.file});
}

TEST_CASE_METHOD(Fixture, "a digest that differs is told with both digests, and nothing is kept") {
  add_file_page("page", "something else");
  const std::string message = error();
  CHECK_THAT(message,
             ContainsSubstring("expected " + source.sha256 + ", found " + sha256_hex("something else")));
  CHECK_THAT(message, ContainsSubstring(source.places.front().url));
  CHECK_THAT(message, ContainsSubstring("thing-1.0.tar.gz (thing 1.0)"));
  CHECK(left() == std::vector<fs::path>{".lock"});
}

TEST_CASE_METHOD(Fixture, "a local folder comes first, by the file's name here or at one of its places") {
  add_file_page("page", kContent);
  source.places.front().file = "thing_1.0.orig.tar.gz";
  options.local_folders = {folder / "empty", folder / "mine"};
  write_file(folder / "mine/thing_1.0.orig.tar.gz", kContent);
  fs::remove(folder / "page");
  CHECK(read_file(fetch(source, options)) == kContent);
  CHECK(fs::exists(folder / "mine/thing_1.0.orig.tar.gz"));
}

TEST_CASE_METHOD(Fixture, "a wrong file in a local folder is passed over and named") {
  add_file_page("page", kContent);
  options.local_folders = {folder / "mine"};
  write_file(folder / "mine/thing-1.0.tar.gz", "old");
  CHECK(read_file(fetch(source, options)) == kContent);
  CHECK_THAT(said.front(), ContainsSubstring("mine/thing-1.0.tar.gz: the digest"));
}

TEST_CASE_METHOD(Fixture, "offline, no place is asked, and the error says where to put the file") {
  add_file_page("page", kContent);
  options.offline = true;
  const std::string message = error();
  CHECK_THAT(message, ContainsSubstring("offline"));
  CHECK_THAT(message, ContainsSubstring("to do: put thing-1.0.tar.gz with SHA-256 " + source.sha256));
  CHECK_THAT(message, ContainsSubstring(target().string()));
}

TEST_CASE_METHOD(Fixture, "a damaged file in the cache is fetched again") {
  add_file_page("page", kContent);
  write_file(target(), "damaged");
  CHECK(read_file(fetch(source, options)) == kContent);
  CHECK_THAT(said.front(), ContainsSubstring("is damaged"));
}

TEST_CASE_METHOD(Fixture, "pages that are not https are refused outside tests") {
  add_file_page("page", kContent);
  options.any_url = false;
  // libcurl 7.88, and 8.14.
  CHECK_THAT(error(), ContainsSubstring("not supported") || ContainsSubstring("disabled"));
}

TEST_CASE_METHOD(Fixture, "two fetches of the same file at once take turns") {
  add_file_page("page", kContent);
  std::thread other([this] { fetch(source, options); });
  fetch(source, options);
  other.join();
  CHECK(said.size() == 1);
  CHECK(left() == std::vector<fs::path>{".lock", source.file});
}

TEST_CASE_METHOD(Fixture, "a support entry is known by its place, without a digest") {
  source.sha256.clear();
  source.support = true;
  source.version = "trixie";
  source.file = "libc6.deb";
  options.local_folders = {folder / "mine"};
  write_file(folder / "mine/libc6.deb", "a package");
  CHECK(fetch(source, options) ==
        options.downloads / "support" / ("trixie-" + std::string(this_host())) / "libc6.deb");
}

TEST_CASE_METHOD(Fixture, "a broken transfer goes on where it stopped") {
  LoopbackServer server({{200, kContent}});
  add_page(server.url());
  write_file(part(), kContent.substr(0, 10));
  CHECK(read_file(fetch(source, options)) == kContent);
  CHECK(server.requests().size() == 1);
  CHECK_THAT(server.requests().front(), ContainsSubstring("Range: bytes=10-"));
}

TEST_CASE_METHOD(Fixture,
                 "a partial file that turns out to be of another one is thrown away, and all is fetched") {
  LoopbackServer server({{200, kContent}, {200, kContent}});
  add_page(server.url());
  write_file(part(), "another file");
  CHECK(read_file(fetch(source, options)) == kContent);
  CHECK(server.requests().size() == 2);
}

TEST_CASE("a server's passing trouble is tried again, a bounded number of times") {
  const ScratchFolder folder;
  LoopbackServer server({{503, "busy"}, {200, kContent}});
  Transfer transfer;
  transfer.url = server.url();
  transfer.part = folder / "part";
  transfer.any_url = true;
  transfer.pause = std::chrono::milliseconds(0);
  CHECK(download(transfer).empty());
  CHECK(read_file(transfer.part) == kContent);
  CHECK(server.requests().size() == 2);

  LoopbackServer busy({{503, "a"}, {503, "b"}, {503, "c"}, {200, kContent}});
  transfer.url = busy.url();
  transfer.part = folder / "part2";
  CHECK_THAT(download(transfer), ContainsSubstring("503"));
  CHECK(busy.requests().size() == 3);
}

TEST_CASE("a page that is not there is not asked for again") {
  const ScratchFolder folder;
  LoopbackServer server({{404, "gone"}, {200, kContent}});
  Transfer transfer;
  transfer.url = server.url();
  transfer.part = folder / "part";
  transfer.any_url = true;
  CHECK_THAT(download(transfer), ContainsSubstring("404"));
  CHECK(server.requests().size() == 1);
}

TEST_CASE("a host that cannot be reached is given up at once, and not asked again") {
  const ScratchFolder folder;
  Transfer transfer;
  transfer.url = "https://localhost:1/a";  // nothing listens there
  transfer.part = folder / "part";
  CHECK_FALSE(download(transfer).empty());
  CHECK_THAT(download(transfer), ContainsSubstring("could not be reached a moment ago"));
}
