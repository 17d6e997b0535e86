/* The project library as data: reading, filtering with counts, sorting. What its file holds is written in generator/pages/catalogue.py. */
import { ROOT } from "../common/page.js";

/** The list of projects. */
export const BASE = new URL("projects/", ROOT);

/** Orders by name: what is sorted by, from small to large. Range columns are sorted by their upper end, then by the lower. */
const ORDERS = {
  newest: ["entered", (day) => -day],
  investment: ["investment", ([low, high]) => high * 1e6 + low],
  payback: ["payback", ([low, high]) => high * 1e6 + low],
};

/** The catalogue, fetched once. */
export async function load() {
  const answer = await fetch(new URL("catalogue.json", BASE));
  if (!answer.ok) throw new Error(`${answer.status}: ${answer.url}`);
  return new Catalogue(await answer.json());
}

class Catalogue {
  constructor(data) {
    this.size = data.projects;
    this.ids = data.id;
    this.titles = data.title;
    this.columns = {};
    for (const [name, { values, rows }] of Object.entries(data.columns)) {
      this.columns[name] = { values, rows: Uint16Array.from({ length: this.size }, (_, row) => rows.charCodeAt(row) - 48) };
    }
    this.facets = data.facets.map((facet) => ({ ...facet, rows: this.columns[facet.column].rows }));
    this.listed = new Set(data.listed);
    this.summaries = data.summaries;
    this.compared = data.compared;
    this.labels = data.labels;
    this.places = new Map(this.ids.map((id, row) => [id, row]));
    this.orders = new Map();
    this.files = new Map();
  }

  /** One project's value in a column. */
  value(name, row) {
    const { values, rows } = this.columns[name];
    return values[rows[row]];
  }

  /** The words of a project's options in a facet. */
  words(key, row) {
    const facet = this.facets.find((one) => one.key === key);
    return facet.of[facet.rows[row]].map((place) => facet.options[place][1]);
  }

  /** The upper ends of a facet's classes, from small to large. */
  bounds(key) {
    return this.facets.find((facet) => facet.key === key)?.options.map(upper).filter(Number.isFinite) ?? [];
  }

  /** The most that a project needs, of money by its own figure, of room by its class. */
  needs(key, row) {
    if (key === "investment") return this.value("investment", row)[1];
    const { of, rows, options } = this.facets.find((facet) => facet.key === key);
    return Math.max(...of[rows[row]].map((place) => upper(options[place])));
  }

  isListed(row) {
    return this.listed.has(this.value("stage", row));
  }

  /** All rows in one of the orders; equal ones stay in the order of their titles. */
  order(name) {
    if (!this.orders.has(name)) {
      const [column, key] = ORDERS[name];
      const { values, rows } = this.columns[column];
      const keys = values.map(key);
      this.orders.set(name, Uint32Array.from({ length: this.size }, (_, row) => row).sort((a, b) => keys[rows[a]] - keys[rows[b]] || a - b));
    }
    return this.orders.get(name);
  }

  /**
   * The rows that meet every facet and hold every word, in order, and for each facet how many each of its options would leave.
   * What is chosen within a facet does not change that facet's own counts. Without a chosen stage, what is not offered now stays out.
   */
  find({ chosen, text, order }) {
    const passes = this.facets.map((facet) => this.passes(facet, chosen.get(facet.key)));
    const tallies = this.facets.map((facet) => new Uint32Array(facet.of.length));
    const columns = this.facets.map((facet) => facet.rows);
    const holds = this.holds(text);
    const asked = passes.flatMap((pass, place) => (pass ? [place] : []));
    const found = [];
    for (const row of this.order(order)) {
      if (holds && !holds[row]) continue;
      let missed = -1, misses = 0;
      for (const place of asked) {
        if (!passes[place][columns[place][row]]) {
          missed = place;
          misses += 1;
          if (misses > 1) break;
        }
      }
      if (misses === 0) {
        found.push(row);
        for (let place = 0; place < tallies.length; place += 1) tallies[place][columns[place][row]] += 1;
      } else if (misses === 1) {
        tallies[missed][columns[missed][row]] += 1;
      }
    }
    return { found, counts: new Map(this.facets.map((facet, place) => [facet.key, spread(facet, tallies[place])])) };
  }

  /** For each value of a facet's column whether it is asked for, or null where anything is. */
  passes(facet, options) {
    if (options?.size) return facet.of.map((places) => places.some((place) => options.has(facet.options[place][0])));
    return facet.column === "stage" ? this.columns.stage.values.map((stage) => this.listed.has(stage)) : null;
  }

  /** For each row whether its title, keywords, banner and industry hold every word, or null where nothing is typed. */
  holds(text) {
    const words = fold(text).split(/\s+/).filter(Boolean);
    if (!words.length) return null;
    this.texts = this.texts ?? this.titles.map((title, row) =>
      fold([title, ...this.value("tags", row), ...this.words("banner", row), ...this.words("industry", row)].join("\n")));
    return this.texts.map((one) => words.every((word) => one.includes(word)));
  }

  /** Calls `show(row, summary)` for each of some rows, as the files that hold their summaries come in. */
  summarise(rows, show) {
    for (const row of rows) this.read(this.summaries, row).then((summary = "") => show(row, summary));
  }

  /** What a project is compared by: for each of `compared.by` a text or several. Nothing where its file cannot be had. */
  async facts(row) {
    return await this.read(this.compared, row) ?? [];
  }

  /** What the file of one part of the projects says of one of them; each file is fetched once. */
  async read({ path, size }, row) {
    const file = path.replace("{}", Math.floor(this.rank(row) / size));
    if (!this.files.has(file)) {
      this.files.set(file, fetch(new URL(file, BASE)).then((answer) => answer.json()).catch(() => { this.files.delete(file); return {}; }));
    }
    return (await this.files.get(file))[this.ids[row]];
  }

  /** A project's place in the order in which they entered the library. */
  rank(row) {
    if (!this.ranks) {
      this.ranks = new Uint32Array(this.size);
      const { values, rows: days } = this.columns.entered;
      Uint32Array.from({ length: this.size }, (_, one) => one).sort((a, b) => values[days[a]] - values[days[b]] || a - b)
        .forEach((one, rank) => { this.ranks[one] = rank; });
    }
    return this.ranks[row];
  }
}

/** Counts of a column's values as counts of a facet's options. */
function spread({ options, of }, tally) {
  const counts = new Uint32Array(options.length);
  of.forEach((places, value) => { for (const place of places) counts[place] += tally[value]; });
  return counts;
}

/** The upper end of a class such as 3-5; none where it has none. */
const upper = ([bounds]) => Number(bounds.split("-")[1] || Infinity);

/** A text as it is compared: width and case do not matter. */
function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

/** 3–5, or 3 where both ends are the same. */
export function span([low, high]) {
  return low === high ? `${low}` : `${low}–${high}`;
}

/** A project's page. */
export function address(id) {
  return new URL(`${id}/`, BASE).href;
}
