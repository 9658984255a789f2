#include "release/archive_size.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "release/archive_writer.hpp"
#include "system/files.hpp"
#include "system/temporary_folder.hpp"

namespace pylon {

void write_archive_size(const fs::path& wasm, const std::vector<std::pair<std::string, std::string>>& parts,
                        const fs::path& to) {
  std::vector<ArchiveMember> members{{"pylon/pylon.wasm", "", wasm.string(), ""}};
  for (const auto& [folder, place] : parts) {
    if (!fs::is_directory(folder)) continue;
    for (const fs::path& file : list_tree(folder))
      members.push_back(
          {("pylon" / fs::path(place) / file).string(), "", (fs::path(folder) / file).string(), ""});
  }
  std::ranges::sort(members, {}, &ArchiveMember::path);
  const TemporaryFolder scratch;
  const fs::path archive = scratch.path() / "pylon.tar.zst";
  write_tar_zst(archive, members, 0);
  write_file(to, json_text({{"bytes", fs::file_size(archive)}}));
}

}  // namespace pylon
