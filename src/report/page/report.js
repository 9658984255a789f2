// The page: reads the data, fills the sections, joins map, table and search.

const data = JSON.parse(byId("data").textContent);
const facts = data.facts || {};
const manifest = facts.identity ? facts : null;

function fillHeader() {
  byId("title").textContent = data.diff ? `${data.name} against ${data.diff.before}` : data.name;
  byId("description").textContent = manifest ? manifest.identity.description : "";
  if (manifest) {
    const {cpython, target, git} = manifest.identity;
    const [commit, state] = git.split("-");
    define("identity", "CPython", cpython);
    define("identity", "target", target);
    define("identity", "git", commit.slice(0, 12) + (state ? `-${state}` : ""), git);
    define("identity", "sha256", manifest.file.sha256, manifest.file.sha256, "digest");
    if (manifest.smoke) define("identity", "smoke", `${manifest.smoke.verdict}, ${manifest.smoke.passed} passed`);
  }
  const totals = data.diff ? data.diff.totals : {};
  const compressed = (facts.file && facts.file.compressed) || {};
  const sizes = facts.file ? {raw: facts.file.bytes, ...compressed} : {};
  for (const name of ["raw", "gzip", "brotli", "zstd"]) {
    const bytes = sizes[name] ?? (totals[name] && totals[name].after);
    if (bytes === undefined) continue;
    const value = define("sizes", name, bytesText(bytes));
    const change = totals[name];
    if (change) value.append(element("span", {class: "change"}, `${signedText(change.delta)} ${percentText(change)}`));
  }
}

const percentText = (change) => {
  if (change.per_cent === undefined) return "";
  return `(${change.per_cent > 0 ? "+" : change.per_cent < 0 ? "\u2212" : ""}${Math.abs(change.per_cent).toFixed(1)}\u00a0%)`;
};

function define(list, term, text, title, kind) {
  const value = element("dd", {title, class: kind}, text);
  byId(list).append(element("div", {}, element("dt", {}, term), value));
  return value;
}

function fillCheck(root) {
  const check = byId("check");
  const {attribution} = facts;
  if (!attribution) {
    check.textContent = "No attribution: only the sections are known.";
    return;
  }
  const {rows, file, unexplained} = attribution.check;
  const shown = root.children.flatMap((group) => group.children).reduce((sum, row) => sum + row.bytes, 0);
  const closed = unexplained === 0 && rows === file && shown === file;
  check.className = closed ? "good" : "bad";
  check.textContent = closed
    ? `\u2713 The rows add up to the file, to the byte: ${bytesText(shown)} of ${bytesText(file)}, 0 unexplained. Attribution: ${attribution.quality}.`
    : `\u2717 The rows do not add up: ${bytesText(shown)} of ${bytesText(file)}, ${bytesText(unexplained)} unexplained.`;
  for (const why of attribution.why) check.append(element("span", {class: "why"}, why));
}

function fillBytes() {
  const root = buildTree(data.name, data.tree);
  fillCheck(root);
  byId("bytes").hidden = false;
  const map = new Treemap(byId("map"), root, {changed: (node) => showPath(map, node), pointed: (node) => showDetails(root, node)});
  const table = new RowTable(byId("rows"), root, Boolean(data.diff), (row) => {
    map.show(row, null);
    byId("map").scrollIntoView({block: "nearest"});
  });
  showPath(map, root);
  showDetails(root, root);
  fillLegend(map, root);
  byId("search").addEventListener("input", (event) => search(event.target.value.trim().toLowerCase(), root, map, table));
  byId("search").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.target.value = "";
    search("", root, map, table);
  });
  byId("colour").hidden = !data.diff;
  byId("colour").addEventListener("change", (event) => {
    map.colour = event.target.value;
    map.draw();
    fillLegend(map, root);
  });
  if (data.diff) {
    map.colour = "change";
    byId("colour").querySelector("[value=change]").checked = true;
    map.draw();
    fillLegend(map, root);
  }
}

function search(query, root, map, table) {
  searchTree(root, query);
  map.searching = query !== "";
  map.draw();
  table.search(query);
  const folded = data.tree.folded_below > 0 ? ` Functions and data of less than ${bytesText(data.tree.folded_below)} bytes are folded and not searched.` : "";
  byId("found").textContent = query === "" ? ""
    : `${root.matches === 1 ? "1 match" : `${thousands(root.matches)} matches`}, ${bytesText(root.found)} bytes (${shareText(root.found, root.bytes) || "0"}).${folded}`;
}

function showPath(map, node) {
  const steps = pathOf(node).map((step, index, all) => {
    const last = index === all.length - 1;
    const button = element("button", {type: "button", class: "link", "aria-current": last ? "location" : null}, step.name);
    button.addEventListener("click", () => map.show(step, null));
    return element("li", {}, button);
  });
  byId("path").replaceChildren(element("ol", {}, ...steps));
}

