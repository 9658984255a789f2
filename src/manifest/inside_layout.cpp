#include "manifest/inside_layout.hpp"

#include <set>

#include "base/text.hpp"

namespace pylon {
namespace {

constexpr std::string_view kCache = "__pycache__/";

// "python3.13/…" -> "cpython-313".
std::string tag_of(std::string_view path) {
  constexpr std::string_view kPython = "python";
  std::string tag(path.substr(0, path.find('/')));
  if (!tag.starts_with(kPython)) return "";
  std::erase(tag, '.');
  return "cpython-" + tag.substr(kPython.size());
}

// "a/__pycache__/b.cpython-313.pyc" -> "a/b"; "" for what is no compiled file of this Python.
std::string compiled_name(const std::string& path) {
  const std::size_t cache = path.rfind(kCache);
  const std::string end = "." + tag_of(path) + ".pyc";
  if (cache == std::string::npos || !path.ends_with(end)) return "";
  std::string name = path.substr(0, path.size() - end.size());
  return name.erase(cache, kCache.size());
}

}  // namespace

std::map<std::string, std::string> inside_layout(const std::vector<std::string>& files, bool sources) {
  std::map<std::string, std::string> layout;
  std::set<std::string> compiled;
  for (const std::string& path : files) {
    if (sources)
      layout[path] = path;
    else if (const std::string name = compiled_name(path); !name.empty()) {
      compiled.insert(name);
      layout[name + ".pyc"] = path;
    }
  }
  if (sources) return layout;
  for (const std::string& path : files) {
    const bool source = path.ends_with(".py") && compiled.contains(path.substr(0, path.size() - 3));
    if (!source && path.find(kCache) == std::string::npos) layout.try_emplace(path, path);
  }
  return layout;
}

bool is_record(std::string_view path) { return path.ends_with(".dist-info/RECORD"); }

std::string compiled_record(const std::string& path, std::string_view record) {
  const std::string python = path.substr(0, path.find('/') + 1);  // names its version
  std::map<std::string, std::string> lines;
  std::vector<std::string> listed;
  for (std::string line : split_lines(record)) {
    if (line.ends_with('\r')) line.pop_back();  // Python's csv module ends lines so
    listed.push_back(python + line.substr(0, line.find(',')));
    lines[listed.back()] = line;
  }
  std::string text;
  for (const auto& [inside, from] : inside_layout(listed, false))
    text += (inside == from ? lines[from] : inside.substr(python.size()) + ",,") + "\n";
  return text;
}

}  // namespace pylon
