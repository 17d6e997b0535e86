/* The search page: the address holds the question, Pagefind answers, links are shown and announced. */
import { element } from "./dom.js";

const base = new URL("../../", import.meta.url);
const form = document.querySelector("[data-search]");
const input = form.elements.q;
const status = document.querySelector("[data-search-status]");
const results = document.querySelector("[data-search-results]");
const selects = [...form.querySelectorAll("select")];
const PER_PAGE = 20;

let engine;
let turn = 0;

/** Pagefind, loaded once and only when someone searches. */
function pagefind() {
  engine ??= import(new URL("pagefind/pagefind.js", base)).then(async (module) => {
    await module.options({ baseUrl: base.pathname, ranking: { pageLength: 0.2, termFrequency: 0.5 } });
    await fillFilters(await module.filters());
    return module;
  });
  return engine;
}

function fillFilters(filters) {
  for (const select of selects) {
    for (const [value, count] of Object.entries(filters[select.name] ?? {})) {
      select.add(new Option(`${value}（${count}）`, value));
    }
  }
  form.querySelector(".filters").hidden = false;
  readAddress();
}

function readAddress() {
  const asked = new URLSearchParams(location.search);
  input.value = asked.get("q") ?? "";
  for (const select of selects) select.value = asked.get(select.name) ?? "";
}

function writeAddress(push) {
  const asked = new URLSearchParams();
  if (input.value.trim()) asked.set("q", input.value.trim());
  for (const select of selects) if (select.value) asked.set(select.name, select.value);
  const address = asked.size ? `?${asked}` : location.pathname;
  history[push ? "pushState" : "replaceState"](null, "", address);
}

/** An excerpt's text with the matched words marked; nothing in it is taken as markup. */
function excerpt(html) {
  const span = element("span", { className: "card__text" });
  for (const part of html.split(/(<mark>.*?<\/mark>)/s)) {
    const marked = part.match(/^<mark>(.*?)<\/mark>$/s);
    const text = new DOMParser().parseFromString(marked ? marked[1] : part, "text/html").body.textContent;
    span.append(marked ? element("mark", { textContent: text }) : text);
  }
  return span;
}

function card({ url, meta, excerpt: html }) {
  const badges = [meta.kind, meta.sample].filter(Boolean).map((text) =>
    element("span", { className: text === "示例" ? "badge badge--amber" : "badge", textContent: text }));
  if (meta.validity) badges.push(element("span", { className: "badge badge--amber", textContent: meta.validity.split("，")[0] }));
  if (meta.banner) badges.push(element("span", { textContent: meta.banner }));
  const head = element("span", { className: "card__head" }, element("strong", { textContent: meta.title }));
  if (meta.sum) head.append(element("span", { className: "card__sum", textContent: meta.sum }));
  return element("li", {}, element("a", { className: "card", href: url }, head, excerpt(html),
    element("span", { className: "card__foot" }, ...badges)));
}

/** How much of a title the question itself is: Pagefind does not segment titles, so it cannot tell. */
function inTitle({ meta }) {
  const asked = input.value.trim();
  return asked && meta.title.includes(asked) ? asked.length / meta.title.length : 0;
}

async function show(found, mine, shown = 0) {
  const list = results.querySelector("ul") ?? results.appendChild(element("ul", { className: "cards cards--one" }));
  const data = await Promise.all(found.slice(shown, shown + PER_PAGE).map((hit) => hit.data()));
  if (mine !== turn) return;
  data.sort((a, b) => inTitle(b) - inTitle(a));
  list.append(...data.map(card));
  const first = list.children[shown]?.querySelector("a");
  results.querySelector("button")?.remove();
  if (shown) first?.focus();
  if (shown + PER_PAGE < found.length) {
    const more = element("button", { type: "button", className: "more", textContent: "再看一些" });
    more.addEventListener("click", () => show(found, mine, shown + PER_PAGE));
    results.append(more);
  }
}

async function search() {
  const mine = ++turn;
  const asked = input.value.trim();
  if (!location.search) {
    results.replaceChildren();
    status.textContent = "";
    return;
  }
  status.textContent = "正在查找……";
  try {
    const module = await pagefind(); // only now do the selects hold what the address asks for
    const filters = Object.fromEntries(selects.filter((s) => s.value).map((s) => [s.name, s.value]));
    const { results: found } = await module.search(asked || null, { filters });
    if (mine !== turn) return;
    results.replaceChildren();
    status.textContent = found.length
      ? `${asked ? `“${asked}”` : ""}找到 ${found.length} 条结果`
      : `没有找到${asked ? `“${asked}”` : ""}。换个短一点的词试试，或拨 12333 咨询。`;
    if (found.length) await show(found, mine);
  } catch (error) {
    status.textContent = "这个浏览器用不了搜索。请从菜单里的栏目或站点地图查找。";
    console.warn(error);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  writeAddress(true);
  search();
});
for (const select of selects) select.addEventListener("change", () => { writeAddress(true); search(); });
let pause;
input.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => { writeAddress(false); search(); }, 250);
});
input.addEventListener("focus", pagefind, { once: true });
addEventListener("popstate", () => { readAddress(); search(); });

readAddress();
if (location.search) search();
else input.focus();
