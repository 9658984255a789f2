// The same work for many items, several at a time.
#pragma once

#include <cstddef>
#include <functional>

namespace pylon {

// Calls work(0) to work(count - 1), each once, in `jobs` threads, this one among them. When a call throws, no
// further one is started, and after those that run have ended the error of the lowest number is thrown here:
// the same one whatever the threads do. `work` guards by itself what its calls share.
void run_workers(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work);

}  // namespace pylon
