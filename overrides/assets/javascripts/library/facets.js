/* The filters of the library: a group of options for each facet, with how many projects each would leave. */
import { element } from "../common/page.js";

const OPEN = new Set(["banner", "industry", "investment"]);

/** The groups, and `show(chosen, counts)` to bring them up to date. `changed(key, options)` is called when the reader chooses. */
export function facets(catalogue, changed) {
  const groups = catalogue.facets.map((facet) => group(facet, changed));
  return {
    nodes: groups.map(({ node }) => node),
    show(chosen, counts) {
      for (const { show, key } of groups) show(chosen.get(key) ?? new Set(), counts.get(key));
    },
  };
}

function group({ key, title, options }, changed) {
  const boxes = options.map(([value]) => element("input", { type: "checkbox", name: key, value }));
  const numbers = options.map(() => element("span", { className: "count" }));
  const said = element("span", { className: "facet__said" });
  const node = element("details", { className: "facet", open: OPEN.has(key) },
    element("summary", {}, title, said),
    element("div", { className: "picks", role: "group", ariaLabel: title }, options.map(([, words], place) =>
      element("label", { className: "pick" }, boxes[place], words, numbers[place]))));
  node.addEventListener("change", () => changed(key, new Set(boxes.filter((box) => box.checked).map((box) => box.value))));
  return {
    key, node,
    show(chosen, counts) {
      boxes.forEach((box, place) => {
        box.checked = chosen.has(box.value);
        numbers[place].textContent = counts[place];
        box.parentElement.classList.toggle("pick--none", !counts[place] && !box.checked);
      });
      said.textContent = chosen.size ? `已选 ${chosen.size} 项` : "";
    },
  };
}
