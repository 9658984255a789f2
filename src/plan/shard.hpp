// Many variants on several machines: which machine builds which.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "store/step.hpp"

namespace pylon {

struct Shard {
  unsigned number = 1, count = 1;  // 1 to count
};

// "3/8". Error for anything else.
Shard parse_shard(const std::string& text);

// The variants of this shard. The dearest comes first, and each goes to the shard that has the least to do so
// far, so no shard has more than the average and one variant. Only the costs decide: machines that are given
// the same costs divide in the same way.
std::set<std::string> shard_of(const std::map<std::string, double>& costs, const Shard& shard);

// Leaves those that fall to the shard. Costs are those of `file`, as variant_costs() says them; without one,
// the sizes of the committed baselines, which wasm-opt and the exact sizes take their time by. A variant that
// neither knows costs as much as the mean of the others. Error when the file cannot be read.
void keep_shard(std::vector<Variant>& variants, const Shard& shard, const Project& project,
                const std::filesystem::path& file);

// Seconds of processor time that each variant took when its steps were made: of a step that several variants
// share, each has its part. Only variants all of whose own steps are known.
std::map<std::string, double> variant_costs(const Plan& plan);

}  // namespace pylon
