/* The ranking: BM25F (Robertson, Zaragoza, Taylor 2004) over single characters and pairs of them. Pure: no page, no network. */

/** What is ranked by: how much a field says of its page, and how much less where it is longer than usual. `says` is what people
 * say for words of the title, `text` whatever else the page holds, where only that it holds a term is known. */
const FIELDS = {
  title: { weight: 5, b: 0.3 },
  tags: { weight: 2, b: 0.3 },
  asks: { weight: 1, b: 0.3 },
  line: { weight: 1, b: 0.5 },
  says: { weight: 1.4, b: 0.3 },
  text: { weight: 0.5 },
};
const AGAIN = 0.5; // what a field says more by saying a term again
const NAMES_OF = 5; // pages that one word can be said for, to be a name of each
const K1 = 5; // how soon saying a term again says nothing more
export const SINGLE = 0.2; // what a single character says, a pair saying 1

/** How much a term that `holding` of `all` pages hold tells of a page. */
const idf = (all, holding) => Math.log(1 + (all - holding + 0.5) / (holding + 0.5));

/** Pages that are ranked together: a page of each field, as lists of plain texts. `synonyms`: { title, says }, plain.
 * A term tells no more of a page than it tells of those of the shelf `beside`: what all of them say is nothing rare. */
export class Shelf {
  constructor(words, pages, synonyms, textWeight = FIELDS.text.weight, beside = null) {
    this.size = pages.length;
    this.beside = beside;
    this.textWeight = textWeight;
    this.titles = pages.map(({ title }) => title.map((name) => name.replace(/ /g, "")));
    this.lists = new Map(); // term → page, how much it says, page, …
    for (const field of ["title", "tags", "asks", "line"]) {
      this.fill(this.lists, pages.map((page) => (page[field] ?? []).flatMap((text) => words.terms(text))), FIELDS[field]);
    }
    // What people say for a word counts for every page that has the word in its names: kept once, not with each page.
    this.synonyms = [];
    this.names = new Map(); // what is a whole name of pages, and what people say for it
    const spoken = [];
    const call = (name, page, much = 1) => this.names.set(name, [...this.names.get(name) ?? [], [page, much]]);
    pages.forEach(({ title, asks = [] }, page) => { for (const name of [...title, ...asks]) call(name.replace(/ /g, ""), page); });
    for (const { title, says } of synonyms) {
      const among = words.terms(title).map((term) => this.lists.get(term)).sort((one, other) => (one?.length ?? 0) - (other?.length ?? 0))[0] ?? [];
      const named = [];
      for (let at = 0; at < among.length; at += 2) {
        const page = pages[among[at]];
        if ([...page.title, ...page.tags ?? []].some((name) => name.includes(title))) named.push(among[at]);
      }
      if (named.length) {
        this.synonyms.push([...new Set(named)]);
        for (const one of says) for (const page of named.length <= NAMES_OF ? named : []) call(one.replace(/ /g, ""), page, pages[page].title.includes(title) ? 1 : 0.5);
        spoken.push(says.flatMap((one) => words.terms(one)));
      }
    }
    this.spoken = new Map();
    this.fill(this.spoken, spoken, FIELDS.says);
  }

  fill(lists, texts, { weight, b }) {
    const usual = texts.reduce((sum, terms) => sum + terms.length, 0) / (texts.length || 1) || 1;
    texts.forEach((terms, page) => {
      const worth = weight / (1 - b + b * terms.length / usual);
      for (const term of terms) {
        const list = lists.get(term);
        if (!list) lists.set(term, [page, worth]);
        else if (list[list.length - 2] === page) list[list.length - 1] += worth * AGAIN;
        else list.push(page, worth);
      }
    });
  }

  /** How far pages go by the very question as their name: 1, or less where one is a part of the other. */
  called(question) {
    const found = new Map();
    this.titles.forEach((names, page) => {
      for (const name of names) {
        if (name.includes(question)) found.set(page, name.endsWith(question) ? 0.5 : 0.3); // the last word of a name says what it is
        else if (name.length > 2 && question.includes(name)) found.set(page, Math.max(found.get(page) ?? 0, 0.4 * name.length / question.length));
      }
    });
    for (const [page, much] of this.names.get(question) ?? []) found.set(page, Math.max(found.get(page) ?? 0, much));
    return found;
  }

  has(term) {
    return this.lists.has(term) || this.spoken.has(term);
  }

  /** How many pages say a term, and words that people say: how common it is, before texts are read. */
  count(term) {
    return new Set((this.lists.get(term) ?? []).filter((_, at) => at % 2 === 0)).size + (this.spoken.get(term)?.length ?? 0) / 2;
  }

  /**
   * Every page's score for units [{ terms: [[term, how sure]], weight }], of which any term will do, and how much of the
   * question the page holds. `texts`: term → pages whose text holds it. `all` is what a page that says everything would have.
   */
  score(units, texts) {
    const score = new Float64Array(this.size), cover = new Float64Array(this.size);
    const says = new Float64Array(this.size), best = new Float64Array(this.size);
    let all = 0;
    for (const { terms, weight } of units) {
      const reached = new Set();
      let most = 0;
      for (const [term, sure] of terms) {
        const touched = [];
        const count = (page, worth) => {
          if (!says[page]) touched.push(page);
          says[page] += worth;
        };
        const list = this.lists.get(term) ?? [];
        for (let at = 0; at < list.length; at += 2) count(list[at], list[at + 1]);
        const spoken = this.spoken.get(term) ?? [];
        for (let at = 0; at < spoken.length; at += 2) for (const page of this.synonyms[spoken[at]]) count(page, spoken[at + 1]);
        for (const page of texts.get(term) ?? []) count(page, this.textWeight);
        const tells = sure * Math.min(idf(this.size, touched.length), this.beside ? idf(this.beside.size, this.beside.count(term)) : Infinity);
        if (touched.length) most = Math.max(most, tells);
        for (const page of touched) {
          best[page] = Math.max(best[page], tells * says[page] * (K1 + 1) / (says[page] + K1));
          says[page] = 0;
          reached.add(page);
        }
      }
      const worth = weight * (terms[0][0].length > 1 ? 1 : SINGLE);
      all += worth * (most || idf(this.size, 0));
      for (const page of reached) {
        score[page] += worth * best[page];
        cover[page] += worth * most;
        best[page] = 0;
      }
    }
    return { score, cover, all };
  }
}
