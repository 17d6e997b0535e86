/* The results: what it comes to, the answers it rests on, and a route instead of a list. */
import { element, fill } from "../common/page.js";
import { headline } from "./headline.js";
import { mine, suppose, supposition } from "./mine.js";
import { cards, day } from "./outcomes.js";
import { choices, held, route } from "./route.js";
import { evaluator } from "./rules.js";
import { slip } from "./slip.js";

/** How many cards are read at once; the others are one tap away. */
const FIRST = 5;

/** The page of results: `{ content, heading, title }`. */
export function result(rules, about) {
  const { answers, today, open, only, link, own, root, call, ask, leave, adopt } = about;
  const items = only ? [only] : rules.items;
  const judged = (given, on) => evaluator({ ...rules, items }, on).outcomes(given).map((outcome, index) => ({ item: items[index], outcome }));
  const found = judged(answers, today);
  const heading = element("h1", { tabIndex: -1 });
  const lines = element("div", {});
  const sections = element("div", { className: "results__route" });
  const wide = matchMedia("(min-width: 64rem)").matches;

  function draw(now) {
    const { title, lines: said } = headline(rules, now, call, route(rules, now, answers));
    heading.textContent = only ? only.title : title;
    fill(lines, ...(only ? [] : said).map((text) => element("p", { textContent: text })));
    fill(sections, ...(only ? alone(now[0]) : everything(now)));
  }

  /** The one item that was asked about, in full, for whomever it is. */
  function alone(entry) {
    const { card } = cards(rules, { root, ask, found: [entry], today });
    return [
      entry.outcome.aside && element("p", { className: "notice", textContent: "按您选的身份，这一项不是给您的。身份选错了，可以在“我的回答”里改。" }),
      element("ul", { className: "plain outcomes" }, card(entry, true)),
    ];
  }

  function everything(now) {
    const to = route(rules, now, answers);
    const { list, row } = cards(rules, { root, ask, found: now, today });
    const rows = (entries) => element("ul", { className: "plain outcomes" }, ...entries.map(row));
    const section = (title, lead, ...content) => element("section", {}, element("h2", { textContent: title }), lead && element("p", { className: "mute", textContent: lead }), ...content);
    const fold = (title, content) => element("details", { className: "group" }, element("summary", { textContent: title }), content);
    const best = choices(to.best);
    const rest = best.slice(FIRST);
    const office = to.named.length + to.others.length > 0 && section(rules.words.results.office, "靠回答问题判断不了，请直接问。点名给您这样的人的在前。",
      to.named.length > 0 && rows(to.named),
      to.others.length > 0 && fold(`${to.named.length ? "另有" : "看这"} ${to.others.length} 项：${names(to.others)}`, rows(to.others)));
    const unknown = to.unknown.length > 0 && section(rules.words.results.unknown, "下面的事弄清了就能判断。查不到的，带着单子去窗口问。", clearing(to.unknown),
      fold(`弄清以后再看的 ${to.unknown.length} 项：${names(to.unknown)}`, list(choices(to.unknown))));
    return [
      to.best.length > 0 && section(to.best.some(held) ? "最值得先办" : "最值得先问", "钱多的在前，期限近的在前。", list(best.slice(0, FIRST)),
        rest.length > 0 && fold(`再看 ${rest.flat().length} 项：${names(rest.flat())}`, list(rest))),
      to.open.length > 0 && section(rules.words.results.open, "按文件的写法，说不准算不算您的情况。", list(choices(to.open))),
      ...(to.best.length ? [office, unknown] : [unknown, office]),
      to.also.length > 0 && section("也可以去问的", "文件要求部门去做的事，不是现成的待遇。", rows(to.also)),
      to.blocked.length > 0 && section(rules.words.results.blocked, "", rows(to.blocked)),
      to.far.length > 0 && fold(`${rules.words.results.no}条件的 ${to.far.length} 项：${names(to.far)}`, rows(to.far)),
      to.aside > 0 && element("p", {}, `另有 ${to.aside} 项是给单位或别人的，没有列出。`, element("a", { href: `${root}policies/`, textContent: "看全部政策" })),
    ].filter(Boolean);
  }

  /** What is still to be known, each a way to its answer, with how many items hang on it. */
  function clearing(unknown) {
    const facts = Object.keys(rules.facts).map((fact) => [fact, unknown.filter(({ outcome }) => outcome.missing.includes(fact)).length]).filter(([, count]) => count);
    return element("ul", { className: "plain" }, ...facts.map(([fact, count]) =>
      element("li", {}, button(rules.facts[fact].short, () => ask(fact), "plain-button"), `关系到 ${count} 项`)));
  }

  const supposing = element("p", { className: "notice", hidden: true, role: "status" });
  const controls = element("div", {});
  const reset = () => {
    const fresh = suppose(rules, answers, items.filter((_, index) => !found[index].outcome.aside), today, changed);
    fresh.open = controls.firstChild?.open ?? wide;
    fill(controls, fresh);
    changed({ day: null, answers: {} });
  };
  function changed(supposed) {
    const text = supposition(rules, supposed);
    supposing.hidden = !text;
    fill(supposing, text && [`假设：${text}。`, button("恢复", () => {
      reset();
      heading.focus();
    }, "plain-button")]);
    draw(text ? judged({ ...answers, ...supposed.answers }, supposed.day ?? today) : found);
  }

  const answered = mine(rules, answers, ask);
  answered.open = wide;
  const button = (text, run, look = "button button--second") => {
    const node = element("button", { type: "button", className: look, textContent: text });
    node.addEventListener("click", run);
    return node;
  };
  reset();
  const content = [
    element("div", { className: "results" },
      element("header", { className: "results__head" }, heading, lines,
        element("p", { className: "mute", textContent: `按 ${day(today)} 和${link ? "链接里的" : "您的"}回答判断。结果只供参考，以受理部门审核为准。` }),
        link && brought()),
      element("div", { className: "results__side" }, answered, controls),
      element("div", { className: "results__main" }, supposing, sections,
        element("div", { className: "results__tools" },
          open.length > 0 && button(`还有约 ${open.length} 题可以回答`, () => ask(open[0])),
          only && button("看全部支持", () => { location.href = location.pathname; }),
          window.print && button("打印去窗口用的单子", () => print()),
          sharing(rules, answers, today)))),
    slip(rules, { answers, today, found, call }),
  ];
  return { content, heading, title: only ? `${only.title}：结果` : "结果" };

  /** That these are another's answers, and the ways out. */
  function brought() {
    const same = link.v === String(rules.version) && link.d === today;
    return element("div", { className: "notice" },
      element("p", { textContent: `这是别人分享的回答，敏感的问题没有带上。${same ? "" : `链接${/^\d{4}-\d\d-\d\d$/.test(link.d) ? `是 ${day(link.d)} ` : ""}按规则第 ${link.v ?? "？"} 版做的，现在按今天的规则第 ${rules.version} 版重新判断，结果可能不同。`}` }),
      button(own ? "用我自己的回答" : "我自己回答", leave, "more"), " ",
      button(own ? "留作我的回答（换掉原来的）" : "留作我的回答", adopt, "more"));
  }
}

const names = (entries) => `${entries.slice(0, 3).map(({ item }) => item.title).join("、")}${entries.length > 3 ? "等" : ""}`;

/** A link and a code to take the answers along; both are made when somebody opens this. */
function sharing(rules, answers, today) {
  const place = element("div", {});
  const fold = element("details", { className: "share" }, element("summary", { textContent: "分享，或换一部手机看" }), place);
  fold.addEventListener("toggle", async () => {
    if (fold.open) fill(place, ...(await import("./share.js")).shared(rules, answers, today));
  });
  return fold;
}
