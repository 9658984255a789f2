#include "manifest/accounts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace pylon {
std::size_t Accounts::row(const Owner& owner) {
  const auto [place, added] = row_by_name.try_emplace(owner.row, rows.size());
  if (added) rows.push_back({owner.row, owner.kind, owner.package});
  return place->second;
}

void Accounts::doubt(const std::string& reason) {
  if (std::ranges::find(why, reason) == why.end()) why.push_back(reason);
}

std::string object_label(const wasm::MapChunk& chunk) {
  if (chunk.file == "<internal>") return "";
  return chunk.member.empty() ? std::string(file_name(chunk.file))
                              : fmt::format("{}({})", file_name(chunk.file), chunk.member);
}

std::size_t owner_row(Accounts& accounts, const wasm::MapChunk& chunk) {
  if (chunk.file == "<internal>") return accounts.row(kLinkerRow);
  const Owner* owner = accounts.input.ownership->find(chunk.file, chunk.member);
  if (owner != nullptr) return accounts.row(*owner);
  accounts.doubt("nobody is known to own " + object_label(chunk));
  return accounts.row(kUnknownRow);
}

void add_format_row(Accounts& accounts, const std::string& name, std::uint64_t bytes) {
  if (bytes != 0) accounts.rows[accounts.row({name, "format", ""})].other += bytes;
}

}  // namespace pylon
