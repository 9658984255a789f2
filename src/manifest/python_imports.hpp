// Which modules a Python source file imports, by its `import` and `from … import` statements.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pylon {

// Absolute dotted names, sorted, each once. `from a import b` gives "a" and "a.b", since b may be a module.
// `package`: the dotted package that the file lies in (its own name for an __init__.py), for relative
// imports; "" at the top. Strings and comments are skipped; imports that a program makes while it runs are
// not seen.
std::vector<std::string> imported_modules(std::string_view source, std::string_view package);

}  // namespace pylon
