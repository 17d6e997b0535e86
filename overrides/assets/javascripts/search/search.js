/* The search page. The address holds the question and the filters, and its history entry the place in the list;
   the engine answers; cards are shown and what was found is announced. */
import { ROOT, element, fill } from "../common/page.js";
import { asked, fragment, moved, settle, write } from "./address.js";
import "./suggest.js";

const form = document.querySelector("#ask");
const input = form.elements.q;
const filters = document.querySelector("[data-search-filters]");
const panel = filters.querySelector("details");
const status = document.querySelector("[data-search-status]");
const results = document.querySelector("[data-search-results]");
const lists = document.querySelector("[data-search-lists]");
const boxes = [...filters.querySelectorAll("input")];
const { phone, filters: named } = status.dataset;
const title = document.title;
const STEP = 10; // cards at a time: each costs a request
const PAUSE = 250; // milliseconds without a key before a search

let engine;
let question = ""; // the one that the address holds
let turn = 0;
let pause;
let slow;

/* ---- The engine, or what stands in for it ---- */

/** Loaded once, when somebody is about to search. */
function ready() {
  engine = engine ?? import("./query.js").then(({ open }) => open(ROOT)).catch(simple);
  return engine;
}

async function simple() {
  return (await import("./titles.js")).open(ROOT);
}

/** The answer with its first cards, from the engine or, when that fails on the way, from titles alone. */
async function find(shown) {
  const answered = async (searcher) => {
    const answer = await searcher.ask(question, chosen());
    return { ...answer, simple: searcher.simple, cards: await load(answer.hits.slice(0, shown)) };
  };
  const first = await ready();
  try {
    return await answered(first);
  } catch (error) {
    if (first.simple) throw error;
    engine = simple();
    return answered(await engine);
  }
}

const load = (hits) => Promise.all(hits.map((hit) => hit.load()));

/* ---- The address and its history ---- */

function chosen() {
  const by = {};
  for (const { name, value } of boxes.filter((box) => box.checked)) by[name] = [...by[name] ?? [], value];
  return by;
}

function readAddress() {
  const address = asked();
  question = (address.get("q") ?? "").trim();
  input.value = question;
  for (const box of boxes) {
    box.checked = address.getAll(box.name).includes(box.value);
    box.disabled = false; // until it is counted
  }
  settle(fragment(question, chosen()));
}

/** Where the reader is in the list, kept with the history entry. */
function remember() {
  history.replaceState({ draft: false, shown: results.querySelectorAll("li").length, y: scrollY }, "");
}

function writeAddress(draft) {
  question = input.value.trim();
  write(fragment(question, chosen()), draft, remember);
}

/* ---- Asking ---- */

/** Asks what the address says now. `place` is where the reader was when this was asked before. */
async function search(place = null) {
  const mine = ++turn;
  clearTimeout(slow);
  document.title = question ? `${question} - ${title}` : title;
  filters.hidden = !question;
  if (!question) {
    fill(status);
    fill(results);
    lists.hidden = false;
    return;
  }
  if (!results.hasChildNodes()) lists.hidden = true;
  slow = setTimeout(say, 400, "正在查找……");
  try {
    const answer = await find(Math.max(place?.shown ?? 0, STEP));
    if (mine !== turn) return;
    show(answer);
    if (place) scrollTo(0, place.y ?? 0);
  } catch {
    if (mine !== turn) return;
    engine = undefined; // the next question tries anew
    filters.hidden = true;
    fill(results);
    lists.hidden = false;
    say(`搜索现在用不了。请从下面的栏目里找，或拨 ${phone} 咨询。`);
  } finally {
    if (mine === turn) clearTimeout(slow);
  }
}

function say(text, ...more) {
  fill(status, element("p", { textContent: text }), ...more);
}

function show(answer) {
  const { hits, simple: titles } = answer;
  const narrowed = boxes.some((box) => box.checked);
  const quoted = (words) => words.map((word) => `“${word}”`).join("");
  const by = answer.understood.length ? `，按${quoted(answer.understood)}查的` : "";
  say(!hits.length ? `没有找到${quoted([question])}${narrowed ? "（只在筛选的范围里找了）" : ""}${by}。`
    : answer.loose ? `没有一条全部符合，下面 ${hits.length} 条结果只符合一部分${by}。`
      : `找到 ${hits.length} 条结果${by}。`,
  better(answer),
  titles && element("p", { className: "notice", textContent: `这里用不了完整搜索，现在只按标题查找，不能按${named}筛选。` }));
  count(answer.counts, hits.length);
  lists.hidden = hits.length > 0;
  if (!hits.length) return fill(results, ...advice(narrowed));
  fill(results, element("ul", { className: "cards cards--one" }, ...answer.cards.map(card)));
  continued(hits);
}

