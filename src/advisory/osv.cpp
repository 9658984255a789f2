#include "advisory/osv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// A value of the document and where it stands.
class Node {
 public:
  Node(const Json& value, const std::string& name, std::string path)
      : value_(value), name_(name), path_(std::move(path)) {}

  std::string text(const char* key) const {
    const auto field = value_.find(key);
    if (field == value_.end() || field->is_null()) return "";
    if (!field->is_string()) fail(key, "a text");
    return field->get<std::string>();
  }

  std::vector<std::string> texts(const char* key) const {
    std::vector<std::string> list;
    for (const Node& each : nodes(key, false)) {
      if (!each.value_.is_string()) each.fail(nullptr, "a text");
      list.push_back(each.value_.get<std::string>());
    }
    return list;
  }

  // The objects of a list that may be missing.
  std::vector<Node> objects(const char* key) const { return nodes(key, true); }

  // The object `key`, or an empty one.
  Node object(const char* key) const {
    static const Json kNothing = Json::object();
    const auto field = value_.find(key);
    if (field == value_.end() || field->is_null()) return {kNothing, name_, path_};
    if (!field->is_object()) fail(key, "an object");
    return {*field, name_, fmt::format("{}/{}", path_, key)};
  }

  bool has(const char* key) const { return value_.contains(key) && !value_[key].is_null(); }
  const Json& value() const { return value_; }

  [[noreturn]] void fail(const char* key, const char* expected) const {
    throw Error(fmt::format("{}: {}{}{}: not {}, as the OSV format has it", name_, path_,
                            key != nullptr ? "/" : "", key != nullptr ? key : "", expected));
  }

 private:
  std::vector<Node> nodes(const char* key, bool objects) const {
    std::vector<Node> list;
    const auto field = value_.find(key);
    if (field == value_.end() || field->is_null()) return list;
    if (!field->is_array()) fail(key, "a list");
    for (std::size_t i = 0; i < field->size(); ++i) {
      list.emplace_back((*field)[i], name_, fmt::format("{}/{}/{}", path_, key, i));
      if (objects && !(*field)[i].is_object()) list.back().fail(nullptr, "an object");
    }
    return list;
  }

  const Json& value_;
  const std::string& name_;
  std::string path_;
};

std::vector<OsvEvent> read_events(const Node& range, const char* key) {
  constexpr std::pair<const char*, OsvEvent::Kind> kKinds[]{{"introduced", OsvEvent::Kind::kIntroduced},
                                                            {"fixed", OsvEvent::Kind::kFixed},
                                                            {"last_affected", OsvEvent::Kind::kLastAffected}};
  std::vector<OsvEvent> events;
  for (const Node& event : range.objects(key)) {
    for (const auto& [word, kind] : kKinds) {
      if (event.has(word)) events.push_back({kind, event.text(word)});
    }
  }
  return events;
}

// What databases add is their own business: of another type than expected it is passed over.
const Json* own_field(const Node& node, const char* key) {
  const auto own = node.value().find("database_specific");
  if (own == node.value().end() || !own->is_object()) return nullptr;
  const auto field = own->find(key);
  return field == own->end() ? nullptr : &*field;
}

void add_cpes(const Node& node, std::vector<std::string>& cpes) {
  for (const char* key : {"cpe", "cpes"}) {
    const Json* own = own_field(node, key);
    if (own == nullptr) continue;
    for (const Json& each : own->is_array() ? *own : Json::array({*own})) {
      if (each.is_string()) cpes.push_back(each);
    }
  }
}

OsvRange read_range(const Node& node, const std::string& name) {
  OsvRange range{node.text("type"), node.text("repo"), read_events(node, "events"), {}};
  for (const char* key : {"versions", "extracted_events"}) {
    const Json* own = own_field(node, key);
    if (own == nullptr || !own->is_array()) continue;
    if (std::ranges::any_of(*own, [](const Json& each) { return !each.is_object(); })) continue;
    const Json wrapped{{key, *own}};
    range.version_events = read_events(Node(wrapped, name, "/database_specific"), key);
  }
  return range;
}

OsvAffected read_affected(const Node& node, const std::string& name) {
  const Node package = node.object("package");
  OsvAffected affected{package.text("ecosystem"), package.text("name"), package.text("purl"), {}, {},
                       node.texts("versions")};
  add_cpes(node, affected.cpes);
  for (const Node& range : node.objects("ranges")) {
    add_cpes(range, affected.cpes);
    affected.ranges.push_back(read_range(range, name));
  }
  return affected;
}

std::string severity_of(const Node& node) {
  const Json* own = own_field(node, "severity");
  if (own != nullptr && own->is_string()) return *own;
  for (const Node& each : node.objects("severity")) {
    if (const std::string score = each.text("score"); !score.empty()) return score;
  }
  return "";
}

Advisory read_advisory(const Node& node, const std::string& name) {
  Advisory advisory;
  advisory.id = node.text("id");
  if (advisory.id.empty()) node.fail("id", "a text that is not empty");
  advisory.aliases = node.texts("aliases");
  const std::vector<std::string> lines = split_lines(node.text("summary"));
  if (!lines.empty()) advisory.summary = lines.front();
  advisory.severity = severity_of(node);
  advisory.withdrawn = !node.text("withdrawn").empty();
  for (const Node& affected : node.objects("affected"))
    advisory.affected.push_back(read_affected(affected, name));
  return advisory;
}

Json parse(std::string_view text, const std::string& name) {
  check_depth(text, name);
  try {
    return Json::parse(text);
  } catch (const Json::exception& error) {
    throw Error(fmt::format("{}: not JSON: {}", name, plain_message(error)), "download it again");
  }
}

}  // namespace

std::vector<Advisory> parse_advisories(std::string_view text, const std::string& name) {
  Json document = parse(text, name);
  if (document.is_object() && !document.contains("vulns"))
    document = Json{{"vulns", Json::array({document})}};
  if (document.is_array()) document = Json{{"vulns", document}};
  if (!document.is_object()) throw Error(name + ": neither an advisory nor a list of them");
  std::vector<Advisory> advisories;
  for (const Node& node : Node(document, name, "").objects("vulns"))
    advisories.push_back(read_advisory(node, name));
  return advisories;
}

}  // namespace pylon
