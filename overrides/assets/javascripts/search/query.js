/* Chinese questions to the site's index: understood with the lexicon, looked up in Pagefind, ranked, counted. No page is touched. */
import { lexicon } from "./lexicon.js";
import { cut, holding, plain, segments, units } from "./words.js";
import { fragment, LIBRARY, shelves } from "./pagefind_files.js";
import { excerpt } from "./excerpt.js";

const FIRST = 10; // hits whose page is read before they are ranked for good
const SAME = 3; // projects of one idea, in one place or another, among the first hits
const FAIR = 0.3; // how much of the best score another hit needs to stand before further ones of an idea
const EARLY = 40; // words into a page, after which what is said counts half
const NAMED = 1.3; // how much a page says of a word that is its name; of any other word it says 1 at most
const BESIDES = 0.4; // what a word adds that a page need not have
const PRIOR = { about: 0.5, department: 0.6, tool: 0.6, document: 0.3, studio: 0.7, base: 0.85 }; // pages that name everything answer little

/** The search of the site below `root`. Rejects where the browser or the site lacks what it needs. */
export async function open(root) {
  if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") throw new Error("WebAssembly or DecompressionStream is missing");
  const folder = new URL("pagefind/", root);
  const [known, pagefind] = await Promise.all([lexicon(root), started(folder)]);
  const engine = new Engine(known, pagefind, folder, await shelves(folder));
  return { ask: (text, filters = {}) => engine.ask(text, filters) };
}

/** Pagefind, told nothing of Chinese: in Chinese it would cut our words in its own way, which is not how its index is cut. */
async function started(folder) {
  const pagefind = await import(new URL("pagefind.js", folder));
  await pagefind.options({ noWorker: true, baseUrl: "/", ranking: { pageLength: 0.2, termFrequency: 0.5 } });
  const page = document.documentElement, language = page.lang;
  page.lang = "en"; // read once, in the next line
  const starting = pagefind.init();
  page.lang = language;
  await starting;
  return pagefind;
}

class Engine {
  constructor(known, pagefind, folder, { ids, values, places }) {
    Object.assign(this, { known, pagefind, folder, ids, values, found: new Map(), pages: new Map() });
    this.named = known.pages.map(({ path, title, names }) => ({ id: places.get(path.split("#")[0]), names: [...names, title] })).filter(({ id }) => id);
    this.names = new Map(this.named.map(({ id, names }) => [id, names]));
    this.size = [...values.kind.values()].filter((kind) => kind === LIBRARY).length;
  }

  async ask(text, filters) {
    const asked = plain(text, this.known.simple);
    if (!asked) return this.answer(this.ids.map((id) => ({ id, score: 0 })), filters, {});
    let parts = await Promise.all(units(this.known, text).map((unit) => this.look(unit)));
    const asks = this.known.asks.some((phrase) => asked.includes(phrase));
    let scored = this.score(asked, parts, asks);
    const loose = !scored.full;
    if (!scored.hits.length) {
      parts = await Promise.all(pairs(asked).map((word) => this.look({ typed: word, words: [{ word, weight: 1 }], worth: 1, unknown: true })));
      scored = this.score(asked, parts, asks);
    }
    const better = parts.some(({ changed }) => changed);
    const understood = better || loose ? [...new Set(parts.filter((part) => part.hits.size && !part.weak).map((part) => part.shown))] : [];
    const instead = loose && understood.length && understood.length < parts.filter(({ weak }) => !weak).length ? understood.join("") : null;
    this.direct(asked, parts, scored.hits);
    return this.answer(scored.hits, filters, { asked, parts, understood: better ? understood : [], instead, loose });
  }

