// The words of a C or C++ source file: translation phases 1 to 3 of ISO C (5.1.1.2) and C++ ([lex.phases]),
// without trigraphs. The preprocessor does not run, so that every configuration is looked at; only what no
// configuration compiles (`#if 0`) is left out.
//
// Why not libclang or tree-sitter: measured on CPython's sources libclang reads 2 MB/s after 0.1 s for
// loading itself, and it skips the branches whose macros are not set, where findings may lie; Debian 12 has
// no grammar for tree-sitter. That these words are clang's own is tested (tests/e2e/c_tokens_test.cpp).
#pragma once

#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/token.hpp"

namespace pylon::lint {

struct CTokens {
  std::vector<Token> list;
  std::forward_list<std::string> joined;  // texts of tokens that a backslash and a line end divide
};

// Takes any bytes. The tokens' texts lie in `source` or in `joined`. The words of `#if 0` parts and the
// conditional lines that bound them are not in the list; all_c_tokens has them.
CTokens c_tokens(std::string_view source);
CTokens all_c_tokens(std::string_view source);

// The characters between the quotes of a string, escapes as they are written.
std::string_view c_string_body(std::string_view literal);

}  // namespace pylon::lint
