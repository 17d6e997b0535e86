/* Answers: what can be one, and how a link carries them. */
import { UNCLEAR } from "./rules.js";

/** What was given as the answer to a question, as the evaluator takes it; nothing where it cannot be one.
    The same as generator/eligibility/answers.py, which says what is wrong; a test holds the two together. */
export function accepted(rules, fact, given, today) {
  const { type, options = [], most = Number.MAX_VALUE } = rules.facts[fact];
  const ids = options.map(({ id }) => id);
  const where = (fits) => (fits ? given : undefined);
  if (given === UNCLEAR) return given;
  switch (type) {
    case "是否": return new Map([[true, true], ["是", true], [false, false], ["否", false]]).get(given);
    case "单选": return where(ids.includes(given));
    case "多选": return Array.isArray(given) && given.every((one) => ids.includes(one)) ? ids.filter((id) => given.includes(id)) : undefined;
    case "月份": return where(typeof given === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(given)
      && given >= `${rules.first_year}-01` && given <= today.slice(0, 7));
    default: return where(typeof given === "number" && given >= 0 && given <= most);
  }
}

/** Answers as a part of an address, and back. */
export function packed(answers) {
  const bytes = new TextEncoder().encode(JSON.stringify(answers));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

export function unpacked(text) {
  const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}
