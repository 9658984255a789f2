#include "remote/setting.hpp"

#include <fmt/format.h>

#include <string_view>

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"
#include "system/process.hpp"

namespace pylon {
namespace {

// Fewer characters than these could be found by trying.
constexpr std::size_t kShortestSecret = 32;
constexpr std::string_view kBearer = "Bearer ";

std::string check_url(std::string url) {
  const bool plain = url.starts_with("http://"), secure = url.starts_with("https://");
  const std::size_t host = plain ? 7 : 8;
  const std::string_view rest = plain || secure ? std::string_view(url).substr(host) : std::string_view();
  if (rest.empty() || rest.front() == '/')
    throw Error("PYLON_REMOTE_STORE is no address of a store: it has to begin with http:// or https://",
                "set it as in https://cache.example/pylon, or to none");
  // Not shown: this is where a password would stand.
  if (rest.substr(0, rest.find('/')).find('@') != rest.npos)
    throw Error(
        "the address of the remote store holds a user or a password, which would end up in logs",
        "put them into PYLON_REMOTE_LOGIN as user:password, or into a netrc file ($NETRC or ~/.netrc)");
  if (rest.find_first_of("?#\n\r ") != rest.npos)
    throw Error("the address of the remote store has a blank, a ? or a # in it",
                "set it as in https://cache.example/pylon");
  while (url.ends_with('/')) url.pop_back();
  return url;
}

std::string trimmed(std::string text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n"), last = text.find_last_not_of(" \t\r\n");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

EntryTrust find_trust() {
  const std::string file = environment("PYLON_REMOTE_KEY_FILE");
  std::string secret = trimmed(environment("PYLON_REMOTE_KEY"));
  constexpr const char* kAdvice =
      "make one with `openssl rand -hex 32`, and give it to all who share the store, "
      "as PYLON_REMOTE_KEY or in a file that PYLON_REMOTE_KEY_FILE names";
  if (secret.empty() && !file.empty()) secret = trimmed(read_file(file));
  if (secret == "none") return {"", true};
  if (secret.empty())
    throw Error(
        "a remote store is set and no key: whoever can write to the store could put bytes into what is built",
        std::string(kAdvice) + "; PYLON_REMOTE_KEY=none believes whatever the store says");
  if (secret.size() < kShortestSecret)
    throw Error(
        fmt::format("the key of the remote store has {} characters; {} are the fewest that cannot be guessed",
                    secret.size(), kShortestSecret),
        kAdvice);
  return {secret, false};
}

bool find_mode() {
  const std::string mode = environment("PYLON_REMOTE_STORE_MODE");
  if (mode == "read") return false;
  if (mode.empty() || mode == "read-write") return true;
  throw Error("PYLON_REMOTE_STORE_MODE is '" + mode + "'", "set it to read or to read-write");
}

// Leaves the default when the variable is not set.
void read_seconds(const char* name, int& to) {
  const std::string text = environment(name);
  if (!text.empty() && (!parse_number(std::string_view(text), to) || to < 0))
    throw Error(fmt::format("{} is '{}'", name, text), "set it to a number of seconds");
}

}  // namespace

std::optional<RemoteSetting> remote_setting(const std::string& option) {
  const std::string url = !option.empty() ? option : environment("PYLON_REMOTE_STORE");
  if (url.empty() || url == "none") return std::nullopt;
  RemoteSetting setting;
  setting.url = check_url(url);
  setting.writes = find_mode();
  setting.trust = find_trust();
  const std::string login = trimmed(environment("PYLON_REMOTE_LOGIN"));
  if (login.starts_with(kBearer))
    setting.bearer = login.substr(kBearer.size());
  else
    setting.login = login;
  if (!login.empty() && setting.bearer.empty() && login.find(':') == std::string::npos)
    throw Error("PYLON_REMOTE_LOGIN is neither user:password nor Bearer TOKEN", "write it like one of these");
  read_seconds("PYLON_REMOTE_UPLOAD_SECONDS", setting.upload_seconds);
  read_seconds("PYLON_REMOTE_WAIT_SECONDS", setting.wait_seconds);
  return setting;
}

}  // namespace pylon
