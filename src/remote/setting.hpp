// Where a team's remote store is, what may be done with it, and what proves who wrote to it: from the
// environment, so that no secret stands in a file of the checkout, on a command line, in a key or in a log.
#pragma once

#include <optional>
#include <string>

#include "remote/step_entry.hpp"

namespace pylon {

struct RemoteSetting {
  std::string url;          // http:// or https://, without a slash at the end; never with a password in it
  bool writes = true;       // PYLON_REMOTE_STORE_MODE: read-write, or read
  EntryTrust trust;         // PYLON_REMOTE_KEY, or the file that PYLON_REMOTE_KEY_FILE names
  std::string login;        // PYLON_REMOTE_LOGIN: "user:password"; empty: what the netrc file says
  std::string bearer;       // PYLON_REMOTE_LOGIN: "Bearer TOKEN"
  int upload_seconds = 60;  // PYLON_REMOTE_UPLOAD_SECONDS: how long uploads may go on after the last step
  int wait_seconds = 600;   // PYLON_REMOTE_WAIT_SECONDS: how long a build may wait for what others make
};

// None when no store is set, or "none" is. `option`: what the command line says in place of
// PYLON_REMOTE_STORE; empty: nothing. Throws Error for settings that make no sense, without showing a secret.
std::optional<RemoteSetting> remote_setting(const std::string& option = {});

}  // namespace pylon
