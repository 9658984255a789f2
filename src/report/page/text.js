// Numbers and elements: what everything else is written with.

const thousands = (n) => String(Math.abs(n)).replace(/\B(?=(\d{3})+$)/g, ",");
const bytesText = (n) => (n < 0 ? "\u2212" : "") + thousands(n);
const signedText = (n) => (n === 0 ? "0" : (n > 0 ? "+" : "\u2212") + thousands(n));
const shareText = (part, whole) => {
  if (!whole) return "";
  const share = (100 * part) / whole;
  return (share > 0 && share < 0.05 ? "<0.1" : share.toFixed(1)) + "\u00a0%";
};
const plural = (n, thing) => `${thousands(n)} ${thing}${n === 1 ? "" : "s"}`;

// element("td", {class: "number"}, "12"): attributes first, then children (nodes or text).
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const byId = (id) => document.getElementById(id);
