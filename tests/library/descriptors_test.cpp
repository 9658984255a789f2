#include <unistd.h>

#include "opening.hpp"

using namespace library_test;

TEST_CASE("each folder of the image is mounted, unless the host has mounted one of that name") {
  const auto mounted = [](std::vector<std::string> preopens) {
    Host as;
    as.preopens = std::move(preopens);
    mount_it(as);
    std::string out;
    for (const std::string& path : host.mounted) out += path + " ";
    return out;
  };
  CHECK(mounted({}) == "/app /lib ");
  for (const char* name : {"lib", "/lib", "/lib/", "lib/", "./lib", "//lib//", "/./lib"}) {
    CHECK(mounted({"/data", name}) == "/app ");
  }
  CHECK(mounted({"/", ".", "/lib/python3.13", "/library", "/li", "", "/lib/..", std::string(500, 'x')}) ==
        "/app /lib ");
  CHECK(mounted({"lib", "app"}).empty());
}

TEST_CASE("without an image, and with a damaged one, nothing is mounted and all calls go to the host") {
  for (const bool damaged : {false, true}) {
    Words image(8);
    if (damaged) {
      image = make_image(kFiles);
      image[1] = 9;
    }
    CHECK(mount(image) == (damaged ? "its version is another one (entry 0)" : ""));
    CHECK(host.mounted.empty());
    CHECK(OURS(fd_sync)(PYLON_FIRST_FD) == kHost);
    CHECK(OURS(fd_sync)(kLib) == kHost);
    CHECK(error_of("a.txt") == kHost);
  }
}

TEST_CASE("calls about the host's descriptors go to the host") {
  mount_it();
  __wasi_size_t size;
  __wasi_filesize_t at;
  __wasi_filestat_t stat;
  uint8_t byte = 0;
  for (const __wasi_fd_t fd : {0, 3, 511, 512, 1000, kMount - 1, kMount + 2, -1}) {
    CHECK(OURS(fd_close)(fd) == __WASI_ERRNO_BADF);
    CHECK(OURS(fd_read)(fd, nullptr, 0, &size) == kHost);
    CHECK(OURS(fd_pread)(fd, nullptr, 0, 0, &size) == kHost);
    CHECK(OURS(fd_seek)(fd, 0, 0, &at) == kHost);
    CHECK(OURS(fd_tell)(fd, &at) == kHost);
    CHECK(OURS(fd_filestat_get)(fd, &stat) == kHost);
    CHECK(OURS(fd_fdstat_set_flags)(fd, 0) == kHost);
    CHECK(OURS(fd_readdir)(fd, &byte, 1, 0, &size) == kHost);
    CHECK(OURS(fd_advise)(fd, 0, 0, 0) == kHost);
    CHECK(OURS(fd_sync)(fd) == kHost);
    CHECK(OURS(fd_datasync)(fd) == kHost);
    CHECK(OURS(fd_write)(fd, nullptr, 0, &size) == kHost);
    CHECK(OURS(fd_pwrite)(fd, nullptr, 0, 0, &size) == kHost);
    CHECK(OURS(fd_allocate)(fd, 0, 0) == kHost);
    CHECK(OURS(fd_filestat_set_size)(fd, 0) == kHost);
    CHECK(OURS(fd_filestat_set_times)(fd, 0, 0, 0) == kHost);
    CHECK(OURS(fd_renumber)(fd, fd) == kHost);
    CHECK(OURS(path_filestat_get)(fd, 0, "a", &stat) == kHost);
    CHECK(OURS(path_readlink)(fd, "a", &byte, 1, &size) == kHost);
    CHECK(OURS(path_create_directory)(fd, "a") == kHost);
    CHECK(OURS(path_symlink)("a", fd, "b") == kHost);
    CHECK(OURS(path_unlink_file)(fd, "a") == kHost);
    CHECK(OURS(path_remove_directory)(fd, "a") == kHost);
    CHECK(OURS(path_filestat_set_times)(fd, 0, "a", 0, 0, 0) == kHost);
    CHECK(OURS(path_rename)(fd, "a", fd, "b") == kHost);
    CHECK(OURS(path_link)(fd, 0, "a", fd, "b") == kHost);
    CHECK(__wrap___wasilibc_nocwd_faccessat(fd, "a", W_OK, 0) == 0);
  }
}

