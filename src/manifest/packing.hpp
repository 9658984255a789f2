// Adding files of a user's own to the library inside a finished file. Pure: contents in, contents out.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/library_image.hpp"

namespace pylon {

// The folder of an image that holds Python's own library: "lib/python3.13". Error when it holds none.
std::string python_folder(const wasm::LibraryContents& contents);

// "python3.13", and "python3" where the image holds none.
std::string python_name(const wasm::LibraryContents& contents);
// What compiled files of that Python have in their names: "cpython-313"; "" where the image holds none.
std::string tag_of_python(const wasm::LibraryContents& contents);

// Modules and packages of Python's own library, by their first name, that `files` would change or add to: a
// snapshot may hold them, and then a start takes them from there.
std::vector<std::string> changed_modules(const wasm::LibraryContents& contents,
                                         const std::map<std::string, wasm::Packed>& files);

// The path of a folder inside for one that a user wrote: "/app/" -> "app". Error for one that is not
// absolute, has a colon or names nothing below /; `argument` is what the user gave as a whole.
std::string guest_folder(std::string_view guest, const std::string& argument);

// Whether the file is inside already, with that content.
bool is_inside(const wasm::LibraryContents& contents, const std::string& path, const wasm::Packed& file);

// Adds files, by path inside. One that is there already with other content is an Error that names it, unless
// `replace`; one with the same content stays as it is.
void add_files(wasm::LibraryContents& contents, const std::map<std::string, wasm::Packed>& files,
               bool replace);

// What pack put into a file.
struct PackedFiles {
  std::vector<std::string> added, replaced;  // sorted: "/app/run.py"
  std::vector<std::string> changed;          // modules of Python's own library: see changed_modules()
  std::optional<std::string> main;           // the module that a start runs now, where it was another
};

// A file as it was before files were added to it. The contents of those that were replaced are gone: in
// `module` they are as they are now.
struct BeforePack {
  std::string module;
  PackedFiles packed;
  std::vector<std::string> problems;  // with what was put in, each with its path: what pack does not write
};

// Takes out of `module` what pack has put in; `main`: the module that a start ran before ("": none). None
// where nothing was put in, or there is no place for it. Error with the offset for an image that is
// malformed.
std::optional<BeforePack> before_pack(wasm::Bytes module, const std::string& main);

// Whether a compiled file says by its header that Python is to look at its source's date: inside, all dates
// are the same, so that Python would never use it.
bool goes_by_date(std::string_view pyc);

// Makes the module `name` the one that a start runs, as `python -m` does. Error, with a name that is near,
// when the library inside holds no such module in one of the folders that modules are looked for in.
void set_main(wasm::LibraryContents& contents, const std::string& name);

}  // namespace pylon
