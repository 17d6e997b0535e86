/* What the search knows about words: the lexicon made ready, and a question taken apart with it. Pure: no page, no network. */

const HAN = /[\u3400-\u9fff]/;
let segmenter;

/** The lexicon of `search/lexicon.json`, ready to ask. Its words are those that name something; they come most frequent first,
 * and keep how the index cuts them. */
export function ready(data) {
  const list = (text) => (text ? text.split(",") : []);
  const words = new Map(list(data.words).map((word, rank) => [word.replace(/\|/g, ""), { cut: word.replace(/\|/g, " "), rank }]));
  const simple = new Map();
  for (let i = 0; i < data.simple.length; i += 2) simple.set(data.simple[i], data.simple[i + 1]);
  const sounds = new Map();
  const everyday = characters();
  for (const [, sound, count] of data.sounds.everyday.matchAll(/([a-z]+)(\d+)/g)) {
    for (let i = 0; i < Number(count); i++) sounds.set(everyday.next().value, [sound]);
  }
  for (const [sound, chars] of Object.entries(data.sounds.others)) {
    for (const char of chars) sounds.set(char, [...(sounds.get(char) ?? []), sound]);
  }
  const says = new Map();
  for (const [title, all] of Object.entries(data.says)) for (const word of list(all)) says.set(word, [...says.get(word) ?? [], title]);
  const support = new Set(list(data.support));
  const said = new Map(); // the other way round, for the few words that all support goes by
  for (const [word, means] of says) {
    for (const title of words.has(word) ? means.filter((one) => support.has(one)) : []) said.set(title, [...(said.get(title) ?? []), word]);
  }
  const banners = new Map(Object.entries(data.banners));
  for (const [word, means] of says) for (const title of means) if (banners.has(title)) banners.set(word, title);
  const signs = new Map(Object.entries(data.signs).flatMap(([kind, names]) => list(names).map((name) => [name, kind])));
  const known = { words, simple, sounds, says, said, banners, signs, fillers: new Set(list(data.fillers)), asks: list(data.asks), support,
    kinds: data.kinds, tags: list(data.tags), titles: list(data.titles),
    pages: data.pages.map(([title, path, kind, sample, ...aliases]) => ({ title, path, kind, sample, names: [title, ...aliases].map((name) => plain(name, simple).replace(/ /g, "")) })) };
  known.people = known.pages.filter(({ kind }) => kind === "group").flatMap(({ names }) => names);
  known.policies = known.pages.filter(({ kind }) => kind === "policy").flatMap(({ names }) => names);
  known.longest = Math.max(...[words, says, banners, known.fillers].flatMap((map) => [...map.keys()].map((word) => word.length)), 1);
  return known;
}

/** The 3755 everyday characters in the order of GB 2312. */
function* characters() {
  const decoder = new TextDecoder("gb18030");
  for (let row = 0xb0; row < 0xd8; row++) {
    for (let cell = 0xa1; cell < 0xff; cell++) yield decoder.decode(Uint8Array.of(row, cell));
  }
}

