// The commands in a YAML file: CI workflows, compose files, manifests. Source: YAML 1.2.2, chapters 7 and 8.
//
// No YAML library does this: it stops at the first thing that it does not take, and lint has to read
// templates and half-written files too.
#pragma once

#include <string_view>

#include "lint/source_file.hpp"

namespace pylon::lint {

// Adds every scalar of `text`, which begins at `offset` of the file, as a shell script, and every list that
// has an item `-c` as one command. Takes any text; reads each line once.
void yaml_commands(std::string_view text, std::size_t offset, Pieces& pieces);

}  // namespace pylon::lint
