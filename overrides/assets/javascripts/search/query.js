/* Questions to the site: read, looked up, ranked, answered. The same question has the same answer, whatever was asked before. */
import { lexicon } from "./lexicon.js";
import { lists } from "./pagefind_files.js";
import { load as catalogue, span } from "../library/catalogue.js";
import { HAN } from "./words.js";
import { Shelf } from "./rank.js";
import { read as readFacets } from "./facets.js";
import { found as foundWords, marked, passage } from "./marks.js";

const LONGEST = 100; // characters of a question that are read
const LOOKED = globalThis.LOOKED ?? 8; // terms of a question that are looked up in texts: the rarest
const LIBRARY_TEXT = 1.5; // what the text of a project says of it: its names are few
const FIRST = 10; // results that show several ideas, not one in many places
const SAME = 3; // projects of one idea among them
const FAIR = 0.2; // of the best score: results below have little to do with the question
const NAMED = 1.5; // a page that has the very question as a name or among its own
const PLACE = { in: 1.6, out: 0.5 }; // a page of the division that is named, and of another
const PRIOR = { clause: 0.5, target: 0.7, document: 0.8, parameter: 0.8, department: 0.85 }; // pages that tell of others
const AWAY = 0.5; // projects that the library does not offer now, and pages for staff

/** The search of the site below `root`. Rejects where the site's own words cannot be had. */
export async function open(root) {
  const [known, projects] = await Promise.all([lexicon(root), catalogue().catch(() => null)]);
  return new Engine(root, known, projects);
}

class Engine {
  constructor(root, known, projects) {
    Object.assign(this, { root, projects, ...known, today: new Date().toISOString().slice(0, 10) });
    this.folder = new URL("pagefind/", root);
    const { words } = this;
    const plain = (text) => words.plain(text);
    const value = (name, row) => projects.value(name, row);
    const library = (projects?.ids ?? []).map((id, row) => {
      const [banner, industry] = [projects.words("banner", row), projects.words("industry", row)];
      return { path: `projects/${id}/`, kind: "project", row, banner: this.banners.find(([, short]) => banner.includes(short))?.[0],
        away: !projects.isListed(row), title: [plain(projects.titles[row])], tags: [...value("tags", row), ...industry].map(plain) };
    });
    this.shelves = [new Shelf(words, this.pages, this.synonyms), new Shelf(words, library, this.synonyms, LIBRARY_TEXT)];
    this.lists = [this.pages, library];
    this.texts = [this.pages.filter(({ path }) => !path.includes("#")).length, library.length];
    for (const shelf of this.shelves) for (const term of [...shelf.lists.keys(), ...shelf.spoken.keys()]) if (term.length === 2 && HAN.test(term[0])) words.learn(term);
    for (const name of new Set(library.flatMap(({ title, tags }) => [title[0].split(" ")[0], ...tags]))) words.name(name);
  }

  async ask(text, filters = {}, { without = [] } = {}) {
    const cut = [...text].length > LONGEST;
    const asked = this.words.plain(cut ? [...text].slice(0, LONGEST).join("") : text);
    const empty = { hits: [], counts: {}, state: "empty", understood: "", cut, facets: [], elsewhere: null, direct: null };
    if (!asked) return empty;
    const { rest, facets } = readFacets(this, asked, without);
    const { texts, simple } = await this.look(rest);
    const units = this.units(rest, texts);
    const ranked = this.rank(units, rest.replace(/ /g, ""), facets, texts);
    const passes = (page, but) => Object.entries(filters).every(([name, values]) => name === but || !values.length || values.includes(this.facet(page, name)));
    const counts = {};
    for (const name of ["kind", "banner", "industry"]) {
      counts[name] = {};
      for (const { page } of ranked) {
        const value = this.facet(page, name);
        if (value && passes(page, name)) counts[name][value] = (counts[name][value] ?? 0) + 1;
      }
    }
    const left = this.varied(ranked.filter(({ page }) => passes(page)));
    return { ...empty, counts, facets, simple, hits: left.map((hit) => this.hit(hit, units)), ranked, units };
  }

  /** A question as units, any term of which will do: a pair that no page holds is what sounds like it. */
  units(rest, texts) {
    const { words } = this;
    const units = [];
    const known = (term) => this.shelves.some((shelf, on) => shelf.has(term) || texts[on].get(term)?.length);
    const spelled = rest.replace(/[a-z]+( [a-z]+)+/g, (all) => (known(all) || all.split(" ").some(known) || !words.spelled(all.replace(/ /g, "")) ? all : all.replace(/ /g, "")));
    for (const run of spelled.split(" ").flatMap((part) => part.match(/[\u3400-\u9fff]+|[a-z]+|[\d.]+万?/g) ?? [])) {
      if (HAN.test(run[0])) {
        for (const term of words.terms(run)) {
          const heard = term.length > 1 && !known(term) ? words.readings(term).flatMap((reading) => words.heard(reading.join(" "), 0.7)) : [];
          units.push({ typed: term, terms: heard.length ? heard : [[term, 1]], weight: run.length > 1 ? 1 : 3, guessed: heard.length > 0 });
        }
      } else if (/[a-z]/.test(run[0]) && !known(run)) units.push(...this.letters(run));
      else units.push({ typed: run, terms: [[run, 1]], weight: 1 });
    }
    return units;
  }

