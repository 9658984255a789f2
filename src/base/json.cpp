#include "base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/error.hpp"
#include "base/shown.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// "3:14": line and column (both from 1) of the byte at `offset`.
std::string place(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return fmt::format("{}:{}", lines + 1, before.size() - line_start + 1);
}

// Sees each event of the parse and refuses a key that its object has already. A later duplicate would
// silently replace the earlier value, which nobody who edits a file by hand expects.
class DuplicateKeys {
 public:
  DuplicateKeys(std::string_view text, std::istringstream& stream, const std::string& name)
      : text_(text), stream_(stream), name_(name) {}

  bool operator()(Json::parse_event_t event, const Json& value) {
    if (event == Json::parse_event_t::object_start) {
      objects_.emplace_back();
    } else if (event == Json::parse_event_t::object_end) {
      objects_.pop_back();
    } else if (event == Json::parse_event_t::key &&
               !objects_.back().insert(value.get<std::string>()).second) {
      const auto offset = stream_.rdbuf()->pubseekoff(0, std::ios::cur, std::ios::in);
      throw Error(fmt::format("{}:{}: the key \"{}\" occurs twice in one object", name_,
                              place(text_, static_cast<std::size_t>(offset) - 1), value.get<std::string>()),
                  "remove one of the two");
    }
    return true;
  }

 private:
  std::string_view text_;
  std::istringstream& stream_;
  const std::string& name_;
  std::vector<std::set<std::string>> objects_;  // keys seen so far, the innermost object last
};

// What people write that JSON has not, by what stands at `offset` and before it.
std::string advice_at(std::string_view text, std::size_t offset) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") || text.find('\0') != text.npos)
    return "save it as UTF-8";
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const std::size_t last = before.find_last_not_of(" \t\r\n");
  if (text.find_first_not_of(" \t\r\n") == text.npos) return "it is empty; write {} at least";
  if (text.find("\n<<<<<<<") != text.npos || text.starts_with("<<<<<<<"))
    return "resolve the conflict of git's merge that stands in it";
  if (offset >= text.size()) return "it ends too early: look for a } or ] or \" that is missing";
  const char here = text[offset], previous = last == text.npos ? '\0' : before[last];
  if ((here == '}' || here == ']') && previous == ',')
    return "remove the comma before the " + std::string(1, here);
  if (here == ',') return "remove the comma, or write what is missing before it";
  if (here == '/' || here == '#') return "remove the comment: JSON has none";
  if (here == '\'') return "write \" in place of '";
  if (here == '"') return "put a comma, or a colon after a name, before it";
  return "correct it there: names and texts stand in \", and a comma stands between two values";
}

class Finder {
 public:
  Finder(std::string_view text, std::string_view pointer) : text_(text) {
    while (!pointer.empty()) {
      pointer.remove_prefix(1);
      wanted_.emplace_back(pointer.substr(0, pointer.find('/')));
      pointer.remove_prefix(wanted_.back().size());
    }
  }

  std::size_t run() {
    value(0, true);
    return found_;
  }
  // After run().
  std::optional<JsonSpan> span() const { return span_; }

 private:
  void skip_blanks() {
    for (; at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos;
         ++at_) {
      if (text_[at_] == '\n') ++line_;
    }
  }

  std::string_view string() {
    const std::size_t start = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
    return text_.substr(start, at_++ - start);
  }

  // Passes over a value. `on_the_way`: the pointer leads through its parents, so it may be the one that is
  // wanted.
  void value(std::size_t depth, bool on_the_way) {
    skip_blanks();
    if (at_ >= text_.size()) return;
    const std::size_t begin = at_;
    pass(depth, on_the_way);
    if (on_the_way && depth == wanted_.size() && !span_) span_ = {begin, at_};
  }

  void pass(std::size_t depth, bool on_the_way) {
    if (text_[at_] == '{' || text_[at_] == '[') return members(depth, on_the_way, text_[at_] == '{');
    if (text_[at_] == '"') {
      string();
      return;
    }
    at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
  }

