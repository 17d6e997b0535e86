/* What scripts of every kind of page need. */

/** The site's root, wherever it is published. */
export const ROOT = new URL("../../../", import.meta.url);

/** What pages are built on could not be had: this one is what it is without scripts. */
export function failed() {
  document.documentElement.classList.replace("js", "no-js");
}

/** A new element with properties, `role` and `aria…` among them, and children. Text is only ever text. */
export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (/^(role|aria)/.test(key)) node.setAttribute(key.replace("aria", "aria-").toLowerCase(), value);
    else node[key] = value;
  }
  return put(node, children);
}

/** Put these in the place of all that an element holds. */
export function fill(node, ...children) {
  node.textContent = "";
  return put(node, children);
}

/** Children may be in lists, and there may be none where `&&` decides. */
function put(node, children) {
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}