  /** Letters that are no word of the site: pinyin, or the initials of a name. */
  letters(run) {
    const { words } = this;
    const syllables = run.length > 2 ? words.spelled(run) : null;
    if (syllables?.length > 1) {
      return syllables.slice(1).map((syllable, at) => ({ typed: run, terms: words.heard(`${syllables[at]} ${syllable}`, 1), weight: 1, guessed: true })).filter(({ terms }) => terms.length);
    }
    const whole = [...words.names.get(run) ?? []];
    const part = whole.length || run.length < 3 ? [] : [...words.names].filter(([key]) => key.includes(run)).flatMap(([, names]) => [...names]);
    const names = [...whole, ...part].slice(0, 4);
    if (!names.length) return [{ typed: run, terms: [[run, 1]], weight: 1 }];
    return names.flatMap((name) => words.terms(name).filter((term) => term.length > 1)
      .map((term) => ({ typed: run, terms: [[term, (whole.length ? 0.9 : 0.6) / names.length]], weight: 1, guessed: true })));
  }

  /** Which pages' texts hold the rarest terms of a question, for each shelf. */
  async look(rest) {
    const [few] = this.texts;
    const terms = [...new Set(this.words.terms(rest))].filter((term) => term.length > 1 || /\d/.test(term));
    const count = (term) => this.shelves.reduce((sum, shelf) => sum + shelf.count(term) / shelf.size, 0);
    const rarest = terms.map((term) => [term, count(term)]).sort((one, other) => one[1] - other[1]).slice(0, LOOKED).map(([term]) => term);
    try {
      const found = [...await lists(this.folder, rarest)];
      return { texts: [new Map(found.map(([term, pages]) => [term, pages.filter((page) => page < few)])),
        new Map(found.map(([term, pages]) => [term, pages.filter((page) => page >= few).map((page) => page - few)]))] };
    } catch {
      return { texts: [new Map(), new Map()], simple: true };
    }
  }

  /** Pages by how much of the question they hold, best first, each once. */
  rank(units, question, facets, texts) {
    const banner = facets.find(({ key }) => key === "banner")?.value;
    const hits = this.shelves.flatMap((shelf, on) => {
      const { score, cover, all } = shelf.score(units, texts[on]);
      return this.lists[on].flatMap((page, at) => {
        const here = banner && page.banner === banner;
        const value = (score[at] + (here ? 0.5 : 0)) * (banner && page.banner ? (here ? PLACE.in : PLACE.out) : 1)
          * (question.length > 1 && page.named?.has(question) ? NAMED : question.length > 1 && page.title.some((name) => name.replace(/ /g, "").includes(question)) ? (1 + NAMED) / 2 : 1)
          * (PRIOR[page.kind] ?? 1) * (page.away ? AWAY : 1) / (all + 1) ** 0.7;
        return value > 0 ? [{ page, score: value, cover: all ? cover[at] / all : 1 }] : [];
      });
    }).filter(({ page }) => page.row === undefined || facets.every(({ passes }) => !passes || passes(page))).sort((one, other) => other.score - one.score);
    const seen = new Set();
    return hits.filter(({ page: { path }, score }) => {
      const [page] = path.split("#");
      if (seen.has(page) || score < FAIR * hits[0].score) return false;
      return seen.add(page);
    });
  }

  facet(page, name) {
    return name === "banner" ? page.banner : name === "kind" ? page.found ?? page.kind : page.row === undefined ? undefined : this.projects.words(name, page.row)[0];
  }

  /** Hits in an order whose first ones show several ideas, not one in many places. */
  varied(hits) {
    const first = [], rest = [], shown = new Map();
    for (const hit of hits) {
      const idea = hit.page.row === undefined ? null : this.projects.titles[hit.page.row].split("（")[0];
      const same = shown.get(idea) ?? [];
      if (first.length < FIRST && (!idea || same.length < SAME)) {
        first.push(hit);
        shown.set(idea, [...same, hit]);
      } else {
        if (idea && same.length === SAME) same[SAME - 1].more = idea;
        rest.push(hit);
      }
    }
    return [...first, ...rest];
  }

  hit({ page, more }, units) {
    return { url: page.path, load: async () => this.card(page, more, units) };
  }

  async card(page, more, units) {
    const { path: url } = page;
    if (page.row === undefined) {
      return { url, title: page.called, kind: this.kinds[page.kind], sum: since(page.sum, this.today), sample: page.sample, banner: page.banner,
        validity: since(page.validity, this.today), line: marked(page.said, units), place: [], more };
    }
    return { url, title: this.projects.titles[page.row], kind: this.kinds.project, more };
  }
}

/** What is said on a day of what changes: “=还没开始 2026-12-01=正在报名”. */
export const since = (turns, today) => (turns ?? "").split(/ (?=\d{4}-\d\d-\d\d=)/).map((turn) => turn.split("=")).filter(([day]) => day <= today).map(([, ...said]) => said.join("=")).pop();
