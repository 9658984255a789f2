// The words of a C or C++ source file: translation phases 1 to 3 of ISO C (5.1.1.2) and C++ ([lex.phases]),
// without trigraphs. The preprocessor does not run, so every configuration is looked at, but for `#if 0`.
//
// Neither libclang nor tree-sitter does this: on CPython's sources libclang reads 2 MB/s after 0.1 s of
// loading itself, and skips branches whose macros are not set; Debian 12 has no grammar for tree-sitter. A
// test compares these words with clang's own (tests/e2e/c_tokens_test.cpp).
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
