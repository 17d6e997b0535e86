/* How an answer looks: the answer itself, what was read from the question, results. */
import { ROOT, element } from "../common/page.js";

const LARGE = 14; // characters of an answer that still look well in the largest type
const SUM = 40; // and in bold; what is longer is a text, of which the beginning is shown

const link = (url, ...children) => element("a", { href: new URL(url, ROOT) }, ...children);
const call = (phone) => link(`tel:${phone}`, phone);
const phoned = (phone) => ["拨 ", call(phone), "。"];

/** The answer itself: what was asked for first and large, what it rests on below. */
export function direct({ title, url, rows }) {
  return element("section", { className: "answer", ariaLabel: "直接回答" }, element("h2", {}, link(url, title)), element("dl", {}, rows.map(row)));
}

function row({ label, text, url }, at) {
  const look = at || url ? "" : text.length > LARGE ? "sum" : "sum sum__big";
  const long = text.length > SUM;
  return element("div", {}, element("dt", { className: long ? "hidden" : "", textContent: label }),
    element("dd", { className: long ? "answer__text" : look }, url ? link(url, text) : text));
}

/** The same in a sentence, for those who do not see it. */
export const spoken = ({ title, rows: [first] }) => `直接回答：${title}，${first.label}：${first.text}。`;

/** A topic that this site does not have, and where to go instead. A number that this names is the one to call. */
export function elsewhere({ title, instead, phone }) {
  const [before, after] = phone ? instead.split(phone, 2) : [instead];
  return element("p", { className: "notice" }, element("strong", { textContent: `本站没有：${title}。` }),
    before, after === undefined ? phone && phoned(phone) : [call(phone), after]);
}

/** What the question itself says to go by, each to be taken off. */
export function chips(facets, takeOff) {
  return element("ul", { className: "chips search__read", ariaLabel: "从问题里读出" },
    element("li", { textContent: "按您说的：", ariaHidden: "true" }),
    facets.map((facet) => {
      const chip = element("button", { type: "button", className: "chip", textContent: `${facet.words} ×`, ariaLabel: `去掉“${facet.words}”` });
      chip.addEventListener("click", () => takeOff(facet));
      return element("li", {}, chip);
    }));
}

/** A result. `more` makes a link that asks for the whole of something. */
export function card({ url, title, kind, sum, banner, sample, validity, line, place, more }, another) {
  const badge = (textContent, amber) => element("span", { className: amber ? "badge badge--amber" : "badge", textContent });
  const text = (parts, look) => parts.length > 0 && element("span", look,
    parts.map(([part, marked]) => (marked ? element("mark", { textContent: part }) : part)));
  return element("li", {}, element("a", { className: "card", href: new URL(url, ROOT) },
    element("span", { className: "card__head" }, element("strong", { textContent: title }),
      sum && element("span", { className: "card__sum", textContent: sum })),
    text(line, { className: "card__text" }), text(place, { className: "card__place" }),
    element("span", { className: "card__foot" }, kind && badge(kind),
      [sample, validity].filter(Boolean).map((mark) => badge(mark, true)),
      banner && element("span", { textContent: banner }))),
  more && element("p", { className: "card__more" }, another(more, `看全部“${more}”项目`)));
}
