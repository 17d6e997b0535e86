/* Questions to the site: read, looked up, ranked, answered. The same question has the same answer, whatever was asked before. */
import { load as catalogue, span } from "../library/catalogue.js";
import { marked, place } from "./card.js";
import { lexicon } from "./lexicon.js";
import { lists, places } from "./pagefind_files.js";
import { facets as named, repaired, units } from "./question.js";
import { Shelf, SINGLE } from "./rank.js";
import { HAN } from "./words.js";

const LONGEST = 100; // characters of a question that are read
const LOOKED = 6; // terms of a question that are looked up in texts: the rarest
const LIBRARY_TEXT = 1.2; // what the text of a project says of it: its names are few
const FIRST = 10; // results that show several ideas, not one in many places
const SAME = 3; // projects of one idea among them
const FAIR = 0.2; // of the best score: results below have little to do with the question
const NAMED = 1.5; // a page that has the very question as a name or among its own
const HELD = 0.2; // how far a page goes by a question that its text holds
const PLACE = { in: 1.6, out: 0.5 }; // a page of the division that is named, and of another
const PRIOR = { project: 1.1, department: 0.85, tool: 0.8, studio: 0.8, document: 0.8, parameter: 0.8, target: 0.7, clause: 0.5 }; // pages that tell of others
const MEANT = 1.3; // projects, where a question tells a budget or a size
const WITHIN = 0.6; // of the score of a page: a place on it that answers for the page
const AWAY = 0.3; // projects that the library does not offer now, and pages for staff
const COMMON = 0.3; // of all pages: a term that more have marks nothing
const READ = 2; // pages of which a place is shown: each costs a request
/** How sure an answer is: a logistic regression over questions that the site answers and others that it does not. The best page's
 * score and how much of the question the best three hold speak for it, what is strange to all pages or only sounds like them against. */
const SURE = { score: 2.9, length: 2.1, cover: 3.1, strange: -2.65, named: 1.1, least: 7.2 };
const CLEAR = 2.2; // the score from which a page answers though a word of the question is of what the site does not have

/** What a question wants to hear first, by the label of the line that says it. */
const WANTED = [["现在", /有效|过期|作废|失效|到期|届满|还能|还算|算数|执行|还在|停了/], ["问谁", /电话|热线|问谁|找谁|哪个部门|归谁|联系/], ["", /多少|几|钱|领|补|给|文号|哪|怎么|咋/]];

/** The search of the site below `root`. Rejects where the site's own words cannot be had. */
export async function open(root) {
  const folder = new URL("pagefind/", root);
  const [known, projects] = await Promise.all([lexicon(root), catalogue().catch(() => null), places(folder).catch(() => null)]);
  return new Engine(root, folder, known, projects);
}

class Engine {
  constructor(root, folder, known, projects) {
    Object.assign(this, known, { root, folder, projects, today: new Date().toISOString().slice(0, 10) });
    const { words } = this;
    const library = (projects?.ids ?? []).map((id, row) => {
      const tags = [...projects.value("tags", row), ...projects.words("industry", row)];
      const [short] = projects.words("banner", row);
      return { path: `projects/${id}/`, kind: "project", row, banner: this.banners.find((one) => one.short === short)?.title,
        away: !projects.isListed(row), idea: projects.titles[row].split("（")[0], title: [words.plain(projects.titles[row])], tags: tags.map((tag) => words.plain(tag)) };
    });
    this.parts = [this.pages, library];
    this.shelves = [new Shelf(words, this.pages, this.synonyms), new Shelf(words, library, this.synonyms, LIBRARY_TEXT)];
    this.few = this.pages.filter(({ path }) => !path.includes("#")).length; // pages whose texts are indexed before those of projects
    const terms = new Set(this.shelves.flatMap(({ lists: own, spoken }) => [...own.keys(), ...spoken.keys()]));
    for (const term of terms) if (term.length === 2 && HAN.test(term[0])) words.learn(term);
    for (const name of new Set(library.flatMap(({ idea, tags }) => [words.plain(idea), ...tags]))) words.name(name.replace(/ /g, ""));
    this.strange = new Set(this.elsewhere.flatMap(({ says }) => says.flatMap((one) => words.terms(one)))); // no slips, though no page has them
    this.latin = [...terms].filter((term) => /^[a-z]+$/.test(term));
  }