  /** A unit with the pages that have one of its words, how much of each (0 to 1), and how rare that is. */
  async look(unit) {
    const hits = new Map();
    const marks = [];
    const merge = (found, weight, word) => {
      if (found.size) marks.push(word);
      for (const [id, share] of found) if (!(hits.get(id) >= share * weight)) hits.set(id, share * weight);
    };
    const { words } = unit;
    let changed = unit.guess;
    if (unit.banner) {
      for (const [id, banner] of this.values.banner ?? []) if (banner === unit.banner) hits.set(id, 1);
      marks.push(unit.banner.slice(0, -1), unit.typed);
    } else {
      const typed = unit.guess === "slip" ? await this.exactly(unit.typed) : new Map();
      if (typed.size) { // what was typed is a word after all
        merge(typed, 1, unit.typed);
        changed = false;
      } else {
        const found = await Promise.all(words.map(({ word, unsure }) => (unit.unknown || unsure ? this.exactly(word) : this.word(word))));
        found.forEach((one, index) => merge(one, words[index].weight, words[index].word));
        if (!hits.size && unit.guess) merge(await this.search(cut(this.known, words[0].word)), words[0].weight, words[0].word);
        if (!hits.size && unit.unknown && !unit.weak) { // words that share a character are often near in meaning: 果树, 果园
          const near = [...new Set([...unit.typed].flatMap((char) => holding(this.known, char)))];
          (await Promise.all(near.map((word) => this.word(word)))).forEach((one, index) => merge(one, 0.4, near[index]));
        }
      }
    }
    const sign = this.known.signs.get(unit.typed);
    if (sign && sign !== LIBRARY) for (const [id, kind] of this.values.kind) if (kind === sign) hits.set(id, Math.max(hits.get(id) ?? 0, 0.8));
    let inside = 0;
    for (const id of hits.keys()) inside += this.values.kind.get(id) === LIBRARY;
    const idf = [[this.ids.length - this.size, hits.size - inside], [this.size, inside]].map(([all, some]) => Math.log(1.2 + all / (1 + some)));
    return { ...unit, hits, marks, changed, shown: changed ? marks[0] ?? words[0].word : unit.typed, idf, inside };
  }

  /** Pages with a word of the lexicon, by share of the best score. */
  async word(word) {
    const known = this.known.words.get(word);
    if (!known) return this.exactly(word);
    const found = await this.search(known.cut);
    if (found.size > 2 || word.length > 3) return found;
    const other = await this.exactly(word);
    return new Map([...other, ...found]);
  }

  /** Pages with these very characters one after the other, however the index may have cut them. */
  async exactly(word) {
    const halves = word.length < 5 ? [...word].slice(1).map((_, at) => `${word.slice(0, at + 1)} ${word.slice(at + 1)}`) : []; // 示波 器
    for (const cuts of [[word, segments(word).join(" "), cut(this.known, word)], halves, [[...word].join(" ")]]) {
      const found = await Promise.all([...new Set(cuts)].map(async (term) => {
        const exact = await this.search(`"${term}"`);
        if (!exact.size) return [];
        const scores = await this.search(term);
        return [...exact.keys()].map((id) => [id, scores.get(id) ?? 0.3]);
      }));
      if (found.some(({ length }) => length)) return new Map(found.flat());
    }
    return new Map();
  }

  /** One call of Pagefind, remembered: id to how much the page is about it, from its share of the best score and from how early it is said. */
  search(term) {
    if (!this.found.has(term)) {
      this.found.set(term, this.pagefind.search(term).then(({ results }) => {
        const top = results[0]?.score;
        return new Map(results.map(({ id, score, words }) => [id, 0.4 * (score / top) + 0.6 * EARLY / (EARLY + Math.min(...words))]));
      }));
    }
    return this.found.get(term);
  }

