/* Up to four projects side by side. What stands in the table is taken from their own pages, so that it is said once. */
import { element } from "../common/page.js";
import { address } from "./catalogue.js";

export const MOST = 4;

const pages = new Map();

/** What a project's page says of it, in rows of label and lines. */
async function read(id) {
  const answer = await fetch(address(id));
  if (!answer.ok) throw new Error(`${answer.status}: ${answer.url}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".project");
  const text = (node) => node?.textContent.trim().replace(/\s+/g, " ") ?? "";
  const all = (selector) => [...page.querySelectorAll(selector)].map(text);
  return new Map([
    ["一句话", [text(page.querySelector(".lead"))]],
    ["总投资", [`${text(page.querySelector(".answer .sum"))}，${text(page.querySelector(".answer__note")).replace("总投资，", "")}`]],
    ...[...page.querySelectorAll(".answer dl > div, .facts > div")].map((pair) => [text(pair.querySelector("dt")), [text(pair.querySelector("dd"))]]),
    ["适合谁", [all("section > .chips li").join("、")]],
    ["风险提示", all(".risks li")],
    ["证照和许可", all(".permits li")],
  ]);
}

/** The rows that readers compare, in this order. */
const ROWS = ["一句话", "总投资", "回收期", "风险提示", "人手", "场地", "旗区", "行业", "方式", "适合谁", "证照和许可", "来源", "下次复核"];

/** A table of these projects; `remove(id)` is called to take one out. */
export async function table(projects, remove) {
  const facts = await Promise.all(projects.map(({ id }) => {
    if (!pages.has(id)) pages.set(id, read(id).catch(() => { pages.delete(id); return new Map(); }));
    return pages.get(id);
  }));
  const cell = (lines) => element("td", {}, !lines?.length ? "—" : lines.length === 1 ? lines[0]
    : element("ul", {}, lines.map((line) => element("li", { textContent: line }))));
  const box = element("div", { className: "compare", tabIndex: 0, role: "region", ariaLabel: "并排比较，可以左右滑动" },
    element("table", { className: "compare__table" },
      element("thead", {}, element("tr", {}, element("td", {}, element("span", { className: "hidden", textContent: "项目" })),
        projects.map(({ id, title, sample }) => element("th", { scope: "col" },
          element("a", { href: address(id), textContent: title }),
          sample && element("span", { className: "badge badge--amber", textContent: "示例" }),
          removal(title, () => remove(id)))))),
      element("tbody", {}, ROWS.map((label) => element("tr", {}, element("th", { scope: "row", textContent: label }),
        facts.map((fact) => cell(fact.get(label))))))));
  box.style.setProperty("--projects", projects.length);
  return box;
}

function removal(title, remove) {
  const button = element("button", { type: "button", className: "plain-button", textContent: "移开", ariaLabel: `不再比较${title}` });
  button.addEventListener("click", remove);
  return button;
}
