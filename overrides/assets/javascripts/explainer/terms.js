/* Words that a reader may not know, explained where they are met. */
import { element } from "../common/page.js";

/** The definitions whose term stands in a text; of 反担保 and 担保 only the longer one, unless the shorter stands alone too. */
function met(definitions, text) {
  let rest = text;
  const spellings = definitions.flatMap((one) => [one.title, ...(one.also ?? [])].map((word) => [word, one])).sort(([a], [b]) => b.length - a.length);
  const found = new Set();
  for (const [word, one] of spellings) {
    if (!rest.includes(word)) continue;
    found.add(one);
    rest = rest.split(word).join("\n");
  }
  return definitions.filter((one) => found.has(one));
}

/** How many terms are named before their number is. */
const MANY = 3;

/** A closed explanation of the terms in a text, named after them; nothing where there is none. */
export function explained({ definitions = [] }, text) {
  const found = met(definitions, text);
  const names = found.slice(0, found.length > MANY ? 2 : MANY).map(({ title }) => title).join("、");
  return found.length > 0 && element("details", { className: "terms" },
    element("summary", { textContent: `什么是${names}${found.length > MANY ? `等 ${found.length} 个词` : ""}？` }),
    element("dl", {}, ...found.flatMap(({ title, says }) => [element("dt", { textContent: title }), element("dd", { textContent: says })])));
}
