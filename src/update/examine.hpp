// A new version of a source looked at before anything is written: patches, vendored code, licences, headers.
// And what is read for that: other people's code in an unpacked source, security in CPython's Misc/NEWS.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "checkout/project.hpp"
#include "toolchain/lock.hpp"
#include "toolchain/patches.hpp"
#include "variant/catalog.hpp"

namespace pylon {

// Code in the source that is somebody else's.
struct VendorChange {
  std::string package, vendor;
  std::string before;   // as the catalogue has it; may be empty
  std::string after;    // as the new code has it; empty: it is not said where to look, or not found
  std::string problem;  // why it was not found
};

struct LicenceChange {
  std::string package, file;  // in the source
  std::string diff;           // unified; empty: the file is missing
};

struct NewsEntry {
  std::string version;  // "3.13.18"
  std::string text;     // in one line, as reStructuredText
};

struct Examination {
  std::vector<PatchTrial> patches;
  std::vector<VendorChange> vendors;         // all of them, changed or not
  std::vector<LicenceChange> licences;       // those that changed or are missing
  std::vector<std::string> slots;            // CPython: where the audit's tables do not fit the new headers
  std::vector<std::string> changed_headers;  // CPython: headers of these tables whose code changed
  std::vector<NewsEntry> security;  // CPython: what Misc/NEWS has in section Security since the old one
  std::string uncompared;           // why old and new could not be compared; empty: they were

  bool patches_fit() const;
};

// Unpacks `old_archive` (empty: it could not be had) and `new_archive` into temporary folders and looks.
Examination examine(const Project& project, const Catalog& catalog, const Source& old, const Source& next,
                    const std::filesystem::path& old_archive, const std::filesystem::path& new_archive);

// The licence file's name in the new source: the old one, or what it is called with the vendor's new version
// ("subprojects/lz4-1.10.0/lib/LICENSE").
std::string moved_licence(const std::string& file, const std::vector<VendorChange>& vendors);

// The version that the code of `vendor` has in `source`, the unpacked source of its package; "" where the
// catalogue does not say how to find it (`version_from`), or where it is not found, which `problem` says
// then.
struct VendoredVersion {
  std::string version;
  std::string problem;  // "Modules/expat/expat.h: no line matches '…'"
};
VendoredVersion vendored_version(const Vendor& vendor, const std::filesystem::path& source);

// The entries in the sections "Security" of the releases after `from`, up to `to`, in the order of the file.
std::vector<NewsEntry> security_news(std::string_view news, const std::string& from, const std::string& to);

}  // namespace pylon
