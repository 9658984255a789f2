#include "store/step.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace pylon;

namespace {

const KeyRoots kRoots{"/cache/store", "/home/someone/pylon"};

Step sample() {
  Step step;
  step.name = "zlib";
  step.ingredients = {{"source", "0123"}};
  step.commands = {
      {{"sh", "/home/someone/pylon/toolchain/recipes/zlib/build.sh"}, {{"SDK", "/cache/store/sdk-1"}}}};
  return step;
}

std::string key_of(Step step, const KeyRoots& roots = kRoots) {
  seal(step, roots);
  return step.key;
}

}  // namespace

TEST_CASE("a step's folder in the store is named by its name and key") {
  Step step = sample();
  seal(step, kRoots);
  CHECK(step.key.size() == 64);
  CHECK(step.out == "/cache/store/zlib-" + step.key.substr(0, 16));
  CHECK(step.stamp() == step.out / ".done");
}

TEST_CASE("everything that can change an output changes the key") {
  const std::string key = key_of(sample());
  Step other = sample();
  other.name = "zlib2";
  CHECK(key_of(other) != key);
  other = sample();
  other.ingredients[0].value = "0124";
  CHECK(key_of(other) != key);
  other = sample();
  other.commands[0].argv.push_back("-x");
  CHECK(key_of(other) != key);
  other = sample();
  other.commands[0].environment["OPT"] = "-O2";
  CHECK(key_of(other) != key);
}

TEST_CASE("neighbouring words cannot be taken for one another") {
  Step one = sample();
  one.ingredients = {{"ab", "c"}};
  Step other = sample();
  other.ingredients = {{"a", "bc"}};
  CHECK(key_of(one) != key_of(other));
}

TEST_CASE("the folders of a machine do not enter the key") {
  Step moved = sample();
  moved.commands = {{{"sh", "/srv/ci/toolchain/recipes/zlib/build.sh"}, {{"SDK", "/srv/cache/sdk-1"}}}};
  CHECK(key_of(moved, {"/srv/cache", "/srv/ci"}) == key_of(sample()));
}

TEST_CASE("a specification reads back as it was written") {
  Step step = sample();
  seal(step, kRoots);
  const Step read = parse_step_specification(step_specification(step), "test");
  CHECK(read.name == step.name);
  CHECK(read.key == step.key);
  CHECK(read.out == step.out);
  REQUIRE(read.commands.size() == 1);
  CHECK(read.commands[0].argv == step.commands[0].argv);
  CHECK(read.commands[0].environment == step.commands[0].environment);
  CHECK(read.ingredients.size() == step.ingredients.size());
}
