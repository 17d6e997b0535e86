/* Up to four projects side by side. */
import { element } from "../common/page.js";
import { address } from "./catalogue.js";

export const MOST = 4;

/** A table of some rows of the catalogue; `remove(id)` is called to take a project out. */
export async function table(catalogue, rows, remove) {
  const { by } = catalogue.compared;
  const { project, sample } = catalogue.labels;
  const facts = await Promise.all(rows.map((row) => catalogue.facts(row)));
  const heads = rows.map((row) => [catalogue.ids[row], catalogue.titles[row], catalogue.value("sample", row)]);
  const box = element("div", { className: "compare", tabIndex: 0, role: "region", ariaLabel: "并排比较，可以左右滑动" },
    element("table", { className: "compare__table" },
      element("thead", {}, element("tr", {}, element("td", {}, element("span", { className: "hidden", textContent: project })),
        heads.map(([id, title, invented]) => element("th", { scope: "col" },
          element("a", { href: address(id), textContent: title }),
          invented && element("span", { className: "badge badge--amber", textContent: sample }),
          removal(title, () => remove(id)))))),
      element("tbody", {}, by.map((label, place) => element("tr", {}, element("th", { scope: "row", textContent: label }),
        facts.map((said) => cell(said[place])))))));
  box.style.setProperty("--projects", rows.length);
  return box;
}

/** A text, or several as a list. */
function cell(said = []) {
  const lines = [said].flat();
  return element("td", {}, lines.length > 1 ? element("ul", {}, lines.map((line) => element("li", { textContent: line }))) : lines[0] ?? "—");
}

function removal(title, remove) {
  const button = element("button", { type: "button", className: "plain-button", textContent: "移开" });
  button.setAttribute("aria-label", `移开${title}`); // begins as it is seen, for who speaks to it
  button.addEventListener("click", remove);
  return button;
}
