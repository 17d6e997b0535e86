/* Suggestions under a search box: an ARIA combobox with a listbox, the typed text untouched until one is chosen.
   Loaded when a box gets focus; nothing is fetched for those who do not search. */
import { ROOT, element, fill } from "../common/page.js";
import { offers } from "./offers.js";

const MOST = 6; // as many as a phone shows above its keyboard
let loaded;

/** From a text to its suggestions. Without the lexicon there are none, until it can be had. */
function suggestions() {
  loaded = loaded ?? import("./lexicon.js").then(({ lexicon }) => lexicon(ROOT))
    .then((known) => (text) => offers(known, text, MOST))
    .catch(() => { loaded = undefined; return () => []; });
  return loaded;
}

function combobox(input) {
  const list = element("div", { id: `${input.id}-suggestions`, className: "suggest", role: "listbox", ariaLabel: "搜索建议", hidden: true });
  input.form.append(list);
  for (const [name, value] of [["role", "combobox"], ["autocomplete", "list"], ["controls", list.id], ["expanded", "false"]]) {
    input.setAttribute(name === "role" ? name : `aria-${name}`, value);
  }
  let found = [];
  let active = -1;
  let turn = 0;

  function close() {
    turn++;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function activate(index) {
    active = index;
    for (const [at, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(at === index));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  /** Shows what fits the text now, unless the box was left or closed meanwhile. */
  async function refresh() {
    const mine = ++turn;
    const suggest = await suggestions();
    if (mine !== turn || document.activeElement !== input) return;
    const text = input.value.trim();
    found = text ? suggest(text) : [];
    fill(list, found.map(({ text: one, kind, sample }, at) => {
      const option = element("div", { id: `${list.id}-${at}`, className: "suggest__one", role: "option" },
        element("span", { textContent: one }), kind && element("span", { className: "badge", textContent: kind }),
        sample && element("span", { className: "badge badge--amber", textContent: sample }));
      option.addEventListener("click", () => choose(at));
      return option;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    activate(-1);
  }

  function choose(at) {
    const { text, path } = found[at];
    close();
    if (path) return location.assign(new URL(path, ROOT));
    input.value = text;
    input.form.querySelector("button").click();
  }

  input.addEventListener("focus", suggestions);
  input.addEventListener("input", (event) => event.isComposing || refresh());
  input.addEventListener("compositionend", refresh);
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // choosing keeps the focus in the box
  document.addEventListener("pointerdown", ({ target }) => input.form.contains(target) || close());
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) refresh();
    // One place more than there are options: the box itself, between the last and the first.
    else if (step) activate((active + 1 + step + found.length + 1) % (found.length + 1) - 1);
    else if (event.key === "Enter" && active >= 0) choose(active);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  if (document.activeElement === input) {
    suggestions();
    if (input.value) refresh();
  }
}

for (const input of document.querySelectorAll("[data-suggest]")) combobox(input);
