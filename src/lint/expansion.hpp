// Macros that make the name of what is called: `#define CAP(x) PyCapsule_##x`, `#define CALL(f, a) f(a,
// NULL)`.
#pragma once

#include <forward_list>
#include <string>
#include <string_view>

#include "lint/macros.hpp"

namespace pylon::lint {

// Whether `text` may make `function` by pasting, or use a macro that does: the name or its end stands in
// there.
bool may_make(std::string_view text, std::string_view function);

// The words with the uses of macros that make `function` in the place of the uses: CALL(PyCapsule_SetPointer,
// x) is PyCapsule_SetPointer(x, NULL) afterwards. What an argument says keeps its place in the text; all
// other words of a use stand where the use stands, so their texts are not those at their place. Macros of
// `own` come before those of `elsewhere`. Pasted names are kept in `made`. Names that are used with
// `function` or a part of it and are no macros here go into `unknown`.
Words with_made_names(Words words, std::string_view function, const Macros& elsewhere,
                      std::forward_list<std::string>& made, Names& unknown);

// The words of `range` with every macro in them used, those of `own` before those of `elsewhere`; a range of
// more words than people write stays as it is. Names that are no macros here go into `unknown`.
Words with_macros_used(const Words& words, Range range, const Macros& own, const Macros& elsewhere,
                       std::forward_list<std::string>& made, Names& unknown);

}  // namespace pylon::lint
