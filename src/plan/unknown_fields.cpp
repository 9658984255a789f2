#include "plan/unknown_fields.hpp"

#include <fmt/format.h>

#include <iterator>
#include <mutex>
#include <set>

#include "base/shown.hpp"
#include "base/text.hpp"

namespace pylon {

void tell_unknown_fields(const std::vector<std::string>& paths, const std::string& name) {
  constexpr std::ptrdiff_t kMost = 5;
  if (paths.empty()) return;
  static std::mutex mutex;
  static std::set<std::string> told;
  const std::lock_guard guard(mutex);
  if (!told.insert(name).second) return;
  const std::vector<std::string> first(
      paths.begin(), std::next(paths.begin(), std::ssize(paths) > kMost ? kMost : std::ssize(paths)));
  const std::string more =
      std::ssize(paths) > kMost ? fmt::format(" and {} more", std::ssize(paths) - kMost) : std::string();
  fmt::print(stderr, "{}\n",
             shown(fmt::format("pylonctl: {}: passed over what this pylonctl does not know (a newer one may "
                               "have written it): {}{}",
                               name, join(first, ", "), more)));
}

}  // namespace pylon
