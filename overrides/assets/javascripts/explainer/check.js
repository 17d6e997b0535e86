/* The explainer's page: one question at a time, then every item with its reasons. Nothing is sent anywhere. */
import { element } from "../common/page.js";
import { evaluator } from "./rules.js";

const UNCLEAR = "unclear";
const KEPT = "check";
const box = document.querySelector("[data-check]");
const screen = box.querySelector("[data-check-screen]");
const status = box.querySelector("[data-check-status]");
const root = box.dataset.root;
const only = new URLSearchParams(location.search).get("item");
const today = new Date(Date.now() + box.dataset.utcOffset * 3600e3).toISOString().slice(0, 10);
const SIGNS = new Map([[true, ["✓", "满足"]], [false, ["○", "还没有"]], [null, ["？", "待定"]]]);

let rules, items, engine, facts, answers, shared = false;

function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

function money(yuan) {
  return yuan >= 10000 && yuan % 1000 === 0 ? `${yuan / 10000} 万元` : `${yuan} 元`;
}

/* ---- Answers: kept in this browser; a link carries those that are not sensitive ---- */

function load() {
  const fragment = new URLSearchParams(location.hash.slice(1)).get("a");
  try {
    shared = Boolean(fragment);
    const text = fragment
      ? new TextDecoder().decode(Uint8Array.from(atob(fragment.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0)))
      : localStorage.getItem(KEPT) ?? "{}";
    const kept = JSON.parse(text);
    return Object.fromEntries(facts.filter((fact) => valid(fact, kept[fact])).map((fact) => [fact, kept[fact]]));
  } catch {
    return {};
  }
}

/** Whether something can be an answer: links are typed and stored answers grow old. */
function valid(fact, answer) {
  const { type, options = [], most } = rules.facts[fact];
  const known = (id) => options.some((option) => option.id === id);
  if (answer === UNCLEAR) return true;
  switch (type) {
    case "是否": return typeof answer === "boolean";
    case "单选": return known(answer);
    case "多选": return Array.isArray(answer) && answer.every(known);
    case "月份": return /^\d{4}-(0[1-9]|1[0-2])$/.test(answer) && answer >= "1950-01" && answer <= today.slice(0, 7);
    default: return Number.isFinite(answer) && answer >= 0 && answer <= (most ?? answer);
  }
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
  return facts.slice(0, facts.indexOf(fact)).findLast((one) => one in answers);
}

function ask(fact, first = false) {
  if (!fact) return results();
  const about = rules.facts[fact];
  const heading = element("legend", {}, element("h2", { textContent: about.title }));
  const fault = element("p", { className: "notice", hidden: true, textContent: "请选一个，答不上来就选“不清楚”。" });
  fault.setAttribute("role", "alert");
  const form = element("form", { className: "question", noValidate: true },
    element("fieldset", {}, heading,
      element("details", {}, element("summary", { textContent: "为什么问这个" }), element("p", { textContent: about.why })),
      fields(fact, about), fault),
    element("button", { className: "button", textContent: "下一题" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = read(form, about);
    if (answer === undefined || !valid(fact, answer)) {
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
  screen.replaceChildren(form, ...others.filter(Boolean));
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
      const years = Array.from({ length: 60 }, (_, back) => String(Number(today.slice(0, 4)) - back));
      const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, "0"));
      const select = (name, label, values, chosen) => element("label", { className: "month" }, element("select", { name },
        element("option", { value: "", textContent: "请选" }), ...values.map((value) => element("option", { value, textContent: String(Number(value)), selected: value === chosen }))), label);
      return typed(element("div", { className: "months" }, select("year", "年", years, year), select("month", "月", months, month)), unclear);
    }
    default: {
      const input = element("input", { name: "number", inputMode: "decimal", autocomplete: "off", className: "number",
        value: typeof answer === "number" ? answer : "" });
      input.setAttribute("aria-label", about.title);
      return typed(element("label", { className: "months" }, input, about.unit ?? ""), unclear);
    }
  }
}

