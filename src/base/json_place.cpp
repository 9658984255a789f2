#include "base/json_place.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace pylon {
namespace {

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
