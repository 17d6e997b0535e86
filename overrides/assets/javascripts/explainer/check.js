/* The explainer's page: one question at a time, then every item with its reasons. Nothing is sent anywhere. */
import { element, fill } from "../common/page.js";
import { accepted, unpacked } from "./answers.js";
import { day, sections } from "./outcomes.js";
import { UNCLEAR, evaluator } from "./rules.js";

const KEPT = "check";
const box = document.querySelector("[data-check]");
const screen = box.querySelector("[data-check-screen]");
const status = box.querySelector("[data-check-status]");
const tables = document.querySelector("[data-check-tables]");
const only = new URLSearchParams(location.search).get("item");
const today = new Date(Date.now() + box.dataset.utcOffset * 3600e3).toISOString().slice(0, 10);

let rules, items, engine, facts, section, answers, shared = false;

/* ---- Answers: kept in this browser; a link carries those that are not sensitive ---- */

/** What this browser kept. */
function kept() {
  try {
    return understood(JSON.parse(localStorage.getItem(KEPT) ?? "{}")) ?? {};
  } catch {
    return {};
  }
}

/** What a link brought, or nothing where it was cut or never was one. */
function brought(link) {
  try {
    return understood(unpacked(link));
  } catch {
    return null;
  }
}

/** As far as what was given is answers to today's questions: links are typed and stored answers grow old. Nothing where none of it is. */
function understood(given) {
  const found = facts.map((fact) => [fact, accepted(rules, fact, given[fact], today)]).filter(([, answer]) => answer !== undefined);
  return found.length || !Object.keys(given).length ? Object.fromEntries(found) : null;
}

function keep() {
  try { localStorage.setItem(KEPT, JSON.stringify(answers)); } catch { /* kept for this page only */ }
}

/* ---- Questions ---- */

function tell(text) {
  status.textContent = text;
}

function settled() {
  const decided = items.filter((item) => item.decided);
  const clear = decided.filter((item) => engine.result(item, answers, today)[0] !== "unknown").length;
  return `${decided.length} 项里已能判断 ${clear} 项`;
}

/** The question after `fact`: never jumps back while something further on is open. */
function next(fact) {
  const open = engine.questions(answers);
  const after = facts.indexOf(fact);
  return open.find((one) => facts.indexOf(one) > after) ?? open[0];
}

function previous(fact) {
  return facts.slice(0, facts.indexOf(fact)).reverse().find((one) => one in answers);
}

function ask(fact, first = false) {
  if (!fact) return results();
  const about = rules.facts[fact];
  const heading = element("legend", {}, element("h2", { textContent: about.title }));
  const fault = element("p", { className: "notice", hidden: true, role: "alert", textContent: "请选一个，答不上来就选“不清楚”。" });
  const form = element("form", { className: "question", noValidate: true },
    element("fieldset", {}, heading,
      element("details", {}, element("summary", { textContent: "为什么问这个" }), element("p", { textContent: about.why })),
      fields(fact, about), fault),
    element("button", { className: "button", textContent: "下一题" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = accepted(rules, fact, read(form, about), today);
    if (answer === undefined) {
      fault.hidden = false;
      return;
    }
    answers = { ...answers, [fact]: answer };
    keep();
    ask(next(fact));
  });
  const back = previous(fact);
  const others = [
    back && button("上一题", () => ask(back)),
    Object.keys(answers).length > 0 && button("先看结果", results),
  ];
  fill(screen, form, ...others);
  tell(`第 ${facts.slice(0, facts.indexOf(fact)).filter((one) => one in answers).length + 1} 题，${settled()}。`);
  if (!first) {
    heading.tabIndex = -1;
    heading.focus();
    scrollTo({ top: Math.max(0, box.getBoundingClientRect().top + scrollY - 16) });
  }
}

function button(text, run) {
  const node = element("button", { type: "button", className: "button button--second", textContent: text });
  node.addEventListener("click", run);
  return node;
}

function choice(type, value, text, chosen) {
  return element("label", { className: "option" },
    element("input", { type, name: "answer", value, checked: chosen }), element("span", { textContent: text }));
}

function fields(fact, about) {
  const answer = answers[fact];
  const unclear = choice(about.type === "多选" ? "checkbox" : "radio", UNCLEAR, "不清楚", answer === UNCLEAR);
  switch (about.type) {
    case "是否":
      return [choice("radio", "true", "是", answer === true), choice("radio", "false", "否", answer === false), unclear];
    case "单选":
      return [...about.options.map(({ id, title }) => choice("radio", id, title, answer === id)), unclear];
    case "多选": {
      const none = choice("checkbox", "", "以上都不是", Array.isArray(answer) && !answer.length);
      const list = element("div", {}, ...about.options.map(({ id, title }) => choice("checkbox", id, title, answer?.includes?.(id) && answer !== UNCLEAR)), none, unclear);
      list.addEventListener("change", ({ target }) => {
        const alone = (input) => input.value === "" || input.value === UNCLEAR;
        for (const input of list.querySelectorAll("input")) {
          if (target.checked && input !== target && (alone(target) || alone(input))) input.checked = false;
        }
      });
      return list;
    }
    case "月份": {
      const [year, month] = typeof answer === "string" && answer !== UNCLEAR ? answer.split("-") : ["", ""];
      const years = Array.from({ length: today.slice(0, 4) - rules.first_year + 1 }, (_, back) => String(today.slice(0, 4) - back));
      const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, "0"));
      const select = (name, label, values, chosen) => element("label", { className: "month" }, element("select", { name },
        element("option", { value: "", textContent: "请选" }), ...values.map((value) => element("option", { value, textContent: String(Number(value)), selected: value === chosen }))), label);
      return typed(element("div", { className: "months" }, select("year", "年", years, year), select("month", "月", months, month)), unclear);
    }
    default: {
      const input = element("input", { name: "number", inputMode: "decimal", autocomplete: "off", className: "number",
        ariaLabel: about.title, value: typeof answer === "number" ? answer : "" });
      return typed(element("label", { className: "months" }, input, about.unit ?? ""), unclear);
    }
  }
}

