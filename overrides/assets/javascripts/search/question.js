/* How a question is read: slips and letters put right by the names of pages, the place, money and room it names, and the terms
   that are looked up. Pure: no page, no network. */
import { HAN, number } from "./words.js";

const SENTENCE = 9; // characters of Chinese from which two that sound like a name say too little to mean it
const INITIALS = 3; // fewer letters begin too many names to mean one
const HEARD = { same: 0.7, initials: 0.9, part: 0.6 }; // of terms that were not typed: what they say, typed ones saying 1
const AT_MOST = "(?:块钱|块|元|钱|多)?(以内|以下|之内|左右|上下)?的?";
const ROOM = new RegExp(`(\\d+(?:\\.\\d+)?|[一两二三四五六七八九十百]+)[来多]?个?(?:平方米|平米|平方|平(?![台均时衡安凡面房]))${AT_MOST}`);
const MONEY = new RegExp(`(\\d+(?:\\.\\d+)?)(万|(?=块|元))${AT_MOST}`);
const SUPPORT = /贷|借|补|领|奖|税|给|工资|目标|挣|赚|剩|卖|亏|收入|利润/; // who asks for money, or what comes in, does not tell a budget

/** A plain question with its slips and letters put right, as far as they sound like names: { text, guessed }. */
export function repaired(words, known, plain) {
  let guessed = false;
  const put = (better) => { guessed = true; return better; };
  const text = plain.replace(/[a-z]+( [a-z]+)*/g, (latin) => {
    if (known(latin) || latin.split(" ").every(known)) return latin;
    const syllables = words.spelled(latin.replace(/ /g, ""));
    const named = syllables ? called(words, syllables) : latin.length > INITIALS && words.names.get(latin)?.values().next().value;
    return named ? put(named) : syllables ? latin.replace(/ /g, "") : latin;
  }).replace(/[\u3400-\u9fff]+/g, (run) => {
    let read = run;
    for (let at = 0; at + 1 < read.length; at++) {
      if (known(read.slice(at, at + 2))) continue;
      const span = spans(at, read.length).filter(([from, to]) => to - from > 2 || run.length < SENTENCE)
        .map(([from, to]) => [from, to, nameOf(words, words.readings(read.slice(from, to)))]).find(([, , found]) => found);
      if (span) read = put(read.slice(0, span[0]) + span[2] + read.slice(span[1]));
    }
    return read;
  });
  return { text, guessed: guessed && text !== plain };
}

/** The stretches of up to eight characters around two, the longest first. */
function spans(at, length) {
  const found = [];
  for (let from = Math.max(0, at - 6); from <= at; from++) for (let to = at + 2; to <= Math.min(length, from + 8); to++) found.push([from, to]);
  return found.sort((one, other) => other[1] - other[0] - one[1] + one[0]);
}

/** The first name that sounds like one of some readings. */
const nameOf = (words, readings) => readings.map((reading) => words.names.get(reading.join(" "))).find(Boolean)?.values().next().value;

/** Syllables as names, as few as possible; null where some belong to none. */
function called(words, syllables) {
  const best = [""];
  for (let end = 2; end <= syllables.length; end++) {
    for (let start = 0; start <= end - 2 && best[end] === undefined; start++) {
      const found = best[start] !== undefined && nameOf(words, [syllables.slice(start, end)]);
      if (found) best[end] = best[start] + found;
    }
  }
  return best[syllables.length] || null;
}

/** A plain question as units { typed, terms: [[term, how sure]], weight }, any term of which will do. A pair that no page holds is what sounds like it. */
export function unitsOf(words, known, latin, text) {
  return (text.match(/[\u3400-\u9fff]+|[a-z]+|[\d.]+万?/g) ?? []).flatMap((run) => {
    if (!HAN.test(run[0])) return !/[a-z]/.test(run) || known(run) ? [{ typed: run, terms: [[run, 1]], weight: 1 }] : letters(words, latin, run);
    return words.terms(run).map((typed) => {
      const heard = typed.length > 1 && !known(typed) ? words.readings(typed).flatMap((reading) => words.heard(reading.join(" "), HEARD.same)) : [];
      return { typed, terms: heard.length ? heard : [[typed, 1]], weight: run.length > 1 ? 1 : 3 };
    });
  });
}

/** Letters that are neither a word of the site nor the sound of its names: pinyin, initials, or a part of a word. */
function letters(words, latin, run) {
  const unit = (terms) => ({ typed: run, terms, weight: 1 });
  const syllables = run.length > 2 ? words.spelled(run) : null;
  const heard = syllables?.slice(1).map((syllable, at) => words.heard(`${syllables[at]} ${syllable}`, 1)).filter((terms) => terms.length) ?? [];
  if (heard.length) return heard.map(unit);
  const whole = [...words.names.get(run) ?? []];
  const part = whole.length || run.length < 3 ? [] : [...words.names].filter(([key]) => key.includes(run)).flatMap(([, names]) => [...names]);
  const names = [...whole, ...part].slice(0, 4), sure = whole.length ? HEARD.initials : HEARD.part;
  if (names.length) return names.flatMap((found) => words.terms(found).filter((term) => term.length > 1).map((term) => unit([[term, sure / names.length]])));
  const like = run.length > 3 ? latin.filter((word) => word.length > 3 && (word.startsWith(run) || run.startsWith(word))) : [];
  return [unit(like.length ? like.map((word) => [word, HEARD.part]) : [[run, 1]])];
}

/** What a question names of the library's facets, but for those taken off: { text, facets: [{ key, most, words }] }. What was read is no longer in the text. */
export function facetsOf({ places, projects }, plain, without) {
  const found = [];
  let text = plain;
  const read = (part, facet) => {
    found.push(facet);
    text = text.replace(part, " ").replace(/ +/g, " ").trim();
  };
  const place = without.includes("banner") ? null : places.find(([name]) => plain.includes(name));
  if (place) read(place[0], { key: "banner", value: place[1], words: place[1] });
  const [room, metres] = without.includes("area") ? [] : ROOM.exec(plain) ?? [];
  const most = room && projects?.bounds("area").find((bound) => bound >= (HAN.test(metres) ? number(metres) : metres)); // places are known by class only
  if (most) read(room, { key: "area", most, words: `场地面积 ${most} 平方米以内` });
  const [money, sum, many, bound] = without.includes("investment") || SUPPORT.test(plain) ? [] : MONEY.exec(plain) ?? [];
  const wan = Number(sum) / (many ? 1 : 10_000);
  if (money && projects && (bound || money !== text)) read(money, { key: "investment", most: wan, words: `总投资 ${wan} 万元以内` }); // a sum alone may be that of an item
  return { text, facets: found };
}
