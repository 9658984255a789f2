#include "update/market.hpp"

#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/process.hpp"
#include "toolchain/places.hpp"

namespace pylon {
namespace {

constexpr std::chrono::seconds kTimeLimit{300};

std::string output_of(Command command, const std::string& what) {
  command.separate_errors = true;
  command.time_limit = kTimeLimit;
  const Outcome outcome = run_process(command);
  if (outcome.ok()) return outcome.output;
  throw Error(what + ": " + outcome.description() + ": " + reason_of(outcome.errors));
}

std::vector<std::string> ask_index(const Project& project, const std::string& package) {
  Command command;
  command.argv = unearth_command(project.venv() / "bin");
  command.argv.insert(command.argv.end(), {"--all", "--no-binary", package});
  const nlohmann::json found =
      nlohmann::json::parse(output_of(command, "unearth"), nullptr, /*allow_exceptions=*/false);
  if (!found.is_array()) throw Error("unearth: its answer is not understood");
  std::vector<std::string> versions;
  for (const nlohmann::json& each : found) {
    if (each.is_object() && each.contains("version") && each["version"].is_string())
      versions.push_back(each["version"]);
  }
  return versions;
}

std::vector<DebianOffer> ask_suite(const Project& project, const std::string& suite,
                                   const std::string& package) {
  Command command;
  command.argv = {(project.toolchain() / "debian-suite").string(), "--versions", suite, package};
  std::vector<DebianOffer> offers;
  for (const std::string& line : split_lines(output_of(command, "debian-suite"))) {
    const std::vector<std::string> words = split_words(line);  // KIND NAME VERSION
    if (words.size() == 3 && words[1] == package) offers.push_back({words[0] == "source", words[2]});
  }
  return offers;
}

// The address is the mirror's that apt uses, which may be plain http: only whether something is there counts.
PageAnswer ask_archive(const Project& project, const Place& place) {
  return look_for_page(listed_archive(place, project.toolchain()).address, /*any_url=*/true);
}

std::vector<std::string> ask_crate(const Project& project, const std::string& package) {
  Command command;
  command.argv = {(project.toolchain() / "crate").string(), "--newest", package};
  return split_lines(output_of(command, "cargo"));
}

// Remembers answers, failures too: what could not be reached is not asked again.
template <typename Answer>
std::function<Answer(const std::string&)> remembered(std::function<Answer(const std::string&)> ask) {
  struct Known {
    Answer answer;
    std::exception_ptr failure;
  };
  auto memory = std::make_shared<std::map<std::string, Known>>();
  return [memory, ask = std::move(ask)](const std::string& question) {
    auto [known, is_new] = memory->try_emplace(question);
    if (is_new) {
      try {
        known->second.answer = ask(question);
      } catch (...) {
        known->second.failure = std::current_exception();
      }
    }
    if (known->second.failure) std::rethrow_exception(known->second.failure);
    return known->second.answer;
  };
}

}  // namespace

Market real_market(const Project& project, std::function<void(const std::string&)> say) {
  Market market;
  market.pypi = remembered<std::vector<std::string>>([=](const std::string& package) {
    say("asking PyPI for " + package);
    return ask_index(project, package);
  });
  market.crate = remembered<std::vector<std::string>>([=](const std::string& package) {
    say("asking cargo for " + package);
    return ask_crate(project, package);
  });
  // The whole question as one text: suites and packages have no blanks.
  const auto suite = remembered<std::vector<DebianOffer>>([=](const std::string& question) {
    const std::size_t blank = question.find(' ');
    say("asking Debian " + question.substr(0, blank) + " for " + question.substr(blank + 1));
    return ask_suite(project, question.substr(0, blank), question.substr(blank + 1));
  });
  market.debian = [suite](const std::string& name, const std::string& package) {
    return suite(name + " " + package);
  };
  market.page = [say](const std::string& url) {
    say("asking for " + url);
    return look_for_page(url);
  };
  market.archive = [=](const Place& place) -> PageAnswer {
    say("looking whether " + place.label() + " is there");
    try {
      return ask_archive(project, place);
    } catch (const Error& error) {
      return {false, false, error.message()};
    }
  };
  return market;
}

}  // namespace pylon
