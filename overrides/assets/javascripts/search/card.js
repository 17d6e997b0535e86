/* What a result shows: the words of its line that were asked for, and a place of its page that holds the others. */

const AROUND = 72; // characters of a place

/** Which runs of a text were asked for: `pairs` are the pairs of characters and the words of a question. A list of [text, marked]. */
export function marked(words, text, pairs) {
  const chars = [...text], hit = chars.map(() => false);
  const low = chars.map((char) => words.plain(char) || char);
  for (let at = 0; at < low.length; at++) {
    if (pairs.has(low[at] + low[at + 1])) hit[at] = hit[at + 1] = true;
  }
  for (const [found] of text.matchAll(/[A-Za-z]+|\d+(?:\.\d+)?/g)) {
    if (pairs.has(found.toLowerCase())) hit.fill(true, [...text.slice(0, text.indexOf(found))].length, [...text.slice(0, text.indexOf(found))].length + found.length);
  }
  const parts = [];
  chars.forEach((char, at) => {
    const last = parts[parts.length - 1];
    if (last && last[1] === hit[at]) last[0] += char;
    else parts.push([char, hit[at]]);
  });
  return parts;
}

/** The sentence of a page's text in which most of what was asked for stands, marked; none where nothing does. */
export function place(words, sentences, pairs) {
  let best = [], most = 0;
  for (const sentence of sentences) {
    const parts = marked(words, sentence.slice(0, AROUND), pairs);
    const many = parts.filter(([, hit]) => hit).reduce((sum, [text]) => sum + text.length, 0);
    if (many > most) [best, most] = [parts, many];
  }
  return best;
}
