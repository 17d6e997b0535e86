/* The way to go: which items are worth doing first, what is to be asked, and what is left. No words here, and no elements. */

import { OVER } from "./rules.js";

/** The results of which every condition that can be checked is met. */
const MET = ["yes", "likely"];
/** The states of documents that may be relied on. */
const HELD = ["IN_FORCE", "IN_PERIOD"];

/** How many of the items that the office decides are shown at once: those that name one most narrowly. */
const NAMED = 4;

/** Whether an item can be claimed: of a task for offices there is only something to ask. */
const claim = ({ item }) => !item.ask;
const met = ({ outcome }) => MET.includes(outcome.result);
export const held = ({ outcome }) => HELD.includes(outcome.validity);
export const over = ({ outcome }) => OVER.includes(outcome.validity);

/** Whether a person can come to fit, by doing something or by waiting. */
const reachable = ({ outcome: { result, changes, starts, wait } }) => result === "no" && (changes.length > 0 || starts !== null || wait.length > 0);

/** What an item gives, in yuan: grants, what it gives for each where it is not known how many, steps, and loans with what sets them. */
function worth({ item, outcome }) {
  const sums = { grant: 0, each: 0, estimated: false, steps: [], loan: 0 };
  outcome.amounts.forEach(({ form, value, values, from, total: reckoned }, index) => {
    if (form === "fixed") sums[item.amounts[index].times && reckoned === null ? "each" : "grant"] += reckoned ?? value;
    if (form === "rate" && reckoned) {
      sums.grant += reckoned;
      sums.estimated = true;
    }
    if (form === "tiers") sums.steps = values;
    if (form === "ceiling" && !sums.loan) Object.assign(sums, { loan: value ?? 0, by: { of: item.amounts[index].of, from } }); // the first leads
  });
  return sums;
}

/** The day by which something has to be done, or nothing. */
function deadline({ outcome: { changes, ends, closes } }) {
  return [changes[0]?.until, ends, ...closes.map(({ last }) => last)].filter(Boolean).sort()[0] ?? null;
}

/** Money first, and of as much money what ends sooner; then loans; then what gives no sum. */
function first(one, other) {
  const [a, b] = [one, other].map((entry) => {
    const { grant, each, steps, loan } = worth(entry);
    const money = Math.max(grant, each, ...steps);
    return [money ? 2 : loan ? 1 : 0, money || loan, deadline(entry) ?? "9999"];
  });
  return b[0] - a[0] || b[1] - a[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0);
}

/** The groups that the chosen options belong to. */
function chosenGroups(rules, answers) {
  return Object.entries(answers).flatMap(([fact, answer]) => (rules.facts[fact].options ?? [])
    .filter(({ id }) => id === answer || (Array.isArray(answer) && answer.includes(id))).flatMap(({ groups = [] }) => groups));
}

/** Items with their outcomes, sorted into what to do with them. */
export function route(rules, found, answers) {
  const mine = chosenGroups(rules, answers);
  /** How many items name the rarest of one's groups that this one names: the fewer, the more it is meant for this person. */
  const aim = ({ item: { groups = [] } }) => Math.min(...groups.filter((group) => mine.includes(group))
    .map((group) => rules.items.filter((other) => other.groups?.includes(group)).length));
  const shown = found.filter(({ outcome }) => !outcome.aside);
  const having = (...results) => shown.filter(({ outcome }) => results.includes(outcome.result));
  const ready = shown.filter((one) => met(one) || reachable(one)).sort(first);
  const office = having("office").map((one) => [aim(one), one]).sort(([a], [b]) => (a === b ? 0 : a - b)).map(([, one]) => one);
  const named = office.filter((one) => aim(one) < Infinity).slice(0, NAMED);
  return {
    best: ready.filter(claim),
    also: ready.filter((one) => !claim(one)),
    open: having("open"),
    named,
    others: office.filter((one) => !named.includes(one)),
    unknown: having("unknown").sort(first),
    blocked: having("blocked"),
    far: having("no").filter((one) => !reachable(one)),
    aside: found.length - shown.length,
  };
}

/** Those that are left where of two that exclude each other only the larger may be counted. */
function without(excluded) {
  const counted = [];
  for (const one of excluded.sort(first)) {
    if (!counted.some(({ item }) => excludes(item, one.item))) counted.push(one);
  }
  return counted;
}

const blocks = ({ exclusions = [] }, { id }) => exclusions.some(({ item }) => item === id);
const excludes = (one, other) => blocks(one, other) || blocks(other, one);

/** Items in groups, where those that exclude each other are together. */
export function choices(entries) {
  const groups = [];
  for (const entry of entries) {
    const group = groups.find((members) => members.some(({ item }) => excludes(item, entry.item)));
    if (group) group.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/** What the items that are met come to: never what is open, not named by a list, for others, or a task. */
export function total(found) {
  const fit = found.filter((one) => met(one) && claim(one) && !one.outcome.aside && !one.outcome.unlisted);
  const sums = without(fit).map(worth);
  const { loan, by } = sums.reduce((most, one) => (one.loan > most.loan ? one : most), { loan: 0 });
  return {
    grant: sums.reduce((sum, { grant }) => sum + grant, 0),
    estimated: sums.some(({ estimated }) => estimated),
    steps: sums.flatMap(({ steps }) => steps),
    loan,
    by,
    fit: fit.length,
    judged: fit.filter(({ outcome }) => outcome.office).length,
  };
}