TEST_CASE("files are read, at their position and elsewhere") {
  mount_it();
  const __wasi_fd_t fd = open_at(kLib, "a.txt").fd;
  CHECK(fd == PYLON_FIRST_FD);
  CHECK(read(fd, 4) == "0123");
  __wasi_filesize_t at = 0;
  CHECK((OURS(fd_tell)(fd, &at) == 0 && at == 4));
  char byte = 0;
  const __wasi_iovec_t part{reinterpret_cast<uint8_t*>(&byte), 1};
  __wasi_size_t done = 0;
  CHECK((OURS(fd_pread)(fd, &part, 1, 9, &done) == 0 && done == 1 && byte == '9'));
  CHECK((OURS(fd_pread)(fd, &part, 1, 10, &done) == 0 && done == 0));
  CHECK(OURS(fd_pread)(fd, &part, 1, ~0ULL, &done) == __WASI_ERRNO_INVAL);
  CHECK(read(fd, 100) == "456789");
  CHECK(read(fd, 100).empty());
  const auto seek = [&](std::int64_t by, __wasi_whence_t whence) {
    return OURS(fd_seek)(fd, by, whence, &at);
  };
  CHECK((seek(-3, __WASI_WHENCE_END) == 0 && at == 7 && read(fd, 9) == "789"));
  CHECK((seek(-10, __WASI_WHENCE_CUR) == 0 && at == 0));
  CHECK(seek(-1, __WASI_WHENCE_CUR) == __WASI_ERRNO_INVAL);
  CHECK(seek(-11, __WASI_WHENCE_END) == __WASI_ERRNO_INVAL);
  CHECK(seek(0, 3) == __WASI_ERRNO_INVAL);
  CHECK((seek(100, __WASI_WHENCE_SET) == 0 && read(fd, 1).empty()));
  CHECK(seek(INT64_MAX, __WASI_WHENCE_CUR) == __WASI_ERRNO_OVERFLOW);
  CHECK((OURS(fd_tell)(fd, &at) == 0 && at == 100));
  CHECK(
      (seek(INT64_MIN, __WASI_WHENCE_CUR) == __WASI_ERRNO_INVAL && seek(INT64_MAX, __WASI_WHENCE_SET) == 0));
  CHECK((OURS(fd_sync)(fd) == 0 && OURS(fd_datasync)(fd) == 0 && OURS(fd_advise)(fd, 0, 0, 0) == 0));
  CHECK(OURS(fd_close)(fd) == 0);
  CHECK(OURS(fd_close)(fd) == __WASI_ERRNO_BADF);
  CHECK(read(fd, 1) == "error " + std::to_string(kHost));
  CHECK(read_whole("nothing.txt").empty());
}

TEST_CASE("packed files are unpacked: whole, in parts, again, and more of them than are kept") {
  mount_it();
  const std::string decoder(5000, 'd');
  for (int i = 0; i < 3; ++i) {
    CHECK(read_whole("json/decoder.py") == decoder);
    CHECK(read_whole("main.py", kApp) == std::string(300, 'm'));
  }
  // Read in one piece for the first time, a file is not kept; from the second time on it is.
  mount_it();
  std::vector<std::size_t> copies;
  for (int i = 0; i < 4; ++i) {
    const std::size_t before = host.copies;
    CHECK(read_whole("json/decoder.py") == decoder);
    copies.push_back(host.copies - before);
  }
  CHECK(copies == std::vector<std::size_t>{1, 1, 0, 0});
  const __wasi_fd_t fd = open_at(kLib, "json/decoder.py").fd;
  std::string all;
  for (std::string part; !(part = read(fd, 700)).empty();) all += part;
  CHECK(all == decoder);

  Files many;
  for (int i = 0; i < 100; ++i) {
    many["lib/" + std::to_string(i)] = {std::string(100000, static_cast<char>(' ' + i)), Pack::kLz4};
  }
  many["lib/large"] = {std::string(3 << 20, 'l'), Pack::kLz4};
  const Words image = make_image(many);
  REQUIRE(mount(image).empty());
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 100; i += round + 1) {
      const __wasi_fd_t file = open_at(kMount, std::to_string(i)).fd;
      CHECK(read(file, 99) == std::string(99, static_cast<char>(' ' + i)));
      CHECK(OURS(fd_close)(file) == 0);
    }
    CHECK(read_whole("large", kMount) == std::string(6000, 'l'));
  }
}

