#include "plan/library.hpp"

#include "system/files.hpp"

namespace pylon {

std::vector<LibraryPart> library_parts(const Variant& variant, const VariantParts& parts) {
  std::vector<LibraryPart> list{{"the standard library", parts.stdlib.out / "lib", ""}};
  const std::string python = "python" + variant.cpython.substr(0, variant.cpython.rfind('.'));
  for (const auto& [name, built] : parts.packages) {
    if (fs::is_directory(built.out / "python"))
      list.push_back(
          {"the Python files of " + name, built.out / "python", fs::path(python) / "site-packages"});
  }
  return list;
}

}  // namespace pylon
