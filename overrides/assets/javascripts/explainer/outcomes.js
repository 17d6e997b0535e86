/* One item in words: its state and sum, why, the steps to it, until when, what else to know, and whom to ask. */
import { element } from "../common/page.js";
import { measure } from "./figures.js";
import { mark, money } from "./headline.js";
import { held } from "./route.js";
import { OVER, ofDocument } from "./rules.js";
import { explained } from "./terms.js";

const SIGNS = new Map([[true, ["✓", "满足"]], [false, ["○", "还没有"]], [null, ["？", "待定"]]]);

export function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

const bare = (text) => text.replace(/。$/, "");

/** Every node of a rule, with what is below it. */
const nodes = (list) => list.flatMap((node) => [node, ...nodes(children(node))]);
const children = (node) => node.all ?? node.any ?? (node.not ? [node.not] : []);

/** What some nodes of an item say. */
function says(item, ids) {
  return nodes(item.conditions).filter(({ id }) => ids.includes(id)).map((node) => bare(node.says));
}

function sum(item, outcome) {
  const [amount] = outcome.amounts;
  if (amount?.form === "fixed" && amount.total) return money(amount.total);
  if (amount?.form === "rate" && amount.total) return `约 ${money(amount.total)}`;
  if (amount?.form === "tiers") return amount.values.map(money).join("、");
  return item.sum;
}

/** Whether the document that gives an item's sum is over: then it was only once meant to be given. */
const meant = ({ validity }, today) => validity.some((one) => one.gives && OVER.includes(ofDocument(one, today)));

/** The sum as far as it may be promised. */
export function promised({ item, outcome }, today) {
  const text = sum(item, outcome);
  return meant(item, today) ? `原定${/^\d/.test(text) ? " " : ""}${text}` : text;
}

/** A sum whose numbers do not part from their units at the end of a line. */
const whole = (text) => text.replace(/(\d) (?=[\u4e00-\u9fff])/g, "$1\u00a0");

/** A change in words: what to do, and to what where that is not plain. */
function step({ type, todo, short, unit, options }, value) {
  if (type === "数字") return `${todo}（${measure(value, unit)}）`;
  const option = options?.find(({ id }) => id === value);
  if (option) return option.todo ?? `${todo}（${option.title}）`;
  return value ? todo : `把“${short}”改为“否”`;
}

/** The conditions that are not met, as they read. */
const unmet = (item, { trace }) => item.conditions.filter((_, index) => trace[index]?.truth === false).map((node) => bare(node.says)).join("；");

/** What of the conditions is for the office to judge. */
const judged = (item, { trace }) => item.conditions.filter((_, index) => trace[index]?.causes.some(([kind]) => kind === "office")).map((node) => bare(node.says)).join("；");

/** What alone could still meet an item, of all that would: that the office says so. */
function alone({ conditions }, { trace }) {
  const ids = trace.flatMap(({ causes }) => causes).filter(([kind]) => kind === "alone").map(([, name]) => name);
  return nodes(conditions).filter(({ id }) => ids.includes(id)).flatMap(children).filter(({ office }) => office).map((node) => bare(node.says)).join("；");
}

/** What to do, in order, and what time does then. */
function steps(rules, item, { changes: [change], wait, starts }) {
  const todo = change ? doing(rules, change) : [];
  const waits = says(item, change ? change.wait : wait).map((one) => `等到：${one}`);
  const from = change ? change.from : starts;
  const list = [...todo, ...waits];
  if (from && list.length) list[list.length - 1] += `，最早 ${day(from)}`;
  return list;
}

/** The parts of a change in the order of doing, each with what does as well. */
function doing(rules, { set, or = {} }) {
  return Object.keys(set)
    .map((fact) => [set[fact], ...(or[fact] ?? [])].map((value) => step(rules.facts[fact], value)).join("，或者"));
}

