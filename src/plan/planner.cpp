#include "plan/planner.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "checkout/build_inputs.hpp"
#include "checkout/recipe.hpp"
#include "system/files.hpp"
#include "system/process.hpp"
#include "toolchain/patches.hpp"

namespace pylon {
namespace {

// "3.13.5" -> "3.13".
std::string minor_version(const std::string& version) { return version.substr(0, version.rfind('.')); }

// `default` stands for packages that are not named. A part such as cpython-cold is built like its package
// when it is not named.
std::string optimize_flags(const std::map<std::string, std::string>& flags, const std::string& recipe,
                           const std::string& flag) {
  auto found = flags.find(optimize_key(recipe, flag));
  if (found == flags.end() && flag == "OPT") found = flags.find("default");
  return found != flags.end() ? found->second : "";
}

// What the variant leaves out of the standard library, as words.
std::string excluded(const Variant& variant) {
  std::string words;
  for (const auto& [path, reason] : variant.stdlib_exclude) words += (words.empty() ? "" : " ") + path;
  return words;
}

// The value of a flag variable that a recipe asks for.
std::string flag_value(const PlanSetting& setting, const Variant& variant, const std::string& recipe,
                       const std::string& flag) {
  if (flag == "EXCLUDE") return excluded(variant);
  if (flag == "PYC") return variant.pyc;
  if (flag == "EXCEPTIONS") return setting.sdk.exceptions_compile;
  return optimize_flags(flags_by_part(variant, setting.sdk), recipe, flag);
}

void wait_for(Step& step, const Built& built) {
  if (built.stamp) step.after.push_back(*built.stamp);
}

}  // namespace

void needs(Step& step, const std::string& what, const Built& built) {
  step.ingredients.push_back({"needs " + what, built.key});
  wait_for(step, built);
}

std::string file_in(const Built& built, const std::string& relative) {
  return (built.out / relative).string();
}

Planner::Planner(const PlanSetting& setting, const Lock& lock, const Catalog& catalog, DigestCache& digests)
    : setting_(setting),
      lock_(lock),
      catalog_(catalog),
      digests_(digests),
      own_digest_(digests.digest_of(own_executable())) {}

Built Planner::add_step(Step step) {
  std::sort(step.after.begin(), step.after.end());
  step.after.erase(std::unique(step.after.begin(), step.after.end()), step.after.end());
  seal(step, {setting_.store, setting_.project.root});
  const auto same = [&](const Step& other) { return other.out == step.out; };
  if (std::none_of(plan_.steps.begin(), plan_.steps.end(), same)) plan_.steps.push_back(step);
  return {step.out, step.key, step.stamp()};
}

void Planner::expect(const Built& built, const std::vector<std::string>& outputs) {
  const auto step = std::ranges::find(plan_.steps, built.out, &Step::out);
  if (step == plan_.steps.end()) return;
  for (const std::string& output : outputs) {
    if (std::ranges::find(step->outputs, output) == step->outputs.end()) step->outputs.push_back(output);
  }
  std::ranges::sort(step->outputs);
}

void Planner::add_file(Step& step, const std::string& label, const fs::path& file) {
  step.ingredients.push_back({label, digests_.digest_of(file)});
}

// Fetch, unpack, patch. The patches are applied exactly: one that does not fit any more is an error.
Built Planner::source(const std::string& name, const std::string& version) {
  const Source& entry = lock_.find(name, version);
  const std::string title = name + "-" + entry.version;
  Step step;
  step.name = "source-" + title;
  step.ingredients = {{"archive " + entry.file, entry.sha256}};
  step.commands.push_back({{"{pylonctl}", "action", "source", "--project", setting_.project.root.string(),
                            "--name", name, "--version", entry.version, "--to", "{out}/src"},
                           {}});
  const fs::path folder = setting_.project.patches() / title;
  for (const fs::path& patch : patch_files(folder)) {
    add_file(step, "patch " + patch.string(), folder / patch);
    step.commands.push_back({patch_command("{out}/src", folder / patch), {}});
  }
  return add_step(std::move(step));
}

Built Planner::sdk(const Variant& variant) {
  if (setting_.sdk.kind != SdkKind::kAssembled)
    return {setting_.sdk.prefix, setting_.sdk.identity, std::nullopt};
  return recipe("sdk", variant);
}

Built Planner::recipe(const std::string& name, const Variant& variant) {
  std::string same = name + '\n' + variant.cpython;
  for (const auto& [part, flags] : variant.optimize) same += '\n' + part + '=' + flags;
  same += '\n' + excluded(variant);
  const auto known = recipes_.find(same);
  return known != recipes_.end() ? known->second : recipes_[same] = make_recipe(name, variant);
}

Built Planner::make_recipe(const std::string& name, const Variant& variant) {
  const Recipe recipe = load_recipe(setting_.project.recipes(), name);
  Step step;
  step.name = name;
  std::map<std::string, std::string> environment{
      {"OUT", "{out}"},
      {"WORK", "{work}"},
      {"RECIPE", recipe.folder.string()},
      {"STORE", setting_.store.string()},
      {"PYTHON_VERSION", minor_version(variant.cpython)},
  };
  std::string map = "-ffile-prefix-map=" + setting_.store.string() +
                    "=/s -ffile-prefix-map=" + recipe.folder.string() + "=/recipe";
  for (const fs::path& file : list_source_tree(recipe.folder)) {
    add_file(step, "recipe " + name + "/" + file.string(), recipe.folder / file);
  }
  std::vector<std::string> debs = recipe.debs;
  std::string version = recipe.source == "cpython" ? variant.cpython : "";
  if (name == "sdk") {
    step.ingredients.push_back({"LLVM", setting_.sdk.identity});
    version = setting_.sdk.libc_version;
    debs.insert(debs.end(), setting_.sdk.packages.begin(), setting_.sdk.packages.end());
    if (debs.empty()) environment["LLVM"] = setting_.sdk.prefix.string();
  }
  if (!recipe.tools.empty()) add_file(step, "tools (requirements.txt)", setting_.project.requirements());
  if (!recipe.source.empty()) {
    const Built tree = source(recipe.source, version);
    step.ingredients.push_back({"source " + recipe.source, tree.key});
    environment["SRC"] = file_in(tree, "src");
    map += " -ffile-prefix-map=" + environment["SRC"] + "=/src/" + recipe.source;
    wait_for(step, tree);
  }
  for (const std::string& need : recipe.needs) {
    const Built built = need == "sdk" ? sdk(variant) : this->recipe(need, variant);
    step.ingredients.push_back({"needs " + need, built.key});
    environment[need == "sdk" ? "SDK" : dependency_variable(need)] = built.out.string();
    wait_for(step, built);
  }
  for (const std::string& flag : recipe.flags) {
    environment[flag] = flag_value(setting_, variant, name, flag);
    step.ingredients.push_back({"flags " + flag, environment[flag]});
  }
  if (!debs.empty()) {
    StepCommand bring{
        {"{pylonctl}", "action", "fetch", "--project", setting_.project.root.string(), "--to", "{work}/debs"},
        {}};
    for (const std::string& deb : debs) {
      const Source& entry = lock_.labelled(deb);
      bring.argv.push_back(deb);
      step.ingredients.push_back({"package " + entry.name, entry.version + " " + entry.sha256});
    }
    step.commands.push_back(bring);
    add_file(step, "debian-root", setting_.project.toolchain() / "debian-root");
    environment["DEBS"] = "{work}/debs";
    environment["DEBIAN_ROOT"] = (setting_.project.toolchain() / "debian-root").string();
  }
  environment["MAP"] = map + " -ffile-prefix-map={work}=/work";
  step.commands.push_back({{"sh", (recipe.folder / "build.sh").string()}, environment});
  return add_step(std::move(step));
}

void Planner::add(const Variant& variant) {
  VariantParts parts;
  parts.sdk = sdk(variant);
  parts.binaryen = recipe("binaryen", variant);
  parts.cpython = recipe("cpython", variant);
  parts.stdlib = recipe("stdlib", variant);
  for (const std::string& name : variant.packages) {
    const Package* package = catalog_.find_package(name);
    if (package->recipe != "cpython") parts.packages[name] = recipe(package->recipe, variant);
  }
  expect(parts.sdk, {"bin/clang"});
  expect(parts.binaryen, {"bin/wasm-opt"});
  expect(parts.cpython, {"lib/python.o", "lib/libpython" + minor_version(variant.cpython) + ".a",
                         "setup/makesetup", "facts/modules.json", "facts/link.rsp", "facts/host_calls.rsp"});
  expect(parts.stdlib, {"lib"});
  for (const auto& [name, built] : parts.packages) expect(built, catalog_.find_package(name)->archives);
  for (const ModuleChoice& choice : variant.modules) {
    if (choice.kept && parts.packages.contains(choice.module->package))
      expect(parts.packages.at(choice.module->package), choice.module->archives);
  }
  parts.config = config(variant, parts);
  if (variant.library.has_place()) parts.library = library_objects(parts);
  if (variant.snapshot) parts.snapshot = snapshot_objects(variant, parts);
  parts.link = link(variant, parts, {check_config(variant, parts), check_symbols(variant, parts)});
  parts.finished = optimize(variant, parts);
  if (variant.library.is_inside()) parts.finished = fill(variant, parts);
  if (variant.snapshot) parts.finished = take_snapshot(variant, parts);
  if (variant.component.is_one) {
    parts.adapter = recipe("wasi-adapter", variant);
    parts.finished = make_component(variant, parts);
  }
  // A level such as dev does without: they take longer than all else that it has to do.
  if (variant.level.empty()) {
    parts.attribution = attribute(variant, parts);
    parts.sizes = measure(variant, parts);
    parts.archive = measure_archive(variant, parts);
  }
  add_publications(variant, parts);
  plan_.parts[variant.title()] = parts;
}

Plan make_plan(const Workspace& workspace, const std::vector<Variant>& variants) {
  const PlanSetting setting = workspace.setting();
  Planner planner(setting, workspace.lock(), workspace.catalog(), workspace.digests());
  for (const Variant& variant : variants) {
    with_context("while planning the variant " + variant.name, [&] { planner.add(variant); });
  }
  workspace.digests().save();
  return planner.take();
}

}  // namespace pylon
