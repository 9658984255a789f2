// Builds a variant with one module or package more or less, beside the checkout, to see what it costs.
#pragma once

#include <string>

#include "checkout/project.hpp"
#include "manifest/file_sizes.hpp"

namespace pylon {

// `name`: a module or package of the catalogue; it is dropped when the variant has it (`present`), else added
// with what it needs. Error when it cannot be dropped, or when the build fails. The build shares the store,
// so it costs a link and a run of wasm-opt; nothing in artifacts/ changes.
FileSizes build_what_if(const Project& project, const Variant& variant, const Catalog& catalog,
                        const std::string& name, bool present);

}  // namespace pylon