TEST_CASE("damaged packed bytes are EIO") {
  Words image = make_image(kFiles);
  const std::uint32_t data = image[4] / 4;  // index_bytes; the first data are main.py's
  image[data] ^= 0xff00ff;
  REQUIRE(mount(image).empty());
  CHECK(read_whole("main.py", kApp) == "error " + std::to_string(__WASI_ERRNO_IO));
  const __wasi_fd_t fd = open_at(kApp, "main.py").fd;
  CHECK(read(fd, 10) == "error " + std::to_string(__WASI_ERRNO_IO));
  CHECK(read_whole("a.txt") == "0123456789");
}

TEST_CASE("descriptors: the lowest free one, mount points cannot be closed, and the host's are kept apart") {
  mount_it();
  std::vector<__wasi_fd_t> fds;
  for (int i = 0; i < 600; ++i) fds.push_back(open_at(kLib, "a.txt").fd);
  CHECK((fds.front() == 512 && fds.back() == 1111));
  CHECK(OURS(fd_close)(fds[3]) == 0);
  CHECK(open_at(kLib, "a.txt").fd == fds[3]);
  CHECK(OURS(fd_close)(kLib) == __WASI_ERRNO_BADF);
  CHECK(error_of("a.txt") == 0);

  // The host gives out 513, which is ours: it keeps it, and is asked again, without making the file twice.
  host.next_numbers = {513, 2000};
  const Opened opened = open_at(3, "new", __WASI_OFLAGS_CREAT | __WASI_OFLAGS_EXCL | __WASI_OFLAGS_TRUNC);
  CHECK((opened.error == 0 && opened.fd == 2000));
  CHECK(host.opened_how == std::vector<__wasi_oflags_t>{13, 0});
  CHECK(read(513, 4) == "0123");
  CHECK(host.open.count(513) == 1);
  CHECK(OURS(fd_close)(513) == 0);
  CHECK(host.open.count(513) == 0);

  // From then on no number is taken that the host has given out.
  host.next_numbers = {513};
  CHECK(open_at(3, "other").fd == 513);
  CHECK(open_at(kLib, "a.txt").fd == 1112);
  CHECK(OURS(fd_sync)(513) == kHost);

  host.next_numbers = {514};
  __wasi_fd_t accepted = 0;
  CHECK(OURS(sock_accept)(4, 0, &accepted) == __WASI_ERRNO_MFILE);
  CHECK((host.open.count(514) == 0 && read(514, 1) == "0"));
  host.next_numbers = {9};
  CHECK((OURS(sock_accept)(4, 0, &accepted) == 0 && accepted == 9));
  CHECK(OURS(sock_accept)(514, 0, &accepted) == __WASI_ERRNO_NOTSOCK);
}

TEST_CASE("renumbering is among our own") {
  mount_it();
  const __wasi_fd_t one = open_at(kLib, "a.txt").fd, two = open_at(kLib, "json/__init__.py").fd;
  CHECK(OURS(fd_renumber)(one, two) == 0);
  CHECK(read(two, 3) == "012");
  CHECK(OURS(fd_sync)(one) == kHost);
  CHECK((OURS(fd_renumber)(two, two) == 0 && read(two, 1) == "3"));
  for (const __wasi_fd_t other : {3, 600, kLib}) CHECK(OURS(fd_renumber)(two, other) == __WASI_ERRNO_NOTSUP);
  CHECK(OURS(fd_renumber)(3, two) == __WASI_ERRNO_NOTSUP);
}

