// Where the functions are among the words of C and of Cython.
#pragma once

#include <string_view>
#include <vector>

#include "lint/call.hpp"

namespace pylon::lint {

// The bodies of C's outermost functions, in the order of the text, with their brackets: what a function holds
// in itself is part of it.
std::vector<Range> c_functions(const Words& words);

// Which of `functions`, which are in that order, the word at `place` is in: from 1; 0 where in none.
std::size_t function_at(const std::vector<Range>& functions, std::size_t place);

// Which of Cython's words begin a line: none within brackets or behind a backslash. `source`: what the words
// are of.
std::vector<bool> line_starts(const Words& words, std::string_view source);

// Cython's outermost functions and methods, with their heads.
std::vector<Range> cython_functions(const Words& words, std::string_view source,
                                    const std::vector<bool>& starts);

// The end of the head of Cython's function at `first`: the place behind its ":"; `first` when there is no
// function.
std::size_t cython_head(const Words& words, std::size_t first, const std::vector<bool>& starts);

}  // namespace pylon::lint
