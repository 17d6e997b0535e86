/* One sheet to take to the counter: the answers, conditions to tick with their clauses, and the questions to put there. */
import { element } from "../common/page.js";
import { spoken } from "./mine.js";
import { day, promised } from "./outcomes.js";
import { held, route } from "./route.js";
import { UNCLEAR } from "./rules.js";
import { code } from "./share.js";

/** How many items are printed with all their conditions where there is room. */
const MOST = 6;
/** How much more room, in pixels, a reply is given at most where the sheet is not full. */
const WIDEST = 40;

const bare = (text) => text.replace(/。$/, "");

/** The sheet, with as much as fits on one. */
export function slip(rules, about) {
  const frame = element("div", { className: "slip slip--measured", ariaHidden: "true" });
  document.body.append(frame);
  let sheet;
  for (let full = MOST; full >= 0; full--) {
    sheet?.remove();
    sheet = written(rules, about, full);
    frame.append(sheet);
    if (sheet.offsetHeight <= frame.clientHeight) break;
  }
  const spare = Math.max(0, frame.clientHeight - sheet.offsetHeight) / sheet.querySelectorAll(".slip__reply").length;
  sheet.style.setProperty("--spare", `${Math.min(spare, WIDEST)}px`);
  frame.remove();
  return element("div", { className: "slip" }, sheet);
}

function written(rules, { answers, today, found, call }, full) {
  const to = route(rules, found, answers);
  const begun = ({ outcome }) => outcome.trace.some(({ truth }) => truth === true);
  const wanted = [...to.best, ...to.open, ...to.unknown.filter(begun)];
  const facts = Object.keys(rules.facts).filter((fact) => fact in answers);
  const rest = [...wanted.slice(full), ...to.unknown.filter((one) => !begun(one)), ...to.also, ...to.named];
  return element("div", {},
    element("header", { className: "slip__head" },
      element("div", {}, element("p", { className: "slip__title", textContent: "去窗口用的单子" }),
        element("p", { textContent: `${day(today)} 按本人的回答列出，只供咨询，不是申请表，以受理部门审核为准。先${call} 问清再去。` }),
        element("p", { className: "slip__part", textContent: "我的回答" }),
        element("p", { className: "slip__answers" }, ...facts.map((fact) => element("span", { textContent: `${rules.facts[fact].short}：${spoken(rules.facts[fact], answers[fact])}` })))),
      element("div", { className: "slip__code" }, code(rules, answers, today), element("p", { textContent: "扫码看这些回答（敏感的没有带上）" }))),
    ...wanted.slice(0, full).map((entry) => conditions(rules, entry, today)),
    rest.length > 0 && [element("p", { className: "slip__part", textContent: wanted.length && full ? "也请看看我能不能办" : "请看看我能不能办" }),
      element("ul", { className: "slip__rest" }, ...rest.map((entry) => element("li", { textContent: `· ${entry.item.title}${entry.outcome.amounts.length ? `（${promised(entry, today)}）` : ""}` })))],
    element("p", { className: "slip__part", textContent: "要问的话" }),
    element("ol", {}, ...questions(rules, answers, wanted, to.unknown).map((text) => element("li", {}, text, element("span", { className: "slip__reply" })))));
}

/** An item with its conditions to tick. */
function conditions(rules, entry, today) {
  const { item, outcome } = entry;
  const state = [!held(entry) && rules.words.validity[outcome.validity], outcome.amounts.length > 0 && promised(entry, today)].filter(Boolean).join("，");
  return element("section", {},
    element("p", { className: "slip__part" }, item.title, element("span", { textContent: `　${state}` })),
    element("ul", {}, ...item.conditions.map((node, index) => {
      const { truth } = outcome.trace[index];
      return element("li", { textContent: `☐ ${bare(node.says)}${truth === true ? "" : truth === false ? "【还没有】" : "【待定】"}（${node.cite}）` });
    })));
}

/** Exactly what to ask, each once. */
function questions(rules, answers, wanted, unknown) {
  const titles = (entries) => entries.map(({ item }) => item.title).join("、");
  const doubtful = new Set([...wanted, ...unknown].filter((one) => !held(one)).map(({ outcome }) => rules.words.validity[outcome.validity]));
  const before = wanted.filter(({ outcome }) => outcome.met_before_end);
  const unclear = Object.keys(rules.facts).filter((fact) => answers[fact] === UNCLEAR && [...wanted, ...unknown].some(({ outcome }) => outcome.missing.includes(fact)));
  return [
    doubtful.size > 0 && `${[...doubtful].join("、")}的，现在还办不办？按哪份文件办？`,
    before.length > 0 && `${titles(before)}：届满以前已经满足条件的，现在还能不能补办？`,
    ...unclear.map((fact) => {
      const { title, options = [] } = rules.facts[fact];
      return `我说不清：${title}${options.length ? `（${options.map((one) => one.title).join("；")}）` : ""}按什么定，找谁查？`;
    }),
    ...Object.keys(rules.facts).filter((fact) => [...wanted, ...unknown].some(({ outcome }) => outcome.boundary.includes(fact)))
      .map((fact) => `${rules.facts[fact].short}正好在界线上：按哪一天算，满了没有？`),
    ...wanted.flatMap(({ item, outcome }) => outcome.doubts.map((index) => {
      const { says, taken, otherwise } = item.doubts[index];
      return `${item.title}：${says}是“${bare(taken)}”，还是“${bare(otherwise.says)}”？`;
    })),
    ...wanted.filter(({ outcome }) => outcome.result === "open").map(({ item, outcome }) => `${item.title}：${outcome.unlisted ? "名单里没有写明我的情况，算不算？" : "我的情况怎么认定？"}`),
    "要带哪些材料？交到哪里？多久有结果？",
  ].filter(Boolean);
}
