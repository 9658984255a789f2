#include "manifest/slot_headers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.hpp"
#include "manifest/slot_types.hpp"

namespace pylon {
namespace {

struct Layout {
  const char* header;
  const char* opening;  // of the struct, up to its brace
  TableKind kind;
};

constexpr std::array kLayouts{
    Layout{"cpython/object.h", "struct _typeobject {", TableKind::kType},
    Layout{"cpython/object.h", "typedef struct {\n    /* Number implementations", TableKind::kNumber},
    Layout{"moduleobject.h", "struct PyModuleDef {", TableKind::kModule},
    Layout{"methodobject.h", "struct PyMethodDef {", TableKind::kMethods},
    Layout{"descrobject.h", "struct PyGetSetDef {", TableKind::kGetSet},
};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// The name that a member's declaration gives: the last word, or in "int (*name)(…)" the one behind the star.
std::string declared_name(std::string_view text) {
  if (const std::size_t star = text.find("(*"); star != std::string_view::npos) {
    text = text.substr(star + 2);
    return std::string(text.substr(0, text.find(')')));
  }
  text = text.substr(0, text.find('['));
  while (!text.empty() && !is_word(text.back())) text.remove_suffix(1);
  std::size_t begin = text.size();
  while (begin > 0 && is_word(text[begin - 1])) --begin;
  return std::string(text.substr(begin));
}

// The names of a struct's members, in order; the head that all objects share is left out.
std::vector<std::string> members_of(std::string_view body) {
  std::vector<std::string> names;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find(';'), body.size());
    std::string_view declaration = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    const bool one = declaration.find('(') != std::string_view::npos;
    while (!declaration.empty()) {
      const std::size_t comma =
          one ? declaration.size() : std::min(declaration.find(','), declaration.size());
      const std::string name = declared_name(declaration.substr(0, comma));
      if (!name.empty() && name != "m_base") names.push_back(name);
      declaration.remove_prefix(std::min(comma + 1, declaration.size()));
    }
  }
  return names;
}

std::vector<std::string> known_members(TableKind kind) {
  std::vector<std::string> names;
  for (const Field& field : layout_of(kind)) {
    if (!field.name.starts_with("ob_") && !field.name.starts_with("m_init") &&
        !field.name.starts_with("m_index") && !field.name.starts_with("m_copy"))
      names.emplace_back(field.name);
  }
  // Two small numbers in the word that the layout knows by the first.
  if (kind == TableKind::kType) names.emplace_back("tp_versions_used");
  return names;
}

void compare_layout(const Layout& layout, const std::string& header, std::vector<std::string>& differences) {
  const std::string name = std::string(layout.opening).substr(0, std::string(layout.opening).find(" {"));
  const std::size_t begin = header.find(layout.opening);
  if (begin == std::string::npos) {
    differences.push_back(fmt::format("{}: no '{}' in it", layout.header, name));
    return;
  }
  const std::size_t brace = header.find('{', begin);
  const std::string body =
      without_comments(std::string_view(header).substr(brace + 1, header.find("\n}", brace) - brace - 1));
  const std::vector<std::string> found = members_of(body), known = known_members(layout.kind);
  for (std::size_t i = 0; i < std::max(found.size(), known.size()); ++i) {
    const std::string here = i < found.size() ? found[i] : "nothing";
    const std::string there = i < known.size() ? known[i] : "nothing";
    if (here == there) continue;
    differences.push_back(fmt::format("{}: {}: member {} is {}, in src/manifest/slot_layouts.cpp {}",
                                      layout.header, name, i + 1, here, there));
    return;  // all that follow have moved
  }
}

// "#define Py_tp_clear 51"
void compare_slots(const std::string& header, std::vector<std::string>& differences) {
  for (const std::string& line : split_lines(header)) {
    const std::vector<std::string> words = split_words(line);
    std::uint32_t number = 0;
    if (words.size() < 3 || words[0] != "#define" || !words[1].starts_with("Py_") ||
        !parse_number(words[2], number))
      continue;
    const Field* known = slot_field(TableKind::kTypeSlots, number);
    const std::string name = words[1].substr(3);
    if (known != nullptr && known->name == name) continue;
    differences.push_back(fmt::format("typeslots.h: slot {} is Py_{}, in src/manifest/slot_types.cpp {}",
                                      number, name,
                                      known == nullptr ? "nothing" : "Py_" + std::string(known->name)));
  }
}

}  // namespace

std::string without_comments(std::string_view text) {
  std::string code;
  while (!text.empty()) {
    if (text.starts_with("/*")) {
      text.remove_prefix(std::min(text.find("*/", 2), text.size() - 2) + 2);
    } else if (text.starts_with("//")) {
      text.remove_prefix(std::min(text.find('\n'), text.size()));
    } else {
      code += text.front();
      text.remove_prefix(1);
    }
  }
  return code;
}

const std::vector<std::string>& slot_headers() {
  static const std::vector<std::string> kHeaders{"typeslots.h",   "cpython/object.h", "object.h",
                                                 "descrobject.h", "methodobject.h",   "moduleobject.h",
                                                 "pybuffer.h"};
  return kHeaders;
}

std::vector<std::string> slot_header_differences(const ReadHeader& read) {
  std::vector<std::string> differences;
  if (const auto text = read("typeslots.h"))
    compare_slots(*text, differences);
  else
    differences.emplace_back("typeslots.h is not there");
  for (const Layout& layout : kLayouts) {
    const auto text = read(layout.header);
    if (text)
      compare_layout(layout, *text, differences);
    else
      differences.push_back(std::string(layout.header) + " is not there");
  }
  return differences;
}

}  // namespace pylon
