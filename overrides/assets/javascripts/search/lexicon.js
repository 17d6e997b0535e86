/* What the search knows of the site, loaded once for everything on a page that needs it: generator/search/lexicon.py. */
import { Words } from "./words.js";

const LIKE_A_NAME = 5; // characters: a question shorter than that is a name too, such as 项目 of the library
const lexicons = new Map();

/** The lexicon of the site below `root`, ready to ask. */
export function lexicon(root) {
  const url = String(new URL("search/lexicon.json", root));
  if (!lexicons.has(url)) {
    const loading = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${response.status}: ${url}`);
      return response.arrayBuffer();
    }).then((bytes) => ready(JSON.parse(new TextDecoder("gb18030").decode(bytes)))); // two bytes a character, not three
    loading.catch(() => lexicons.delete(url));
    lexicons.set(url, loading);
  }
  return lexicons.get(url);
}

/** A lexicon with its texts in the spelling of questions. */
export function ready({ kinds, under, entries, says, elsewhere, banners, sounds, simple }) {
  const words = new Words({ simple, sounds });
  const plain = (text) => words.plain(text);
  const spoken = (text) => text.split(",").map(plain);
  const synonyms = Object.entries(says).map(([title, all]) => ({ title: plain(title), says: spoken(all) }));
  const at = new Map(entries.map(({ path }, place) => [path, place]));
  const pages = entries.map(({ path, kind, title, names = [], line, more = "", asks = [], tags = [], rows, staff, banner, list, among, ...shown }) => ({
    ...shown, path, kind, banner, rows, called: title, said: line, away: staff, list: at.get(list), among: at.get(among),
    title: [title, ...names].map(plain), tags: tags.map(plain), asks: asks.map(plain), line: [line, more].map(plain),
  }));
  for (const name of new Set([...pages.flatMap(({ title, tags, asks }) => [...title, ...tags, ...asks.filter((ask) => ask.length < LIKE_A_NAME)]), ...synonyms.flatMap((one) => one.says)])) words.name(name.replace(/ /g, ""));
  const places = banners.flatMap(([title, short]) => [title, short, ...synonyms.filter((one) => [title, short].includes(one.title)).flatMap((one) => one.says)].map((name) => [plain(name), title]))
    .sort(([one], [other]) => other.length - one.length);
  return { kinds, under, words, pages, synonyms, places, banners: banners.map(([title, short]) => ({ title, short })),
    elsewhere: elsewhere.map(([title, all, instead, phone]) => ({ title, says: spoken(all).map((one) => one.replace(/ /g, "")), instead, phone })) };
}
