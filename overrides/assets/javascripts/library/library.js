/* The project library's page. The address holds everything: filters, order and page in the query; typed words and a shortlist
   or a comparison in the fragment, which no server sees. The plain list stands until all is ready, and stays where something fails. */
import { BASE, address, load, span } from "./catalogue.js";
import { MOST, table } from "./compare.js";
import { element, failed, fill } from "../common/page.js";
import { facets } from "./facets.js";
import { numbers } from "./numbers.js";
import { clean, keep, kept, mark, toggle, watch } from "./shortlist.js";

const PER_PAGE = 24;
const LARGE = 3000; // projects; their catalogue is some 35 KB
const ORDERS = { newest: "最近加入的在前", investment: "投资少的在前", payback: "回收期短的在前（自报）" };

const page = document.querySelector("[data-library]");
const pattern = page.querySelector("[data-library-card]").content.querySelector("li");
const wide = matchMedia("(min-width: 64rem)");
const button = (textContent, click, more = {}) => {
  const node = element("button", { type: "button", textContent, ...more });
  node.addEventListener("click", click);
  return node;
};

let catalogue, filters, state, picked = new Set(), drawn = 0;

/* ---- The address ---- */

function read() {
  const asked = new URLSearchParams(location.search);
  const typed = new URLSearchParams(location.hash.slice(1));
  const [view, ids] = (location.hash.slice(1).split("&").find((part) => !part.startsWith("q=")) ?? "").split("=");
  const known = (id) => catalogue.places.has(id);
  return {
    text: typed.get("q") ?? asked.get("q") ?? "", // in the query of old links
    order: Object.keys(ORDERS).includes(asked.get("sort")) ? asked.get("sort") : "newest",
    page: Math.max(1, Math.floor(asked.get("page")) || 1),
    chosen: new Map(catalogue.facets.map(({ key, options }) =>
      [key, new Set((asked.get(key) ?? "").split(",").filter((value) => options.some((option) => option[0] === value)))])),
    view: ["shortlist", "compare"].includes(view) ? view : "list",
    ids: ids === undefined ? null : clean(ids.split(",")).filter(known),
  };
}

function written({ text, order, page: number, chosen, view, ids }) {
  const asked = new URLSearchParams();
  for (const [key, values] of chosen) if (values.size) asked.set(key, [...values].join(","));
  if (order !== "newest") asked.set("sort", order);
  if (number > 1) asked.set("page", number);
  const query = `?${asked}`.replace(/%2C/g, ",").replace(/^\?$/, "");
  const parts = [view !== "list" && `${view}${ids ? `=${ids.join(",")}` : ""}`, text.trim() && `${new URLSearchParams({ q: text.trim() })}`];
  return BASE.pathname + query + parts.filter(Boolean).map((part, at) => (at ? "&" : "#") + part).join("");
}

/** Go to another state; a new entry in the history unless it only continues the last one. Another view is read from its start. */
function go(change, { replace = false } = {}) {
  const { view } = state;
  state = { ...state, ...change };
  history[replace ? "replaceState" : "pushState"](null, "", written(state));
  show();
  if (state.view !== view) begun();
}

/** The eye and the focus go to what the view is called; the list has no heading of its own. */
function begun() {
  const heading = said.querySelector("h2") || status;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  (said.firstElementChild || heading).scrollIntoView();
}

/* ---- What stands on the page ---- */

const input = element("input", { type: "search", id: "library-text", placeholder: "名称或关键词，例如：羊肉", autocomplete: "off", enterKeyHint: "search" });
const sort = element("select", { id: "library-sort" }, Object.entries(ORDERS).map(([value, words]) => new Option(words, value)));
const status = element("p", { className: "library__status", role: "status", tabIndex: -1 });
const chips = element("ul", { className: "chips library__chips", ariaLabel: "已选条件" });
const list = element("ul", { className: "cards" });
const pager = element("nav", { className: "pager", ariaLabel: "翻页" });
const said = element("div", { className: "library__said" });
const results = element("div", { className: "library__results" });
const side = element("aside", { className: "library__side", ariaLabel: "筛选" });
const groups = element("div", { className: "facets" });
const seen = button("", () => sheet.close(), { className: "button" });
const sheet = element("dialog", { className: "sheet", ariaLabel: "筛选项目" },
  element("div", { className: "sheet__head" }, element("h2", { textContent: "筛选项目" }), button("关闭", () => sheet.close(), { className: "plain-button" })),
  element("div", { className: "sheet__body" }),
  element("div", { className: "sheet__foot" }, button("全部清除", clear, { className: "more" }), seen));