function showDetails(root, node) {
  const parts = [`${bytesText(node.bytes)} bytes`, `${shareText(node.bytes, root.bytes)} of the file`];
  if (node.parent && node.parent !== root) parts.push(`${shareText(node.bytes, node.parent.bytes)} of ${node.parent.name}`);
  if (node.code > 0 && node.code < node.bytes) parts.push(`code ${bytesText(node.code)}, data ${bytesText(node.data)}`);
  else if (node.kind === "function" || node.kind === "data") parts.push(node.kind);
  const change = node.before === undefined ? null
    : element("span", {class: "change"}, node.before === null ? "new" : `${signedText(node.bytes - node.before)} (was ${bytesText(node.before)})`);
  byId("details").replaceChildren(
    element("strong", {}, pathOf(node).slice(node.parent ? 1 : 0).map((step) => step.name).join(" \u203a ")),
    element("span", {}, parts.join(" \u00b7 ")), ...(change ? [change] : []));
}

function fillLegend(map, root) {
  const item = (kind, text) => element("li", {}, element("span", {class: `swatch ${kind}`}), text);
  const items = map.colour === "change"
    ? [item("new", "new"), item("grown", "grew"), item("shrunk", "shrank"), item("same", "the same")]
    : root.children.filter((group) => group.bytes * 200 > root.bytes)
        .map((group) => item(group.name === "file format" ? "grey" : `hue${group.hue % 10}`, `${group.name} ${shareText(group.bytes, root.bytes)}`));
  byId("legend").replaceChildren(...items);
  for (const swatch of byId("legend").querySelectorAll(".grown, .shrunk, .new")) swatch.style.setProperty("--much", 1);
}

// ---- the difference

function fillDiff(diff) {
  const box = byId("diff");
  box.hidden = false;
  box.append(element("h2", {id: "diff-title"}, "The difference"), element("p", {id: "sentence"}, sentence(diff)));
  box.append(splitTable(diff));
  const rowColumns = [
    {title: "Row", text: (row) => row.name}, {title: "Package", text: (row) => row.package || "", narrow: false},
    {title: diff.before, number: true, narrow: false, text: (row) => (row.before ? bytesText(row.before.bytes) : "\u2013")},
    {title: diff.after, number: true, narrow: false, text: (row) => (row.after ? bytesText(row.after.bytes) : "\u2013")},
    {title: "Change", number: true, text: (row) => signedText(row.delta)}];
  folded(box, `Rows only in ${diff.after}`, rowColumns, diff.rows.added);
  folded(box, `Rows only in ${diff.before}`, rowColumns, diff.rows.removed);
  folded(box, "Rows that changed", rowColumns, diff.rows.changed);
  const symbolColumns = [
    {title: "Symbol", text: (symbol) => symbol.symbol}, {title: "Row", text: (symbol) => symbol.row, narrow: false},
    {title: "Object", text: (symbol) => symbol.object, narrow: false},
    {title: diff.before, number: true, narrow: false, text: (symbol) => (symbol.before === undefined ? "\u2013" : bytesText(symbol.before))},
    {title: diff.after, number: true, narrow: false, text: (symbol) => (symbol.after === undefined ? "\u2013" : bytesText(symbol.after))},
    {title: "Change", number: true, text: (symbol) => signedText(symbol.delta)}];
  folded(box, "Functions of rows that both have", symbolColumns, diff.functions);
  folded(box, "Data of rows that both have", symbolColumns, diff.data);
  const lists = [["Built-in modules", diff.modules], ["Imports", diff.imports], ["Exports", diff.exports], ["WebAssembly features", diff.features]];
  for (const [title, change] of lists) {
    const names = [...change.added.map((name) => ({name, what: "added"})), ...change.removed.map((name) => ({name, what: "removed"}))];
    folded(box, title, [{title: "Name", text: (entry) => entry.name}, {title: "", text: (entry) => entry.what}], {list: names, left_out: 0});
  }
  const valueColumns = [{title: "", text: (value) => value.name}, {title: diff.before, text: (value) => value.before || "\u2013"}, {title: diff.after, text: (value) => value.after || "\u2013"}];
  folded(box, "Memory", valueColumns, {list: diff.memory, left_out: 0});
  folded(box, "Inputs", valueColumns, {list: diff.inputs, left_out: 0});
}

function sentence({before, after, totals: {raw}}) {
  if (raw.delta === 0) return `${after} and ${before} are of the same size: ${bytesText(raw.after)} bytes.`;
  const share = raw.per_cent === undefined ? "" : ` (${Math.abs(raw.per_cent).toFixed(1)}\u00a0%)`;
  return `${after} is ${plural(Math.abs(raw.delta), "byte")}${share} ${raw.delta > 0 ? "larger" : "smaller"} than ${before}.`;
}

