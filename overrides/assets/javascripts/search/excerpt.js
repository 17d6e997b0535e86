/* The part of a page's text that shows best why it was found. */

const AROUND = 84; // characters

/** A list of [text, marked]: about `AROUND` characters, the first with the most matched words, every one of them marked. */
export function excerpt(content, title, words) {
  // Where a block of the page ends, the index has a dot and a space of its own.
  const text = content.replace(/\u200b/g, "").replace(/\s+/g, " ")
    .replace(/([^.。；！？，、：…])\s?\.(?=\s|$)/g, "$1。").replace(/ ?([。；！？，、：）”]) ?/g, "$1").trim();
  const body = text.startsWith(title) ? text.slice(title.length).replace(/^[\s.。]+/, "") : text;
  const wanted = [...new Set(words)].filter(Boolean).sort((a, b) => b.length - a.length);
  const pattern = wanted.length ? new RegExp(wanted.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|"), "giu") : null;
  const found = pattern ? [...body.matchAll(pattern)] : [];
  let start = 0, most = 0;
  for (const { index } of found) {
    const inside = found.filter((other) => other.index >= index && other.index < index + AROUND - 14);
    const different = new Set(inside.map(([word]) => word.toLowerCase())).size;
    if (different > most) [most, start] = [different, index];
  }
  if (start > 12) {
    const sentence = body.slice(0, start).search(/[。；！？.][^。；！？.]{0,24}$/);
    start = sentence < 0 ? start - 12 : sentence + 1;
    while (body[start] === " ") start++;
  } else start = 0;
  const end = Math.min(body.length, start + AROUND);
  const shown = [];
  let at = start;
  for (const match of found) {
    if (match.index < at || match.index + match[0].length > end) continue;
    if (match.index > at) shown.push([body.slice(at, match.index), false]);
    shown.push([match[0], true]);
    at = match.index + match[0].length;
  }
  if (at < end) shown.push([body.slice(at, end), false]);
  if (start) shown.unshift(["…", false]);
  if (end < body.length) shown.push(["…", false]);
  return shown;
}
