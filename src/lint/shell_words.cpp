#include "lint/shell_words.hpp"

#include <algorithm>
#include <utility>

namespace pylon::lint {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view script) : script_(script) {}

  std::vector<ShellCommand> read() {
    while (at_ < script_.size()) step();
    end_command();
    return std::move(commands_);
  }

 private:
  void step() {
    const char c = script_[at_];
    if (c == '\n') {
      end_command();
      ++at_;
      skip_here_documents();
    } else if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
    } else if (script_.substr(at_).starts_with("\\\n")) {
      at_ += 2;
    } else if (c == '#') {
      at_ = std::min(script_.find('\n', at_), script_.size());
    } else if (script_.substr(at_).starts_with("<<") && !script_.substr(at_).starts_with("<<<")) {
      begin_here_document();
    } else if (std::string_view(";&|()").find(c) != std::string_view::npos) {
      end_command();
      ++at_;
    } else if (c == '<' || c == '>') {
      ++at_;
    } else {
      command_.push_back(take_word());
    }
  }

  void end_command() {
    if (!command_.empty()) commands_.push_back(std::exchange(command_, {}));
  }

  ShellWord take_word() {
    ShellWord word{{}, at_, 0};
    while (at_ < script_.size() &&
           std::string_view(" \t\r\n;&|()<>").find(script_[at_]) == std::string_view::npos) {
      const char c = script_[at_++];
      if (c == '\'') {
        take_quoted(word, false, '\'');
      } else if (c == '"') {
        take_quoted(word, true, '"');
      } else if (c == '\\' && at_ < script_.size()) {
        if (script_[at_] != '\n') word.text += script_[at_];
        ++at_;
      } else {
        word.text += c;
      }
    }
    word.size = at_ - word.offset;
    return word;
  }

  void take_quoted(ShellWord& word, bool escapes, char end) {
    while (at_ < script_.size() && script_[at_] != end) {
      if (escapes && script_[at_] == '\\' && at_ + 1 < script_.size()) ++at_;
      word.text += script_[at_++];
    }
    if (at_ < script_.size()) ++at_;
  }

  void begin_here_document() {
    at_ += 2;
    if (at_ < script_.size() && script_[at_] == '-') ++at_;
    while (at_ < script_.size() && (script_[at_] == ' ' || script_[at_] == '\t')) ++at_;
    if (at_ >= script_.size()) return;
    if (std::string end = take_word().text; !end.empty()) here_documents_.push_back(std::move(end));
  }

  void skip_here_documents() {
    for (const std::string& end : std::exchange(here_documents_, {})) {
      while (at_ < script_.size()) {
        const std::size_t line_end = std::min(script_.find('\n', at_), script_.size());
        std::string_view line = script_.substr(at_, line_end - at_);
        at_ = std::min(line_end + 1, script_.size());
        line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
        if (line == end) break;
      }
    }
  }

  std::string_view script_;
  std::size_t at_ = 0;
  ShellCommand command_;
  std::vector<ShellCommand> commands_;
  std::vector<std::string> here_documents_;  // of this line, by the word that ends each
};

}  // namespace

std::vector<ShellCommand> shell_commands(std::string_view script) { return Reader(script).read(); }

}  // namespace pylon::lint
