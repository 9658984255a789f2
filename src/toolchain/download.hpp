// One transfer from a web page into a file, through libcurl: resumed, bounded, retried. Proves no digest.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace pylon {

struct Transfer {
  std::string url;
  std::filesystem::path part;  // what is there already is kept, and the rest asked for
  // Called a few times a second: bytes there, bytes in all (0: unknown), bytes per second. May be null.
  std::function<void(std::uint64_t done, std::uint64_t total, std::uint64_t speed)> progress;
  bool any_url = false;                  // for tests: file:// and http:// pages too
  std::chrono::milliseconds pause{500};  // before the second attempt; doubled for each further one
};

// "" when `part` holds all that the page sent; else why not, in one line. A host that could not be reached is
// not asked again by this process. Throws Error only for what no other place can mend: the disk is full.
std::string download(const Transfer& transfer);

// Whether a page is there: asked for its head alone. `reason` is empty when it is; `decided` is false when
// nobody answered, and "no" is as sure as the page's own 404 or 410.
struct PageAnswer {
  bool decided = false;
  bool there = false;
  std::string reason;
};
PageAnswer look_for_page(const std::string& url, bool any_url = false);

}  // namespace pylon
