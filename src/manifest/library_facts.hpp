// The Python side of an artifact: what lib/ holds, and which of its files import which built-in modules.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

struct LibraryFile {
  std::string path;  // below lib/: "python3.13/json/decoder.py"
  std::uint64_t bytes = 0;
  std::string sha256{};
};

// The list of a lib/: SHA-256 of every file by its path there, as lib.sha256 beside the manifest holds it.
using LibraryDigests = std::map<std::string, std::string>;

// SHA-256 of that list as checksums_text() writes it: the manifest's /stdlib/sha256.
std::string library_digest(const LibraryDigests& files);

// What a lib/ differs in from the one that was built, for people: "lib/python3.13/os.py is not what was
// built", "… was not built", "… is missing". Sorted by path.
std::vector<std::string> library_differences(const LibraryDigests& built, const LibraryDigests& found);

// The top-level name that a file belongs to, and where: "json" of the standard library, "numpy" of
// site-packages. Empty for what is neither (lib/python3.13/LICENSE.txt).
struct LibraryPlace {
  bool package = false;  // below site-packages
  std::string name;
};
LibraryPlace library_place(std::string_view path);

// The dotted name that Python imports a file of lib/ by: "json.decoder" for json/decoder.py and for its
// compiled form, "json" for json/__init__.py. Of a file that is no Python code, the package that it lies in;
// "" for one beside the packages.
std::string module_of_file(std::string_view path);

// The dotted package of a Python source file, as imported_modules wants it: "json" for json/decoder.py.
std::string package_of_file(std::string_view path);

// Module -> the files below lib/ that import it, sorted.
using Importers = std::map<std::string, std::vector<std::string>>;

// The manifest's "stdlib": bytes, files and digest of lib/, and bytes by top-level module and by package. It
// also names the `private_modules`, such as _json, that no Python file of lib/ imports.
nlohmann::json library_json(const std::vector<LibraryFile>& files, const Importers& importers,
                            const std::vector<std::string>& private_modules);

// Which modules a Python source file imports, by its `import` and `from … import` statements: absolute dotted
// names, sorted, each once. `from a import b` gives "a" and "a.b", since b may be a module.
// `package` is the file's dotted package (of an __init__.py its own name; "" at the top), for relative
// imports. Strings and comments are skipped; an import by importlib is not seen.
std::vector<std::string> imported_modules(std::string_view source, std::string_view package);

}  // namespace pylon