/** What to ask about an item whatever the case: with its sum, why it is so, and whom to ask. */
export function cards(rules, { root, ask, found, today }) {
  const link = (item) => element("a", { href: root + item.url, textContent: item.title });
  const cite = ({ url, cite: text }) => element("a", { className: "cite", href: root + url, textContent: text });
  const paragraph = (...parts) => element("p", {}, ...parts);

  const asking = ({ contacts = [] }) => paragraph("问谁：", ...contacts.flatMap(({ title, phone, url }, index) => [
    index > 0 && "，或",
    url ? element("a", { href: root + url, textContent: title }) : title,
    phone && [" ", element("a", { className: "phone", href: `tel:${phone}`, textContent: phone })],
  ].flat()));

  const state = (entry) => !held(entry) && element("span", { className: "badge badge--amber", textContent: rules.words.validity[entry.outcome.validity] });

  /** State first, then the sum: what is not in force was only meant to be given. */
  const amount = (entry) => element("p", { className: "outcome__sum" }, state(entry),
    element(entry.outcome.amounts.length ? "strong" : "span", { className: "card__sum", textContent: whole(promised(entry, today)) }),
    entry.item.payee && element("span", { className: "mute", textContent: `发给${entry.item.payee}` }));

  /** The documents that an item of which others are over still rests on, each with its part and what may be said of it. */
  function basis({ validity: documents }) {
    const left = documents.filter((one) => !OVER.includes(ofDocument(one, today)));
    return left.length > 0 && left.length < documents.length && element("p", {}, "另外还靠：", ...left.flatMap((one, index) => [
      index > 0 && "；", element("a", { href: root + one.url, textContent: one.document }), `（${one.carries}，${rules.words.validity[ofDocument(one, today)]}）`,
    ]), "。");
  }

  /** What would leave nothing but a question, where nothing leads further. */
  const towards = ({ towards: [set] }) => set && paragraph(`做到这一步，就只剩要问的：${doing(rules, { set }).join("，再")}。`);

  /** Why, in a sentence. */
  function why(item, outcome) {
    const { result, missing, boundary, blocked_by: blocked, unlisted } = outcome;
    switch (result) {
      case "yes": return "按您的回答，条件都满足。";
      case "likely": return `您能自己判断的都满足。还要由部门认定：${judged(item, outcome)}。`;
      case "open": return unlisted ? "名单末尾有“等”字，您的情况没有写明，算不算要先问。" : `您能自己判断的几种情况都不是，只剩要由别人认定的：${alone(item, outcome)}。`;
      case "no": return `还差：${unmet(item, outcome)}。`;
      case "blocked": return blocked.includes(item.id) ? "您已经领过，这一项只给一次。" : item.exclusions.filter((one) => blocked.includes(one.item)).map((one) => one.says).join("");
      case "unknown": return missing.length ? "" : `差不多在界线上，要看具体哪一天：${boundary.map((fact) => rules.facts[fact].short).join("、")}。`;
      default: return item.summary;
    }
  }

  /** What one may ask for where the item is a task for offices. */
  const asks = ({ ask: text }) => text && paragraph(text);

  /** The questions that are still open, each a way to its answer. */
  const missing = ({ missing: facts }) => facts.length > 0 && paragraph("还要知道：", ...facts.map((fact) => {
    const node = element("button", { type: "button", className: "plain-button", textContent: rules.facts[fact].short });
    node.addEventListener("click", () => ask(fact));
    return node;
  }));

  function path(entry) {
    const { item, outcome } = entry;
    const todo = ["no", "open"].includes(outcome.result) ? steps(rules, item, outcome) : [];
    return todo.length > 0 && [outcome.result === "open" && paragraph("要是这样做，能自己判断的就都满足："), element("ol", { className: "steps", ariaLabel: `怎样得到${item.title}` },
      ...todo.map((text) => element("li", { textContent: text })), element("li", { className: "steps__end", textContent: held(entry) && !meant(item, today) ? `得到 ${sum(item, outcome)}` : promised(entry, today) }))];
  }

  /** Days by which something is to be done, and what takes them away. */
  function days(item, { changes, ends, closes, starts, wait }) {
    const [change] = changes;
    const windows = closes.map(({ id, last }) => `“${says(item, [id]).join("")}”只到 ${day(last)}`);
    return [
      change?.until && `最晚 ${day(change.until)} 做到，过了就不行。`,
      ...changes.slice(1, 3).map((other) => `也可以换一种：${doing(rules, other).join("，再")}。`),
      !change && !wait.length && starts && `时间到了就满足，最早 ${day(starts)}。`,
      windows.length > 0 ? `${windows.join("；")}。请早些去问。` : ends && `最晚到 ${day(ends)} 还满足，请早些去问。`,
    ].filter(Boolean).map((text) => element("p", { className: "outcome__by", textContent: text }));
  }

  /** How an estimate was reckoned. */
  function reckoning(item, { amounts }) {
    return amounts.flatMap((one, index) => {
      const parts = one.parts?.length ? one.parts : one.monthly ? [one] : [];
      if (one.form !== "rate" || !parts.length) return [];
      const { of } = item.amounts[index];
      const said = parts.map(({ from, monthly, months }) => (from
        ? `按 ${day(from)}起的标准${mark(rules, { of, from })}，每月约 ${money(monthly)}${months ? `，${months} 个月` : ""}` : `${months} 个月的标准没有查到`));
      return [element("p", { className: "mute", textContent: `金额是估算：${said.join("；")}。` })];
    });
  }

  /** What must not be taken together, where the other is not shown beside it. */
  const alternatives = ({ id: own, exclusions = [] }) => exclusions.filter(({ item: id }) => id !== own && !found.some((one) => one.item.id === id && !one.outcome.aside))
    .map((one) => paragraph(element("strong", { textContent: "二选一：" }), one.says));

  const notes = ({ notes: told = [] }) => told.map((note) => paragraph(note.says, " ", cite(note)));

  /** Both readings of what can be read in two ways and then ends differently. */
  const doubts = (item, { doubts: indexes, readings }) => indexes.map((index) => {
    const { says: text, taken, otherwise } = item.doubts[index];
    const other = rules.words.results[readings[index]];
    return element("div", { className: "outcome__doubt" }, paragraph(element("strong", { textContent: "有两种理解：" }), text),
      element("ul", {}, element("li", { textContent: `本站暂按：${taken}` }),
        element("li", { textContent: `另一种：${bare(otherwise.says)}${other ? `。这样看：${other}` : ""}。` })));
  });

  /** An item in full. */
  function card(entry, open = false) {
    const { item, outcome } = entry;
    const said = why(item, outcome);
    return element("li", { className: "outcome" },
      element("h3", {}, link(item)), amount(entry),
      basis(item), said && paragraph(said), ...[path(entry)].flat(), towards(outcome), missing(outcome), ...days(item, outcome),
      outcome.met_before_end && paragraph("期限届满那天，您看来已经满足条件。请问一问：现在还能不能补办。"),
      ...reckoning(item, outcome), ...alternatives(item), ...notes(item), ...doubts(item, outcome), asks(item),
      asking(item),
      outcome.trace.length > 0 && element("details", { open }, element("summary", { textContent: `逐条看${item.title}的条件` }), tree(item.conditions, outcome.trace)),
      explained(rules, [item.title, said, ...nodes(item.conditions).map((node) => node.says)].join("\n")));
  }

  /** An item in brief: what it is, and whom to ask. */
  const row = (entry) => element("li", { className: "outcome outcome--brief" },
    element("h3", {}, link(entry.item)), paragraph(entry.item.ask ? entry.item.summary : why(entry.item, entry.outcome)), asks(entry.item),
    towards(entry.outcome), asking(entry.item));

  function tree(these, trace) {
    return element("ul", { className: "plain trace" }, ...these.map((node, index) => {
      const { truth, causes, below } = trace[index];
      const [sign, word] = SIGNS.get(truth);
      const reasons = truth === null && !children(node).length ? [...new Set(causes.map(([kind]) => rules.words.reasons[kind]))].join("，") : "";
      // Of an `any` that is met, only what meets it is worth reading.
      const shown = children(node).map((child, at) => [child, below[at]]).filter(([, seen]) => !(node.any && truth === true && seen.truth !== true));
      const seal = element("span", { className: `sign sign--${truth}`, role: "img", ariaLabel: word, title: word, textContent: sign });
      return element("li", {}, seal, element("span", {}, node.says, reasons && `（${reasons}）`, " ", cite(node)),
        shown.length > 0 && tree(shown.map(([child]) => child), shown.map(([, seen]) => seen)));
    }));
  }

  /** Cards in a list; of those that exclude each other, side by side what is to be chosen. */
  function list(groups) {
    return element("ul", { className: "plain outcomes" }, ...groups.map((group) => (group.length === 1 ? card(group[0]) : element("li", { className: "either" },
      element("p", {}, element("strong", { textContent: "二选一，只能办一项" })), element("ul", { className: "plain either__two" }, ...group.map((one) => card(one)))))));
  }

  return { card, list, row };
}
