/* The results in one heading and a few lines: how much at most, and whether it still holds at all. */
import { held, over, total } from "./route.js";

export function money(yuan) {
  return yuan >= 10000 && yuan % 1000 === 0 ? `${yuan / 10000} 万元` : `${yuan} 元`;
}

/** What is said of a value of a parameter that was not read in full. */
export function mark(rules, { of, from }) {
  return rules.parameters[of].values.find((value) => value.from === from)?.mark ?? "";
}

/** Sums in words; nothing where there are none. */
function sums(rules, { grant, estimated, steps, loan, by }, word) {
  const parts = [
    grant > 0 && `最多${word}${estimated ? "约" : ""} ${money(grant)}`,
    steps.length > 0 && `分档资助 ${steps.map(money).join("、")}，按评定给其中一档`,
    loan > 0 && `贷款上限 ${money(loan)}${mark(rules, by)}`,
  ].filter(Boolean);
  return parts.join("，另有");
}

const counted = ({ fit, judged }) => `${fit} 项条件满足${judged ? `，其中 ${judged} 项还要银行或部门认定` : ""}`;

/** What is said where not one item is met: what would lead to one, or what is to be known first. */
function none({ best, open, unknown }) {
  if (best.length) return `还没有一项条件都满足，${best.length} 项做到几步就满足`;
  const facts = new Set(unknown.flatMap(({ outcome }) => outcome.missing));
  return facts.size ? `还说不准，先弄清 ${facts.size} 件事` : open.length ? `还说不准，${open.length} 项要先问清` : "按您的回答，还没有一项条件都满足";
}

/** The heading, and the lines below it. What is over or was never checked comes with that said first, and no sum of it is promised. */
export function headline(rules, found, call, to) {
  const states = rules.words.validity;
  const [sure, past, unsure] = [held, over, (one) => !held(one) && !over(one)].map((which) => total(found.filter(which)));
  const asked = `先${call} 问现在还办不办`;
  const before = (part, why) => part.fit > 0 && `${why}：${counted(part)}${sums(rules, part, "") && `；原定${sums(rules, part, "")}`}。`;
  const lines = [before(past, "按原来的规定"), before(unsure, "按没有核对过的文件")].filter(Boolean);
  if (sure.fit) {
    const sum = sums(rules, sure, "可得");
    return { title: sum || counted(sure), lines: [sum && `${counted(sure)}。`, ...lines.map((line) => `另有${line}${asked}。`)].filter(Boolean) };
  }
  if (!lines.length && !to.best.length) return { title: none(to), lines: [] };
  const ended = past.fit > 0 || to.best.every(over);
  return { title: `${ended ? states.PERIOD_ENDED : states.UNCONFIRMED}，${asked}`, lines: lines.length ? lines : [`${none(to)}。`] };
}
