/* The search page. The address holds the question and the filters, and its history entry the place in the list;
   the engine answers; what it answers is shown and announced. */
import { ROOT, element, fill } from "../common/page.js";
import { asked, fragment, moved, settle, write } from "./address.js";
import { card, chips, direct, elsewhere, spoken } from "./answer.js";
import "./suggest.js";

const form = document.querySelector("#ask");
const input = form.elements.q;
const filters = document.querySelector("[data-search-filters]");
const panel = filters.querySelector("details");
const answered = document.querySelector("[data-search-direct]");
const status = document.querySelector("[data-search-status]");
const results = document.querySelector("[data-search-results]");
const lists = document.querySelector("[data-search-lists]");
const boxes = [...filters.querySelectorAll("input")];
const title = document.title;
const STEP = 10; // cards at a time: each costs a request
const PAUSE = 250; // milliseconds without a key before a search

let engine;
let question = ""; // the one that the address holds
let without = []; // what was read from it and the reader took off
let turn = 0;
let pause;
let slow;

/* ---- The engine ---- */

/** Loaded once, when somebody is about to search; where that fails, the next question tries anew. */
function ready() {
  engine = engine ?? import("./query.js").then(({ open }) => open(ROOT)).catch((error) => { engine = undefined; throw error; });
  return engine;
}

/** The answer with its first cards. */
async function find(shown) {
  const answer = await (await ready()).ask(question, chosen(), { without });
  return { ...answer, cards: await load(answer.hits.slice(0, Math.max(shown, Math.min(STEP, answer.near)))) };
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
  without = address.getAll("without");
  input.value = question;
  for (const box of boxes) {
    box.checked = address.getAll(box.name).includes(box.value);
    box.disabled = false; // until it is counted
  }
  settle(fragment(question, chosen(), without));
}

/** Where the reader is in the list, kept with the history entry. */
function remember() {
  history.replaceState({ draft: false, shown: results.querySelectorAll(".cards > li").length, y: scrollY }, "");
}

/** A new question starts with all that is read from it. */
function writeAddress(draft) {
  const wanted = input.value.trim();
  if (wanted !== question) without = [];
  question = wanted;
  write(fragment(question, chosen(), without), draft, remember);
}

/* ---- Asking ---- */

/** Asks what the address says now. `place` is where the reader was when this was asked before, `first` what is to be said first. */
async function search(place = null, first = "") {
  const mine = ++turn;
  clearTimeout(slow);
  document.title = question ? `${question} - ${title}` : title;
  if (!question) return clear();
  filters.hidden = false;
  if (!results.hasChildNodes()) lists.hidden = true;
  slow = setTimeout(say, 400, "正在查找……");
  try {
    const answer = await find(place?.shown ?? 0);
    if (mine !== turn) return;
    show(answer, first);
    if (place) scrollTo(0, place.y ?? 0);
  } catch {
    if (mine !== turn) return;
    clear("搜索现在用不了。请从下面的栏目里找。", ...calls());
  } finally {
    if (mine === turn) clearTimeout(slow);
  }
}

const line = (...children) => element("p", {}, ...children);

function say(...children) {
  fill(status, line(...children));
}

/** The lists alone, under what is said. */
function clear(...children) {
  filters.hidden = true;
  fill(answered);
  fill(status, children.length > 0 && line(...children));
  fill(results);
  lists.hidden = false;
}

