/* What the search knows of the site, loaded once for everything on a page that needs it: generator/search/lexicon.py. */
import { Words } from "./words.js";

const lexicons = new Map();

/** The lexicon of the site below `root`, ready to ask. */
export function lexicon(root) {
  const url = String(new URL("search/lexicon.json", root));
  if (!lexicons.has(url)) {
    const loading = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${response.status}: ${url}`);
      return response.json();
    }).then(ready);
    loading.catch(() => lexicons.delete(url));
    lexicons.set(url, loading);
  }
  return lexicons.get(url);
}

/** A lexicon with its texts in the spelling of questions. */
export function ready({ kinds, entries, says, elsewhere, banners, sounds, simple }) {
  const words = new Words({ simple, sounds });
  const plain = (text) => words.plain(text);
  const list = (text) => text.split(",").map(plain);
  const synonyms = Object.entries(says).map(([title, all]) => ({ title: plain(title), says: list(all) }));
  const pages = entries.map(({ path, kind, title, names = [], line, more = "", asks = [], tags = [], rows = [], staff, ...shown }) => ({
    path, kind, called: title, said: line, rows, ...shown, away: staff,
    title: [title, ...names].map(plain), tags: tags.map(plain), asks: asks.map(plain), line: [line, more].map(plain),
  }));
  const alike = new Map(); // what people say for a name
  for (const { title, says: all } of synonyms) alike.set(title, [...alike.get(title) ?? [], ...all]);
  for (const page of pages) {
    const own = [...page.title, ...page.title.flatMap((name) => alike.get(name) ?? [])];
    page.named = new Set([...own, ...page.asks].map((name) => name.replace(/ /g, "")));
    for (const name of [...own, ...page.tags]) words.name(name.replace(/ /g, ""));
  }
  for (const { says: all } of synonyms) for (const one of all) words.name(one.replace(/ /g, ""));
  return { kinds, words, pages, synonyms, banners, elsewhere: elsewhere.map(([title, all, instead, phone]) => ({ title, says: list(all), instead, phone })) };
}
