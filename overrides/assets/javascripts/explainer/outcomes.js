/* What the explainer found, in words: groups of items, each with its sum, what is missing and the reasons. */
import { element } from "../common/page.js";

const SIGNS = new Map([[true, ["✓", "满足"]], [false, ["○", "还没有"]], [null, ["？", "待定"]]]);

export function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

function money(yuan) {
  return yuan >= 10000 && yuan % 1000 === 0 ? `${yuan / 10000} 万元` : `${yuan} 元`;
}

function sum(item, outcome) {
  const [amount] = outcome.amounts;
  if (amount?.form === "fixed" && amount.total) return money(amount.total);
  if (amount?.form === "rate" && amount.total) return `估算 ${money(amount.total)}`;
  return item.sum;
}

/** A change in words: what to do, and to what where that is not plain. */
function step({ type, todo, short, unit, options }, value) {
  if (type === "数字") return `${todo}（${short}：${value} ${unit}）`;
  if (type === "单选") return `${todo}（${options.find(({ id }) => id === value).title}）`;
  return value ? todo : `把“${short}”改为“否”`;
}

/** Makes groups of items: `section(key, title, lead, all)`, where `all` has each item with its outcome. Links begin at `root`. */
export function sections(rules, root) {
  return section;

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

  function tree(nodes, trace) {
    return element("ul", { className: "plain trace" }, ...nodes.map((node, index) => {
      const { truth, causes, below } = trace[index];
      const [sign, word] = SIGNS.get(truth);
      const children = node.all ?? node.any ?? (node.not ? [node.not] : []);
      const reasons = truth === null && !children.length ? [...new Set(causes.map(([kind]) => rules.words.reasons[kind]))].join("，") : "";
      // Of an `any` that is met, only what meets it is worth reading.
      const shown = children.map((child, at) => [child, below[at]]).filter(([, seen]) => !(node.any && truth === true && seen.truth !== true));
      const mark = element("span", { className: `sign sign--${truth}`, role: "img", ariaLabel: word, title: word, textContent: sign });
      return element("li", {}, mark, element("span", {}, node.says, reasons && `（${reasons}）`, " ",
        element("a", { className: "cite", href: root + node.url, textContent: node.cite })),
        shown.length > 0 && tree(shown.map(([child]) => child), shown.map(([, seen]) => seen)));
    }));
  }
}
