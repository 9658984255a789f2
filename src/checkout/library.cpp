#include "checkout/library.hpp"

#include <nlohmann/json.hpp>

#include "base/checksums.hpp"
#include "base/digest.hpp"
#include "system/files.hpp"

namespace pylon {

std::vector<LibraryPart> library_places(const Variant& variant, const VariantParts& parts) {
  std::vector<LibraryPart> list{{"the standard library", parts.stdlib.out / "lib", ""}};
  const std::string python = "python" + variant.cpython.substr(0, variant.cpython.rfind('.'));
  for (const auto& [name, built] : parts.packages) {
    list.push_back({"the Python files of " + name, built.out / "python", fs::path(python) / "site-packages"});
  }
  return list;
}

std::vector<LibraryPart> library_parts(const Variant& variant, const VariantParts& parts) {
  std::vector<LibraryPart> list = library_places(variant, parts);
  std::erase_if(list,
                [](const LibraryPart& part) { return !part.below.empty() && !fs::is_directory(part.from); });
  return list;
}

LibraryDigests library_digests(const std::vector<LibraryPart>& library) {
  LibraryDigests digests;
  for (const LibraryPart& part : library) {
    for (const auto& [path, sha256] : library_digests(part.from))
      digests[(part.below / path).generic_string()] = sha256;
  }
  return digests;
}

LibraryDigests library_digests(const fs::path& folder) {
  LibraryDigests digests;
  if (!fs::is_directory(folder)) return digests;
  for (const fs::path& file : list_tree(folder)) {
    const bool content = fs::is_regular_file(folder / file);
    digests[file.generic_string()] = content ? file_sha256(folder / file) : "no regular file";
  }
  return digests;
}

std::vector<std::string> library_problems(const fs::path& artifact, const nlohmann::json& manifest) {
  const std::string built = manifest.at("stdlib").value("sha256", ""), list = kLibraryList;
  if (built.empty()) return {"the manifest is of an older pylonctl, which kept no list of lib/"};
  if (!fs::exists(artifact / list)) return {list + ", the list of what was built into lib/, is missing"};
  const std::string text = read_file(artifact / list);
  if (sha256_hex(text) != built) return {list + " is not the list that the manifest was made with"};
  return library_differences(parse_checksums(text, list), library_digests(artifact / "lib"));
}

}  // namespace pylon
