#include "manifest/cpython_profile.hpp"

#include <fmt/format.h>

namespace pylon {

using Json = nlohmann::json;

// The recipe gives the compiler the profile of its version by this very name.
Json cpython_profile(const std::string& flags, const std::string& version, const std::string& sha256,
                     const std::string& compiler) {
  if (flags.empty()) return nullptr;
  if (flags.find("-fprofile-use=profile") == std::string::npos) return {{"state", "off"}, {"flags", flags}};
  if (sha256.empty()) return {{"state", "missing"}, {"version", version}};
  Json profile{{"state", "used"}, {"version", version}, {"sha256", sha256}};
  if (!compiler.empty()) profile["compiler"] = compiler;
  return profile;
}

bool profile_is_missing(const Json& profile) {
  return profile.is_object() && profile.at("state") == "missing";
}

std::string profile_words(const Json& profile) {
  if (!profile.is_object()) return "";
  const std::string state = profile.at("state");
  if (state == "missing") return "no profile";
  if (state == "off")
    return fmt::format("no profile, as the variant asks ({})", profile.at("flags").get<std::string>());
  const std::string compiler = profile.value("compiler", "");
  return fmt::format("the profile of {}{}", profile.at("version").get<std::string>(),
                     compiler.empty() ? "" : " (" + compiler + ")");
}

Json profile_in(const Json& manifest) {
  const auto inputs = manifest.find("inputs");
  if (inputs == manifest.end() || !inputs->contains("cpython_profile")) return nullptr;
  return inputs->at("cpython_profile");
}

}  // namespace pylon
