/* The evaluator of the compiled rules: answers and a day in, for every item a result with its reasons out.
   The same as generator/eligibility/evaluate.py, which says more; a test holds the two together.
   Days are "YYYY-MM-DD", months "YYYY-MM". A verdict is { truth: true | false | null, causes: ["kind name", …] }. */
export const UNCLEAR = "unclear";

const YES = { truth: true, causes: [] };
const NO = { truth: false, causes: [] };
const FITS = ["yes", "likely"];

const open = (kind, name) => ({ truth: null, causes: [`${kind} ${name}`] });
const decided = (truth) => (truth ? YES : NO);
const all = (list, verdict, trace) => joined(list, verdict, trace, NO, YES);
const any = (list, verdict, trace) => joined(list, verdict, trace, YES, NO);
const names = (causes, ...kinds) => unique(causes.map(split).filter(([kind]) => kinds.includes(kind)).map(([, name]) => name));
const unique = (list) => [...new Set(list)];
const plain = (sum) => Math.round(sum * 100) / 100;

/** One that `wins` decides, and the others are not looked at, except for a trace; else what is undetermined leaves it so. */
function joined(list, verdict, trace, wins, otherwise) {
  const causes = [];
  let won = false;
  for (const each of list) {
    const one = verdict(each);
    won = won || one.truth === wins.truth;
    if (won && !trace) break;
    causes.push(...one.causes);
  }
  return won ? wins : causes.length ? { truth: null, causes } : otherwise;
}

function split(cause) {
  const space = cause.indexOf(" ");
  return [cause.slice(0, space), cause.slice(space + 1)];
}

// ---- Days ------------------------------------------------------------------------

const monthNumber = (month) => month.slice(0, 4) * 12 + +month.slice(5, 7) - 1;
const monthLength = (number) => new Date(Date.UTC(Math.floor(number / 12), (number % 12) + 1, 0)).getUTCDate();
const pad = (number, width) => String(number).padStart(width, "0");
const dayOf = (number, day) => `${pad(Math.floor(number / 12), 4)}-${pad((number % 12) + 1, 2)}-${pad(day, 2)}`;

/** The day that many days later. */
const shifted = (day, days) => new Date(Date.parse(day) + days * 864e5).toISOString().slice(0, 10);

/** The first and the last day of a month, both some months later. */
function span(month, months) {
  const from = monthNumber(month);
  const to = from + months;
  return [dayOf(to, 1), dayOf(to, Math.min(monthLength(from), monthLength(to)))];
}

// ---- Rules -----------------------------------------------------------------------

const isMonths = ({ kind }) => kind.startsWith("months");
/** Whether time alone can change the answer of a test. */
const turns = (test) => isMonths(test) && !test.after;
const children = (node) => [...(node.all ?? []), ...(node.any ?? []), ...(node.not ? [node.not] : [])];
const tests = (nodes) => nodes.flatMap((node) => [...(node.test ? [node.test] : []), ...tests(children(node))]);
const taken = (item) => (item.exclusions ?? []).map(({ fact }) => ({ fact, kind: "is", bound: true }));

/** A node with the part that a doubt is about read the other way. */
function replaced(node, doubt) {
  if (node.id === doubt.node) return doubt.otherwise;
  const changed = { ...node };
  for (const key of ["all", "any"]) if (node[key]) changed[key] = node[key].map((child) => replaced(child, doubt));
  if (node.not) changed.not = replaced(node.not, doubt);
  return changed;
}

/** Every choice of `size` from a list, in its order. */
function* combinations(list, size, from = 0) {
  if (!size) yield [];
  else for (let i = from; i < list.length; i++) for (const rest of combinations(list, size - 1, i + 1)) yield [list[i], ...rest];
}

/** Every way to take one from each list, the last turning fastest. */
function* product([first, ...rest]) {
  if (!first) yield [];
  else for (const one of first) for (const others of product(rest)) yield [one, ...others];
}