  /** The answer to a question: see `search.js` for what is made of it. */
  async ask(question, filters = {}, { without = [] } = {}) {
    const { words } = this;
    const cut = [...question].length > LONGEST;
    const plain = words.plain([...question].slice(0, LONGEST).join(""));
    if (!plain) return { hits: [], counts: {}, state: "empty", understood: "", cut, facets: [], elsewhere: null, direct: null };
    const held = (term) => this.shelves.some((shelf) => shelf.has(term)) || this.strange.has(term);
    const first = named(this, plain, without);
    const { texts, simple } = await this.look(first.text);
    const known = (term) => held(term) || texts.some((lists) => lists.get(term)?.length);
    const { text, guessed } = repaired(words, known, first.text);
    const { text: rest, facets } = first.facets.some(({ key }) => key === "banner") || !guessed ? { text, facets: first.facets } : named(this, text, without);
    const asked = units(words, known, this.latin, rest);
    const ranked = this.rank(asked, rest.replace(/ /g, ""), facets, texts);
    const elsewhere = this.apart(plain, ranked, guessed);
    const state = !ranked.length ? "none" : elsewhere || this.unsure(asked, known, ranked) ? "guess" : "found";
    const passes = ({ page }, but) => Object.entries(filters).every(([name, values]) => name === but || !values.length || values.includes(this.facet(page, name)));
    const counts = {};
    for (const name of ["kind", "banner", "industry"]) {
      counts[name] = {};
      for (const hit of ranked) {
        const value = this.facet(hit.page, name);
        if (value && passes(hit, name)) counts[name][value] = (counts[name][value] ?? 0) + 1;
      }
    }
    const pairs = new Map(asked.flatMap(({ terms }) => terms.map(([term]) => [term, this.common(term) < COMMON])).filter(([term]) => term.length > 1 || !HAN.test(term)));
    const left = varied(ranked.filter((hit) => passes(hit)));
    let read = READ;
    const hits = left.map((hit) => ({ url: hit.page.path, load: () => this.card(hit, pairs, () => read-- > 0) }));
    return { hits, counts, state, understood: guessed ? text : "", cut, facets, elsewhere, simple,
      direct: state === "found" && left.length ? this.direct(left[0].within ?? left[0].page, plain) : null };
  }

  /** How common a term is among pages, before texts are read. */
  common(term) {
    return Math.max(...this.shelves.map((shelf) => shelf.count(term) / (shelf.size || 1)));
  }

  /** For each shelf, which pages' texts hold the rarest terms of a question. */
  async look(text) {
    const terms = [...new Set(this.words.terms(text))].filter((term) => term.length > 1 || !HAN.test(term));
    const rarest = terms.map((term) => [term, this.common(term)]).sort((one, other) => one[1] - other[1]).slice(0, LOOKED).map(([term]) => term);
    try {
      const found = [...await lists(this.folder, rarest)];
      return { texts: [new Map(found.map(([term, pages]) => [term, pages.filter((page) => page < this.few)])),
        new Map(found.map(([term, pages]) => [term, pages.filter((page) => page >= this.few).map((page) => page - this.few)]))] };
    } catch {
      return { texts: [new Map(), new Map()], simple: true };
    }
  }

  /** Pages by how much of the question they hold, best first, each once. */
  rank(asked, question, facets, texts) {
    const place = facets.find(({ key }) => key === "banner")?.value;
    const alone = new Map(texts.map((lists, on) => [on, [...lists].filter(([term, pages]) => /\d/.test(term) && pages.length === 1).map(([, [page]]) => page)])); // by its number
    const bounds = facets.filter(({ key }) => key !== "banner");
    const fits = (page) => page.row === undefined || bounds.every(({ key, value }) => this.within(page.row, key, value));
    const hits = this.shelves.flatMap((shelf, on) => {
      const { score, cover, all } = shelf.score(asked, texts[on]);
      const called = question.length > 1 ? shelf.called(question) : new Map();
      const held = whole(asked, texts[on]);
      for (const at of held) called.set(at, Math.max(called.get(at) ?? 0, HELD));
      const values = this.parts[on].map((page, at) => score[at] * (1 + (NAMED - 1) * (called.get(at) ?? 0)) * (PRIOR[page.kind] ?? 1) * (page.away ? AWAY : 1) * (page.within !== undefined && !place ? PLACE.out : 1) / (all + 1) ** 0.7);
      return this.parts[on].map((page, at) => {
        const here = place && page.banner === place;
        // A list of one place's projects answers what the list of all does.
        const value = here && page.within ? Math.max(values[at], values[page.within]) : values[at];
        const own = here && !asked.length ? (page.within === undefined ? 1 : 2) : 0; // nothing but the place was asked for
        return { page, score: (value + own) * (place && page.banner ? (here ? PLACE.in : PLACE.out) : 1) * (page.row !== undefined && bounds.length ? MEANT : 1),
          cover: all ? cover[at] / all : 1, named: own > 0 || called.get(at) === 1 || alone.get(on).includes(at), held: held.has(at) };
      });
    }).filter(({ score, page }) => score > 0 && fits(page)).sort((one, other) => other.score - one.score);
    const found = new Map();
    for (const hit of hits) {
      const [path, anchor] = hit.page.path.split("#");
      const there = found.get(path);
      if (!there && (hit.held || hit.score >= FAIR * hits[0].score)) found.set(path, hit);
      else if (there && anchor && !there.within && hit.score >= WITHIN * there.score) there.within = hit.page;
    }
    return [...found.values()];
  }

  /** Whether a project needs no more than a question allows. */
  within(row, key, value) {
    const { of, rows, options } = this.projects.facets.find((one) => one.key === key);
    const most = Number(value.split("-")[1]);
    return of[rows[row]].some((one) => Number(options[one][0].split("-")[1] || Infinity) <= most);
  }