function show(answer, first) {
  const { hits, near, state, facets, cut, understood } = answer;
  if (state === "empty") return clear(`请写几个字，${input.placeholder}。`);
  const narrowed = boxes.some((box) => box.checked);
  const guess = state === "guess" || Boolean(answer.elsewhere);
  fill(answered, answer.direct && direct(answer.direct));
  fill(status,
    answer.direct && element("p", { className: "hidden", textContent: spoken(answer.direct) }),
    answer.elsewhere ? elsewhere(answer.elsewhere)
      : guess && element("p", { className: "notice" }, element("strong", { textContent: "本站没有这方面的内容。" }), ...calls()),
    line(first, !hits.length ? `没有找到“${question}”${narrowed ? "（只在筛选的范围里找了）" : ""}。`
      : guess ? `离得最近的（猜的），${hits.length} 条：` : `找到 ${hits.length} 条结果${near < hits.length ? `，先列最合的 ${near} 条` : ""}。`,
    cut && "问得很长，只按前 100 个字查的。", understood && ["按“", another(understood), "”查的。"]),
    facets.length > 0 && element("p", { className: "hidden", textContent: `从问题里读出：${facets.map(({ words }) => words).join("、")}。` }),
    answer.simple && element("p", { className: "notice", textContent: "这里用不了完整搜索，现在只查标题和要点，可能找不全。" }));
  count(answer.counts, hits.length);
  lists.hidden = hits.length > 0;
  fill(results, facets.length > 0 && chips(facets, takeOff), ...hits.length
    ? [element("ul", { className: guess ? "cards cards--one cards--guess" : "cards cards--one" }, ...answer.cards.map(result))]
    : advice(narrowed));
  if (hits.length) continued(hits, near);
}

/** A result; a link to all of an idea would lead back here where the idea itself was asked for. */
const result = ({ more, ...one }) => card({ ...one, more: more !== question && more }, another);

/** Whom to call, as the lists say it. */
const calls = () => [...lists.querySelector("[data-search-calls]").cloneNode(true).childNodes];

/** A link that asks something else, with the same filters. */
function another(wanted, textContent = wanted) {
  const link = element("a", { href: fragment(`${wanted}`, chosen(), []), textContent });
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    input.value = wanted;
    ask();
    status.focus();
  });
  return link;
}

/** Asks again without something that was read from the question. */
async function takeOff({ key, words }) {
  without = [...without, key];
  writeAddress(false);
  await search(null, `不再按“${words}”查。`);
  if (document.activeElement === document.body) status.focus({ preventScroll: true }); // what was pressed is gone
}

/** What to do when nothing was found. */
function advice(narrowed) {
  const list = element("ul", {},
    element("li", { textContent: "换短一点的词，一次只写一两个，比如“补贴”“贷款”“开店”。" }),
    element("li", {}, "从下面的栏目里找。", ...calls()));
  return narrowed ? [button("去掉筛选再查", widen), list] : [list];
}

function button(textContent, run) {
  const node = element("button", { type: "button", className: "more", textContent });
  node.addEventListener("click", run);
  return node;
}

/** The button for the next cards, of the best ones and then of the others. Pressing it puts the focus on the first of them. */
function continued(hits, near) {
  const list = results.querySelector(".cards");
  const shown = list.children.length;
  const far = shown >= near; // the best are all there
  const left = (far ? hits.length : near) - shown;
  if (left <= 0) return;
  const mine = turn;
  const more = button(`再看 ${Math.min(left, STEP)} 条${far ? "关系远一些的" : ""}（还有 ${left} 条）`, async () => {
    more.disabled = true;
    try {
      const cards = await load(hits.slice(shown, shown + Math.min(left, STEP)));
      if (mine !== turn) return;
      more.remove();
      list.append(...cards.map(result));
      list.children[shown].querySelector("a").focus({ preventScroll: true });
      continued(hits, near);
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
  fill(panel.querySelector("[data-chosen]"), inside > 0 && [element("span", { className: "hidden", textContent: "，已选" }),
    element("span", { className: "count", textContent: inside }), element("span", { className: "hidden", textContent: "个" })]);
  panel.querySelector("[data-close]").textContent = `看 ${total} 条结果`;
}

/** Closes what choices lie behind; the focus stays where it was opened. */
function fold() {
  panel.open = false;
  panel.querySelector("summary").focus({ preventScroll: true });
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
input.addEventListener("input", () => ready().catch(() => {}), { once: true }); // while the typing goes on
filters.addEventListener("change", ask);
panel.querySelector("[data-close]").addEventListener("click", () => {
  fold();
  status.scrollIntoView({ block: "nearest" });
});
/* It lies over the results, where the focus must not go unseen. */
panel.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget && !panel.contains(relatedTarget)) panel.open = false;
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