const opener = button("筛选", open, { className: "library__open" });
const compare = button("", () => go({ view: "compare", ids: [...picked] }), { className: "button" });
const dock = element("div", { className: "library__dock" });
const shelf = button("备选", () => go({ view: "shortlist", ids: null }), { className: "library__shelf" });
const bar = element("form", { className: "library__bar", role: "search" },
  element("div", { className: "library__text" }, element("label", { htmlFor: "library-text", textContent: "找项目", className: "hidden" }), input),
  element("div", {}, element("label", { htmlFor: "library-sort", textContent: "排列" }), sort));
const main = element("section", { className: "library" }, bar, chips,
  element("div", { className: "library__body" }, side, results),
  dock, sheet);

function show() {
  drawn += 1;
  const listing = state.view === "list";
  main.classList.toggle("library--listing", listing);
  page.querySelector(".lead").hidden = !listing;
  status.classList.toggle("hidden", !listing);
  dock.hidden = state.view === "compare";
  fill(dock, ...(listing ? [opener, shelf] : [compare]));
  shelf.textContent = `备选 ${mine().length}`;
  if (listing) return showList();
  if (state.view === "compare") return showCompare(drawn);
  return showShortlist();
}

function showList() {
  const { found, counts } = catalogue.find(state);
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  state.page = Math.min(state.page, pages);
  if (document.activeElement !== input) input.value = state.text;
  sort.value = state.order;
  filters.show(state.chosen, counts);
  const removable = chosenWords();
  fill(chips, ...removable, ...(removable.length > 1 ? [element("li", {}, button("全部清除", clear, { className: "plain-button" }))] : []));
  chips.hidden = !removable.length;
  opener.textContent = removable.length ? `筛选（已选 ${removable.length}）` : "筛选";
  seen.textContent = found.length ? `查看 ${found.length} 个项目` : "没有符合的项目";
  status.textContent = found.length ? `${found.length} 个项目${pages > 1 ? `，第 ${state.page} 页，共 ${pages} 页` : ""}` : "没有同时符合这些条件的项目";
  fill(said, status, ...(found.length ? [] : [nothing()]));
  draw(found.slice((state.page - 1) * PER_PAGE, state.page * PER_PAGE));
  fill(pager, ...pageLinks(state.page, pages));
  fill(results, said, list, pager);
}

function nothing() {
  const words = state.text.trim();
  return element("p", {}, "去掉一个条件试试", ...(words ? ["，或者", element("a", {
    href: new URL(`../search/#${new URLSearchParams({ q: words })}`, BASE).href, textContent: `在全站搜索“${words}”` })] : []), "。");
}

function chosenWords() {
  const words = catalogue.facets.flatMap(({ key, title, options }) => options.filter(([value]) => state.chosen.get(key).has(value)).map(([value, option]) =>
    chip(option, `去掉“${title}：${option}”`, () => {
      const values = new Set(state.chosen.get(key));
      values.delete(value);
      choose(key, values);
    })));
  if (state.text.trim()) words.push(chip(`“${state.text.trim()}”`, "去掉要找的字", () => { input.value = ""; go({ text: "", page: 1 }); }));
  return words;
}

function chip(words, label, remove) {
  return element("li", {}, button(`${words} ✕`, () => { remove(); status.focus({ preventScroll: true }); }, { className: "chip", ariaLabel: label }));
}

function choose(key, values) {
  go({ chosen: new Map(state.chosen).set(key, values), page: 1 }, { replace: sheet.open && sheet.dataset.changed === "yes" });
  sheet.dataset.changed = sheet.open ? "yes" : "";
}

function clear() {
  input.value = "";
  go({ chosen: new Map(catalogue.facets.map(({ key }) => [key, new Set()])), text: "", page: 1 });
}

/* ---- Cards ---- */