  /**
   * Pages by how much of the question they hold. What a word tells is reckoned among the projects and among all other
   * pages apart; and where support is asked for, a policy need not name the trade.
   */
  score(asked, parts, asks) {
    const { support, people, policies, signs } = this.known;
    const own = ({ words: [{ word }, ...meant] }) => [...(this.known.words.get(word)?.cut ?? word).split(" "), ...meant.map((one) => one.word)];
    const holds = (part, set) => own(part).some((word) => set.has(word));
    const signed = ({ typed }) => [...signs.keys()].some((name) => typed.includes(name));
    const wanted = new Set([...signs].filter(([name]) => asked.includes(name)).map(([, kind]) => kind));
    const means = ({ words: [, ...meant] }) => meant.some(({ word }) => people.includes(word) || policies.includes(word));
    const kinds = this.values.kind;
    const trade = (part) => part.inside / this.size > (part.hits.size - part.inside) / (this.ids.length - this.size); // more projects have it
    const trades = parts.filter((part) => !part.weak && !part.besides && !part.banner && !holds(part, support) && !means(part) && trade(part));
    const money = asks || (trades.length < 2 && parts.some((part) => (holds(part, support) || means(part)) && !signed(part))); // who says who they are asks for it too, unless they tell what they would do
    const sums = new Map();
    const whole = [0, 0, 0]; // for policies and groups, for projects, for other pages
    const shelf = (id) => { const kind = kinds.get(id); return kind === LIBRARY ? 1 : kind === "policy" || kind === "group" ? 0 : 2; };
    const worth = (part, aside, on) => part.worth * part.idf[Number(on === 1)] * (aside && !on ? 0.2 : 1);
    for (const part of parts) {
      const aside = money && !holds(part, support) && !part.words.some(({ word }) => [...people, ...policies].some((name) => name.includes(word)));
      if (!part.weak && !part.besides) whole.forEach((_, on) => { whole[on] += worth(part, aside, on); });
      for (const [id, share] of part.hits) {
        const sum = sums.get(id) ?? { score: 0, covered: 0 };
        const told = worth(part, aside, shelf(id));
        const named = part.words.some(({ word }) => this.names.get(id)?.includes(word));
        sum.score += told * (part.besides ? BESIDES : 1) * (named ? NAMED : 0.4 + 0.6 * share);
        if (!part.weak && !part.besides) sum.covered += told;
        sums.set(id, sum);
      }
    }
    const hits = [...sums].map(([id, { score, covered }]) => {
      const kind = kinds.get(id), all = whole[shelf(id)] || 1;
      const near = kind === "base" && parts.some((part) => part.banner && part.hits.has(id)); // the base in the banner that is named
      const prior = (money ? { policy: 1.5, document: 0.3 }[kind] ?? 1 : 1) * (near || wanted.has(kind) ? 1.5 : PRIOR[kind] ?? 1);
      const cover = whole[shelf(id)] ? Math.min(1, covered / all) : 1; // a question of mere scraps has nothing to cover
      return { id, cover, score: (score / all) * cover ** 1.5 * prior };
    });
    const best = hits.reduce((most, { cover }) => Math.max(most, cover), 0);
    return { full: best > 0.99, hits: hits.filter(({ cover }) => cover >= best * 0.3) };
  }

  /** Pages outside the project library whose name the question is: found by name, whatever their text scores. */
  direct(asked, parts, hits) {
    const there = new Map(hits.map((hit) => [hit.id, hit]));
    for (const { id, names } of this.named) {
      const fit = Math.max(...names.map((name) => fits(name, asked, parts)));
      const scored = there.get(id);
      if (scored) scored.fit = Math.max(scored.fit ?? 0, fit);
      else if (fit > 0.45) {
        const hit = { id, fit, score: 0.1, cover: 1 };
        hits.push(hit);
        there.set(id, hit);
      }
    }
  }

  /** How far a title is what was asked for. */
  fit(title, asked, parts) {
    return fits(plain(title, this.known.simple).replace(/ /g, ""), asked, parts);
  }

  /** A page's published text, fetched once. */
  read(id) {
    if (!this.pages.has(id)) {
      this.pages.set(id, fragment(this.folder, id).then(({ url, content, meta }) => ({ path: url.replace(/^\/|index\.html$/g, ""), content, meta })));
    }
    return this.pages.get(id);
  }

