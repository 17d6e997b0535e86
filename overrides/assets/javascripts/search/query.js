/* Questions to the site: read, looked up, ranked, answered. The same question has the same answer, whatever was asked before. */
import { load as catalogue } from "../library/catalogue.js";
import { lexicon } from "./lexicon.js";
import { lists, places } from "./pagefind_files.js";
import { facetsOf, repaired, unitsOf } from "./question.js";
import { Shelf, SINGLE } from "./rank.js";
import { cards, direct, varied } from "./results.js";
import { HAN } from "./words.js";

const LONGEST = 100; // characters of a question that are read
const LOOKED = 6; // terms of a question that are looked up in texts: the rarest
const LIBRARY_TEXT = 1.2; // what the text of a project says of it: its names are few
const LONG = 0.7; // how far what is asked at length, or in words that tell much, has to be answered at length
const FAIR = 0.2; // of the best score: results below have little to do with the question
const NEAR = 0.5; // of the best score: results below are shown when they are asked for
const WORD = 4; // characters: who types no more looks round
const FEW = 3; // results to look round in
const NAMED = 2; // a page that has the very question as a name or among its own
const EXACT = 0.3; // and has at least, though each of its words is everywhere
const HELD = 0.1; // how far a page goes by a question that its text holds
const PLACE = { in: 1.6, out: 0.5 }; // a page of the division that is named, and of another
const PRIOR = { event: 0.9, base: 0.9, department: 0.85, tool: 0.8, studio: 0.8, document: 0.8, parameter: 0.7, target: 0.7, clause: 0.5 }; // pages that tell of others
const LARGE = { usual: 100, power: 0.08 }; // the larger the library, the likelier a question is for a project; a usual one weighs like other pages
const MEANT = 1.3; // projects, where a question tells a budget or a size
const INSIDE = 0.6; // of the score of a page: a place on it that answers for the page
const AWAY = 0.3; // projects that the library does not offer now, and pages for staff
const FILTERS = ["kind", "banner", "industry"];
const COMMON = 0.3; // of all pages: a term that more have marks nothing
/** How sure an answer is: a logistic regression over questions that the site answers and others that it does not. The best page's
 * score and how much of the question the best three hold speak for it, what is strange to all pages or only sounds like them against.
 * A project has fewer words for a question to agree with. */
const SURE = { score: 2.9, length: 2.1, cover: 3.1, strange: -2.65, project: 0.6, least: 7.1 };
const CLEAR = 2.3; // the score from which a page answers at once, and though a word of the question is of what the site does not have
const MATTER = 0.4; // of a question: a word that makes up so much of it is what it is of

/** The search of the site below `root`. Rejects where the site's own words cannot be had. */
export async function open(root) {
  const folder = new URL("pagefind/", root);
  const [known, projects] = await Promise.all([lexicon(root), catalogue().catch(() => null), places(folder).catch(() => null)]);
  return new Engine(root, folder, known, projects);
}

class Engine {
  constructor(root, folder, known, projects) {
    Object.assign(this, known, { root, folder, projects, today: today() });
    const { words } = this;
    const library = (projects?.ids ?? []).map((id, row) => {
      const tags = [...projects.value("tags", row), ...projects.words("industry", row)];
      const [short] = projects.words("banner", row);
      const idea = projects.titles[row].split("（")[0];
      return { path: `projects/${id}/`, kind: "project", row, banner: this.banners.find((one) => one.short === short)?.title,
        away: !projects.isListed(row), idea, named: words.plain(idea), title: [words.plain(projects.titles[row])], tags: tags.map((tag) => words.plain(tag)) };
    });
    this.parts = [this.pages, library];
    const shelf = new Shelf(words, this.pages, this.synonyms);
    this.shelves = [shelf, new Shelf(words, library, this.synonyms, LIBRARY_TEXT, shelf)];
    this.few = this.pages.filter(({ path }) => !path.includes("#")).length; // pages whose texts are indexed before those of projects
    const terms = new Set(this.shelves.flatMap(({ lists: own, spoken }) => [...own.keys(), ...spoken.keys()]));
    for (const term of terms) if (term.length === 2 && HAN.test(term[0])) words.learn(term);
    for (const name of new Set(library.flatMap(({ named, tags }) => [named, ...tags]))) words.name(name.replace(/ /g, ""));
    this.strange = new Set(this.elsewhere.flatMap(({ says }) => says.flatMap((one) => words.terms(one)))); // no slips, though no page has them
    this.latin = [...terms].filter((term) => /^[a-z]+$/.test(term));
  }

