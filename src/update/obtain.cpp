#include "update/obtain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <regex>

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"
#include "system/process.hpp"
#include "system/temporary_folder.hpp"
#include "toolchain/fetch.hpp"
#include "toolchain/places.hpp"

namespace pylon {
namespace {

bool from_debian(const Place& place) { return place.kind.starts_with("debian"); }

// ".tar.xz" of "Python-3.13.5.tar.xz".
std::string ending(const std::string& file) {
  const std::size_t tar = file.rfind(".tar.");
  const std::size_t at = tar != std::string::npos ? tar : file.rfind('.');
  return at == std::string::npos ? "" : file.substr(at);
}

// A source package has other archives beside the project's own.
bool is_wanted(const std::string& file, const Place& place) {
  static const std::regex kOrig(R"(_[^_]*\.orig\.tar\.[a-z0-9]+)");
  return place.kind != "debian-source" || std::regex_search(file, kOrig);
}

// The file's name in the lock. "zlib-1.3.2.tar.gz" stays what it is called there, for a new version too, even
// where the place calls it otherwise; of another kind (.tar.xz), or a .deb, it is called as the place has it.
std::string name_of(const Source& wanted, const std::string& found) {
  return ending(wanted.file) == ending(found) && wanted.file.find(wanted.version) != std::string::npos &&
                 !found.ends_with(".deb")
             ? wanted.file
             : found;
}

class Obtainer {
 public:
  Obtainer(Source& wanted, const ObtainSetting& setting) : wanted_(wanted), setting_(setting) {}

  std::string run() {
    for (const fs::path& folder : setting_.local_folders) {
      if (take_local(folder)) return "folder " + folder.string() + without_others();
    }
    if (!setting_.offline) {
      for (const Place& place : wanted_.places) {
        if (take_place(place)) return place.label() + (place.kind == "url" ? without_others() : "");
      }
    }
    std::string message = fmt::format("cannot get {}{}", wanted_.label(), setting_.offline ? " offline" : "");
    for (const std::string& failure : failures_) message += "\n    " + failure;
    throw Error(message,
                fmt::format("put {} into a folder and name it with --from FOLDER or PYLON_SOURCES; or name "
                            "another version: pylonctl update {} VERSION",
                            wanted_.file, wanted_.name));
  }

 private:
  // "; Debian sid … has another file: …": what is left out of the places.
  std::string without_others() {
    std::string said;
    if (setting_.offline) return said;
    std::erase_if(wanted_.places, [&](const Place& place) {
      if (place.kind != "debian-source") return false;
      std::string listed;
      try {
        listed = listed_archive(place, setting_.project.toolchain()).sha256;
      } catch (const Error&) {
        return false;  // nothing is known
      }
      if (listed == wanted_.sha256) return false;
      said += fmt::format("; **{} has another file** (SHA-256 {}) and is left out", place.label(), listed);
      return true;
    });
    if (wanted_.places.empty()) throw Error(wanted_.file + " is not the file that its places have" + said);
    return said;
  }

  bool take_local(const fs::path& folder) {
    std::vector<std::string> names{wanted_.file};
    for (const Place& place : wanted_.places) {
      if (!place.file.empty()) names.push_back(place.file);
    }
    for (const std::string& name : names) {
      if (!fs::is_regular_file(folder / name)) continue;
      const fs::path copy = work_.path() / name;
      fs::copy_file(folder / name, copy, fs::copy_options::overwrite_existing);
      accept(copy, name);
      return true;
    }
    failures_.push_back(fmt::format("folder {}: no {}", folder.string(), join(names, " or ")));
    return false;
  }

  bool take_place(const Place& place) {
    setting_.say(fmt::format("getting {} from {}", wanted_.label(), place.label()));
    const std::string reason = place.kind == "url" ? take_url(place) : take_package(place);
    if (!reason.empty()) failures_.push_back(place.label() + ": " + reason);
    return reason.empty();
  }

  std::string take_url(const Place& place) {
    Transfer transfer;
    transfer.url = place.url;
    transfer.part = work_.path() / "part";
    if (setting_.progress != nullptr) {
      transfer.progress = [&](std::uint64_t done, std::uint64_t, std::uint64_t) {
        setting_.progress(fmt::format("{}: {:.1f} MB", wanted_.file, static_cast<double>(done) / 1e6));
      };
    }
    const std::string reason = download(transfer);
    if (setting_.progress != nullptr) setting_.progress("");
    if (!reason.empty()) return reason;
    accept(transfer.part, place.url.substr(place.url.rfind('/') + 1));
    return {};
  }

  std::string take_package(const Place& place) {
    const fs::path folder = work_.path() / "package";
    remove_tree(folder);
    fs::create_directories(folder);
    const std::string reason =
        get_package(place, wanted_, folder, setting_.project.toolchain(), setting_.project.venv() / "bin");
    if (!reason.empty()) return reason;
    std::vector<std::string> files;
    for (const fs::path& file : list_tree(folder)) {
      if (is_wanted(file.string(), place)) files.push_back(file.string());
    }
    if (files.size() != 1)
      return files.empty() ? "the package has no archive" : "several archives: " + join(files, ", ");
    accept(folder / files.front(), files.front());
    // The same package in another suite has the same archive.
    for (Place& each : wanted_.places) {
      if (each.kind == "debian-source" && files.front() != wanted_.file) each.file = files.front();
    }
    return {};
  }

  // Into the download folder, under its digest.
  void accept(const fs::path& file, const std::string& name) {
    wanted_.file = name_of(wanted_, name);
    wanted_.sha256 = file_sha256(file);
    const fs::path target = download_path(wanted_, cache_root() / "downloads");
    const fs::path copy = target.string() + ".new";
    fs::create_directories(target.parent_path());
    fs::copy_file(file, copy, fs::copy_options::overwrite_existing);
    replace_path(copy, target);
  }

  Source& wanted_;
  const ObtainSetting& setting_;
  TemporaryFolder work_;
  std::vector<std::string> failures_;
};

}  // namespace

Source next_source(const Source& old, const std::string& version, const std::vector<Offer>& offers) {
  Source next = old;
  next.version = version;
  next.sha256.clear();
  if (const std::string file = for_version(old.file, old.version, version); !file.empty()) next.file = file;
  next.places.clear();
  for (const Place& place : old.places) {
    Place same = place;
    const bool by_version = place.kind == "pypi" || place.kind == "crate";
    if (by_version) same.version = version;
    same.url = for_version(place.url, old.version, version);
    if (place.kind == "url" ? !same.url.empty() : by_version) next.places.push_back(same);
  }
  // A released suite of Debian keeps its files: it alone is enough. Other suites drop theirs: all are kept.
  const auto lasting = std::ranges::find_if(offers, [&](const Offer& offer) {
    return offer.version == version && from_debian(offer.place) && is_released_suite(offer.place.suite);
  });
  if (lasting != offers.end()) {
    next.places.push_back(lasting->place);
    return next;
  }
  for (const Offer& offer : offers) {
    if (offer.version == version && from_debian(offer.place)) next.places.push_back(offer.place);
  }
  return next;
}

std::string obtain(Source& wanted, const ObtainSetting& setting) { return Obtainer(wanted, setting).run(); }

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
