/* The search that needs nothing but two lists of titles: for browsers and moments in which the engine cannot run. */

const fold = (text) => text.normalize("NFKC").toLowerCase();
const pairs = (text) => new Set([...text].slice(1).map((_, at) => text.slice(at, at + 2)).filter((pair) => !/\s/.test(pair)));

/** Answers as the engine does, from titles alone. Rejects when no list of titles can be had. */
export async function open(root) {
  const lists = await Promise.allSettled([pages(root), projects(root)]);
  const known = new Map(lists.flatMap(({ value }) => value ?? []).map((page) => [page.url, page]));
  if (!known.size) throw new Error("no titles");
  return { simple: true, ask: async (text, filters) => answer([...known.values()], fold(text), filters.kind ?? []) };
}

async function json(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

async function pages(root) {
  const words = await json(new URL("search/lexicon.json", root));
  return words.pages.map(([title, url, kind, sample]) => ({ title, url, kind, label: words.kinds[kind], sample }));
}

async function projects(root) {
  const { id, title, columns: { sample }, labels } = await json(new URL("projects/catalogue.json", root));
  return id.map((one, at) => ({ title: title[at], url: `projects/${one}/`, kind: "project", label: labels.project,
    sample: sample.values[sample.rows.charCodeAt(at) - 48] ? labels.sample : "" }));
}

/** Titles with every word of the text; failing that, titles that share any two characters in a row with it. */
function answer(known, text, kinds) {
  const words = text.split(/\s+/).filter(Boolean);
  const asked = pairs(text);
  const part = (title) => [...pairs(title)].filter((pair) => asked.has(pair)).length / title.length;
  const whole = (title) => words.every((word) => title.includes(word)) ? text.length / title.length : 0;
  const rank = (scored) => known.map((page) => ({ page, score: scored(fold(page.title)) })).filter(({ score }) => score > 0);
  const exact = rank(whole);
  const found = (exact.length ? exact : rank(part)).sort((a, b) => b.score - a.score);
  const counts = {};
  for (const { page: { kind } } of found) counts[kind] = (counts[kind] ?? 0) + 1;
  const hits = found.filter(({ page }) => !kinds.length || kinds.includes(page.kind))
    .map(({ page, score }) => ({ url: page.url, score, load: async () => ({ ...page, kind: page.label, excerpt: [] }) }));
  return { hits, counts: { kind: counts }, understood: [], instead: null, loose: !exact.length && hits.length > 0 };
}