/** Exactly these rows as cards, like those of the plain list; their summaries follow. */
function draw(rows, extra = () => []) {
  const texts = new Map();
  fill(list, ...rows.map((row) => {
    const card = pattern.cloneNode(true);
    const id = catalogue.ids[row];
    card.querySelector("a").href = address(id);
    card.querySelector("strong").textContent = catalogue.titles[row];
    card.querySelector(".card__sum").textContent = `${span(catalogue.value("investment", row))}\u00a0万元`;
    texts.set(row, card.querySelector(".card__text"));
    const foot = card.querySelector(".card__foot");
    const dot = foot.querySelector(".dot");
    const stage = catalogue.value("stage", row);
    const facts = [...catalogue.words("banner", row), ...catalogue.words("industry", row),
      ...(catalogue.isListed(row) ? [] : [catalogue.labels.stages[stage]]),
      ...(state.view === "list" && state.order === "payback" ? [`${span(catalogue.value("payback", row))}\u00a0个月回本（自报）`] : [])];
    fill(foot.firstElementChild, ...facts.flatMap((fact, at) => (at ? [dot.cloneNode(true), fact] : [fact])));
    if (!catalogue.value("sample", row)) foot.querySelector(".badge")?.remove();
    const star = button("", () => { warn(toggle(id)); refresh(); }, { className: "keep" });
    star.dataset.id = id;
    mark(star, id, catalogue.titles[row]);
    card.append(element("div", { className: "library__tools" }, extra(id, row), star));
    return card;
  }));
  catalogue.summarise(rows, (row, summary) => { texts.get(row).textContent = summary; });
}

/** After a star: the stars and the count, or the whole list where it is the shortlist. */
function refresh() {
  if (state.view === "shortlist" && !state.ids) return show();
  for (const star of list.querySelectorAll(".keep")) mark(star, star.dataset.id, catalogue.titles[catalogue.places.get(star.dataset.id)]);
  shelf.textContent = `备选 ${mine().length}`;
}

/** The shortlist without projects that the site no longer has. */
function mine() {
  return kept().filter((id) => catalogue.places.has(id));
}

function warn(stays) {
  if (stays) return;
  status.classList.remove("hidden");
  status.textContent = "这个浏览器不让保存，关掉页面备选就没有了；可以在备选里复制链接留着。";
}

/* ---- Pages of the list ---- */

function pageLinks(number, count) {
  if (count === 1) return [];
  const link = (to, words, more = {}) => {
    const node = element("a", { href: written({ ...state, page: to }), textContent: words, ...more });
    node.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      go({ page: to });
      status.focus({ preventScroll: true });
      bar.scrollIntoView();
    });
    return node;
  };
  return [
    number > 1 && link(number - 1, "上一页", { rel: "prev" }),
    ...numbers(number, count).map((one) => (one === null ? element("span", { textContent: "…" })
      : one === number ? current(one) : link(one, one, { ariaLabel: `第 ${one} 页` }))),
    number < count && link(number + 1, "下一页", { rel: "next" }),
  ].filter(Boolean);
}

function current(number) {
  return element("span", { ariaCurrent: "page", textContent: number });
}

/* ---- Shortlist and comparison ---- */

function back() {
  return element("p", {}, button("← 回到项目列表", () => go({ view: "list", ids: null }), { className: "plain-button library__back" }));
}

function showShortlist() {
  const own = mine();
  const ids = state.ids && state.ids.join() !== own.join() ? state.ids : null;
  const shown = ids ?? own;
  picked = new Set([...picked].filter((id) => shown.includes(id)));
  if (!picked.size) picked = new Set(shown.slice(0, MOST));
  const boxes = [];
  const count = () => {
    compare.textContent = picked.size > 1 ? `并排比较这 ${picked.size} 个` : "选两个以上可以比较";
    compare.disabled = picked.size < 2;
    for (const box of boxes) box.disabled = !box.checked && picked.size >= MOST;
  };
  const pick = (id, row) => {
    const box = element("input", { type: "checkbox", checked: picked.has(id), ariaLabel: `比较${catalogue.titles[row]}` });
    box.addEventListener("change", () => { picked[box.checked ? "add" : "delete"](id); count(); });
    boxes.push(box);
    return element("label", { className: "library__pick" }, box, "比较");
  };
  const title = `${ids ? "别人发来的备选" : "我的备选"}（${shown.length} 个）`;
  status.textContent = title;
  const share = shown.length && button("复制备选的链接", (event) => copy(event.target, written({ ...state, text: "", view: "shortlist", ids: shown })), { className: "more" });
  fill(said, back(), element("h2", { textContent: title }), status,
    element("p", { className: "mute", textContent: shown.length ? `备选只留在这个浏览器里。一次最多比较 ${MOST} 个；链接里只有项目的编号。` : "在项目卡片上点“☆ 备选”，就会收在这里，可以并排比较，也可以发给别人。" }),
    ...(shown.length ? [element("div", { className: "library__actions" }, ids && button("存进我的备选", () => { warn(keep([...new Set([...kept(), ...shown])])); go({ ids: null }); }, { className: "more" }), share,
      !ids && button("清空", () => { keep([]); show(); }, { className: "plain-button" }))] : []));
  draw(shown.map((id) => catalogue.places.get(id)), pick);
  count();
  dock.hidden = !shown.length;
  fill(results, said, list);
}

