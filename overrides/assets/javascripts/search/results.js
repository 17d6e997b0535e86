/* What is made of the pages that were found: their order, what each shows, and what the best one answers at once. */
import { span } from "../library/catalogue.js";

const FIRST = 10; // results that show several ideas, not one in many places
const SAME = 3; // projects of one idea among them
const READ = 2; // pages of which a place is shown: each costs a request
const AROUND = 72; // characters of a place
let segmenter;

/** What a question wants to hear first, by the label of the line that says it; nothing of these is asked of a page by its name alone. */
const WANTED = [["现在", /有效|过期|作废|失效|到期|届满|还能|还算|算数|执行|还在|停了/], ["问谁", /电话|热线|问谁|找谁|哪个部门|归谁|联系/],
  ["", /多少|几[块元万千百]|钱|能[领拿补]|怎么|咋|哪|文号/]];
const BY_NAME = ["policy", "document"]; // kinds of page that need not answer at once

/** The words of a text, as the browser knows them. */
function segments(text) {
  if (typeof Intl.Segmenter !== "function") return text.match(/[A-Za-z]+|[\d.]+|./gsu) ?? [];
  segmenter = segmenter ?? new Intl.Segmenter("zh", { granularity: "word" }); // costs more than a question does
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** A text as a list of [part, marked]: whole words that were asked for are marked. `pairs`: the pairs of characters and the
 * words of a question, each with whether it tells something; a stretch of words that tell nothing is not marked. */
function marked(words, text, pairs) {
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
  const tells = (part) => [...part].some((char, one, all) => pairs.get(words.plain(char + (all[one + 1] ?? "")))) || pairs.get(part.toLowerCase());
  return parts.reduce((merged, [part, on]) => {
    const last = merged[merged.length - 1], mark = Boolean(on && tells(part));
    if (last && last[1] === mark) last[0] += part;
    else merged.push([part, mark]);
    return merged;
  }, []);
}

/** The sentence of a page's text in which most of what was asked for stands, marked; none where nothing does. */
function place(words, texts, pairs) {
  let best = [], most = 0;
  for (const sentence of texts) {
    const parts = marked(words, sentence.slice(0, AROUND), pairs);
    const many = parts.reduce((sum, [text, on]) => sum + (on ? text.length : 0), 0);
    if (many > most) [best, most] = [parts, many];
  }
  return best;
}

/** Hits in an order whose first ones show several ideas, not one in many places; the last of these leads to all. */
export function varied(hits, question) {
  const first = [], rest = [], shown = new Map();
  for (const hit of hits) {
    const { idea, named } = hit.page, same = shown.get(idea) ?? [];
    if (first.length < FIRST && !(idea && named !== question && same.length === SAME)) {
      first.push({ ...hit });
      shown.set(idea, [...same, first[first.length - 1]]);
    } else {
      if (idea && same.length >= SAME) same[SAME - 1].more = idea;
      rest.push(hit);
    }
  }
  return [...first, ...rest];
}

/** What a page answers at once, what was asked for first. */
export function direct({ called, path, rows = [], kind }, plain, today) {
  const wanted = WANTED.find(([, asks]) => asks.test(plain));
  if (!rows.length || (!wanted && BY_NAME.includes(kind))) return null;
  const lines = rows.map(([label, text, url]) => ({ label, text: since(text, today), ...(url && { url }) }));
  return { title: called, url: path, rows: lines.sort((one, other) => (other.label === wanted?.[0]) - (one.label === wanted?.[0])) };
}

/** Makes the cards of an answer. `known`: the lexicon and the catalogue; `pairs` as in `marked`. */
export function cards({ projects, words, kinds, under, banners, root, today }, pairs) {
  let read = 0;
  return async ({ page, more, held }) => {
    const { path: url, row, kind, banner } = page;
    const library = row !== undefined;
    const title = library ? projects.titles[row] : page.called;
    const line = marked(words, library ? await projects.read(projects.summaries, row) ?? "" : page.said, pairs);
    const shown = [...line, ...marked(words, title, pairs)].some(([, on]) => on);
    return { url, title, line, more, kind: kinds[under[kind] ?? kind], banner: banners.find((one) => one.title === banner)?.short,
      sum: library ? `总投资 ${span(projects.value("investment", row))} 万元` : since(page.sum, today),
      sample: library ? projects.value("sample", row) && projects.labels.sample : page.sample,
      validity: library ? projects.labels.stages[projects.value("stage", row)] : since(page.validity, today),
      // A place of its text only where that holds all of the question, and its own line nothing.
      place: !shown && held && read++ < READ ? place(words, await sentences(new URL(url, root)), pairs) : [] };
  };
}

/** The text of a page, sentence by sentence; none where it cannot be had. */
async function sentences(url) {
  try {
    const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    return [...page.querySelectorAll("article p, article li, article dd, article td")]
      .flatMap(({ textContent }) => textContent.replace(/\s+/g, " ").match(/[^。；！？]+[。；！？]?/g) ?? []);
  } catch {
    return [];
  }
}

/** What is said on a day of what changes: “=还没开始 2026-12-01=正在报名”; other texts are as they are. */
function since(text, today) {
  if (!text?.startsWith("=")) return text;
  const turns = text.split(/ (?=\d{4}-\d\d-\d\d=)/).map((turn) => [turn.slice(0, turn.indexOf("=")), turn.slice(turn.indexOf("=") + 1)]);
  return turns.filter(([day]) => day <= today).pop()[1];
}