/** A text in one spelling: half-width, lower case, simplified, with nothing but words, numbers and single spaces. */
export function plain(text, simple) {
  return [...text.normalize("NFKC").toLowerCase()].map((char) => simple.get(char) ?? char).join("")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** How a text may sound, without tones: at most a few readings, each a list of syllables. None when a character is unknown. */
function readings(known, text) {
  let found = [[]];
  for (const char of text) {
    const sounds = HAN.test(char) ? known.sounds.get(char) : [char];
    if (!sounds) return [];
    found = found.flatMap((before) => sounds.map((sound) => [...before, sound])).slice(0, 6);
  }
  return found;
}

/** Sounds that many people do not tell apart, written alike. */
const alike = (sound) => sound.replace(/([zcs])h/g, "$1").replace(/([aei])ng/g, "$1n").replace(/n(?=[aeiouv])/g, "l");

/** Words by sound and by initials; made when first needed. */
function heard(known) {
  if (known.heard) return known.heard;
  const sound = new Map(), initials = new Map(), near = new Map();
  const note = (map, key, word) => {
    const there = map.get(key);
    if (!there) map.set(key, [word]);
    else if (!there.includes(word)) there.push(word);
  };
  const named = known.pages.flatMap(({ names }) => names).filter((name) => name.length < 16);
  const own = new Set([...known.banners.keys(), ...known.words.keys(), ...known.tags, ...named]);
  const term = (word) => own.has(word) || [...word].some((_, at) => known.words.has(word.slice(at, at + 2))); // talk is not written by its initials
  for (const word of new Set([...own, ...known.says.keys()])) {
    if (word.length < 2 || !HAN.test(word)) continue;
    for (const syllables of readings(known, word)) {
      const whole = syllables.join("");
      note(sound, whole, word);
      note(near, alike(whole), word);
      if (term(word)) note(initials, syllables.map((syllable) => syllable[0]).join(""), word);
    }
  }
  return known.heard = { sound, initials, near, spelled: [...sound.keys()].sort() };
}

/** The words that Latin letters may stand for, each with how sure that is; as a list of units, or null. */
function spelled(known, letters) {
  const { sound, initials, near, spelled: keys } = heard(known);
  const unit = (found, weight) => found.slice(0, 3).map((word, place) => ({ word, weight: weight * 0.8 ** place }));
  const parse = (map, weight, least) => {
    const best = [{ cost: 0, units: [] }];
    for (let end = least; end <= letters.length; end++) {
      for (let start = Math.max(0, end - 40); start <= end - least; start++) {
        const found = best[start] && map.get(letters.slice(start, end));
        if (found && !(best[end]?.cost <= best[start].cost + 1)) {
          best[end] = { cost: best[start].cost + 1, units: [...best[start].units, unit(found, weight)] };
        }
      }
    }
    return best[letters.length]?.units;
  };
  if (letters.length < 2) return null;
  const exact = parse(sound, 1, 3);
  if (exact) return exact;
  const whole = initials.get(letters) ?? [];
  const part = within(known, letters).filter((name) => !whole.includes(name));
  if (whole.length || part.length) return [[...unit(whole, 0.9), ...unit(part, whole.length ? 0.6 : 0.9)]];
  const short = letters.length < 7 && !/[iuv]/.test(letters) && parse(initials, 0.9, 2);
  if (short) return short;
  const from = keys.filter((key) => letters.length > 2 && key.startsWith(letters)).flatMap((key) => sound.get(key));
  if (from.length) return [unit([...new Set(from)].sort((a, b) => rank(known, a) - rank(known, b)), 0.6)];
  const folded = near.get(alike(letters));
  if (folded) return [unit(folded, 0.8)];
  const slips = letters.length > 5 ? keys.filter((key) => slip(key, letters)) : [];
  if (slips.length) return [unit(slips.flatMap((key) => sound.get(key)).sort((a, b) => rank(known, a) - rank(known, b)), 0.7)];
  for (let end = letters.length - 1; end > 4; end--) { // a known beginning, and the rest as typed so far
    const head = sound.get(letters.slice(0, end));
    const tail = head && (end < letters.length - 1 ? spelled(known, letters.slice(end)) : []);
    if (tail) return [unit(head, 1), ...tail];
  }
  return null;
}

/** Parts of titles that sound like this, or whose initials these are. */
function within(known, letters) {
  known.voiced = known.voiced ?? [...known.pages.flatMap(({ names }) => names), ...known.titles].filter((name) => HAN.test(name))
    .map((name) => ({ name, syllables: readings(known, name)[0] ?? [] }));
  const found = new Map();
  for (const { name, syllables } of known.voiced) {
    const initials = syllables.map((syllable) => syllable[0]).join("");
    const at = letters.length > 2 ? initials.indexOf(letters) : -1;
    if (at >= 0) found.set(name.slice(at, at + letters.length), (at ? 1 : 0) + name.length / 100);
    for (let start = 0; start < syllables.length; start++) {
      for (let end = start, rest = letters; rest && rest.startsWith(syllables[end]); end++) {
        rest = rest.slice(syllables[end].length);
        if (!rest) found.set(name.slice(start, end + 1), 0);
      }
    }
  }
  return [...found].sort((a, b) => a[1] - b[1]).map(([part]) => part);
}

const rank = (known, word) => known.words.get(word)?.rank ?? Infinity;

/** Whether two different texts are one slip apart: a character changed, left out, added, or two swapped. */
function slip(one, other) {
  if (Math.abs(one.length - other.length) > 1 || one === other) return false;
  let start = 0, end = 0;
  while (one[start] === other[start]) start++;
  while (end < Math.min(one.length, other.length) - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const a = one.slice(start, one.length - end), b = other.slice(start, other.length - end);
  return Math.max(a.length, b.length) < 2 || (a.length === 2 && a[0] === b[1] && a[1] === b[0]);
}

const NUMERAL = /[零一二两三四五六七八九十百几]/; // no typing slip for another character
const QUANTITY = /^[零一二两三四五六七八九十百几半每数多]+(个?[年月]|[个天户人名家块次岁位只辆台间车批点])?$/;

/** A verb and what it is done to, without how often and how many: 招了三个人 is 招人. */
const counted = (text) => text.replace(/^([\u3400-\u9fff])[了过着]?(?:[一二两三四五六七八九十百千几多好]+|\d+)?[个家间名位头只块辆台套份亩箱把些点下]?(?=[\u3400-\u9fff]{1,3}$)/u, "$1");

/** Whether a word is one that the lexicon knows for itself. */
const said = (known, word) => known.says.has(word) || known.words.has(word);

/** The cheapest way to read a run of Chinese: known words before slips, slips before single characters. */
function pieces(known, run) {
  const best = [{ cost: 0, parts: [] }];
  const step = (start, end, cost, part) => {
    const total = best[start].cost + cost;
    if (!(best[end]?.cost <= total)) best[end] = { cost: total, parts: [...best[start].parts, { text: run.slice(start, end), ...part }] };
  };
  for (let start = 0; start < run.length; start++) {
    for (let end = Math.min(run.length, start + known.longest); end > start; end--) {
      const text = run.slice(start, end);
      if (known.fillers.has(text)) step(start, end, end > start + 1 ? 0.9 : 1.1, { type: "filler" });
      else if (known.says.has(text) || known.banners.has(text) || (known.words.has(text) && end > start + 1)) step(start, end, 1, { type: "word" });
      else if (said(known, counted(text))) step(start, end, 1.2, { type: "word", bare: counted(text) });
      else if (end > start + 1 && end <= start + 8 && !QUANTITY.test(text) && !(end < start + 3 && NUMERAL.test(text))) {
        const { sound, near } = heard(known);
        const voices = readings(known, text).map((syllables) => syllables.join(""));
        const fitting = (map, key) => [...new Set(voices.flatMap((voice) => map.get(key(voice)) ?? []))].filter((word) => word.length === text.length && (word.length > 2 || known.words.has(word) || known.banners.has(word))).slice(0, 3); // two sounds alone say too little to mean a saying
        const odd = segments(text).length > 1; // no word that the browser knows
        const same = odd || run.length < 9 ? fitting(sound, (voice) => voice) : []; // a sentence means its words
        const strange = odd && !same.length;
        const like = strange ? fitting(near, alike) : [];
        const filled = [...text].some((char) => known.fillers.has(char)) ? (run.length < 9 ? 0.7 : 3) : 0;
        const part = strange && text === run && text.length > 3 ? [...new Set(voices.flatMap((voice) => within(known, voice)))].slice(0, 3) : [];
        if (part.length) step(start, end, 1.5, { type: "slip", words: part });
        else if (same.length) step(start, end, 1.9 + filled, { type: "slip", words: same });
        else if (like.length) step(start, end, 2.2 + filled, { type: "slip", words: like });
        else if (strange && text.length > 2 && run.length < 12) {
          const close = [...known.words.keys()].filter((word) => (word.length === text.length || (text.length > 3 && word.length > 3)) && slip(word, text));
          if (close.length === 1) step(start, end, 2.8, { type: "slip", words: close });
        }
      } else if (end === start + 1) step(start, end, 1.6, { type: "rest" });
    }
  }
  return best[run.length].parts;
}

/** How the index cuts a text, as far as the lexicon knows. */
export function cut(known, text) {
  return pieces(known, text).map((piece) => known.words.get(piece.text)?.cut ?? piece.text).join(" ");
}

/** How the browser itself cuts what nobody knows. */
export function segments(text) {
  if (typeof Intl.Segmenter !== "function") return text.match(/.{1,2}/gu);
  segmenter = segmenter ?? new Intl.Segmenter("zh", { granularity: "word" }); // costs more than a question does
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** Words that hold a character, the most frequent first: 洗 is in 清洗 and 洗衣. */
export function holding(known, char) {
  if (!known.holding) {
    known.holding = new Map();
    for (const word of known.words.keys()) {
      if (word.length < 5) for (const one of word) if (HAN.test(one)) known.holding.set(one, [...known.holding.get(one) ?? [], word]);
    }
  }
  return known.fillers.has(char) ? [] : (known.holding.get(char) ?? []).slice(0, 3);
}

/** How much of a question a word is: all where it names something, little where it only counts or is a single character. */
function worth(known, text) {
  if (QUANTITY.test(text)) return 0.1;
  if (known.says.has(text) || known.words.has(text)) return text.length > 3 ? 1.5 : 1;
  return HAN.test(text) && text.length < 2 ? 0.25 : 0.5;
}

/**
 * A question as units: { typed, words: [{ word, weight }], banner, guess, unknown, weak, worth }. Any word of a unit will do.
 * `guess` says that the words are not what was typed, `unknown` that the lexicon lacks them, `weak` that a page need not have
 * them, `besides` that they only speak for pages found by other words, `worth` how much of the question they are.
 */
export function units(known, question) {
  const found = [];
  const all = plain(question, known.simple);
  const asked = written(known, amounts(all));
  const add = (typed, words, more = {}) => {
    const banner = known.banners.get(words[0].word);
    found.push({ typed, words: banner ? [{ word: banner, weight: 1 }] : words, banner, ...more, worth: more.guess || banner ? 1 : more.worth ?? worth(known, typed) });
  };
  const meant = (text, weight = 1) => [
    { word: text, weight, unsure: !known.words.has(text) },
    ...(known.says.get(text) ?? []).map((word) => ({ word, weight: weight * 0.9 })),
    ...(known.said.get(text) ?? []).map((word) => ({ word, weight: weight * 0.7 }))];
  for (const run of asked.split(" ").filter(Boolean)) {
    if (/^[a-z]+$/.test(run)) letters(run);
    else mixed(run);
    const near = run.length > 3 && run.length < 8 && !said(known, run) ? [...known.says.keys()].filter((word) => word.length > 3 && slip(word, run)) : [];
    if (near.length) add(run, near.flatMap((word) => known.says.get(word)).map((word) => ({ word, weight: 0.8 })), { besides: true }); // 授课补贴 is much like 讲课补贴
  }
  const told = new Map(); // what several units mean, one of them needs to tell; the others only add what they say
  const tells = ({ words, typed }) => words.slice(1).map(({ word }) => word).join() || typed;
  for (const unit of [...found].sort((a, b) => !!a.weak - !!b.weak)) {
    const what = tells(unit);
    if (told.has(what)) told.get(what).worth += unit.worth / 2;
    else told.set(what, unit);
  }
  found.splice(0, found.length, ...found.flatMap((unit) => {
    if (told.get(tells(unit)) === unit) return [unit];
    return known.words.has(unit.typed) && tells(unit) !== unit.typed ? [{ ...unit, words: unit.words.slice(0, 1), besides: true }] : [];
  }));
  if (found.filter(({ weak, besides }) => !weak && !besides).length > 2) found.splice(0, found.length, ...found.filter(({ weak }) => !weak));
  for (const unit of found) if (!all.includes(unit.typed)) unit.guess = "spelled";
  return found;

  /** The site's own words within a saying, where what it stands for does not hold them. */
  function inside(text) {
    const means = known.words.has(text) ? [] : known.says.get(text) ?? [];
    return means.length ? segments(text).filter((word) => word.length > 1 && known.words.has(word) && !means.some((title) => title.includes(word))) : [];
  }

  function mixed(run) {
    let rest = "";
    const flush = () => {
      const texts = rest ? segments(rest) : [];
      if (run.length < 9 && /^[\u3400-\u9fff]{2,3}$/.test(rest) && texts.every((one) => one.length < 2)) add(rest, [{ word: rest, weight: 1 }], { unknown: true }); // a word of some page that no dictionary has
      for (const text of texts) {
        const single = HAN.test(text) && text.length < 2;
        if (/^[a-z]+$/.test(text)) letters(text);
        else add(text, [{ word: text, weight: 1 }],
          { weak: (single && run.length > 1) || QUANTITY.test(text), unknown: true });
      }
      rest = "";
    };
    const parts = pieces(known, run);
    const only = parts.every(({ type }) => type === "filler");
    for (const { text, type, words, bare = text } of parts) {
      if (type === "rest" || (only && type === "filler")) { rest += text; continue; }
      flush();
      if (type === "word") {
        add(text, meant(bare), { weak: QUANTITY.test(text), worth: worth(known, bare) });
        for (const word of inside(bare)) add(word, [{ word, weight: 1 }], { besides: true });
      } else if (type === "slip") add(text, words.flatMap((word) => meant(word, 0.8)), { guess: "slip" });
    }
    flush();
  }

  function letters(run) {
    const plainly = known.words.has(run) || known.says.has(run);
    const read = plainly ? null : spelled(known, run);
    for (const words of read ?? []) {
      add(run, [...words, ...words.flatMap(({ word, weight }) => meant(word, weight).slice(1))], { guess: "spelled" });
    }
    if (!read) add(run, meant(run), { unknown: !plainly });
  }
}

/** Sums of money in figures, as pages write them: 五千 is 5000, 二十万 is 20万. */
function amounts(text) {
  const figure = (digits) => [..."一二三四五六七八九"].indexOf(digits.replace("两", "二")) + 1;
  return text.replace(/([一两二三四五六七八九]?)(十?)([一二三四五六七八九]?)万/g, (all, tens, ten, ones) =>
    (all === "万" ? all : `${ten ? (figure(tens) || 1) * 10 + figure(ones) : figure(tens || ones)}万`))
    .replace(/([一两二三四五六七八九])千(?![一二三四五六七八九])[块元]?/g, (_, digit) => `${figure(digit)}000`);
}

/** A question with its pinyin written out, wherever only one reading is possible; spaces between Latin words may be syllables'. */
function written(known, asked) {
  return asked.replace(/[a-z]+( [a-z]+)*/g, (run) => {
    for (const letters of new Set([run.replace(/ /g, ""), run])) {
      const read = letters.split(" ").map((part) => (known.words.has(part) || known.says.has(part) ? null : spelled(known, part)));
      if (read.every((found) => found?.every((words) => words.length === 1 && words[0].weight === 1))) {
        return read.flat().map(([{ word }]) => word).join("");
      }
    }
    const joined = run.replace(/ /g, "");
    return run !== joined && spelled(known, joined)?.every(([{ weight }]) => weight > 0.8) ? joined : run;
  });
}

/** What someone who typed `text` may be about to ask, best first: [{ text, kind, path, sample }], or a mere word to ask for. */
export function suggest(known, text, limit) {
  const asked = plain(text, known.simple);
  if (!asked) return [];
  const typed = asked.replace(/ /g, "");
  const latin = /^[a-z]+$/.test(typed);
  const score = (name) => {
    if (name.startsWith(asked)) return 4 - name.length / 100;
    if (name.includes(asked)) return 3 - name.length / 100;
    if (!latin) return 0;
    let best = 0;
    for (const syllables of readings(known, name.slice(0, 16))) {
      if (syllables.join("").startsWith(typed)) best = Math.max(best, 2 - name.length / 100);
      const initials = syllables.map((syllable) => syllable[0]).join("");
      if (typed.length > 1 && initials.startsWith(typed)) best = Math.max(best, 1.9 - name.length / 100);
      else if (typed.length > 2 && inOrder(typed, initials)) best = Math.max(best, 1 - name.length / 100);
    }
    return best;
  };
  const meant = (known.says.get(asked) ?? []);
  const found = [];
  for (const { title, kind, path, sample, names } of known.pages) {
    const best = Math.max(...names.map((name, index) => score(name) - index * 0.01), ...meant.map((word) => (names[0] === word ? 3.5 : names[0].includes(word) ? 2.5 : 0)));
    if (best > 0) found.push({ text: title, kind: known.kinds[kind], path, sample, best: best + (kind === "policy" ? 0.3 : 0) });
  }
  for (const word of new Set([...known.support, ...known.tags])) {
    const best = score(word.toLowerCase());
    if (best > 0) found.push({ text: word, best: best - 0.3 });
  }
  return found.sort((a, b) => b.best - a.best).slice(0, limit).map(({ best, ...one }) => one);
}

/** Whether the letters come in this order, the first of them first. */
function inOrder(letters, text) {
  if (letters[0] !== text[0]) return false;
  let at = 0;
  for (const char of text) if (char === letters[at]) at++;
  return at === letters.length;
}