async function showCompare(turn) {
  const ids = (state.ids ?? mine()).slice(0, MOST);
  const title = `并排比较（${ids.length} 个）`;
  status.textContent = title;
  fill(said, back(), element("h2", { textContent: title }), status,
    element("p", { className: "mute", textContent: ids.length ? "数字是持有人自报的，不构成收益承诺。" : "还没有要比较的项目，先把项目加进备选。" }),
    element("div", { className: "library__actions" }, button("看我的备选", () => go({ view: "shortlist", ids: null }), { className: "more" }),
      ids.length > 0 && button("复制比较的链接", (event) => copy(event.target, written({ ...state, text: "", view: "compare", ids })), { className: "more" })));
  fill(results, said);
  if (!ids.length) return;
  const node = await table(catalogue, ids.map((id) => catalogue.places.get(id)), (id) => go({ view: "compare", ids: ids.filter((one) => one !== id) }));
  if (turn === drawn) results.append(node);
}

/** Copy an address; where the browser does not let us, show it. */
async function copy(target, path) {
  const link = new URL(path, location.href).href;
  try {
    await navigator.clipboard.writeText(link);
    target.textContent = "已复制";
  } catch {
    target.replaceWith(element("p", {}, "请长按复制：", element("a", { href: link, textContent: link })));
  }
}

/* ---- The sheet on a phone, the side on a wide screen ---- */

function open() {
  sheet.dataset.changed = "";
  sheet.showModal();
}

function place() {
  if (wide.matches) sheet.close();
  (wide.matches ? side : sheet.querySelector(".sheet__body")).append(groups);
}

/* ---- Start ---- */

let pause;
const typed = () => {
  clearTimeout(pause);
  pause = setTimeout(() => go({ text: input.value, page: 1 }, { replace: true }), 120);
};
input.addEventListener("input", (event) => { if (!event.isComposing) typed(); });
input.addEventListener("compositionend", typed);
bar.addEventListener("submit", (event) => { event.preventDefault(); typed(); });
sort.addEventListener("change", () => go({ order: sort.value, page: 1 }));
sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
sheet.addEventListener("close", () => opener.focus({ preventScroll: true }));
async function start() {
  catalogue = await load();
  filters = facets(catalogue, choose);
  groups.append(...filters.nodes);
  state = read();
  input.value = state.text;
  if (location.search && state.text) history.replaceState(null, "", written(state)); // what an old link says goes where no server sees it
  place();
  show();
  for (const plain of page.querySelectorAll("[data-library-plain]")) plain.hidden = true;
  page.querySelector("[data-library-plain]").before(main);
  page.append(...page.querySelectorAll("[data-library-below]")); // they are painted there from the first on, and are to be read there
  wide.addEventListener("change", place);
  addEventListener("popstate", () => { state = read(); input.value = state.text; show(); });
  watch(() => (state.view === "list" ? refresh() : show()));
}

const begin = () => start().catch((error) => {
  failed(); // its list stands already
  console.warn(error);
});

/* The catalogue of a large library is heavy, so that a visitor who only looks at the list is spared it. */
if (page.dataset.library > LARGE && !location.search && !location.hash) {
  const offer = element("p", {}, button("找项目、筛选和比较", async () => {
    offer.firstChild.disabled = true;
    await begin();
    offer.remove();
    input.focus();
  }, { className: "button" }));
  page.querySelector("[data-library-plain]").before(offer);
} else {
  begin();
}
