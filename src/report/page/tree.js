// The tree of the bytes: file, groups, rows, objects, symbols. Sums are exact at every level.

// A node: name, kind, bytes, code, data, parent, children; `before` where it changed (null: it is new).
function makeNode(parent, name, kind, bytes) {
  const node = {parent, name, kind, bytes, code: 0, data: 0, children: [], before: undefined};
  if (parent) parent.children.push(node);
  return node;
}

function addSymbols(object, [, symbols, foldedCount, foldedBytes], isNew) {
  for (const [name, isFunction, bytes, before] of symbols) {
    const node = makeNode(object, name, isFunction ? "function" : "data", bytes);
    node[isFunction ? "code" : "data"] = bytes;
    node.before = isNew ? null : before;
  }
  if (foldedCount > 0) {
    const node = makeNode(object, plural(foldedCount, "smaller one"), "folded", foldedBytes);
    node.before = isNew ? null : undefined;
  }
}

function addRow(group, row) {
  const node = makeNode(group, row.name, row.kind, row.code + row.data + row.other);
  Object.assign(node, {code: row.code, data: row.data, before: row.before, isRow: true, group: group.name});
  const isNew = row.before === null;
  const objects = row.objects || [];
  for (const object of objects) {
    // A row of one object needs no level for it.
    if (objects.length === 1) {
      addSymbols(node, object, isNew);
      continue;
    }
    const child = makeNode(node, object[0] || "(no object file)", "object", 0);
    // On the map the member says enough: "call.o" of "libpython3.13.a(call.o)".
    child.label = /\(.+\)$/.test(object[0]) ? object[0].slice(object[0].indexOf("(") + 1, -1) : child.name;
    addSymbols(child, object, isNew);
    child.bytes = child.children.reduce((sum, symbol) => sum + symbol.bytes, 0);
    child.code = child.children.reduce((sum, symbol) => sum + symbol.code, 0);
    child.data = child.bytes - child.code;
    if (isNew) child.before = null;
    else if (child.children.some((symbol) => symbol.before !== undefined)) {
      child.before = child.children.reduce((sum, symbol) => sum + sizeBefore(symbol), 0);
    }
  }
  return node;
}

const sizeBefore = (node) => (node.before === undefined ? node.bytes : node.before || 0);

function buildTree(name, tree) {
  const root = makeNode(null, name, "file", 0);
  // CPython has its colour in every report, the other groups theirs by size.
  let hues = 0;
  tree.groups.forEach((group) => {
    const node = makeNode(root, group.name, "group", 0);
    node.hue = group.name === "cpython" ? 0 : (hues += 1);
    for (const row of group.rows) addRow(node, row);
    for (const key of ["bytes", "code", "data"]) node[key] = node.children.reduce((sum, row) => sum + row[key], 0);
    const changed = node.children.filter((row) => row.before !== undefined);
    if (changed.length > 0) {
      const allNew = node.children.every((row) => row.before === null);
      node.before = allNew ? null : node.children.reduce((sum, row) => sum + sizeBefore(row), 0);
    }
  });
  for (const key of ["bytes", "code", "data"]) root[key] = root.children.reduce((sum, group) => sum + group[key], 0);
  return root;
}

const pathOf = (node) => (node.parent ? [...pathOf(node.parent), node] : [node]);
const groupOf = (node) => (node.kind === "group" || !node.parent ? node : groupOf(node.parent));

// Squarified layout (Bruls, Huizing, van Wijk 2000): `nodes` largest first, into a rectangle of pixels; each
// gets an area in proportion to its bytes, as near to a square as can be.
function squarify(nodes, x, y, width, height) {
  const total = nodes.reduce((sum, node) => sum + node.bytes, 0);
  const cells = [];
  if (total === 0 || width <= 0 || height <= 0) return cells;
  const scale = (width * height) / total;
  let start = 0;
  while (start < nodes.length) {
    const side = Math.min(width, height);
    const worst = (sum, from, to) =>
      Math.max((side * side * nodes[from].bytes * scale) / (sum * sum), (sum * sum) / (side * side * nodes[to].bytes * scale));
    let end = start + 1;
    let sum = nodes[start].bytes * scale;
    while (end < nodes.length) {
      const next = sum + nodes[end].bytes * scale;
      if (worst(next, start, end) > worst(sum, start, end - 1)) break;
      sum = next;
      end += 1;
    }
    // One strip along the shorter side.
    const thickness = sum / side;
    let along = 0;
    for (; start < end; start += 1) {
      const length = (nodes[start].bytes * scale) / thickness;
      const box = width >= height ? [x, y + along, thickness, length] : [x + along, y, length, thickness];
      cells.push({node: nodes[start], x: box[0], y: box[1], width: box[2], height: box[3]});
      along += length;
    }
    if (width >= height) [x, width] = [x + thickness, width - thickness];
    else [y, height] = [y + thickness, height - thickness];
  }
  return cells;
}

// Sets node.found: the bytes of what `query` names, below and at the node. Who matches counts whole, once.
function searchTree(node, query) {
  node.found = 0;
  if (node.parent && query !== "" && node.name.toLowerCase().includes(query)) {
    node.found = node.bytes;
    node.matches = 1;
    for (const child of node.children) markFound(child);
    return;
  }
  node.matches = 0;
  for (const child of node.children) {
    searchTree(child, query);
    node.found += child.found;
    node.matches += child.matches;
  }
}

function markFound(node) {
  node.found = node.bytes;
  node.matches = 1;
  for (const child of node.children) markFound(child);
}
