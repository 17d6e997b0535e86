/* What a result shows: the words of its line that were asked for, and a place of its page that holds the others. */

const AROUND = 72; // characters of a place
let segmenter;

/** The words of a text, as the browser knows them. */
function segments(text) {
  if (typeof Intl.Segmenter !== "function") return text.match(/[A-Za-z]+|[\d.]+|./gsu) ?? [];
  segmenter = segmenter ?? new Intl.Segmenter("zh", { granularity: "word" }); // costs more than a question does
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** A text as a list of [part, marked]: whole words that were asked for are marked. `pairs`: the pairs of characters and the
 * words of a question, each with whether it tells something; a stretch of words that tell nothing is not marked. */
export function marked(words, text, pairs) {
  const plain = [...text].map((char) => words.plain(char) || char);
  const hit = plain.map(() => false);
  plain.forEach((char, at) => { if (pairs.has(char + plain[at + 1])) hit[at] = hit[at + 1] = true; });
  const parts = [];
  let at = 0;
  for (const word of segments(text)) {
    const length = [...word].length;
    const on = pairs.has(word.toLowerCase()) || hit.slice(at, at + length).every(Boolean);
    at += length;
    const last = parts[parts.length - 1];
    if (last && last[1] === on) last[0] += word;
    else parts.push([word, on]);
  }
  const tells = (part) => [...part].some((char, place, all) => pairs.get(words.plain(char + (all[place + 1] ?? "")))) || pairs.get(part.toLowerCase());
  return parts.reduce((merged, [part, on]) => {
    const last = merged[merged.length - 1], mark = Boolean(on && tells(part));
    if (last && last[1] === mark) last[0] += part;
    else merged.push([part, mark]);
    return merged;
  }, []);
}

/** The sentence of a page's text in which most of what was asked for stands, marked; none where nothing does. */
export function place(words, sentences, pairs) {
  let best = [], most = 0;
  for (const sentence of sentences) {
    const parts = marked(words, sentence.slice(0, AROUND), pairs);
    const many = parts.reduce((sum, [text, on]) => sum + (on ? text.length : 0), 0);
    if (many > most) [best, most] = [parts, many];
  }
  return best;
}
