// Text of others on its way to people and to other programs. Names in files, archives and transcripts may
// hold anything: sequences that clear a terminal, marks that turn the order of letters round, bytes that are
// no text. Every report shows them through these functions, so that what is seen is what is there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pylon {

// Length of the UTF-8 sequence at the start of `text`, 0 when it is none (RFC 3629: no surrogates, nothing
// overlong). `text` is not empty.
std::size_t utf8_sequence(std::string_view text);

// For a place in a line: a name that would clear the terminal is shown as "\u001b[2J". What is not seen but
// changes what is seen (Unicode's categories Cc, Cf, Zl and Zp: control characters, line ends, bidirectional
// and zero-width marks) becomes "\u202e" or "\u{e0041}"; a byte that belongs to no UTF-8 sequence becomes
// "\xe9".
std::string shown(std::string_view text);

// For text of several lines: line ends and tabs stay too.
std::string shown_lines(std::string_view text);

// For a report of ours that has names of others in it: as shown_lines(). With `colours` the few sequences
// stay that our reports colour words with.
std::string shown_report(std::string_view text, bool colours);

// The inside of a JSON string that means `text`, in ASCII alone. Bytes that are no UTF-8 become U+FFFD.
std::string json_escaped(std::string_view text);

}  // namespace pylon
