// Tokens are enough, no grammar: `import` is a keyword and stands nowhere else. `from` also follows `yield`
// and `raise`, but then no name and `import` come after it.
#include "manifest/library_facts.hpp"

#include <cctype>
#include <nlohmann/json.hpp>
#include <set>

#include "base/digest.hpp"
#include "base/python_tokens.hpp"

namespace pylon {
namespace {

constexpr std::string_view kSitePackages = "site-packages/";

// Below lib/python3.x/, or below its site-packages/.
struct Below {
  bool package = false;
  std::string_view rest;
};

Below below(std::string_view path) {
  const std::size_t slash = path.find('/');
  path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  if (!path.starts_with(kSitePackages)) return {false, path};
  return {true, path.substr(kSitePackages.size())};
}

// Names, numbers, single punctuation characters and line ends; every string is one token "''".
class Tokens {
 public:
  explicit Tokens(std::string_view source) : tokens_(source) { next(); }

  std::string_view current() const { return current_; }  // empty at the end

  void next() {
    Token token = tokens_.next();
    while (token.kind == TokenKind::kComment) token = tokens_.next();
    current_ = token.kind == TokenKind::kString ? "''" : token.text;
  }

 private:
  PythonTokens tokens_;
  std::string_view current_;
};

bool is_name(std::string_view token) {
  return !token.empty() && is_word_character(token.front()) &&
         std::isdigit(static_cast<unsigned char>(token.front())) == 0;
}

std::string dotted_name(Tokens& tokens) {
  std::string name;
  while (is_name(tokens.current()) && tokens.current() != "import") {
    name += tokens.current();
    tokens.next();
    if (tokens.current() != ".") break;
    name += '.';
    tokens.next();
  }
  return name;
}

void skip_alias(Tokens& tokens) {
  if (tokens.current() != "as") return;
  tokens.next();
  tokens.next();
}

std::string joined(std::string_view package, std::string_view name) {
  if (package.empty() || name.empty()) return std::string(package) + std::string(name);
  return std::string(package) + "." + std::string(name);
}

// "a.b.c" and two dots: "a.b".
std::string ancestor(std::string_view package, std::size_t dots) {
  for (; dots > 1 && !package.empty(); --dots) {
    const std::size_t dot = package.rfind('.');
    package = dot == std::string_view::npos ? std::string_view() : package.substr(0, dot);
  }
  return std::string(package);
}

void read_import(Tokens& tokens, std::set<std::string>& found) {
  do {
    tokens.next();
    const std::string name = dotted_name(tokens);
    for (std::size_t dot = 0; (dot = name.find('.', dot + 1)) != std::string::npos;)
      found.insert(name.substr(0, dot));
    if (!name.empty()) found.insert(name);
    skip_alias(tokens);
  } while (tokens.current() == ",");
}

void read_from(Tokens& tokens, std::string_view package, std::set<std::string>& found) {
  tokens.next();
  std::size_t dots = 0;
  for (; tokens.current() == "."; tokens.next()) ++dots;
  const std::string name = dotted_name(tokens);
  if (tokens.current() != "import" || (dots == 0 && name.empty())) return;
  const std::string module = dots == 0 ? name : joined(ancestor(package, dots), name);
  if (!module.empty()) found.insert(module);
  bool in_parentheses = false;
  do {
    tokens.next();
    if (tokens.current() == "(") in_parentheses = true;
    while (tokens.current() == "(" || (in_parentheses && tokens.current() == "\n")) tokens.next();
    if (!is_name(tokens.current())) break;
    found.insert(joined(module, tokens.current()));
    tokens.next();
    skip_alias(tokens);
    while (in_parentheses && tokens.current() == "\n") tokens.next();
  } while (tokens.current() == ",");
}

}  // namespace

std::string library_digest(const LibraryDigests& files) {
  Sha256 digest;
  for (const auto& [path, sha256] : files) digest.update(sha256 + "  " + path + "\n");
  return digest.hex();
}

std::vector<std::string> library_differences(const LibraryDigests& built, const LibraryDigests& found) {
  std::map<std::string, const char*> differences;
  for (const auto& [path, sha256] : built) {
    const auto other = found.find(path);
    if (other == found.end())
      differences[path] = "is missing";
    else if (other->second != sha256)
      differences[path] = "is not what was built";
  }
  for (const auto& [path, sha256] : found) {
    if (!built.contains(path)) differences[path] = "was not built";
  }
  std::vector<std::string> lines;
  for (const auto& [path, what] : differences) lines.push_back("lib/" + path + " " + what);
  return lines;
}

LibraryPlace library_place(std::string_view path) {
  const auto [package, rest] = below(path);
  const std::size_t slash = rest.find('/');
  std::string_view name = rest.substr(0, slash);
  if (name == "__pycache__") {
    // "json.cpython-313.pyc" of a single-file module.
    name = rest.substr(slash + 1);
    return {package, std::string(name.substr(0, name.find('.')))};
  }
  // "numpy-2.5.5.dist-info": what numpy says of itself is numpy's.
  if (package && name.ends_with(".dist-info")) name = name.substr(0, name.find('-'));
  if (slash != std::string_view::npos) return {package, std::string(name)};
  if (!name.ends_with(".py")) return {package, ""};
  return {package, std::string(name.substr(0, name.size() - 3))};
}

std::string module_of_file(std::string_view path) {
  std::string rest(below(path).rest);
  constexpr std::string_view kCompiled = "__pycache__/";
  const std::size_t compiled = rest.find(kCompiled);
  if (compiled != std::string::npos) rest.erase(compiled, kCompiled.size());
  const std::size_t slash = rest.rfind('/');
  const std::size_t start = slash == std::string::npos ? 0 : slash + 1;
  const bool code = rest.ends_with(".py") || rest.ends_with(".pyc");
  std::string name = code ? rest.substr(start, rest.find('.', start) - start) : "";
  if (name == "__init__") name.clear();
  std::string module = rest.substr(0, start == 0 ? 0 : start - 1);
  for (char& c : module) c = c == '/' ? '.' : c;
  return module + (module.empty() || name.empty() ? "" : ".") + name;
}

std::string package_of_file(std::string_view path) {
  const std::string_view rest = below(path).rest;
  const std::size_t slash = rest.rfind('/');
  std::string package(rest.substr(0, slash == std::string_view::npos ? 0 : slash));
  for (char& c : package) c = c == '/' ? '.' : c;
  return package;
}

nlohmann::json library_json(const std::vector<LibraryFile>& files, const Importers& importers,
                            const std::vector<std::string>& private_modules) {
  std::map<std::string, std::uint64_t> modules, packages;
  std::uint64_t bytes = 0;
  LibraryDigests digests;
  for (const LibraryFile& file : files) {
    bytes += file.bytes;
    digests[file.path] = file.sha256;
    const LibraryPlace place = library_place(file.path);
    if (!place.name.empty()) (place.package ? packages : modules)[place.name] += file.bytes;
  }
  nlohmann::json without = nlohmann::json::array();
  for (const std::string& module : private_modules) {
    if (!importers.contains(module)) without.push_back(module);
  }
  return {{"bytes", bytes},     {"files", files.size()}, {"sha256", library_digest(digests)},
          {"modules", modules}, {"packages", packages},  {"without_wrapper", without}};
}

std::vector<std::string> imported_modules(std::string_view source, std::string_view package) {
  std::set<std::string> found;
  Tokens tokens(source);
  while (!tokens.current().empty()) {
    if (tokens.current() == "import") {
      read_import(tokens, found);
    } else if (tokens.current() == "from") {
      read_from(tokens, package, found);
    } else {
      tokens.next();
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace pylon
