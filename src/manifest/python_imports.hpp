// Which modules a Python source file imports, by its `import` and `from … import` statements.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pylon {

// Absolute dotted names, sorted, each once. `from a import b` gives "a" and "a.b", since b may be a module.
// `package` is the file's dotted package (of an __init__.py its own name; "" at the top), for relative
// imports. Strings and comments are skipped; an import by importlib is not seen.
std::vector<std::string> imported_modules(std::string_view source, std::string_view package);

}  // namespace pylon
