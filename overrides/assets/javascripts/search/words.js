/* How the search reads: one spelling for all that is typed or written, the pairs of characters that are looked up, and how they
   sound. Pure: no page, no network. generator/search/index.py cuts the texts of pages in the same way. */

export const HAN = /[\u3400-\u9fff]/;
const RUN = /[\u3400-\u9fff]+|[a-z]+|\d+(?:\.\d+)?万?/g;
const DIGITS = "一二三四五六七八九";

/** The 3755 everyday characters in the order of GB 2312. */
function* characters() {
  const decoder = new TextDecoder("gb18030");
  for (let row = 0xb0; row < 0xd8; row++) {
    for (let cell = 0xa1; cell < 0xff; cell++) yield decoder.decode(Uint8Array.of(row, cell));
  }
}

/** A number below a thousand in words: 二十 is 20. Of two figures that stand together, as in 三四, the larger. */
export function number(words) {
  const [, hundreds, tens, ones] = /^(?:(.)百)?零?(?:(.?)十)?.*?(.?)$/.exec(words);
  const figure = (digit) => DIGITS.indexOf(digit.replace("两", "二")) + 1;
  return (hundreds ? figure(hundreds) * 100 : 0) + (tens === undefined ? 0 : (tens ? figure(tens) : 1) * 10) + (ones ? figure(ones) : 0);
}

/** Sums of money in figures, as pages write them: 五千 is 5000, 二十万 is 20万. */
function figures(text) {
  return text.replace(/(几)?([一两二三四五六七八九十百]+)[来多]?万/g, (all, some, words) => (some ? all : `${number(words)}万`))
    .replace(/([一两二三四五六七八九]|\d+)千(?![一二三四五六七八九])/g, (_, digit) => `${/\d/.test(digit) ? digit : number(digit)}000`)
    .replace(/(\d) +(?=万)/g, "$1");
}

/** Sounds that many people do not tell apart, written alike. */
const alike = (sound) => sound.replace(/([zcs])h/g, "$1").replace(/([aei])ng/g, "$1n").replace(/n(?=[aeiouv])/g, "l");

const add = (map, key, value) => (map.has(key) ? map.get(key).add(value) : map.set(key, new Set([value])));

export class Words {
  constructor({ simple, sounds: { everyday, others } }) {
    this.simple = new Map();
    for (let at = 0; at < simple.length; at += 2) this.simple.set(simple[at], simple[at + 1]);
    this.sounds = new Map();
    const chars = characters();
    for (const [, sound, count] of everyday.matchAll(/([a-z]+)(\d+)/g)) {
      for (let one = 0; one < count; one++) this.sounds.set(chars.next().value, [sound]);
    }
    for (const [sound, all] of Object.entries(others)) for (const char of all) this.sounds.set(char, [...this.sounds.get(char) ?? [], sound]);
    this.syllables = new Set([...this.sounds.values()].flat());
    this.pairs = new Map(); // known pairs by sound, and by what sounds alike
    this.names = new Map(); // names by their initials, and by their whole sound
  }

  /** A text in one spelling: half-width, lower case, simplified, sums in figures, and nothing but words and single blanks.
   * A blank beside a lone character is none: 贷 款. */
  plain(text) {
    const one = [...text.normalize("NFKC").toLowerCase()].map((char) => this.simple.get(char) ?? char).join("");
    const parts = one.replace(/(\d)\.(?=\d)/g, "$1·").replace(/[^\p{L}\p{N}·]+/gu, " ").trim().split(" ");
    const lone = (at) => HAN.test(parts[at]) && parts[at].length === 1;
    const blank = (at) => at && !((lone(at) && HAN.test(parts[at - 1])) || (lone(at - 1) && HAN.test(parts[at])));
    const joined = parts.map((part, at) => (blank(at) ? ` ${part}` : part)).join("");
    return figures(joined.replace(/(\d)·(?=\d)/g, "$1.").replace(/·/g, " ").trim());
  }

  /** The terms of a plain text: single characters of Chinese, pairs of them, words of letters, figures. */
  terms(plain) {
    const found = [];
    for (const run of plain.match(RUN) ?? []) {
      if (!HAN.test(run[0])) found.push(run);
      else for (let at = 0; at < run.length; at++) found.push(run[at], ...(at + 1 < run.length ? [run.slice(at, at + 2)] : []));
    }
    return found;
  }

  /** How a text may sound, without tones: at most a few readings, each a list of syllables. None where a character is unknown. */
  readings(text) {
    let found = [[]];
    for (const char of text) {
      const sounds = this.sounds.get(char) ?? [];
      found = found.flatMap((before) => sounds.map((sound) => [...before, sound])).slice(0, 6);
    }
    return found;
  }

  /** Learn a pair that pages hold, to be found by its sound. */
  learn(pair) {
    for (const reading of this.readings(pair)) {
      add(this.pairs, reading.join(" "), pair);
      add(this.pairs, `~${alike(reading.join(" "))}`, pair);
    }
  }

  /** Learn a name, to be found by its initials and to be offered for what sounds like it. */
  name(name) {
    for (const reading of name.length > 1 && name.length < 17 ? this.readings(name) : []) {
      add(this.names, reading.map((syllable) => syllable[0]).join(""), name);
      add(this.names, reading.join(" "), name);
    }
  }

  /** The known pairs that sound like two syllables, each with how sure that is. */
  heard(sound, sure) {
    const same = this.pairs.get(sound);
    return [...same ?? this.pairs.get(`~${alike(sound)}`) ?? []].map((pair) => [pair, same ? sure : sure * 0.7]);
  }

  /** Letters as syllables, cut where most neighbours are known; null where they are none. */
  spelled(letters) {
    const best = [{ score: 0, found: [] }];
    for (let end = 1; end <= letters.length; end++) {
      for (let start = Math.max(0, end - 6); start < end; start++) {
        const syllable = letters.slice(start, end);
        if (!best[start] || !this.syllables.has(syllable)) continue;
        const before = best[start].found[best[start].found.length - 1];
        const apart = before && /^[aoe]/.test(syllable) ? 0.8 : 0; // written with an apostrophe: xi'ang, not xiang
        const score = best[start].score - 0.1 - apart + (before ? this.heard(`${before} ${syllable}`, 1)[0]?.[1] ?? 0 : 0);
        if (!(best[end]?.score >= score)) best[end] = { score, found: [...best[start].found, syllable] };
      }
    }
    return best[letters.length]?.found ?? null;
  }
}