  /** What the site does not have, if the question is of that and of no page. */
  apart(plain, [best], guessed) {
    const bare = plain.replace(/ /g, "");
    const found = this.elsewhere.find(({ says }) => says.some((one) => bare.includes(one)));
    if (!found || (!guessed && (best?.named || best?.score > CLEAR))) return null;
    const { title, instead, phone } = found;
    return { title, instead, phone };
  }

  /** Whether what was found is only a guess. */
  unsure(asked, known, ranked) {
    const weigh = (units) => units.reduce((sum, { weight, typed }) => sum + weight * (typed.length > 1 ? 1 : SINGLE), 0);
    const strange = asked.filter(({ terms: [[term, sure]] }) => sure < 1 || !known(term));
    const cover = Math.max(...ranked.slice(0, 3).map((hit) => hit.cover));
    return SURE.score * Math.log(ranked[0].score) + SURE.length * Math.log(weigh(asked) + 1) + SURE.cover * cover
      + SURE.strange * weigh(strange) / (weigh(asked) || 1) + (ranked[0].named ? SURE.named : 0) < SURE.least;
  }

  /** The value of a page by which results are narrowed. */
  facet({ kind, banner, row }, name) {
    if (name === "banner") return banner;
    if (name === "kind") return this.under[kind] ?? kind;
    return row === undefined ? undefined : this.projects.words("industry", row)[0];
  }

  /** What a page answers at once, what was asked for first. */
  direct({ called, path, rows = [], kind }, plain) {
    const wanted = WANTED.find(([, asks]) => asks.test(plain));
    if (!rows.length || (!wanted && ["policy", "document"].includes(kind))) return null;
    const lines = rows.map(([label, text, url]) => ({ label, text: since(text, this.today), ...(url && { url }) }));
    return { title: called, url: path, rows: lines.sort((one, other) => (other.label === wanted?.[0]) - (one.label === wanted?.[0])) };
  }

  /** What a result shows. A place of its text only where that holds all of the question and its own line nothing, for `free` ones. */
  async card({ page, more, held }, pairs, free) {
    const { path: url, row, kind, banner } = page;
    const { projects, words, kinds, banners, today } = this;
    const library = row !== undefined;
    const title = library ? projects.titles[row] : page.called;
    const said = library ? await projects.read(projects.summaries, row) ?? "" : page.said;
    const line = marked(words, said, pairs);
    const shown = [line, marked(words, title, pairs)].some((parts) => parts.some(([, hit]) => hit));
    return { url, title, line, more, kind: kinds[kind] ?? kinds[this.under[kind]], banner: banners.find((one) => one.title === banner)?.short,
      sum: library ? `总投资 ${span(projects.value("investment", row))} 万元` : since(page.sum, today),
      sample: library ? projects.value("sample", row) && projects.labels.sample : page.sample,
      validity: library ? projects.labels.stages[projects.value("stage", row)] : since(page.validity, today),
      place: shown || !held || !free() ? [] : place(words, await this.sentences(url), pairs) };
  }

  /** The text of a page, sentence by sentence; none where it cannot be had. */
  async sentences(path) {
    try {
      const page = new DOMParser().parseFromString(await (await fetch(new URL(path, this.root))).text(), "text/html");
      return [...page.querySelectorAll("article :is(p, li, dd, td)")].flatMap(({ textContent }) => textContent.replace(/\s+/g, " ").match(/[^。；！？]+[。；！？]?/g) ?? []);
    } catch {
      return [];
    }
  }
}

/** The pages whose texts hold all the pairs of a question, if it is short enough for all to be looked up. */
function whole(asked, texts) {
  const typed = [...new Set(asked.filter(({ typed: term }) => term.length > 1 || !HAN.test(term)).map(({ typed: term }) => term))];
  if (!typed.length || typed.length > LOOKED) return new Set();
  return new Set(typed.map((term) => texts.get(term) ?? []).reduce((all, some) => all.filter((page) => some.includes(page))));
}

/** Hits in an order whose first ones show several ideas, not one in many places; the last of these leads to all. */
function varied(hits) {
  const first = [], rest = [], shown = new Map();
  for (const hit of hits) {
    const { idea } = hit.page, same = shown.get(idea) ?? [];
    if (first.length < FIRST && !(idea && same.length === SAME)) {
      first.push({ ...hit });
      shown.set(idea, [...same, first[first.length - 1]]);
    } else {
      if (idea && same.length === SAME) same[SAME - 1].more = idea;
      rest.push(hit);
    }
  }
  return [...first, ...rest];
}

/** What is said on a day of what changes: “=还没开始 2026-12-01=正在报名”; other texts are as they are. */
function since(text, today) {
  if (!text?.startsWith("=")) return text;
  return text.split(/ (?=\d{4}-\d\d-\d\d=)/).map((turn) => [turn.slice(0, turn.indexOf("=")), turn.slice(turn.indexOf("=") + 1)]).filter(([day]) => day <= today).pop()[1];
}
