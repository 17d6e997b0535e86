/* What scripts of every kind of page need. */

/** The site's root, wherever it is published. */
export const ROOT = new URL("../../../", import.meta.url);

/** A new element with properties and children. Text is only ever text. */
export function element(name, properties = {}, ...children) {
  const { dataset, ...rest } = properties;
  const node = Object.assign(document.createElement(name), rest);
  Object.assign(node.dataset, dataset);
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}