function splitTable(diff) {
  const parts = diff.split.filter((part) => part.bytes !== 0);
  const most = Math.max(1, ...parts.map((part) => Math.abs(part.bytes)));
  const bar = (part) => {
    const made = element("span", {class: `bar ${part.bytes > 0 ? "grown" : "shrunk"}`});
    made.style.setProperty("--much", 1);
    made.style.width = `${((100 * Math.abs(part.bytes)) / most).toFixed(2)}%`;
    return made;
  };
  const columns = [
    {title: "Part", text: (part) => part.part}, {title: "Bytes", number: true, text: (part) => signedText(part.bytes)},
    {title: "", cell: bar, narrow: false}, {title: "", text: (part) => part.detail, narrow: false}];
  const table = plainTable(columns, parts);
  table.id = "split-table";
  table.append(element("tfoot", {}, element("tr", {}, element("th", {scope: "row"}, "together"),
    element("td", {class: "number"}, signedText(diff.totals.raw.delta)), element("td", {class: "wide"}),
    element("td", {class: "wide"}, `residual ${signedText(diff.residual)}`))));
  return scrolled(table);
}

function folded(box, title, columns, {list, left_out: leftOut}) {
  if (list.length === 0 && leftOut === 0) return;
  const more = leftOut > 0 ? element("p", {class: "hint"}, `\u2026 and ${thousands(leftOut)} more`) : null;
  box.append(element("details", {open: list.length <= 12}, element("summary", {}, title, element("span", {class: "count"}, thousands(list.length + leftOut))),
    scrolled(plainTable(columns, list)), more));
}

// ---- what else there is to know

function fillFacts() {
  const box = byId("facts");
  box.hidden = false;
  const part = (title, ...content) => box.append(element("section", {}, element("h2", {}, title), ...content));
  const byModule = new Map();
  for (const entry of facts.interface.imports) byModule.set(entry.module, [...(byModule.get(entry.module) || []), entry.name]);
  const host = [...byModule].map(([module, names]) => [plural(names.length, "import"), `${module}: ${names.join(", ")}`]);
  host.push(["exports", facts.interface.exports.map((entry) => entry.name).join(", ")], ["features", facts.features.used.join(", ") || "none"]);
  if (facts.hosts) host.push(["least version of host", Object.entries(facts.hosts.least).map(([name, version]) => `${name} ${version ?? "none yet"}`).join(", ")]);
  for (const memory of facts.memory.memories) host.push(["memory", `${bytesText(memory.initial_pages * facts.memory.page_bytes)} bytes at the start`]);
  part("What it asks of its host", pairs(host));
  if (facts.modules) part(`Absent modules (${facts.modules.absent.length})`, pairs(byReason(facts.modules.absent)));
  if (facts.inputs) {
    const {sources, tools, flags, patches} = facts.inputs;
    const list = (object) => Object.entries(object);
    part("Built from", pairs([["sources", Object.keys(sources).join(", ")], ...list(tools),
      ["flags", list(flags).map(([name, value]) => `${name} ${value}`).join(", ")],
      ...patches.map((patch) => ["patch", `${patch.file}: ${patch.reason}`])]));
  }
  if (facts.stdlib) part(`Standard library: ${bytesText(facts.stdlib.bytes)} bytes in ${plural(facts.stdlib.files, "file")} beside it`, largest(facts.stdlib));
  part("Sections", scrolled(plainTable([
    {title: "Section", text: (section) => section.name + (section.custom ? " (custom)" : "")},
    {title: "Bytes", number: true, text: (section) => bytesText(section.bytes)},
    {title: "Share", number: true, text: (section) => shareText(section.bytes, facts.file.bytes)}], facts.sections)));
}

// The largest of lib/: its modules and packages by bytes.
function largest({modules, packages}) {
  const all = [...Object.entries(modules), ...Object.entries(packages)].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const rest = all.slice(24).reduce((sum, [, bytes]) => sum + bytes, 0);
  const shown = all.slice(0, 24).map(([name, bytes]) => `${name} ${bytesText(bytes)}`);
  if (rest > 0) shown.push(`${plural(all.length - 24, "smaller one")} ${bytesText(rest)}`);
  return element("p", {class: "list"}, shown.join(", "));
}

const pairs = (list) => element("dl", {class: "pairs"}, ...list.flatMap(([term, text]) => [element("dt", {}, term), element("dd", {}, text)]));

function byReason(absent) {
  const names = new Map();
  for (const {name, reason} of absent) names.set(reason, [...(names.get(reason) || []), name]);
  return [...names].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([reason, list]) => [reason, list.join(", ")]);
}

function fillTheme() {
  const button = byId("theme");
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const name = () => (button.textContent = dark() ? "Light" : "Dark");
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    name();
  });
  system.addEventListener("change", name);
  name();
}

fillTheme();
fillHeader();
if (data.tree) fillBytes();
if (data.diff) fillDiff(data.diff);
if (data.facts) fillFacts();