/** A field to fill in beside “不清楚”: using one undoes the other. */
function typed(field, unclear) {
  const tick = unclear.querySelector("input");
  tick.type = "checkbox";
  field.addEventListener("input", () => { tick.checked = false; });
  tick.addEventListener("change", () => { if (tick.checked) for (const one of field.querySelectorAll("input, select")) one.value = ""; });
  return [field, unclear];
}

function read(form, about) {
  const data = new FormData(form);
  const chosen = data.getAll("answer");
  if (chosen.includes(UNCLEAR)) return UNCLEAR;
  switch (about.type) {
    case "是否": return chosen.length ? chosen[0] === "true" : undefined;
    case "单选": return chosen[0];
    case "多选": return chosen.length ? chosen.filter(Boolean) : undefined;
    case "月份": return data.get("year") && data.get("month") ? `${data.get("year")}-${data.get("month")}` : undefined;
    default: {
      const text = data.get("number").trim().normalize("NFKC");
      return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
    }
  }
}

/* ---- Results ---- */

function results() {
  const found = engine.outcomes(answers).map((outcome, index) => ({ item: items[index], outcome }));
  const place = ({ result, changes }) => result === "no" && changes.some((change) => Object.keys(change.set).length === 1) ? "step" : result;
  const groups = rules.words.groups.map(([key, title, lead]) => ({ key, title, lead, all: found.filter(({ outcome }) => place(outcome) === key) }))
    .filter(({ all }) => all.length);
  const count = (key) => groups.find((group) => group.key === key)?.all.length ?? 0;
  const fit = count("yes") + count("likely");
  const heading = element("h2", { textContent: `${fit} 项符合或初步符合，${count("step")} 项还差一步` });
  const ended = found.some(({ outcome }) => outcome.validity === "PERIOD_ENDED");
  const open = engine.questions(answers);
  fill(screen,
    element("div", { className: "results" }, heading,
      element("p", { className: "mute", textContent: `按 ${day(today)} 和您的回答判断。结果只供参考，以受理部门审核为准。` }),
      shared && element("p", { className: "notice", textContent: "这是用分享链接打开的回答，敏感的问题没有带上。" }),
      ended && element("p", { className: "notice" }, "这些支持的规划期已届满，是否继续执行以主管部门答复为准。办理前先拨 ", element("a", { href: `tel:${box.dataset.phone}`, textContent: box.dataset.phone }), " 问清楚。"),
      ...groups.map(({ key, title, lead, all }) => section(key, title, lead, all))),
    ...[
      open.length && button(`还有 ${open.length} 个问题可以回答`, () => ask(open[0])),
      facts.some((fact) => fact in answers) && button("改回答", () => ask(facts.find((fact) => fact in answers))),
      only && button("看全部支持", () => { location.href = location.pathname; }),
      button("打印去窗口用的单子", () => print()),
      button("复制分享链接", share("copy")),
      button("显示二维码", share("code")),
    ].filter(Boolean));
  tell(`已按您的回答列出结果，${settled()}。`);
  heading.tabIndex = -1;
  heading.focus();
  scrollTo({ top: Math.max(0, box.getBoundingClientRect().top + scrollY - 16) });
}

/** Sharing is loaded only when somebody shares. */
const share = (how) => async ({ target }) => (await import("./share.js"))[how](target, rules, answers, today);

/* ---- Start ---- */

async function start() {
  rules = await (await fetch(box.dataset.rules)).json();
  facts = Object.keys(rules.facts);
  items = only ? rules.items.filter(({ id }) => id === only) : rules.items;
  engine = evaluator({ ...rules, items }, today);
  section = sections(rules, box.dataset.root);
  const link = new URLSearchParams(location.hash.slice(1)).get("a");
  answers = link === null ? kept() : brought(link);
  const broken = !answers;
  answers = answers ?? {};
  shared = link !== null && Object.keys(answers).length > 0;
  tables.hidden = true;
  box.hidden = false;
  box.querySelector("[data-check-clear]").addEventListener("click", () => {
    answers = {};
    shared = false;
    try { localStorage.removeItem(KEPT); } catch { /* nothing was kept */ }
    history.replaceState(null, "", location.pathname + location.search);
    ask(engine.questions(answers)[0]);
  });
  if (shared) results();
  else ask(engine.questions(answers)[0], true);
  if (broken) {
    history.replaceState(null, "", location.pathname + location.search);
    screen.prepend(element("p", { className: "notice", role: "alert", textContent: "分享链接不完整，请重新打开或自己回答。" }));
  }
}

start().catch((error) => {
  box.hidden = true;
  tables.hidden = false;
  tables.classList.remove("no-script"); // the tables serve
  console.warn(error);
});
