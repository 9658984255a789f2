// Tables: of the rows (sortable, beside the map), and plain ones.

// columns: {title, text(entry), value(entry) to sort by, number, narrow: shown on phones too, cell(entry)}.
function plainTable(columns, entries, caption) {
  const head = element("tr", {}, ...columns.map((column) => element("th", {scope: "col", class: classOf(column)}, column.title)));
  const body = element("tbody", {}, ...entries.map((entry) => tableRow(columns, entry)));
  return element("table", {}, caption ? element("caption", {}, caption) : null, element("thead", {}, head), body);
}

const classOf = (column) =>
  [column.number ? "number" : "", column.narrow === false ? "wide" : "", column.key ? `c-${column.key}` : ""].filter(Boolean).join(" ") || null;

// Long names may break after their dots and underscores.
function breakable(name) {
  return name.split(/(?<=[._])/).flatMap((part, index) => (index === 0 ? [part] : [element("wbr"), part]));
}

function tableRow(columns, entry) {
  return element("tr", {}, ...columns.map((column, index) => {
    const attributes = {class: classOf(column)};
    if (index === 0) attributes.scope = "row";
    return element(index === 0 ? "th" : "td", attributes, column.cell ? column.cell(entry) : column.text(entry));
  }));
}

const scrolled = (table) => element("div", {class: "scroll"}, table);

// The rows of the file. `open(row)` shows one in the map.
class RowTable {
  constructor(box, root, withChange, open) {
    Object.assign(this, {box, root, withChange, open, sortBy: "bytes", falling: true, query: ""});
    this.rows = root.children.flatMap((group) => group.children);
    const number = (title, key) => ({title, key, number: true, value: (row) => row[key], text: (row) => bytesText(row[key])});
    this.columns = [
      {title: "Row", key: "name", value: (row) => row.name.toLowerCase(), cell: (row) => this.nameButton(row)},
      {title: "Package", key: "group", value: (row) => row.group, text: (row) => row.group},
      number("Code", "code"), number("Data", "data"), number("Bytes", "bytes"),
      {title: "Share", key: "share", number: true, value: (row) => row.bytes, text: (row) => shareText(row.bytes, root.bytes)},
    ];
    if (withChange) {
      const delta = (row) => row.bytes - sizeBefore(row);
      this.columns.push({title: "Change", key: "change", number: true, value: delta,
        text: (row) => (row.before === null ? "new" : signedText(delta(row)))});
    }
    this.draw();
  }

  nameButton(row) {
    const button = element("button", {type: "button", class: "link"}, ...breakable(row.name));
    button.addEventListener("click", () => this.open(row));
    return button;
  }

  heading(column) {
    const sorted = column.key === this.sortBy;
    const button = element("button", {type: "button", class: "sort"}, column.title,
      element("span", {"aria-hidden": "true"}, sorted ? (this.falling ? "\u2193" : "\u2191") : ""));
    button.addEventListener("click", () => {
      this.falling = sorted ? !this.falling : Boolean(column.number);
      this.sortBy = column.key;
      this.draw();
      this.box.querySelector(`th[data-key="${column.key}"] button`).focus();
    });
    return element("th", {scope: "col", class: classOf(column), "data-key": column.key,
      "aria-sort": sorted ? (this.falling ? "descending" : "ascending") : "none"}, button);
  }

  draw() {
    const {value} = this.columns.find((column) => column.key === this.sortBy);
    const order = (a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0) * (this.falling ? -1 : 1) ||
      (a.name < b.name ? -1 : 1);
    const rows = this.rows.filter((row) => this.query === "" || row.found > 0).sort(order);
    const sum = (key) => bytesText(rows.reduce((total, row) => total + row[key], 0));
    const total = {Row: plural(rows.length, "row"), Code: sum("code"), Data: sum("data"), Bytes: sum("bytes")};
    const foot = this.columns.map((column, index) =>
      element(index === 0 ? "th" : "td", {class: classOf(column), scope: index === 0 ? "row" : null}, total[column.title] || ""));
    this.box.replaceChildren(element("table", {id: "row-table", class: this.withChange ? "compared" : null},
      element("thead", {}, element("tr", {}, ...this.columns.map((column) => this.heading(column)))),
      element("tbody", {}, ...rows.map((row) => tableRow(this.columns, row))),
      element("tfoot", {}, element("tr", {}, ...foot))));
  }

  search(query) {
    this.query = query;
    this.draw();
  }
}
