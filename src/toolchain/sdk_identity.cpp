#include "toolchain/sdk_identity.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <string_view>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "system/files.hpp"
#include "system/process.hpp"

namespace pylon {
namespace {

// Names of the entries of `folder` that `wanted` accepts, sorted; none when there is no such folder.
template <typename Wanted>
std::vector<std::string> entries(const fs::path& folder, Wanted wanted) {
  std::vector<std::string> names;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (wanted(name)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

// Hashes files by their name below a root, so that the same SDK elsewhere is the same SDK.
class Identity {
 public:
  Identity(fs::path root, DigestCache& digests) : root_(std::move(root)), digests_(digests) {}

  void add(const std::string& name) {
    if (fs::exists(root_ / name)) hash_.update(name + '\0' + digests_.digest_of(root_ / name) + '\n');
  }
  void add_archives(const std::string& folder) {
    for (const std::string& name :
         entries(root_ / folder, [](const std::string& file) { return file.ends_with(".a"); }))
      add(folder + "/" + name);
  }
  void add_text(const std::string& text) { hash_.update(text + '\n'); }
  std::string hex() { return hash_.hex(); }

 private:
  fs::path root_;
  DigestCache& digests_;
  Sha256 hash_;
};

// The thin programs' code is in these.
bool is_library_of_llvm(std::string_view file) {
  return file.starts_with("libLLVM") || file.starts_with("libclang-cpp") || file.starts_with("liblld");
}

bool is_part_of_llvm(std::string_view file) {
  return is_library_of_llvm(file) || file.starts_with("clang") || file.starts_with("wasm-ld") ||
         file.starts_with("lld");
}

bool is_elf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  char magic[4] = {};
  in.read(magic, sizeof magic);
  return std::string_view(magic, sizeof magic) ==
         "\x7f"
         "ELF";
}

// The path in a line of the dynamic linker such as "  4588:\tcalling init: /usr/lib/libLLVM.so.19.1"; empty
// for another line.
std::string_view path_in(std::string_view line) {
  for (const std::string_view before : {"calling init: ", "initialize program: "}) {
    const std::size_t at = line.find(before);
    if (at != std::string_view::npos) return line.substr(at + before.size());
  }
  return {};
}

const fs::path kState = "/var/lib/dpkg";

std::string_view field(std::string_view paragraph, std::string_view name) {
  const std::size_t start = paragraph.find(name);
  if (start == std::string_view::npos) return {};
  paragraph.remove_prefix(start + name.size());
  return paragraph.substr(0, paragraph.find('\n'));
}

}  // namespace

// glibc's dynamic linker tells what it starts, in every process below the one that is asked: through scripts,
// launchers and other dynamic linkers. Shells and libc are left out: they come and go with security updates
// and decide no object.
std::vector<fs::path> compiler_parts(const fs::path& program) {
  Command command;
  command.argv = {"env", "LD_DEBUG=files", program.string(), "--version"};
  command.time_limit = std::chrono::seconds(20);
  const Outcome outcome = run_process(command);
  std::set<fs::path> parts;
  for (const std::string& line : split_lines(outcome.output)) {
    const fs::path path(path_in(line));
    std::error_code error;
    if (path.is_absolute() && is_part_of_llvm(path.filename().native()) && fs::exists(path, error))
      parts.insert(fs::canonical(path, error));
  }
  return {parts.begin(), parts.end()};
}

// Headers change only together with these programs and libraries.
std::string identity_of_prefix(const fs::path& prefix, DigestCache& digests) {
  Identity identity(prefix, digests);
  identity.add_text("wasi-sdk");
  for (const char* name : {"VERSION", "bin/clang", "bin/wasm-ld", "bin/llvm-ar", "bin/llvm-objcopy"})
    identity.add(name);
  for (const std::string& name : entries(prefix / "lib", is_library_of_llvm)) identity.add("lib/" + name);
  for (const char* tool : {"bin/clang", "bin/wasm-ld"}) {
    if (is_elf(prefix / tool)) continue;
    for (const fs::path& part : compiler_parts(prefix / tool))
      identity.add_text(part.filename().string() + " " + digests.digest_of(part));
  }
  identity.add_archives(std::string("share/wasi-sysroot/lib/") + kSdkTarget);
  identity.add_archives(std::string("share/wasi-sysroot/lib/") + kSdkTarget + "/eh");
  for (const std::string& version : entries(prefix / "lib/clang", [](const std::string&) { return true; })) {
    for (const char* folder : {"wasi", "wasip1", "wasm32-unknown-wasip1", "wasm32-unknown-wasi"}) {
      identity.add_archives("lib/clang/" + version + "/lib/" + folder);
    }
  }
  return identity.hex();
}

std::string identity_of_installed(const SdkEntry& entry, DigestCache& digests) {
  const std::string version = std::to_string(entry.llvm);
  Identity identity(entry.installed, digests);
  identity.add_text("Debian LLVM");
  for (const char* name : {"bin/clang", "bin/lld", "bin/llvm-ar", "bin/llvm-objcopy", "bin/llvm-nm"})
    identity.add(name);
  // Debian's links to LLVM's libraries lie here, or one of them does and all lie where it leads.
  for (const std::string& name : entries(entry.installed / "lib", is_library_of_llvm)) {
    identity.add("lib/" + name);
    std::error_code error;
    const fs::path folder = fs::canonical(entry.installed / "lib" / name, error).parent_path();
    const auto of_version = [&](const std::string& file) {
      return file.starts_with("libLLVM.so." + version);
    };
    for (const std::string& library : entries(folder, of_version))
      identity.add_text(digests.digest_of(folder / library));
  }
  identity.add_archives("lib/wasm32-wasi");
  identity.add_archives("lib/clang/" + version + "/lib/wasi");
  // Every header of the two packages, by dpkg's own list.
  for (const std::string& package :
       {"libc++-" + version + "-dev-wasm32", "libclang-common-" + version + "-dev"}) {
    const auto list = debian_file_sums(package);
    if (list) identity.add_text(digests.digest_of(*list));
  }
  return identity.hex();
}

std::string identity_of_packages(const SdkEntry& entry, const Lock& lock) {
  Sha256 hash;
  hash.update("Debian packages\n");
  for (const std::string& package : entry.packages)
    hash.update(package + " " + lock.labelled(package).sha256 + "\n");
  return hash.hex();
}

std::optional<std::string> debian_version(const std::string& package) {
  // Read once: a few megabytes, much faster than asking dpkg-query.
  static const std::string status = fs::exists(kState / "status") ? read_file(kState / "status") : "";
  const std::string_view text(status);
  std::string name = "Package: ";
  name += package;
  name += '\n';
  std::size_t start = text.find(name);
  while (start != std::string_view::npos && start != 0 && text[start - 1] != '\n')
    start = text.find(name, start + 1);
  if (start == std::string_view::npos) return std::nullopt;
  const std::string_view paragraph = text.substr(start, text.find("\n\n", start) - start);
  if (!field(paragraph, "\nStatus: ").ends_with(" installed")) return std::nullopt;
  return std::string(field(paragraph, "\nVersion: "));
}

std::optional<fs::path> debian_file_sums(const std::string& package) {
#if defined(__aarch64__)
  const std::string architecture = ":arm64";
#else
  const std::string architecture = ":amd64";
#endif
  for (const std::string& suffix : {std::string(), architecture}) {
    fs::path list = kState / "info" / (package + suffix + ".md5sums");
    if (fs::exists(list)) return list;
  }
  return std::nullopt;
}

}  // namespace pylon