/** “您是不是要找”: the better question, or the words that were put in the place of the typed ones. */
function better({ instead, understood }) {
  const said = question.normalize("NFKC").toLowerCase();
  const other = instead ?? (understood.some((word) => !said.includes(word)) ? understood.join(" ") : "");
  return other && other !== question ? element("p", {}, "您是不是要找：", another(other)) : null;
}

/** A link that asks something else, with the same filters. */
function another(wanted, textContent = wanted) {
  const link = element("a", { href: fragment(wanted, chosen()), textContent });
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    input.value = wanted;
    ask();
    status.focus();
  });
  return link;
}

/** What to do when nothing was found. */
function advice(narrowed) {
  const list = element("ul", {},
    element("li", { textContent: "换短一点的词，一次只写一两个，比如“补贴”“贷款”“开店”。" }),
    element("li", {}, "从下面的栏目里找，或拨 ", element("a", { href: `tel:${phone}`, textContent: phone }), " 咨询。"));
  return narrowed ? [button("去掉筛选再查", widen), list] : [list];
}

function button(textContent, run) {
  const node = element("button", { type: "button", className: "more", textContent });
  node.addEventListener("click", run);
  return node;
}

/* ---- Results ---- */

function card({ url, title: name, kind, sum, banner, sample, validity, more, excerpt }) {
  const badge = (textContent, amber) => element("span", { className: amber ? "badge badge--amber" : "badge", textContent });
  return element("li", {}, element("a", { className: "card", href: new URL(url, ROOT) },
    element("span", { className: "card__head" }, element("strong", { textContent: name }),
      sum && element("span", { className: "card__sum", textContent: sum })),
    excerpt.length > 0 && element("span", { className: "card__text" },
      ...excerpt.map(([text, marked]) => marked ? element("mark", { textContent: text }) : text)),
    element("span", { className: "card__foot" }, kind && badge(kind),
      (sample || validity) && badge(sample || validity, true),
      banner && element("span", { textContent: banner }))),
  more && element("p", { className: "card__more" }, another(more, `看全部“${more}”项目`)));
}

/** The button for the next cards. Pressing it puts the focus on the first of them. */
function continued(hits) {
  const list = results.querySelector("ul");
  const shown = list.children.length;
  const left = hits.length - shown;
  if (left <= 0) return;
  const mine = turn;
  const more = button(`再看 ${Math.min(left, STEP)} 条（还有 ${left} 条）`, async () => {
    more.disabled = true;
    try {
      const cards = await load(hits.slice(shown, shown + STEP));
      if (mine !== turn) return;
      more.remove();
      list.append(...cards.map(card));
      list.children[shown].querySelector("a").focus({ preventScroll: true });
      continued(hits);
      remember();
    } catch {
      more.disabled = false;
      more.textContent = "没有取到，再试一次";
    }
  });
  results.append(more);
}

/* ---- Filters ---- */

/** How many results each choice would give; a choice that gives none cannot be made, only undone. */
function count(counts, total) {
  for (const box of boxes) {
    const number = counts[box.name]?.[box.value] ?? 0;
    box.disabled = !number && !box.checked;
    box.parentNode.querySelector(".count").textContent = number;
  }
  const choice = boxes.some((box) => panel.contains(box) && !box.disabled);
  panel.classList.toggle("none", !choice); // keeps its place, so that nothing moves from answer to answer
  const inside = boxes.filter((box) => box.checked && panel.contains(box)).length;
  panel.querySelector("[data-chosen]").textContent = inside ? `已选 ${inside} 个` : "";
  panel.querySelector("[data-close]").textContent = `看 ${total} 条结果`;
}

function widen() {
  for (const box of boxes) box.checked = false;
  ask();
  status.focus();
}

/* ---- The reader's doing ---- */

function ask() {
  clearTimeout(pause);
  writeAddress(false);
  search();
}

function typed() {
  clearTimeout(pause);
  pause = setTimeout(() => { writeAddress(true); search(); }, PAUSE);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
  if (matchMedia("(hover: none)").matches) input.blur(); // a phone's keyboard would hide the results
});
input.addEventListener("input", (event) => event.isComposing || typed());
input.addEventListener("compositionstart", () => clearTimeout(pause));
input.addEventListener("compositionend", typed);
input.addEventListener("input", () => ready().catch(() => { engine = undefined; }), { once: true }); // while the typing goes on
filters.addEventListener("change", ask);
panel.querySelector("[data-close]").addEventListener("click", () => {
  panel.open = false;
  status.scrollIntoView({ block: "nearest" });
  panel.querySelector("summary").focus({ preventScroll: true });
});
results.addEventListener("click", ({ target }) => target.closest("a") && remember());
/* A step to the main part, which leaves the question where it is. */
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.querySelector("#main").focus();
});
addEventListener("popstate", () => {
  if (!moved()) return;
  clearTimeout(pause);
  readAddress();
  search(history.state ?? {});
});

history.scrollRestoration = "manual";
readAddress();
search(history.state);