/** A field to fill in beside “不清楚”: using one undoes the other. */
function typed(field, unclear) {
  const box = unclear.querySelector("input");
  box.type = "checkbox";
  field.addEventListener("input", () => { box.checked = false; });
  box.addEventListener("change", () => { if (box.checked) for (const one of field.querySelectorAll("input, select")) one.value = ""; });
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
  screen.replaceChildren(
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

function section(key, title, lead, all) {
  const list = element("ul", { className: "plain outcomes" }, ...all.map(({ item, outcome }) => entry(key, item, outcome)));
  const head = element("h3", { textContent: `${title}（${all.length} 项）` });
  if (key === "no" || key === "office") {
    return element("details", { className: `group group--${key}` }, element("summary", {}, head), element("p", { className: "mute", textContent: lead }), list);
  }
  return element("section", { className: `group group--${key}` }, head, element("p", { className: "mute", textContent: lead }), list);
}

function entry(key, item, outcome) {
  const lines = sentences(key, item, outcome);
  return element("li", { className: "outcome" },
    element("p", { className: "card__head" }, element("a", { href: root + item.url, textContent: item.title }), element("strong", { className: "card__sum", textContent: sum(item, outcome) })),
    element("p", { className: "badges" }, element("span", { className: "badge badge--amber", textContent: rules.words.validity[outcome.validity] }),
      item.payee && element("span", { className: "badge", textContent: `发给${item.payee}` })),
    ...lines.map((text) => element("p", { textContent: text })),
    outcome.trace.length > 0 && element("details", {}, element("summary", { textContent: "逐条看" }), tree(item.conditions, outcome.trace)));
}

function sum(item, outcome) {
  const [amount] = outcome.amounts;
  if (amount?.form === "fixed" && amount.total) return money(amount.total);
  if (amount?.form === "rate" && amount.total) return `估算 ${money(amount.total)}`;
  return item.sum;
}

function sentences(key, item, { result, changes, missing, starts, ends, blocked_by: blocked, doubts, amounts, unlisted, trace }) {
  const lines = [];
  const short = (fact) => rules.facts[fact].short;
  if (result === "no") lines.push(`还差：${item.conditions.filter((_, index) => trace[index]?.truth === false).map((node) => node.says.replace(/。$/, "")).join("；")}。`);
  for (const change of changes.slice(0, 2)) {
    const steps = Object.entries(change.set).map(([fact, value]) => step(rules.facts[fact], value));
    lines.push(`可以${steps.join("，再")}${change.from ? `，最早到 ${day(change.from)} 满足` : ""}。`);
  }
  if (missing.length) lines.push(`还需了解：${missing.map(short).join("、")}。`);
  if (blocked.length) lines.push(...item.exclusions.filter((one) => blocked.includes(one.item)).map((one) => one.says));
  if (unlisted) lines.push("名单末尾有“等”字，您的情况没有明列，请咨询。");
  if (starts) lines.push(`只要时间到了，最早 ${day(starts)} 起满足。`);
  if (ends) lines.push(`最晚 ${day(ends)} 前满足时间条件，请早些问。`);
  for (const [index, { form, monthly, from }] of amounts.entries()) {
    if (form !== "rate" || !monthly) continue;
    const { mark = "" } = rules.parameters[item.amounts[index].of].values.find((one) => one.from === from);
    lines.push(`金额是估算：按 ${day(from)}起的标准${mark}，每月约 ${money(monthly)}。`);
  }
  for (const index of doubts) lines.push(`口径待确认：${item.doubts[index].says}`);
  if (key === "office" || key === "likely" || key === "unknown") lines.push(`问谁：${item.contacts.map(({ title, phone }) => phone ? `${title} ${phone}` : title).join("，或")}。`);
  return lines;
}

/** A change in words: what to do, and to what where that is not plain. */
function step({ type, todo, short, unit, options }, value) {
  if (type === "数字") return `${todo}（${short}：${value} ${unit}）`;
  if (type === "单选") return `${todo}（${options.find(({ id }) => id === value).title}）`;
  return value ? todo : `把“${short}”改为“否”`;
}

function tree(nodes, trace) {
  return element("ul", { className: "plain trace" }, ...nodes.map((node, index) => {
    const { truth, causes, below } = trace[index];
    const [sign, word] = SIGNS.get(truth);
    const children = node.all ?? node.any ?? (node.not ? [node.not] : []);
    const reasons = truth === null && !children.length ? [...new Set(causes.map(([kind]) => rules.words.reasons[kind]))].join("，") : "";
    // Of an `any` that is met, only what meets it is worth reading.
    const shown = children.map((child, at) => [child, below[at]]).filter(([, seen]) => !(node.any && truth === true && seen.truth !== true));
    const mark = element("span", { className: `sign sign--${truth}`, textContent: sign, title: word });
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", word);
    return element("li", {}, mark, element("span", {}, node.says, reasons && `（${reasons}）`, " ",
      element("a", { className: "cite", href: root + node.url, textContent: node.cite })),
      shown.length > 0 && tree(shown.map(([child]) => child), shown.map(([, seen]) => seen)));
  }));
}

/* ---- Start ---- */

try {
  rules = await (await fetch(box.dataset.rules)).json();
  facts = Object.keys(rules.facts);
  items = only ? rules.items.filter(({ id }) => id === only) : rules.items;
  engine = evaluator({ ...rules, items }, today);
  answers = load();
  document.querySelector("[data-check-tables]").hidden = true;
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
} catch (error) {
  document.querySelector("[data-check-tables]").classList.remove("no-script"); // the tables serve
  console.warn(error);
}