TEST_CASE("files are always ready; the others that are waited for are asked about, without waiting") {
  mount_it();
  const __wasi_fd_t fd = open_at(kLib, "a.txt").fd;
  CHECK(read(fd, 4) == "0123");
  __wasi_subscription_t wishes[3] = {};
  wishes[0].userdata = 70;
  wishes[0].u.tag = __WASI_EVENTTYPE_FD_READ;
  wishes[0].u.u.fd_read.file_descriptor = fd;
  wishes[1] = wishes[0];
  wishes[1].userdata = 71;
  wishes[1].u.u.fd_read.file_descriptor = 0;
  wishes[2] = wishes[0];
  wishes[2].userdata = 72;
  wishes[2].u.tag = __WASI_EVENTTYPE_FD_WRITE;
  __wasi_event_t events[3];
  __wasi_size_t used = 0;
  CHECK(OURS(poll_oneoff)(wishes, events, 1, &used) == 0);
  CHECK(
      (used == 1 && events[0].userdata == 70 && events[0].error == 0 && events[0].fd_readwrite.nbytes == 6));
  CHECK(host.asked == 0);
  host.events.resize(1);
  host.events[0].userdata = 71;
  host.events[0].type = __WASI_EVENTTYPE_FD_READ;
  CHECK(OURS(poll_oneoff)(wishes, events, 3, &used) == 0);
  CHECK((used == 3 && host.asked == 2));
  CHECK((events[0].userdata == 70 && events[1].userdata == 72 && events[2].userdata == 71));
  CHECK(events[1].type == __WASI_EVENTTYPE_FD_WRITE);
  CHECK(OURS(poll_oneoff)(wishes + 1, events, 1, &used) == 0);
  CHECK((used == 1 && host.asked == 1));
}

TEST_CASE("where the host does not wait, the clocks are looked at") {
  mount_it();
  host.waits = false;
  host.tick = 10;
  __wasi_subscription_t wishes[3] = {};
  for (std::size_t i = 0; i < 3; ++i) wishes[i].userdata = 70 + i;
  wishes[0].u.u.clock.id = __WASI_CLOCKID_MONOTONIC;
  wishes[0].u.u.clock.timeout = 500;
  wishes[1].u.u.clock.timeout = 1000000;
  __wasi_event_t events[3];
  __wasi_size_t used = 0;
  const auto wait = [&](__wasi_size_t count) { return OURS(poll_oneoff)(wishes, events, count, &used); };
  std::uint64_t start = host.time;
  CHECK(wait(2) == 0);
  CHECK((used == 1 && events[0].userdata == 70 && events[0].type == __WASI_EVENTTYPE_CLOCK));
  CHECK((host.time - start >= 500 && host.time - start < 600));
  wishes[1].u.u.clock.timeout = host.time + 200;  // a time, not a span
  wishes[1].u.u.clock.flags = __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME;
  start = host.time;
  CHECK(wait(2) == 0);
  CHECK((used == 1 && events[0].userdata == 71));
  CHECK((host.time - start >= 200 && host.time - start < 300));
  wishes[2].u.tag = __WASI_EVENTTYPE_FD_READ;
  CHECK(wait(3) == 0);
  CHECK((used == 1 && events[0].userdata == 72 && events[0].type == __WASI_EVENTTYPE_FD_READ));
  host.tick = 0;  // the clocks stand still
  host.looks = 0;
  CHECK(wait(1) == 0);
  CHECK((used == 1 && host.looks > 1000000));
  CHECK(wait(0) == __WASI_ERRNO_NOSYS);
}

TEST_CASE("a program is told where the host takes what a link leads to in the link's place") {
  const auto of = [](bool follows, const auto& call) {
    mount_it();
    host.links = {{"a", 1}, {"twin", 1}, {"other", 2}};
    host.follows_links = follows;
    return call();
  };
  const auto removed = [] { return OURS(path_unlink_file)(3, "a"); };
  const auto renamed = [](const char* to) { return [to] { return OURS(path_rename)(3, "a", 3, to); }; };
  CHECK(of(false, removed) == __WASI_ERRNO_SUCCESS);
  CHECK(of(true, removed) == __WASI_ERRNO_IO);
  for (const char* to : {"new", "other"}) {
    CHECK(of(false, renamed(to)) == __WASI_ERRNO_SUCCESS);
    CHECK(of(true, renamed(to)) == __WASI_ERRNO_IO);
  }
  for (const char* to : {"a", "twin"}) CHECK(of(false, renamed(to)) == __WASI_ERRNO_SUCCESS);
}
