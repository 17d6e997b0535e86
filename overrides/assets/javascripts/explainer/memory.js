/* What is remembered and where one is. Own answers stay in this browser. Those that a link brought are looked at apart from
   them, and live as long as this tab; the address says which question is shown, and keeps the link as long as it is looked at. */
import { unpacked } from "./answers.js";

const OWN = "check", BROUGHT = "check-brought";

/** What was kept here where the browser keeps nothing for us. */
const here = new Map();

/** What a store holds under a name; nothing where there is none. */
function stored(store, name) {
  try {
    return JSON.parse(window[store].getItem(name));
  } catch {
    return here.get(name) ?? null;
  }
}

function keep(store, name, value) {
  try {
    if (value) window[store].setItem(name, JSON.stringify(value));
    else window[store].removeItem(name);
  } catch {
    here.set(name, value);
  }
}

/** Where the address says that one is: a question, perhaps only to change it, or the results; and the link one came with. */
export function place() {
  const found = new URLSearchParams(location.hash.slice(1));
  const link = found.get("a");
  return { fact: found.get("q"), edit: found.has("edit"), results: found.has("results"),
    link: link === null ? null : { a: link, v: found.get("v"), d: found.get("d") } };
}

/** The address of a place on this page. */
export function address({ fact, edit, results, link }) {
  const parts = [fact && `q=${fact}`, edit && "edit", results && "results", ...Object.entries(link ?? {}).map(([key, value]) => value && `${key}=${value}`)];
  return location.pathname + location.search + parts.filter(Boolean).map((part, index) => (index ? "&" : "#") + part).join("");
}

/** The answers to look at, as far as `understood` makes something of them; null where a link brought none. */
export function answersOf(link, understood) {
  if (!link) return understood(stored("localStorage", OWN) ?? {}) ?? {};
  const changed = stored("sessionStorage", BROUGHT);
  if (changed?.a === link.a) return understood(changed.answers) ?? {};
  try {
    return understood(unpacked(link.a));
  } catch {
    return null;
  }
}

export function remember(link, answers) {
  if (link) keep("sessionStorage", BROUGHT, { a: link.a, answers });
  else keep("localStorage", OWN, answers);
}

/** Forget one's own answers, and what was made of a link. */
export function forget() {
  keep("localStorage", OWN, null);
  keep("sessionStorage", BROUGHT, null);
}
