// The map: one node's children as cells, and theirs inside. Moved in by click and by keyboard.

const kGap = 2, kHead = 22, kSmallest = 3;  // pixels

class Treemap {
  // `changed(node)` is called when the map shows another node, `pointed(node)` when a cell is looked at.
  constructor(box, root, {changed, pointed}) {
    Object.assign(this, {box, root, changed, pointed, current: root, colour: "group", searching: false, cells: []});
    box.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.resized()).observe(box);
  }

  resized() {
    if (this.width !== this.box.clientWidth || this.height !== this.box.clientHeight) this.draw();
  }

  show(node, focusOn) {
    // A symbol has no inside: its parent is shown, with it in focus.
    if (node.children.length === 0) [node, focusOn] = [node.parent, node];
    this.current = node;
    this.draw();
    if (focusOn !== undefined) this.focus(this.cells.find((cell) => cell.node === focusOn) || this.cells[0]);
    this.changed(node);
    this.pointed(focusOn || node);
  }

  up() {
    if (this.current.parent) this.show(this.current.parent, this.current);
  }

  draw() {
    this.width = this.box.clientWidth;
    this.height = this.box.clientHeight;
    this.box.setAttribute("aria-label", `Treemap of ${this.current.name}, ${bytesText(this.current.bytes)} bytes`);
    const children = [...this.current.children].sort((a, b) => b.bytes - a.bytes);
    const placed = squarify(children.filter((node) => node.bytes > 0), 0, 0, this.width, this.height);
    this.cells = placed.filter((cell) => cell.width >= kSmallest && cell.height >= kSmallest);
    for (const cell of this.cells) cell.button = this.button(cell);
    if (this.cells.length > 0) this.cells[0].button.tabIndex = 0;
    this.box.replaceChildren(...this.cells.map((cell) => cell.button));
  }

  button(cell) {
    const {node} = cell;
    const share = shareText(node.bytes, this.root.bytes);
    const button = element("button", {type: "button", class: "cell", tabindex: -1});
    button.setAttribute("aria-label", `${node.name}: ${bytesText(node.bytes)} bytes, ${share}${this.changeText(node)}`);
    this.place(button, cell);
    if (cell.width >= 34 && cell.height >= 20) {
      const label = node.label || node.name;
      button.append(element("span", {class: "name"}, label));
      const opened = this.inside(button, cell);
      button.classList.toggle("open", opened);
      // The number goes under the name, or beside it, or nowhere.
      const number = bytesText(node.bytes);
      const under = !opened && cell.height >= 40 && cell.width > number.length * 7.5 + 10;
      button.classList.toggle("tall", under);
      if (under || cell.width > label.length * 7.5 + number.length * 7.5 + 24) {
        button.append(element("span", {class: "size"}, number));
      }
    }
    button.addEventListener("click", () => this.show(node, node.children.length === 0 ? node : null));
    button.addEventListener("focus", () => this.pointed(node));
    button.addEventListener("pointerenter", () => this.pointed(node));
    return button;
  }

  // The next level, small: to be seen, not to be met one by one. False where there is no room or no level.
  inside(button, cell) {
    if (cell.node.children.length === 0 || cell.width < 40 || cell.height < kHead + 20) return false;
    const children = [...cell.node.children].sort((a, b) => b.bytes - a.bytes).filter((node) => node.bytes > 0);
    const width = cell.width - kGap - 6, height = cell.height - kGap - kHead - 3;
    for (const inner of squarify(children, 3, kHead, width, height)) {
      if (inner.width < kSmallest || inner.height < kSmallest) continue;
      const span = element("span", {class: "inner", "aria-hidden": "true"});
      this.place(span, inner);
      if (inner.width >= 50 && inner.height >= 18) span.textContent = inner.node.label || inner.node.name;
      span.addEventListener("pointerenter", () => this.pointed(inner.node));
      span.addEventListener("pointerleave", () => this.pointed(cell.node));
      button.append(span);
    }
    return true;
  }

  place(box, {node, x, y, width, height}) {
    const gap = box.classList.contains("inner") ? 1 : kGap;
    Object.assign(box.style, {left: `${x}px`, top: `${y}px`, width: `${Math.max(1, width - gap)}px`,
      height: `${Math.max(1, height - gap)}px`});
    this.paint(box, node);
  }

  paint(box, node) {
    if (this.searching && node.found === 0) box.classList.add("dim");
    if (this.colour === "change") {
      const delta = node.bytes - sizeBefore(node);
      box.classList.add(delta > 0 ? "grown" : delta < 0 ? "shrunk" : "same");
      if (node.before === null) box.classList.add("new");
      // Full colour from a tenth of the node's size on; the root lets small changes be seen at all.
      const part = Math.min(1, (10 * Math.abs(delta)) / Math.max(1, sizeBefore(node)));
      box.style.setProperty("--much", Math.sqrt(part).toFixed(3));
      return;
    }
    const {name, hue} = groupOf(node);
    box.classList.add(name === "file format" ? "grey" : `hue${hue % 10}`);
    if (node.kind === "data") box.classList.add("data");
  }

  changeText(node) {
    if (node.before === undefined) return "";
    return node.before === null ? ", new" : `, changed by ${signedText(node.bytes - node.before)}`;
  }

  focus(cell) {
    if (!cell) return;
    for (const other of this.cells) other.button.tabIndex = -1;
    cell.button.tabIndex = 0;
    cell.button.focus({preventScroll: true});
  }

  key(event) {
    const step = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
    if (event.key === "Escape") this.up();
    else if (step) this.move(step);
    else return;
    event.preventDefault();
  }

  // To the cell that comes next in the direction from the middle of this one: what begins beyond its edge,
  // the nearest first, and straight ahead rather than aside.
  move([dx, dy]) {
    const from = this.cells.find((cell) => cell.button === document.activeElement) || this.cells[0];
    const [along, across, length, breadth] = dx ? ["x", "y", "width", "height"] : ["y", "x", "height", "width"];
    const middle = from[across] + from[breadth] / 2;
    let best = from, bestCost = Infinity;
    for (const cell of this.cells) {
      const ahead = dx + dy > 0 ? cell[along] - from[along] - from[length] : from[along] - cell[along] - cell[length];
      const aside = Math.max(0, cell[across] - middle, middle - cell[across] - cell[breadth]);
      if (cell !== from && ahead > -1 && ahead + 2 * aside < bestCost) [best, bestCost] = [cell, ahead + 2 * aside];
    }
    this.focus(best);
  }
}