/** What may be relied on most stands first. */
const VALIDITY = ["IN_FORCE", "IN_PERIOD", "UNCONFIRMED", "NOT_YET", "PERIOD_ENDED", "SUPERSEDED", "REPEALED"];

/** The strongest of what some documents have on a day. */
function validity(documents, day) {
  const found = documents.map((document) => ofDocument(document, day));
  return VALIDITY.find((state) => found.includes(state));
}

function ofDocument({ starts, ends, confirmed, repealed, superseded }, day) {
  if (repealed && day >= repealed) return "REPEALED";
  if (superseded) return "SUPERSEDED";
  if (starts && day < starts) return "NOT_YET";
  if (ends && day > ends) return "PERIOD_ENDED";
  if (confirmed) return "IN_FORCE";
  return ends ? "IN_PERIOD" : "UNCONFIRMED";
}

/** Evaluates compiled rules on one day. */
export function evaluator(rules, today) {
  const { facts } = rules;
  const inOrder = Object.keys(facts);
  const kept = new Map();

  /** Some tests, and all those that decide whether their questions are asked. */
  function behind(found) {
    const list = [...found];
    for (const { fact, after } of list) { // grows on the way
      for (const one of after ? [fact, after] : [fact]) {
        for (const need of facts[one].needs ?? []) if (!list.includes(need)) list.push(need);
      }
    }
    return list;
  }

  /** What does not depend on answers, reckoned once for each item. */
  function about(item) {
    if (!kept.has(item)) {
      const conditions = item.conditions ?? [];
      kept.set(item, {
        tests: behind([...tests(conditions), ...taken(item)]),
        levers: conditions.map((node) => behind(tests([node]))).map((found) => !found.some(turns) && found.map(({ fact }) => fact)),
        readings: (item.doubts ?? []).map((doubt) => ({ ...item, conditions: conditions.map((node) => replaced(node, doubt)) })),
      });
    }
    return kept.get(item);
  }

  // ---- Truth ---------------------------------------------------------------------

  const applies = (fact, answers, day) => all(facts[fact].needs ?? [], (need) => test(need, answers, day));

  /** Yes where a question has its answer, no where it does not apply. */
  function known(fact, answers, day) {
    const needed = applies(fact, answers, day);
    const answer = answers[fact] ?? null;
    if (!needed.truth || (answer !== null && answer !== UNCLEAR)) return needed;
    return open(answer === null ? "unanswered" : "unclear", fact);
  }

  function test({ fact, kind, bound, after, strict }, answers, day) {
    const ready = after ? all([fact, after], (one) => known(one, answers, day)) : known(fact, answers, day);
    if (!ready.truth) return ready;
    const answer = answers[fact];
    if (kind === "is") return decided(answer === bound);
    if (kind === "has") return decided(Array.isArray(answer) ? answer.includes(bound) : answer === bound);
    const least = kind.endsWith("at_least");
    const reached = (value, turn) => (value === turn ? !strict : value > turn === least);
    if (!isMonths({ kind })) return decided(reached(answer, bound));
    if (after) { // from month to month: on the bound itself the days decide
      const months = monthNumber(answer) - monthNumber(answers[after]);
      if (months < 0) return NO;
      return months === bound ? open("boundary", fact) : decided(months > bound === least);
    }
    const [early, late] = span(answer, bound).map((turn) => reached(day, turn));
    return early === late ? decided(early) : open("boundary", fact);
  }

  /** A condition and what is below it. With `trace`, each node's verdict is noted there. */
  function judged(node, answers, day, trace) {
    const below = trace && [];
    const child = (one) => judged(one, answers, day, below);
    let verdict;
    if (node.test) verdict = test(node.test, answers, day);
    else if (node.all) verdict = all(node.all, child, below);
    else if (node.any) {
      verdict = any(node.any, child, below);
      if (verdict.truth === false && node.open) verdict = open("unlisted", node.id);
    } else if (node.not) {
      const { truth, causes } = child(node.not);
      verdict = { truth: truth === null ? null : !truth, causes };
    } else verdict = open("office", node.id ?? node.says);
    trace?.push({ id: node.id ?? null, truth: verdict.truth, causes: unique(verdict.causes).sort().map(split), below });
    return verdict;
  }

  // ---- One item --------------------------------------------------------------------

  /** [`yes`, `likely`, `unknown`, `no`, `blocked` or `office`, causes]. */
  function result(item, answers, day = today, trace = undefined) {
    if (!item.decided) return ["office", []];
    const whole = all(item.conditions, (node) => judged(node, answers, day, trace), trace);
    if (whole.truth === false) return ["no", []];
    const used = any(taken(item), (one) => test(one, answers, day));
    if (used.truth) return [names(whole.causes, "unanswered").length ? "unknown" : "blocked", whole.causes];
    const causes = [...whole.causes, ...used.causes];
    if (!causes.length) return ["yes", causes];
    return [names(causes, "unanswered", "unclear", "boundary").length === 0 ? "likely" : "unknown", causes];
  }

  const fits = (item, answers, day) => FITS.includes(result(item, answers, day)[0]);

  /** Everything that is said of one item. */
  function outcome(item, answers) {
    const trace = [];
    const [found, causes] = result(item, answers, today, trace);
    const [starts, ends] = dates(item, answers, found);
    const missing = names(causes, "unanswered", "unclear");
    return {
      id: item.id,
      result: found,
      validity: validity(item.validity, today),
      trace,
      missing: inOrder.filter((fact) => missing.includes(fact)),
      office: names(causes, "office").length > 0,
      unlisted: names(causes, "unlisted").length > 0,
      boundary: names(causes, "boundary").sort(),
      blocked_by: found === "blocked"
        ? item.exclusions.filter((_, index) => test(taken(item)[index], answers, today).truth).map((one) => one.item) : [],
      changes: found === "no" ? changes(item, answers, starts) : [],
      starts,
      ends,
      amounts: (item.amounts ?? []).map((one) => amount(one, answers)),
      doubts: [...about(item).readings.keys()].filter((index) => result(about(item).readings[index], answers)[0] !== found),
    };
  }

  const outcomes = (answers) => rules.items.map((item) => outcome(item, answers));

  /** The unanswered questions that some item, or its amount, still depends on, in the order they are asked. */
  function questions(answers) {
    const asked = new Set();
    for (const item of rules.items) {
      let [found, causes] = result(item, answers);
      if (found === "office" || found === "blocked") continue;
      if (found === "no") {
        if (!item.conditions.every((node) => hopeful(node, answers))) continue;
        causes = [...item.conditions.map((node) => judged(node, answers, today)), ...taken(item).map((one) => test(one, answers, today))]
          .flatMap((one) => one.causes);
      }
      const counted = (item.amounts ?? []).flatMap(({ times }) => (times ? known(times, answers, today).causes : []));
      for (const fact of names([...causes, ...counted], "unanswered")) asked.add(fact);
    }
    return inOrder.filter((fact) => asked.has(fact));
  }

  /** Whether a condition is not unmet for good: a person or time could still meet it, so the other questions matter. */
  function hopeful(node, answers) {
    if (judged(node, answers, today).truth !== false) return true;
    if (node.test) return behind([node.test]).every((one) => movable(one) || test(one, answers, today).truth !== false);
    if (node.not) return tests([node.not]).some(movable);
    return node.all ? node.all.every((one) => hopeful(one, answers)) : node.any.some((one) => hopeful(one, answers));
  }

  /** Whether a person can change the answer, or time alone makes the test hold. */
  const movable = (one) => facts[one.fact].change === "可以做到" || (one.kind === "months_at_least" && turns(one));

  // ---- What time and people can change ---------------------------------------------

  /** For each condition that is not met whatever the day, the facts that it depends on. */
  const unmet = (item, answers) =>
    about(item).levers.filter((levers, index) => levers && judged(item.conditions[index], answers, today).truth === false);

  /** The first day from tomorrow on which time alone makes the item fit, and the last on which it surely still does. */
  function dates(item, answers, found) {
    if (found === "no" && unmet(item, answers).length) return [null, null];
    const days = about(item).tests.filter(turns).flatMap(({ fact, bound }) => {
      const answer = answers[fact] ?? UNCLEAR;
      return answer === UNCLEAR ? [] : span(answer, bound).flatMap((turn) => [turn, shifted(turn, 1)]);
    });
    const later = unique(days).filter((day) => day > today).sort().map((day) => [day, fits(item, answers, day)]);
    let starts = null;
    if (!FITS.includes(found)) {
      starts = later.find(([, fit]) => fit)?.[0] ?? null;
      if (!starts) return [null, null];
    }
    const ends = later.find(([day, fit]) => !fit && (!starts || day > starts))?.[0];
    return [starts, ends ? shifted(ends, -1) : null];
  }

  /** The smallest sets of things a person can do so that the item fits: at once, or sooner than by time alone on `starts`. */
  function changes(item, answers, starts) {
    const steps = possible(item, answers);
    const needed = unmet(item, answers);
    for (const size of [1, 2, 3]) {
      const sets = [];
      for (const chosen of combinations(inOrder.filter((fact) => steps[fact]), size)) {
        if (!needed.every((levers) => chosen.some((fact) => levers.includes(fact)))) continue;
        for (const values of product(chosen.map((fact) => steps[fact]))) {
          const set = Object.fromEntries(chosen.map((fact, index) => [fact, values[index]]));
          const after = changed(answers, set);
          const [found] = result(item, after);
          const from = FITS.includes(found) ? null : dates(item, after, found)[0];
          if (!FITS.includes(found) && (!from || (starts && from >= starts))) continue;
          sets.push({ set, from });
          break;
        }
      }
      if (sets.length) return sets;
    }
    return [];
  }

  /** For each fact of the item that a person can change and has answered: the other answers worth trying. */
  function possible(item, answers) {
    const steps = {};
    for (const { fact, bound } of about(item).tests) {
      const { change, type, options, most = Infinity } = facts[fact];
      const answer = answers[fact] ?? UNCLEAR;
      if (change !== "可以做到" || answer === UNCLEAR) continue;
      const others = type === "是否" ? [!answer]
        : type === "单选" ? options.map((option) => option.id)
        : type === "数字" ? [bound, bound + 1, bound - 1].filter((number) => number >= 0 && number <= most) : null;
      if (others) steps[fact] = unique([...(steps[fact] ?? []), ...others.filter((other) => other !== answer)]);
    }
    return steps;
  }

  /** The answers after the changes; a month that begins to apply is this one. */
  function changed(answers, set) {
    const after = { ...answers, ...set };
    for (const [fact, { type, needs = [] }] of Object.entries(facts)) {
      if (type === "月份" && needs.some((need) => need.fact in set)) after[fact] = today.slice(0, 7);
    }
    return after;
  }

  // ---- Money -----------------------------------------------------------------------

  /** An amount with the parameter value and its date. */
  function amount({ form, value, values, label, percent, of, months, times, at }, answers) {
    const count = times && known(times, answers, today).truth ? answers[times] : null;
    if (form === "fixed") return { form, value, total: count === null ? null : plain(value * count) };
    if (form === "tiers") return { form, values };
    const on = at && known(at, answers, today).truth ? `${answers[at]}-01` : today;
    const found = rules.parameters[of].values.filter((one) => one.from <= on).pop();
    const from = found?.from ?? null;
    if (form === "ceiling") return { form, label, value: found?.value ?? null, from };
    const monthly = found ? plain((found.value * percent) / 100) : null;
    const total = count === null || !found ? null : plain(monthly * Math.min(count, months));
    return { form, monthly, from, total, estimate: true };
  }

  return { outcome, outcomes, questions, result };
}
