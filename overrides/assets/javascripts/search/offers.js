/* What a search box offers for what is typed so far: pages by their names, and words to ask for. Pure: no page, no network. */

const FIT = { same: 5, start: 4, said: 3.5, inside: 3, about: 2.5, sound: 2, initials: 1.9, letters: 1 }; // a name, however it is typed
const POLICY = 0.3; // policies are what most people come for
const WORD = -0.3; // a word to ask for comes after a page of that name
const SPOKEN = 16; // characters of a name that are read aloud
const bare = (text) => text.replace(/ /g, "");

/** The best few: { text, kind, path, sample } for a page, { text } for a question. `known` is the lexicon. */
export function offers({ words, pages, places, synonyms, kinds, under }, text, most) {
  const typed = bare(words.plain(text));
  if (!typed) return [];
  const latin = /^[a-z]+$/.test(typed);
  const meant = synonyms.filter(({ says }) => says.some((one) => is(bare(one), typed, latin))).map(({ title }) => bare(title));
  const fit = (names) => Math.max(...names.map((name) => {
    const best = Math.max(written(name, typed), latin ? spoken(words, name, typed) : 0,
      ...meant.map((word) => (name === word ? FIT.said : name.includes(word) ? FIT.about : 0)));
    return best && best - name.length / 100;
  }));
  const called = new Set();
  const found = pages.filter(({ away }) => !away).map(({ called: shown, title, kind, path, sample, banner, list }) => {
    // The list of a place's projects is what there is to see under any name of the place.
    const names = [...title, ...list === undefined ? [] : places.filter(([, place]) => place === banner).map(([name]) => name)].map(bare);
    for (const name of names) called.add(name);
    return { text: shown, kind: kinds[kind] ?? kinds[under[kind]], path, sample, fits: fit(names), rank: kind === "policy" ? POLICY : 0 };
  });
  for (const word of new Set([...synonyms.map(({ title }) => title), ...pages.flatMap(({ tags }) => tags)])) {
    if (word && !called.has(bare(word))) found.push({ text: word, fits: fit([bare(word)]), rank: WORD });
  }
  return found.filter(({ fits }) => fits > 0).sort((one, other) => other.fits + other.rank - one.fits - one.rank)
    .slice(0, most).map(({ text: shown, kind, path, sample }) => ({ text: shown, kind, path, sample }));
}

/** Whether a saying is what is typed; of letters it need not be the whole yet. */
const is = (saying, typed, latin) => saying === typed || (latin && typed.length > 2 && saying.startsWith(typed));

/** How well a name fits as it is written. */
function written(name, typed) {
  return name === typed ? FIT.same : name.startsWith(typed) ? FIT.start : name.includes(typed) ? FIT.inside : 0;
}

/** How well a name fits by its sound: pinyin, the first letters of it, or some of those in order. */
function spoken(words, name, typed) {
  return Math.max(0, ...words.readings(name.slice(0, SPOKEN)).map((syllables) => {
    const initials = syllables.map(([letter]) => letter).join("");
    if (syllables.join("").startsWith(typed)) return FIT.sound;
    if (typed.length > 1 && initials.startsWith(typed)) return FIT.initials;
    return typed.length > 2 && ordered(typed, initials) ? FIT.letters : 0;
  }));
}

/** Whether letters come in this order in a text, the first of them first. */
function ordered(letters, text) {
  let at = 0;
  for (const char of text) if (char === letters[at]) at++;
  return letters[0] === text[0] && at === letters.length;
}
