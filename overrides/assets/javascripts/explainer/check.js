/* The explainer's page: one question at a time, then what to do first. Nothing is sent anywhere. */
import { element, failed, fill } from "../common/page.js";
import { accepted } from "./answers.js";
import { address, answersOf, forget, place, remember } from "./memory.js";
import { question } from "./question.js";
import { evaluator } from "./rules.js";

const box = document.querySelector("[data-check]");
const screen = box.querySelector("[data-check-screen]");
const status = box.querySelector("[data-check-status]");
const today = new Date(Date.now() + box.dataset.utcOffset * 3600e3).toISOString().slice(0, 10);
const named = document.title;

let rules, facts, only, engine, answers, at, word = "";

/* ---- Answers ---- */

/** As far as what was given is answers to today's questions: links are typed and stored answers grow old. Nothing where none of it is. */
function understood(given) {
  const found = facts.map((fact) => [fact, accepted(rules, fact, given[fact], today)]).filter(([, answer]) => answer !== undefined);
  return found.length || !Object.keys(given).length ? Object.fromEntries(found) : null;
}

/** Whether a question is asked at all. */
function applies(fact) {
  const needs = { decided: true, conditions: (rules.facts[fact].needs ?? []).map((test) => ({ test })) };
  return engine.result(needs, answers)[0] !== "no";
}

/** Take an answer, and drop those that it rules out. */
function take(fact, answer) {
  answers = { ...answers, [fact]: answer };
  const dropped = [];
  for (const one of facts) {
    if (!(one in answers) || applies(one)) continue;
    delete answers[one];
    dropped.push(rules.facts[one].short);
  }
  if (dropped.length) word = `改了以后，这些不用再答，已经去掉：${dropped.join("、")}。`;
  remember(at.link, answers);
}

/* ---- Places ---- */

/** Go to a place on this page, as a step that the browser's Back undoes. */
function go(to) {
  const link = "link" in to ? to.link : at.link;
  history.pushState({ steps: (history.state?.steps ?? 0) + 1 }, "", address({ ...to, link }));
  show(true).catch(fail);
}

/** Be there instead, without a step. */
function be(to) {
  history.replaceState(history.state, "", address({ ...to, link: at.link }));
  at = place();
}

const back = (text, otherwise) => button(text, () => (history.state?.steps ? history.back() : go(otherwise)));

/** What the address asks for. `moved` where the reader did something, so that the focus goes along. */
async function show(moved) {
  at = place();
  answers = answersOf(at.link, understood);
  if (!answers) {
    word = "分享链接不完整，没有打开。请对方重新发一次，或者自己回答。";
    at.link = null;
    be({});
    answers = answersOf(null, understood);
  }
  const open = engine.questions(answers);
  const known = at.fact in rules.facts && (at.fact in answers || open.includes(at.fact));
  if (!known && !at.results) be(open.length && !at.link ? { fact: open[0] } : { results: true });
  if (at.results) return results(open, moved);
  ask(at.fact, open, moved);
}

function arrive(title, heading, moved) {
  document.title = `${title} - ${named}`;
  if (word) screen.prepend(element("p", { className: "notice", role: "status", textContent: word }));
  word = "";
  if (!moved) return;
  heading.focus({ preventScroll: true });
  scrollTo(0, Math.max(0, Math.min(scrollY, box.getBoundingClientRect().top + scrollY - 16)));
}

function button(text, run, look = "plain-button") {
  const node = element("button", { type: "button", className: look, textContent: text });
  node.addEventListener("click", run);
  return node;
}

/* ---- Questions ---- */

/** The question after `fact`: never jumps back while something further on is open. */
function next(fact) {
  const open = engine.questions(answers);
  return open.find((one) => facts.indexOf(one) > facts.indexOf(fact)) ?? open[0];
}

/** How many questions come after this one: after one that decides which are asked at all, as many as there may be. */
function rest(fact, open) {
  const { chooses, type, options } = rules.facts[fact];
  const left = (questions) => questions.filter((one) => one !== fact).length;
  if (!chooses || fact in answers) return left(open);
  return Math.max(...options.map(({ id }) => left(engine.questions({ ...answers, [fact]: type === "多选" ? [id] : id }))));
}

function ask(fact, open, moved) {
  const before = facts.slice(0, facts.indexOf(fact)).filter((one) => one in answers);
  const after = rest(fact, open);
  const previous = before[before.length - 1];
  const { edit } = at;
  const { form, heading } = question(rules, fact, answers[fact], today, {
    lead: !before.length && !edit && ["答不上来的选“不清楚”。只想看金额的，", element("a", { href: `${box.dataset.root}policies/`, textContent: "直接看全部政策" }), "。"],
    buttons: edit
      ? [back("不改了", { results: true }), element("button", { className: "button", textContent: "改好了，看结果" })]
      : [
        previous && back("上一题", { fact: previous }),
        Object.keys(answers).length > 0 && button("先看结果", () => go({ results: true })),
        element("button", { className: "button", textContent: "下一题" }),
      ],
    taken: (answer) => {
      take(fact, answer);
      import("./results.js").catch(fail); // it will be wanted
      const following = edit ? null : next(fact);
      go(following ? { fact: following } : { results: true });
    },
  });
  document.documentElement.dataset.paper = "";
  fill(screen, form);
  status.textContent = edit ? "改一个回答，别的都留着" : `第 ${before.length + 1} 题，${after ? `还有约 ${after} 题` : "差不多是最后一题"}`;
  arrive(rules.facts[fact].title, heading, moved);
}

/* ---- Results: loaded when there are some ---- */

async function results(open, moved) {
  const { result } = await import("./results.js");
  if (!at.results) return; // gone on meanwhile
  const { content, heading, title } = result(rules, {
    answers, today, open, only,
    link: at.link,
    own: at.link && Object.keys(answersOf(null, understood)).length > 0,
    root: box.dataset.root,
    call: box.dataset.call,
    ask: (fact) => go({ fact, edit: fact in answers }),
    leave: () => go({ results: true, link: null }),
    adopt: () => {
      remember(null, answers);
      go({ results: true, link: null });
    },
  });
  document.documentElement.dataset.paper = "slip";
  fill(screen, content);
  status.textContent = "已按您的回答列出结果";
  arrive(title, heading, moved);
}

/* ---- Start ---- */

/** The item that the address asks about; an item that answers cannot decide is read on its own page. */
function asked() {
  const id = new URLSearchParams(location.search).get("item");
  const item = rules.items.find((one) => one.id === id);
  if (item && !item.decided) location.replace(box.dataset.root + item.url);
  if (id && !item) {
    history.replaceState(null, "", location.pathname + location.hash);
    word = "没有找到您要看的那一项，下面看全部支持。";
  }
  return item;
}

async function start() {
  rules = await (await fetch(box.dataset.rules)).json();
  facts = Object.keys(rules.facts);
  only = asked();
  if (only && !only.decided) return;
  engine = evaluator(only ? { ...rules, items: [only] } : rules, today);
  box.querySelector("[data-check-clear]").addEventListener("click", () => {
    forget();
    history.pushState(null, "", location.pathname + location.search);
    show(true).catch(fail);
  });
  await show(false);
  box.hidden = false;
  addEventListener("hashchange", () => show(true).catch(fail));
}

/** Where something fails the tables serve. */
function fail(error) {
  box.hidden = true;
  failed();
  console.warn(error);
}

start().catch(fail);
