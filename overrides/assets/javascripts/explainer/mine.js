/* My answers, each with a way to change it; and what would be if: a day, a sum, an employee, without touching the answers. */
import { element } from "../common/page.js";
import { figure, measure } from "./figures.js";
import { UNCLEAR } from "./rules.js";

/** An answer as it reads. */
export function spoken({ type, options, unit }, answer) {
  if (answer === UNCLEAR) return "不清楚";
  switch (type) {
    case "是否": return answer ? "是" : "否";
    case "单选": return options.find(({ id }) => id === answer).title;
    case "多选": return options.filter(({ id }) => answer.includes(id)).map(({ title }) => title).join("、") || "以上都不是";
    case "月份": return month(answer);
    default: return measure(answer, unit);
  }
}

const month = (text) => `${text.slice(0, 4)}年${Number(text.slice(5, 7))}月`;

/** All answers in the order of the questions. */
export function mine(rules, answers, ask) {
  const facts = Object.keys(rules.facts).filter((fact) => fact in answers);
  return element("details", { className: "mine" }, element("summary", {}, element("h2", { textContent: `我的回答（${facts.length} 条）` })),
    element("dl", { className: "facts" }, ...facts.map((fact) => {
      const { short } = rules.facts[fact];
      const change = element("button", { type: "button", className: "plain-button", textContent: "改", ariaLabel: `改“${short}”的回答` });
      change.addEventListener("click", () => ask(fact));
      return element("div", {}, element("dt", { textContent: short }), element("dd", {}, spoken(rules.facts[fact], answers[fact]), " ", change));
    })));
}

/** The tests of some conditions. */
const tests = (nodes) => nodes.flatMap((node) => [...(node.test ? [node.test] : []), ...tests(node.all ?? node.any ?? (node.not ? [node.not] : []))]);

/** The questions that a person can do something about, and that decide something here. */
function movable(rules, answers, items) {
  const used = new Set(items.flatMap((item) => [...tests(item.conditions ?? []).map(({ fact }) => fact), ...(item.amounts ?? []).map(({ times }) => times)]));
  return Object.keys(rules.facts).filter((fact) => {
    const { type, change } = rules.facts[fact];
    return used.has(fact) && fact in answers && change === "可以做到" && ["是否", "数字"].includes(type);
  });
}

/** The last day of a month that is some months after a day's. */
function monthEnd(day, months) {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) + months, 0)).toISOString().slice(0, 10);
}

/** Controls for what would be if. `changed({ day, answers })` is called with what is supposed: nothing of it is kept. */
export function suppose(rules, answers, items, today, changed) {
  const supposed = { day: null, answers: {} };
  const tell = () => changed({ day: supposed.day, answers: { ...supposed.answers } });
  const row = (label, field) => element("label", { className: "suppose__row" }, element("span", { textContent: label }), field);
  const select = (values, chosen, take) => {
    const node = element("select", {}, ...values.map(([value, text]) => element("option", { value, textContent: text, selected: value === chosen })));
    node.addEventListener("change", () => take(node.value));
    return node;
  };
  const set = (fact, value) => {
    if (value === answers[fact]) delete supposed.answers[fact];
    else supposed.answers[fact] = value;
    tell();
  };
  const dates = Array.from({ length: 36 }, (_, months) => monthEnd(today, months)).map((day) => [day, `${month(day)}底`]);
  const form = element("form", {},
    row("日期", select([["", "今天"], ...dates], "", (day) => { supposed.day = day || null; tell(); })),
    ...movable(rules, answers, items).map((fact) => {
      const { type, short, unit, most } = rules.facts[fact];
      const own = answers[fact];
      if (type === "是否") return row(short, select([...(own === UNCLEAR ? [["", "不清楚"]] : []), ["true", "是"], ["false", "否"]], String(own === UNCLEAR ? "" : own), (value) => set(fact, value ? value === "true" : UNCLEAR)));
      const input = element("input", { className: "number", inputMode: "decimal", autocomplete: "off", value: own === UNCLEAR ? "" : own });
      input.addEventListener("input", () => {
        const { number, fault } = figure(input.value, { unit, most });
        input.setAttribute("aria-invalid", String(Boolean(fault)));
        if (!fault) set(fact, number);
      });
      return row(`${short}（${unit}）`, input);
    }));
  form.addEventListener("submit", (event) => event.preventDefault());
  return element("details", { className: "suppose" }, element("summary", {}, element("h2", { textContent: "假如变一变" })),
    element("p", { className: "mute", textContent: "只是试一试，不改您的回答。" }), form);
}

/** What is supposed, in words. */
export function supposition(rules, { day, answers }) {
  return [day && `到 ${month(day)}底`, ...Object.entries(answers).map(([fact, answer]) => `${rules.facts[fact].short}：${spoken(rules.facts[fact], answer)}`)].filter(Boolean).join("，");
}