  /** The answer to a question. What its parts mean: `search.js` and `answer.js`, which show them. */
  async ask(question, filters = {}, { without = [] } = {}) {
    const { words } = this;
    const cut = [...question].length > LONGEST;
    const plain = words.plain([...question].slice(0, LONGEST).join(""));
    if (!plain) return { hits: [], counts: {}, state: "empty", understood: "", cut, facets: [], elsewhere: null, direct: null };
    let { text, facets } = facetsOf(this, plain, without);
    let { texts, simple } = await this.look(text);
    const known = (term) => this.strange.has(term) || this.shelves.some((shelf) => shelf.has(term)) || texts.some((held) => held.get(term)?.length);
    const read = repaired(words, known, text);
    const understood = read.guessed ? read.text : "";
    if (understood && facets.some(({ key }) => key === "banner")) text = understood;
    else if (understood) ({ text, facets } = facetsOf(this, understood, without)); // a place may have been spelled
    if (understood) ({ texts, simple } = await this.look(text)); // as if it had been typed so
    const units = unitsOf(words, known, this.latin, text);
    const ranked = this.rank(units, text.replace(/ /g, ""), facets, texts);
    const elsewhere = this.apart(plain, ranked, understood);
    const state = !ranked.length ? "none" : elsewhere || this.unsure(units, known, ranked) ? "guess" : "found";
    const { left, counts } = this.narrowed(ranked, filters);
    const card = cards(this, this.telling(units));
    const listed = facets.length > 0 || Object.values(filters).some((chosen) => chosen.length) || left[0]?.page.row !== undefined; // the library is looked through
    const [near, far] = parted(left, listed, text.length <= WORD ? FEW : 1);
    return { counts, state, understood, cut, facets, elsewhere, simple, near: near.length,
      hits: [...varied(near, text), ...far].map((hit) => ({ url: hit.page.path, load: () => card(hit) })),
      direct: state === "found" && left.length && (left[0].named || left[0].score > CLEAR) ? direct(left[0].inside ?? left[0].page, plain, this.today) : null };
  }

  /** The hits that pass every filter, and for each filter how many each of its values would leave; its own choice does not narrow it. */
  narrowed(ranked, filters) {
    const wanted = Object.entries(filters).filter(([, values]) => values.length);
    const passes = ({ page }, but) => wanted.every(([name, values]) => name === but || values.includes(this.facet(page, name)));
    const counts = Object.fromEntries(FILTERS.map((name) => [name, {}]));
    for (const hit of ranked) {
      for (const name of FILTERS) {
        const value = this.facet(hit.page, name);
        if (value && passes(hit, name)) counts[name][value] = (counts[name][value] ?? 0) + 1;
      }
    }
    return { left: ranked.filter((hit) => passes(hit)), counts };
  }

