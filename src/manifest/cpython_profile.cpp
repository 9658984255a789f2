#include "manifest/cpython_profile.hpp"

#include <fmt/format.h>

#include <regex>

namespace pylon {

using Json = nlohmann::json;

namespace {

// Of "Debian LLVM 1:21.1.8-3" or "clang 21.1.8"; 0 where it does not say, as in "wasi-sdk 34.0".
int llvm_of(const std::string& compiler) {
  static const std::regex pattern(R"((?:LLVM|clang) (?:\d+:)?(\d+)\.)");
  std::smatch found;
  return std::regex_search(compiler, found, pattern) ? std::stoi(found[1]) : 0;
}

}  // namespace

// The recipe gives the compiler the profile of its version by this very name.
Json cpython_profile(const std::string& flags, const std::string& version, const std::string& sha256,
                     const std::string& compiler, int llvm) {
  if (flags.empty()) return nullptr;
  if (flags.find("-fprofile-use=profile") == std::string::npos) return {{"state", "off"}, {"flags", flags}};
  if (sha256.empty()) return {{"state", "missing"}, {"version", version}};
  Json profile{{"state", "used"}, {"version", version}, {"sha256", sha256}};
  if (!compiler.empty()) profile["compiler"] = compiler;
  const int collected = llvm_of(compiler);
  if (collected != 0 && llvm != 0 && collected != llvm) {
    profile["state"] = "unfit";
    profile["llvm"] = llvm;
  }
  return profile;
}

bool profile_is_missing(const Json& profile) {
  return profile.is_object() && profile.at("state") == "missing";
}

bool profile_is_lost(const Json& profile) {
  return profile_is_missing(profile) || (profile.is_object() && profile.at("state") == "unfit");
}

std::string profile_words(const Json& profile) {
  if (!profile.is_object()) return "";
  const std::string state = profile.at("state");
  if (state == "missing") return "no profile";
  if (state == "off")
    return fmt::format("no profile, as the variant asks ({})", profile.at("flags").get<std::string>());
  const std::string compiler = profile.value("compiler", "");
  const std::string words = fmt::format("the profile of {}{}", profile.at("version").get<std::string>(),
                                        compiler.empty() ? "" : " (" + compiler + ")");
  if (state != "unfit") return words;
  return words + fmt::format(", of which LLVM {} uses only a part", profile.at("llvm").get<int>());
}

Json profile_in(const Json& manifest) {
  const auto inputs = manifest.find("inputs");
  if (inputs == manifest.end() || !inputs->contains("cpython_profile")) return nullptr;
  return inputs->at("cpython_profile");
}

}  // namespace pylon
