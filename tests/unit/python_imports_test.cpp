
#include <catch2/catch_test_macros.hpp>

#include "manifest/library_facts.hpp"

using namespace pylon;
using Names = std::vector<std::string>;

TEST_CASE("import statements are found", "[python_imports]") {
  CHECK(imported_modules("import sys, os.path as p; import json\n", "") ==
        Names{"json", "os", "os.path", "sys"});
  CHECK(imported_modules("from a.b import c, d as e\n", "") == Names{"a.b", "a.b.c", "a.b.d"});
  CHECK(imported_modules("from a import (  # why\n    b,\n    c as d,\n)\nimport e\n", "") ==
        Names{"a", "a.b", "a.c", "e"});
  CHECK(imported_modules("from a import *\n", "") == Names{"a"});
  CHECK(imported_modules("try: import _x\nexcept ImportError: _x = None\n", "") == Names{"_x"});
  CHECK(imported_modules("from a import \\\n    b\n", "") == Names{"a", "a.b"});
}

TEST_CASE("relative imports are made absolute", "[python_imports]") {
  CHECK(imported_modules("from . import mtrand\n", "numpy.random") ==
        Names{"numpy.random", "numpy.random.mtrand"});
  CHECK(imported_modules("from .._core import umath\n", "numpy.random") ==
        Names{"numpy._core", "numpy._core.umath"});
  CHECK(imported_modules("from .a import b\n", "p") == Names{"p.a", "p.a.b"});
}

TEST_CASE("what only looks like an import is not one", "[python_imports]") {
  CHECK(imported_modules("'import a'\n\"\"\"\nimport b\nfrom c import d\n\"\"\"\n# import e\n", "").empty());
  CHECK(imported_modules("x = r'\\'; import a\n", "").empty());  // the backslash keeps the quote inside
  CHECK(
      imported_modules("def g():\n  yield from h()\n  raise X from None\nimport_module('a')\n", "").empty());
  CHECK(imported_modules("f'{x!r}' 'it''s'\nimport a\n", "") == Names{"a"});
  CHECK(imported_modules("'not closed\nimport a\n", "") == Names{"a"});
}

TEST_CASE("files of lib/ belong to a module or a package", "[library_facts]") {
  CHECK(library_place("python3.13/json/decoder.py").name == "json");
  CHECK(library_place("python3.13/ast.py").name == "ast");
  CHECK(library_place("python3.13/__pycache__/ast.cpython-313.pyc").name == "ast");
  CHECK(library_place("python3.13/LICENSE.txt").name.empty());
  CHECK(library_place("python3.13/site-packages/numpy/_core/x.py").package);
  CHECK(library_place("python3.13/site-packages/numpy/_core/x.py").name == "numpy");
  CHECK(library_place("python3.13/site-packages/numpy-2.5.5.dist-info/RECORD").name == "numpy");
  CHECK(package_of_file("python3.13/site-packages/numpy/random/__init__.py") == "numpy.random");
  CHECK(package_of_file("python3.13/json/decoder.py") == "json");
  CHECK(package_of_file("python3.13/ast.py").empty());
}