  /** The pairs and words of a question, each with whether few enough pages hold it to tell something. */
  telling(units) {
    const terms = units.flatMap((unit) => unit.terms.map(([term]) => term)).filter((term) => term.length > 1 || !HAN.test(term));
    return new Map(terms.map((term) => [term, this.common(term) < COMMON]));
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
      const part = (from, to) => new Map(found.map(([term, pages]) => [term, pages.filter((page) => page >= from && page < to).map((page) => page - from)]));
      return { texts: [part(0, this.few), part(this.few, Infinity)] };
    } catch {
      return { texts: [new Map(), new Map()], simple: true };
    }
  }

  /** Pages by how much of the question they hold, best first, each once. */
  rank(units, question, facets, texts) {
    const place = facets.find(({ key }) => key === "banner")?.value;
    const bounds = facets.filter(({ key }) => key !== "banner");
    const prior = { ...PRIOR, project: (this.parts[1].length / LARGE.usual) ** LARGE.power };
    const hits = this.shelves.flatMap((shelf, on) => {
      const { score, cover, all } = shelf.score(units, texts[on]);
      const called = question.length > 1 ? shelf.called(question) : new Map();
      const held = whole(units, texts[on]);
      for (const at of held) called.set(at, Math.max(called.get(at) ?? 0, HELD));
      for (const at of numbered(texts[on])) called.set(at, 1);
      const values = this.parts[on].map(({ kind, away, list }, at) => (score[at] / (all + 1) ** LONG * (1 + (NAMED - 1) * (called.get(at) ?? 0)) + (called.get(at) === 1 ? EXACT : 0))
        * (prior[kind] ?? 1) * (away ? AWAY : 1) * (list !== undefined && !place ? PLACE.out : 1));
      return this.parts[on].map((page, at) => {
        const here = place && page.banner === place;
        const value = here ? Math.max(values[at], values[page.list ?? page.among] ?? 0) : values[at]; // what the list of all answers, that of a place does
        const meant = place ? here : bounds.length > 0 && page.row !== undefined;
        const alone = meant && !units.length ? (page.list === undefined ? 1 : 2) : 0; // nothing but place and bounds were asked for
        return { page, named: alone > 0 || called.get(at) === 1, held: held.has(at), cover: all ? cover[at] / all : 1,
          score: (value + alone) * (place && page.banner ? (here ? PLACE.in : PLACE.out) : 1) * (page.row !== undefined && bounds.length ? MEANT : 1) };
      });
    }).filter(({ score, page: { row } }) => score > 0 && (row === undefined || bounds.every(({ key, most }) => this.projects.needs(key, row) <= most)))
      .sort((one, other) => other.score - one.score);
    const found = new Map();
    for (const hit of hits) {
      const [path, anchor] = hit.page.path.split("#");
      const there = found.get(path);
      if (!there && (hit.held || hit.score >= FAIR * hits[0].score)) found.set(path, hit);
      else if (anchor && there && !there.inside && !there.page.path.includes("#") && hit.score >= INSIDE * there.score) there.inside = hit.page;
    }
    return [...found.values()];
  }

  /** What the site does not have, if the question is of that and of no page. */
  apart(plain, [best], understood) {
    const bare = plain.replace(/ /g, "");
    const said = (word) => (HAN.test(word) ? bare.includes(word) : ` ${plain} `.includes(` ${word} `));
    let found = null, longest = 0;
    for (const one of this.elsewhere) for (const word of one.says) if (word.length > longest && said(word)) [found, longest] = [one, word.length];
    if (!found) return null;
    const { title, instead, phone } = found;
    const answered = !understood && (best?.named || (best?.score > CLEAR && longest < MATTER * bare.length));
    return answered ? null : { title, instead, phone };
  }

  /** Whether what was found is only a guess. */
  unsure(units, known, ranked) {
    if (ranked[0].named) return false;
    const weigh = (some) => some.reduce((sum, { weight, typed }) => sum + weight * (typed.length > 1 ? 1 : SINGLE), 0);
    const strange = units.filter(({ terms: [[term, sure]] }) => sure < 1 || !known(term));
    const cover = Math.max(...ranked.slice(0, 3).map((hit) => hit.cover));
    return SURE.score * Math.log(ranked[0].score) + SURE.length * Math.log(weigh(units) + 1) + SURE.cover * cover
      + SURE.strange * weigh(strange) / (weigh(units) || 1) + (ranked[0].page.row === undefined ? 0 : SURE.project) < SURE.least;
  }

  /** The value of a page by which results are narrowed. */
  facet({ kind, banner, row }, name) {
    if (name === "banner") return banner;
    if (name === "kind") return this.under[kind] ?? kind;
    return row === undefined ? undefined : this.projects.words("industry", row)[0];
  }
}

/** Hits, best first, as those that are about as good as the best, `few` at least, and the others. All are, where a list is asked for. */
function parted(hits, listed, few) {
  const least = listed || !hits.length ? 0 : NEAR * hits[0].score / (hits[0].named ? NAMED : 1);
  const near = hits.filter(({ score }, at) => at < few || score >= least);
  return [near, hits.slice(near.length)];
}

/** The pages whose texts hold all the pairs of a question, if it is short enough for all to be looked up. */
function whole(units, texts) {
  const typed = [...new Set(units.map((unit) => unit.typed).filter((term) => term.length > 1 || !HAN.test(term)))];
  if (!typed.length || typed.length > LOOKED) return new Set();
  return new Set(typed.map((term) => texts.get(term) ?? []).reduce((all, some) => all.filter((page) => some.includes(page))));
}

/** The pages that alone hold a figure, such as that of a project. */
const numbered = (texts) => [...texts].filter(([term, pages]) => /\d/.test(term) && pages.length === 1).map(([, [page]]) => page);

/** The day it is in the city. */
const today = () => new Date(Date.now() + Number(document.querySelector("[data-utc-offset]")?.dataset.utcOffset ?? 0) * 3600e3).toISOString().slice(0, 10);