  async answer(hits, filters, { asked = "", parts = [], understood = [], instead = null, loose = false }) {
    const wanted = Object.entries(filters).filter(([, values]) => values.length);
    const passes = (id, but) => wanted.every(([name, values]) => name === but || values.includes(this.values[name]?.get(id)));
    const counts = {};
    for (const [name, values] of Object.entries(this.values)) {
      counts[name] = {};
      for (const { id } of hits) {
        const value = values.get(id);
        if (value && passes(id, name)) counts[name][value] = (counts[name][value] ?? 0) + 1;
      }
    }
    const left = this.varied(hits.filter(({ id }) => passes(id)).sort((a, b) => value(b) - value(a)), asked, parts);
    const first = await Promise.all(left.slice(0, FIRST).map(async (hit) => {
      const { path, meta } = await this.read(hit.id);
      return { ...hit, path, fit: Math.max(hit.fit ?? 0, this.fit(meta.title, asked, parts)) };
    }));
    first.sort((a, b) => value(b) - value(a));
    const inside = ({ marks, typed }) => marks.flatMap((word) => cut(this.known, word).split(" ")).filter((part) => part.length > 1 && typed.includes(part));
    const marks = [...new Set(parts.flatMap((part) => [...part.marks, ...inside(part), ...(part.changed ? [] : [part.typed])]))];
    return { counts, understood, instead, loose, hits: [...first, ...left.slice(FIRST)].map((hit) => this.hit(hit, marks)) };
  }

  /** Ranked hits in an order whose first ones show several ideas, not one in many places, unless that is what was asked for. */
  varied(hits, asked, parts) {
    const ideas = this.values.idea ?? new Map();
    const told = parts.filter(({ banner }) => !banner);
    const first = new Set(), shown = new Map();
    for (const hit of hits) {
      if (first.size === FIRST || value(hit) < FAIR * value(hits[0])) break;
      const idea = ideas.get(hit.id);
      const { count, last } = shown.get(idea) ?? { count: !idea || this.fit(idea, asked, told) > 0.9 ? -Infinity : 0 };
      if (count < SAME) {
        first.add(hit);
        shown.set(idea, { count: count + 1, last: hit });
      } else last.more = idea;
    }
    return [...first, ...hits.filter((hit) => !first.has(hit))];
  }

  hit(hit, marks) {
    const made = {
      url: hit.path ?? null,
      score: value(hit),
      load: async () => {
        const { path, content, meta } = await this.read(hit.id);
        made.url = path;
        const { title, kind, sum, banner, sample, validity } = meta;
        return { url: path, title, kind: this.known.kinds[kind], sum, banner, sample, validity, more: hit.more, excerpt: excerpt(content, title, marks) };
      },
    };
    return made;
  }
}

const value = ({ score, fit = 0 }) => score * (1 + 2 * fit) + (fit > 0.9 ? 1 : 0);

/** How far a name is what was asked for, from 0 to 1: how much of the question it holds, and how little else. */
function fits(name, asked, parts) {
  const question = asked.replace(/ /g, "");
  if (name === question) return 1;
  if ((name.startsWith(question) || name.endsWith(question)) && (question.length > 0.6 * name.length || /\d\d/.test(question))) return 0.95;
  const said = parts.find(({ words }) => words.some(({ word }) => word === name));
  const all = parts.reduce((sum, { typed }) => sum + typed.length, 0);
  let held = 0, whole = 0, length = 0;
  for (const { words, typed, idf, weak, besides, worth, banner } of parts) {
    const word = [...words.map((one) => one.word), banner, typed].find((one) => one && name.includes(one));
    if (word) length += word.length;
    if (weak || besides) continue;
    whole += worth * idf[0];
    if (word) held += worth * idf[0];
  }
  return Math.max(said ? 0.9 * said.typed.length / all : 0, whole ? (held / whole) ** 2 * (0.4 + 0.55 * Math.min(1, length / name.length)) : 0);
}

/** Every two neighbouring characters of a text. */
function pairs(text) {
  return [...new Set(text.split(" ").flatMap((word) => (/[\u3400-\u9fff]/.test(word) && word.length > 2 ? [...word].slice(1).map((char, at) => word[at] + char) : [word])))];
}