  void members(std::size_t depth, bool on_the_way, bool named) {
    ++at_;
    for (std::size_t index = 0; at_ < text_.size(); ++index) {
      skip_blanks();
      if (at_ < text_.size() && (text_[at_] == '}' || text_[at_] == ']')) break;
      const std::size_t line = line_;
      const std::string name = named ? std::string(string()) : std::to_string(index);
      const bool wanted = on_the_way && depth < wanted_.size() && wanted_[depth] == name;
      if (wanted) found_ = line;
      if (named) {
        skip_blanks();
        ++at_;  // the colon
      }
      value(depth + 1, wanted);
      skip_blanks();
      if (at_ < text_.size() && text_[at_] == ',') ++at_;
    }
    ++at_;
  }

  std::string_view text_;
  std::vector<std::string> wanted_;
  std::size_t at_ = 0, line_ = 1, found_ = 1;
  std::optional<JsonSpan> span_;
};

}  // namespace

std::string plain_message(const std::exception& error) {
  const std::string_view what = error.what();
  const std::size_t start = what.find("syntax error");
  if (start != std::string_view::npos) return std::string(what.substr(start));
  const std::size_t bracket = what.find("] ");
  return std::string(bracket == std::string_view::npos ? what : what.substr(bracket + 2));
}

void check_depth(std::string_view text, const std::string& name) {
  constexpr std::size_t kDeepest = 500;
  std::size_t depth = 0;
  for (std::size_t at = text.find_first_of("[]{}\""); at != text.npos;
       at = text.find_first_of("[]{}\"", at + 1)) {
    if (text[at] == '"') {
      at = text.find_first_of("\"\\", at + 1);
      while (at < text.size() && text[at] == '\\') at = text.find_first_of("\"\\", at + 2);
      if (at >= text.size()) return;  // the text ends in a string
    } else if (text[at] == ']' || text[at] == '}') {
      depth -= depth > 0 ? 1U : 0U;
    } else if (++depth > kDeepest) {
      throw Error(fmt::format("{}:{}: lists and objects stand in each other deeper than {} times", name,
                              place(text, at), kDeepest),
                  "nothing that is written for pylonctl is so: get it or make it again");
    }
  }
}

Json parse_json(std::string_view text, const std::string& name) {
  check_depth(text, name);
  std::istringstream stream{std::string(text)};
  DuplicateKeys duplicates(text, stream, name);
  try {
    return Json::parse(stream,
                       [&](int, Json::parse_event_t event, Json& value) { return duplicates(event, value); });
  } catch (const Json::parse_error& error) {
    // The last byte that was read: of a word that is none ("tru,") the one that makes it so.
    const std::size_t offset = error.byte == 0 ? 0 : error.byte - 1;
    throw Error(fmt::format("{}:{}: {}", name, place(text, offset), plain_message(error)),
                advice_at(text, offset));
  } catch (const Json::out_of_range& error) {  // a number beyond what a double holds: it has no offset
    throw Error(fmt::format("{}: {}", name, plain_message(error)), "write a smaller number");
  }
}

Json shown_json(const Json& document) {
  if (document.is_string()) return shown(document.get_ref<const std::string&>());
  if (!document.is_structured()) return document;
  Json result = document.is_object() ? Json::object() : Json::array();
  for (const auto& [key, value] : document.items()) {
    if (document.is_object())
      result[shown(key)] = shown_json(value);
    else
      result.push_back(shown_json(value));
  }
  return result;
}

std::string json_text(const Json& document) {
  return document.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

std::size_t line_of_json_path(std::string_view text, std::string_view pointer) {
  return Finder(text, pointer).run();
}

std::optional<JsonSpan> span_of_json_path(std::string_view text, std::string_view pointer) {
  Finder finder(text, pointer);
  finder.run();
  return finder.span();
}

std::string with_json_string(std::string_view text, std::string_view pointer, std::string_view value) {
  const auto span = span_of_json_path(text, pointer);
  if (!span) throw Error(std::string(pointer) + " is not there");
  std::string changed(text);
  return changed.replace(span->begin, span->end - span->begin, nlohmann::json(value).dump());
}

}  // namespace pylon
