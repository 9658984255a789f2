// The same work in several threads.
#include "base/workers.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <stdexcept>
#include <thread>

using namespace pylon;

TEST_CASE("of several errors the one with the lowest number is thrown, whichever came first") {
  for (int round = 0; round < 50; ++round) {
    CHECK_THROWS_MATCHES(run_workers(100, 4,
                                     [](std::size_t i) {
                                       if (i == 10)
                                         std::this_thread::sleep_for(std::chrono::microseconds(200));
                                       if (i >= 10) throw std::runtime_error(std::to_string(i));
                                     }),
                         std::runtime_error, Catch::Matchers::Message("10"));
  }
}

TEST_CASE("every number is worked on once, with any number of threads") {
  for (const unsigned jobs : {0U, 1U, 3U, 200U}) {
    std::atomic<std::size_t> sum = 0;
    run_workers(100, jobs, [&](std::size_t i) { sum += i + 1; });
    CHECK(sum == 5050);
  }
  run_workers(0, 4, [](std::size_t) { throw std::runtime_error("nothing to do"); });
}
