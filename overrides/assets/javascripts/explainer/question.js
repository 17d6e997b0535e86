/* One question as a form: its choices or its field, why it is asked, and what is wrong with an answer. */
import { element } from "../common/page.js";
import { accepted } from "./answers.js";
import { figure } from "./figures.js";
import { UNCLEAR } from "./rules.js";
import { explained } from "./terms.js";

/** The form of a question that holds an answer. `taken(answer)` is called with one that is fit; `buttons` go to the form's foot. */
export function question(rules, fact, answer, today, { lead, buttons, taken }) {
  const about = rules.facts[fact];
  const heading = element("h1", { textContent: about.title, tabIndex: -1 });
  const fault = element("p", { className: "notice", id: "fault", hidden: true, role: "alert" });
  const words = [about.title, about.why, ...(about.options ?? []).map(({ title }) => title)].join("\n");
  const form = element("form", { className: "question", noValidate: true },
    element("fieldset", {}, element("legend", {}, heading),
      lead && element("p", { className: "mute" }, ...lead),
      about.type === "多选" && element("p", { className: "mute", textContent: "可多选" }),
      fields(rules, about, answer, today)),
    fault,
    element("details", {}, element("summary", { textContent: `为什么问“${about.short}”` }), element("p", { textContent: about.why })),
    explained(rules, words),
    element("div", { className: "check__bar" }, ...buttons));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [given, wrong] = read(form, about, today);
    const fit = given === undefined ? given : accepted(rules, fact, given, today);
    if (fit !== undefined) return taken(fit);
    fault.textContent = wrong;
    fault.hidden = false;
    const field = form.querySelector(".number, select, input");
    field.setAttribute("aria-describedby", fault.id);
    field.focus();
  });
  return { form, heading };
}

function choice(type, value, text, chosen, large) {
  return element("label", { className: large ? "option option--large" : "option" },
    element("input", { type, name: "answer", value, checked: chosen }), element("span", { textContent: text }));
}

/** How many choices are few enough to be large. */
const FEW = 5;

function fields(rules, { type, title, unit, options = [], chooses }, answer, today) {
  const large = chooses && options.length <= FEW;
  const unclear = choice(type === "多选" ? "checkbox" : "radio", UNCLEAR, "不清楚", answer === UNCLEAR);
  switch (type) {
    case "是否":
      return [choice("radio", "true", "是", answer === true), choice("radio", "false", "否", answer === false), unclear];
    case "单选":
      return [...options.map((one) => choice("radio", one.id, one.title, answer === one.id, large)), unclear];
    case "多选": {
      const chosen = Array.isArray(answer) ? answer : null;
      const list = element("div", {}, ...options.map((one) => choice("checkbox", one.id, one.title, chosen?.includes(one.id), large)),
        choice("checkbox", "", "以上都不是", chosen?.length === 0), unclear);
      list.addEventListener("change", ({ target }) => {
        const alone = (input) => input.value === "" || input.value === UNCLEAR;
        for (const input of list.querySelectorAll("input")) {
          if (target.checked && input !== target && (alone(target) || alone(input))) input.checked = false;
        }
      });
      return list;
    }
    case "月份": {
      const [year, month] = answer && answer !== UNCLEAR ? answer.split("-") : [];
      const last = Number(today.slice(0, 4));
      const years = Array.from({ length: last - rules.first_year + 1 }, (_, back) => String(last - back));
      const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, "0"));
      const select = (name, label, values, chosen) => element("label", { className: "month" }, element("select", { name },
        element("option", { value: "", textContent: "请选" }), ...values.map((value) => element("option", { value, textContent: String(Number(value)), selected: value === chosen }))), label);
      return typed(element("div", { className: "months" }, select("year", "年", years, year), select("month", "月", months, month)), unclear);
    }
    default: {
      const input = element("input", { name: "number", inputMode: "decimal", autocomplete: "off", className: "number",
        ariaLabel: title, value: typeof answer === "number" ? answer : "" });
      return typed(element("label", { className: "months" }, input, unit ?? ""), unclear);
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

const NOTHING = "请选一个，答不上来就选“不清楚”。";

/** [what was given, what to say where that cannot be the answer]. */
function read(form, about, today) {
  const data = new FormData(form);
  const chosen = data.getAll("answer");
  if (chosen.includes(UNCLEAR)) return [UNCLEAR];
  switch (about.type) {
    case "是否": return [chosen.length ? chosen[0] === "true" : undefined, NOTHING];
    case "单选": return [chosen[0], NOTHING];
    case "多选": return [chosen.length ? chosen.filter(Boolean) : undefined, "请至少选一个。都不是就选“以上都不是”，答不上来就选“不清楚”。"];
    case "月份": {
      const [year, month] = [data.get("year"), data.get("month")];
      const missing = [year || "年份", month || "月份"].filter((one) => !/\d/.test(one));
      if (missing.length) return [undefined, `还没有选${missing.join("和")}。不记得就选“不清楚”。`];
      return [`${year}-${month}`, `${year}年${Number(month)}月还没有到。今天是${Number(today.slice(0, 4))}年${Number(today.slice(5, 7))}月。`];
    }
    default: {
      const { number, fault } = figure(data.get("number"), about);
      return [number, fault];
    }
  }
}
