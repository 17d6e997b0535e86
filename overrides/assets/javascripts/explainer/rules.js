/* The evaluator of the compiled rules: answers and a day in, for every item a result with its reasons out.
   The same as generator/eligibility/evaluate.py and horizon.py, which say more; a test holds the two together.
   Days are "YYYY-MM-DD", months "YYYY-MM". A verdict is { truth: true | false | null, causes: ["kind name", …] }. */
export const UNCLEAR = "unclear";

const YES = { truth: true, causes: [] };
const NO = { truth: false, causes: [] };
const FITS = ["yes", "likely"];
const HOLDS = ["IN_FORCE", "IN_PERIOD", "UNCONFIRMED"];
export const OVER = ["PERIOD_ENDED", "SUPERSEDED", "REPEALED"];
const STEPS = 3;

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

/** Whether of several ways all that one can check are unmet, so that only the office's own remain. */
function leftToOffice(ways, seen) {
  const still = ways.filter((_, index) => seen[index].truth !== false);
  return still.length > 0 && still.length < seen.length && still.every(({ office }) => office);
}

function split(cause) {
  const space = cause.indexOf(" ");
  return [cause.slice(0, space), cause.slice(space + 1)];
}

// ---- Days ------------------------------------------------------------------------

const monthNumber = (month) => month.slice(0, 4) * 12 + +month.slice(5, 7) - 1;
const monthLength = (number) => new Date(Date.UTC(Math.floor(number / 12), (number % 12) + 1, 0)).getUTCDate();
const pad = (number, width) => String(number).padStart(width, "0");
const monthName = (number) => `${pad(Math.floor(number / 12), 4)}-${pad((number % 12) + 1, 2)}`;
const isMonth = (answer) => typeof answer === "string" && /^\d/.test(answer);
const dayOf = (number, day) => `${monthName(number)}-${pad(day, 2)}`;

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
/** The nodes with a test below some nodes, but for what must not be. */
const leaves = (nodes) => nodes.flatMap((node) => [...(node.test ? [node] : []), ...leaves([...(node.all ?? []), ...(node.any ?? [])])]);
const taken = (item) => (item.exclusions ?? []).map(({ test }) => test);

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

/** The state of one document on a day. */
export function ofDocument({ starts, ends, unseen, confirmed, repealed, superseded }, day) {
  if (repealed && day >= repealed) return "REPEALED";
  if (superseded) return "SUPERSEDED";
  if (starts && day < starts) return "NOT_YET";
  if (ends && day > ends) return "PERIOD_ENDED";
  if (confirmed) return "IN_FORCE";
  return ends && !unseen ? "IN_PERIOD" : "UNCONFIRMED";
}

/** The days on which the validity of one of some documents may change. */
const validityDays = (documents) =>
  documents.flatMap(({ starts, ends, repealed }) => [starts, repealed, ends && shifted(ends, 1)]).filter(Boolean);

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
        levers: conditions.map((node) => behind(tests([node])))
          .map((found) => !found.some((one) => turns(one) || one.of) && found.map(({ fact }) => fact)),
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

  /** The dated value of a parameter on a day; before the first there is none. */
  const parameter = (name, day) => rules.parameters[name].values.filter((one) => one.from <= day).pop();

  /** What an answer is held against, on the day. */
  function boundOf({ bound, of, per }, day) {
    if (!of) return bound;
    const found = parameter(of, day);
    return found ? plain(found.value / per) : null;
  }

  function test({ fact, kind, after, strict, ...rest }, answers, day) {
    const ready = after ? all([fact, after], (one) => known(one, answers, day)) : known(fact, answers, day);
    if (!ready.truth) return ready;
    const answer = answers[fact];
    const bound = boundOf(rest, day);
    if (bound === null) return open("office", rest.of);
    if (kind === "is") return decided(answer === bound);
    if (kind === "has") return decided([answer].flat().some((one) => bound.includes(one)));
    const least = kind.endsWith("at_least");
    const reached = (value, turn) => (value === turn ? !strict : value > turn === least);
    if (!isMonths({ kind })) return decided(reached(answer, bound));
    if (span(answer, 0)[0] > day) return NO; // looked at from a day before it happened
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
      const parts = node.any.map(child);
      verdict = any(parts, (one) => one);
      if (verdict.truth === false && node.open) verdict = open("unlisted", node.id);
      else if (leftToOffice(node.any, parts)) verdict = open("alone", node.id);
    } else if (node.not) {
      const { truth, causes } = child(node.not);
      verdict = { truth: truth === null ? null : !truth, causes };
    } else verdict = open("office", node.id ?? node.says);
    trace?.push({ id: node.id ?? null, truth: verdict.truth, causes: unique(verdict.causes).sort().map(split), below });
    return verdict;
  }

  // ---- One item --------------------------------------------------------------------

  /** [`yes`, `likely`, `open`, `unknown`, `no`, `blocked` or `office`, causes]. */
  function result(item, answers, day = today, trace = undefined) {
    if (!item.decided) return ["office", []];
    const whole = all(item.conditions, (node) => judged(node, answers, day, trace), trace);
    if (whole.truth === false) return ["no", []];
    const used = any(taken(item), (one) => test(one, answers, day));
    if (used.truth) return [names(whole.causes, "unanswered").length ? "unknown" : "blocked", whole.causes];
    const causes = [...whole.causes, ...used.causes];
    if (!causes.length) return ["yes", causes];
    if (names(causes, "unanswered", "unclear", "boundary").length) return ["unknown", causes];
    return [names(causes, "unlisted", "alone").length ? "open" : "likely", causes];
  }

  const truth = (node, answers, day = today) => judged(node, answers, day).truth;
  const fits = (item, answers, day = today) => FITS.includes(result(item, answers, day)[0]);
  const holds = (item, day) => HOLDS.includes(validity(item.validity, day));

  /** Whether an item is not for whom and what somebody chose: for other people, or said not to be wanted. */
  const aside = (item, answers) => Boolean(item.skip && test(item.skip, answers, today).truth)
    || (item.conditions ?? []).some((node) => node.who && truth(node, answers) === false);

  /** Everything that is said of one item. */
  function outcome(item, answers) {
    const trace = [];
    const [found, causes] = result(item, answers, today, trace);
    const missing = names(causes, "unanswered", "unclear");
    const readings = about(item).readings.map((reading) => result(reading, answers)[0]);
    return {
      id: item.id,
      result: found,
      aside: aside(item, answers),
      validity: validity(item.validity, today),
      trace,
      missing: inOrder.filter((fact) => missing.includes(fact)),
      office: names(causes, "office", "alone").length > 0,
      unlisted: names(causes, "unlisted").length > 0,
      boundary: names(causes, "boundary").sort(),
      blocked_by: found === "blocked"
        ? item.exclusions.filter((_, index) => test(taken(item)[index], answers, today).truth).map((one) => one.item) : [],
      amounts: (item.amounts ?? []).map((one) => amount(one, answers)),
      doubts: [...readings.keys()].filter((index) => readings[index] !== found),
      readings,
      ...outlook(item, answers, found),
    };
  }

  const outcomes = (answers) => rules.items.map((item) => outcome(item, answers));

  /** The unanswered questions that some item, or its amount, still depends on, in the order they are asked. */
  function questions(answers) {
    const asked = new Set();
    for (const item of rules.items) {
      let [found, causes] = result(item, answers);
      if (found === "office" || found === "blocked" || aside(item, answers)) continue;
      if (found === "no") {
        if (!item.conditions.every((node) => hopeful(node, answers))) continue;
        // From month to month: where the second is still to come, the first matters already.
        const firsts = tests(item.conditions).map(({ after }) => after).filter(Boolean);
        causes = [...item.conditions.map((node) => judged(node, answers, today)), ...taken(item).map((one) => test(one, answers, today)),
          ...firsts.map((fact) => known(fact, answers, today))].flatMap((one) => one.causes);
      }
      const counted = (item.amounts ?? []).flatMap(({ times }) => (times ? known(times, answers, today).causes : []));
      for (const fact of names([...causes, ...counted], "unanswered")) asked.add(fact);
    }
    return inOrder.filter((fact) => asked.has(fact));
  }

  /** Whether a condition is not unmet for good: a person or time could still meet it, so the other questions matter. */
  function hopeful(node, answers) {
    if (truth(node, answers) !== false) return true;
    if (node.test) { // a question that does not apply is as hopeful as what it needs, which is looked at too
      return behind([node.test]).every((one) => movable(one) || test(one, answers, today).truth !== false
        || applies(one.fact, answers, today).truth === false);
    }
    if (node.not) return tests([node.not]).some(movable);
    return node.all ? node.all.every((one) => hopeful(one, answers)) : node.any.some((one) => hopeful(one, answers));
  }

  /** Whether a person can change the answer, or time alone makes the test hold. */
  const movable = (one) => facts[one.fact].change === "可以做到" || (one.kind === "months_at_least" && turns(one));

  // ---- What time can change --------------------------------------------------------

  /** The days and the changes of an item. */
  function outlook(item, answers, found) {
    if (!item.decided || aside(item, answers)) {
      return { starts: null, ends: null, wait: [], closes: [], opens: [], changes: [], towards: [], met_before_end: null };
    }
    const now = current(item);
    const [starts, ends] = now ? reach(item, answers, today, { found }) : [null, null];
    const waits = FITS.includes(found) ? null : reach(item, answers, today, { found, held: false })[0];
    const wait = waits && (starts || !now) ? waiting(item, answers, waits) : [];
    const advice = found === "no" || found === "open" ? changes(item, answers, waits, now) : [];
    return {
      starts,
      ends,
      wait,
      closes: turning(item, answers, "months_at_most", (node, day) => truth(node, answers, day))
        .map(([id, day]) => ({ id, last: shifted(day, -1) })),
      opens: turning(item, answers, "months_at_least", (node, day) => !truth(node, answers, day)).map(([id, first]) => ({ id, first })),
      changes: advice,
      towards: found === "no" && !advice.length && !wait.length ? towards(item, answers) : [],
      met_before_end: metBeforeEnd(item, answers),
    };
  }

  /** The days to come on which the item's validity may change. */
  const heldDays = (item) => validityDays(item.validity).filter((day) => day > today).sort();

  /** Whether the item can be had today or on some day to come. */
  const current = (item) => [today, ...heldDays(item)].some((day) => holds(item, day));

  /** The days after `since` on which time alone may change the result, or a dated value does. */
  function turningDays(item, answers, since = today) {
    const days = about(item).tests.flatMap((one) => {
      if (one.of) return rules.parameters[one.of].values.map(({ from }) => from);
      if (!turns(one) || !isMonth(answers[one.fact])) return [];
      return span(answers[one.fact], one.bound).flatMap((turn) => [turn, shifted(turn, 1)]);
    });
    return unique(days).filter((day) => day > since).sort();
  }

  /** The first day after `day` on which the item fits, none where it does so on `day`; and the last day on which it then does. */
  function reach(item, answers, day, { found, held = true } = {}) {
    const fit = (on, seen) => (!held || holds(item, on)) && (seen ? FITS.includes(seen) : fits(item, answers, on));
    if (found && unmet(item, answers).length) return [null, null];
    const days = unique([...turningDays(item, answers, day), ...(held ? heldDays(item).filter((turn) => turn > day) : [])]).sort();
    let starts = null;
    if (!fit(day, found)) {
      starts = days.find((turn) => fit(turn)) ?? null;
      if (!starts) return [null, null];
    }
    const over = days.find((turn) => turn > (starts ?? day) && !fit(turn));
    return [starts, over ? shifted(over, -1) : null];
  }

  /** The nodes that are not met today and that time alone will have met on `day`. */
  const waiting = (item, answers, day) => leaves(item.conditions)
    .filter((node) => turns(node.test) && truth(node, answers) !== true && truth(node, answers, day) === true).map(({ id }) => id);

  /** The nodes with a test of that kind of which something is so today, each with the first day on which it is not. */
  function turning(item, answers, kind, so) {
    const days = turningDays(item, answers);
    return leaves(item.conditions).filter((node) => node.test.kind === kind && turns(node.test) && so(node, today))
      .map((node) => [node.id, days.find((day) => !so(node, day))]).filter(([, day]) => day);
  }

  /** Whether the item fitted on the last day of its period; null unless that is over. What came later was otherwise then. */
  function metBeforeEnd(item, answers) {
    if (validity(item.validity, today) !== "PERIOD_ENDED") return null;
    const [last] = item.validity.filter((one) => ofDocument(one, today) === "PERIOD_ENDED").map(({ ends }) => ends).sort().reverse();
    const asked = about(item).tests.map(({ fact }) => fact);
    const later = inOrder.some((fact) => isMonth(answers[fact]) && facts[fact].type === "月份"
      && [fact, ...(facts[fact].needs ?? []).map((need) => need.fact)].some((one) => asked.includes(one))
      && span(answers[fact], 0)[0] > last && applies(fact, answers, today).truth);
    return !later && fits(item, answers, last);
  }

  // ---- What people can change ------------------------------------------------------

  /** For each condition that is not met whatever the day, or only the office could say is, the facts that it depends on. */
  const unmet = (item, answers) => about(item).levers.filter((levers, index) => {
    const seen = levers && judged(item.conditions[index], answers, today);
    return seen && (seen.truth === false || names(seen.causes, "unlisted", "alone").length);
  });

  /** The smallest sets of things a person can do so that the item fits: at once, or sooner than by time alone. */
  function changes(item, answers, waits, now) {
    const steps = possible(item, answers);
    const needed = unmet(item, answers);
    for (let size = 1; size <= STEPS; size++) {
      const sets = [];
      for (const chosen of combinations(inOrder.filter((fact) => steps[fact]), size)) {
        if (!needed.every((levers) => chosen.some((fact) => levers.includes(fact)))) continue;
        let first = null;
        for (const values of product(chosen.map((fact) => steps[fact]))) {
          const set = Object.fromEntries(chosen.map((fact, index) => [fact, values[index]]));
          const entry = change(item, answers, set, waits, now);
          if (!entry) continue;
          if (!first) first = entry;
          else if (["from", "until", "wait"].every((key) => String(entry[key]) === String(first[key]))) { // another option that does as well
            for (const fact of chosen) {
              if (facts[fact].type !== "单选" || [first.set[fact], ...(first.or[fact] ?? [])].includes(set[fact])) continue;
              first.or[fact] = [...(first.or[fact] ?? []), set[fact]];
            }
          }
        }
        if (first) sets.push(first);
      }
      if (sets.length) return sets;
    }
    return [];
  }

  /** The smallest sets of things to do after which it is only for the office to say; the first of each that does. */
  function towards(item, answers) {
    const steps = possible(item, answers);
    for (let size = 1; size <= STEPS; size++) {
      const sets = [];
      for (const chosen of combinations(inOrder.filter((fact) => steps[fact]), size)) {
        for (const values of product(chosen.map((fact) => steps[fact]))) {
          const set = Object.fromEntries(chosen.map((fact, index) => [fact, values[index]]));
          if (result(item, changed(answers, set, today))[0] !== "open" || tooLate(item, answers, set)) continue;
          sets.push(set);
          break;
        }
      }
      if (sets.length) return sets;
    }
    return [];
  }

  /** What a change comes to; null where it does not make the item fit, or no sooner than time alone. */
  function change(item, answers, set, waits, now) {
    if (tooLate(item, answers, set)) return null;
    const after = changed(answers, set, today);
    const fit = fits(item, after);
    let wait = [];
    if (!fit) {
      const [when] = reach(item, after, today, { held: false });
      if (!when || (waits && when >= waits)) return null;
      wait = waiting(item, after, when);
    }
    const from = now ? reach(item, after, today)[0] : null;
    if (now && !from && !(fit && holds(item, today))) return null; // the period is over first
    return { set: ordered(item, set), or: {}, from, until: until(item, answers, set, now), wait };
  }

  /** A change as it is to be done: what begins the time that another step must follow comes first. */
  function ordered(item, set) {
    const before = about(item).tests.flatMap(({ after }) => (after ? (facts[after].needs ?? []).map((need) => need.fact) : []));
    const early = Object.keys(set).filter((fact) => before.includes(fact));
    return Object.fromEntries([...new Set([...early, ...Object.keys(set)])].map((fact) => [fact, set[fact]]));
  }

  /** Whether a change would begin what had to come before something that has already been. */
  function tooLate(item, answers, set) {
    const brought = fresh(set);
    return about(item).tests.some(({ fact, after }) =>
      brought.includes(after) && !brought.includes(fact) && known(fact, answers, today).truth === true);
  }

  /** The last day on which making the change still leads to the item; null where it always will. */
  function until(item, answers, set, held) {
    const leads = (day) => {
      const after = changed(answers, set, day);
      return ((!held || holds(item, day)) && fits(item, after, day)) || reach(item, after, day, { held })[0] !== null;
    };
    const over = doingDays(item, answers, set).find((day) => !leads(day));
    return over ? shifted(over, -1) : null;
  }

  /** The days on which it may begin to matter that a change comes later. */
  function doingDays(item, answers, set) {
    const turn = [...turningDays(item, answers), ...heldDays(item)];
    const brought = fresh(set);
    const spans = [0];
    const months = turn.map(monthNumber);
    for (const { fact, after, bound, kind } of about(item).tests) {
      if (!kind.startsWith("months") || ![fact, after].some((one) => brought.includes(one))) continue;
      spans.push(bound);
      for (const other of [fact, after]) {
        if (!other || brought.includes(other) || !isMonth(answers[other])) continue;
        months.push(monthNumber(answers[other]) + (brought.includes(fact) ? bound : -bound));
      }
    }
    const starts = brought.length ? months.flatMap((month) => spans.flatMap((less) => [-1, 0, 1, 2].map((step) => dayOf(month - less + step, 1)))) : [];
    return unique([...turn, ...starts]).filter((day) => day > today).sort();
  }

  /** For each fact of the item that a person can change, and whose answer is known: the other answers worth trying. */
  function possible(item, answers) {
    const steps = {};
    for (const one of about(item).tests) {
      const { fact } = one;
      const { change: how, type, options, most = Infinity } = facts[fact];
      if (how !== "可以做到" || known(fact, answers, today).truth === null) continue;
      const answer = applies(fact, answers, today).truth === false ? null : answers[fact] ?? null;
      const bound = boundOf(one, today);
      const others = type === "是否" ? [!answer]
        : type === "单选" ? options.filter(({ todo }) => todo).map(({ id }) => id)
        : type === "数字" ? (bound === null ? [] : [bound, bound + 1, bound - 1].filter((number) => number >= 0 && number <= most)) : null;
      if (!others) continue;
      steps[fact] = unique([...(steps[fact] ?? []), ...others.filter((other) => other !== answer)]);
      if (type === "数字") steps[fact].sort((some, other) => Math.abs(some - (answer ?? 0)) - Math.abs(other - (answer ?? 0))); // as little as will do
    }
    return steps;
  }

  /** The questions for a month that a change makes begin to apply. */
  const fresh = (set) => inOrder.filter((fact) => facts[fact].type === "月份" && (facts[fact].needs ?? []).some((need) => need.fact in set));

  /** The answers after a change on a day; a month that begins to apply is that day's. */
  const changed = (answers, set, day) => ({ ...answers, ...set, ...Object.fromEntries(fresh(set).map((fact) => [fact, day.slice(0, 7)])) });

  // ---- Money -----------------------------------------------------------------------

  /** An amount with the parameter value and its date. */
  function amount({ form, value, values, label, percent, of, months, times, at }, answers) {
    const count = times && known(times, answers, today).truth ? answers[times] : null;
    if (form === "fixed") return { form, value, total: count === null ? null : plain(value * count) };
    if (form === "tiers") return { form, values };
    const month = at && known(at, answers, today).truth ? answers[at] : null;
    const found = parameter(of, month ? `${month}-01` : today);
    const from = found?.from ?? null;
    if (form === "ceiling") return { form, label, value: found?.value ?? null, from };
    const share = (one) => (one ? plain((one.value * percent) / 100) : null);
    const parts = month && count !== null ? byMonth(of, month, Math.min(count, months), count, share) : [];
    const monthly = share(found);
    let total = count === null || monthly === null ? null : plain(monthly * Math.min(count, months));
    if (parts.length) total = parts.some((part) => part.monthly === null) ? null : plain(parts.reduce((sum, part) => sum + part.monthly * part.months, 0));
    return { form, monthly, from, total, parts, estimate: true };
  }

  /** The months that a rate is paid for, each by the value of its own first day; those with the same value together. */
  function byMonth(of, last, counted, times, share) {
    const parts = [];
    const first = monthNumber(last) - Math.ceil(times) + 1;
    for (let index = 0; index < Math.ceil(counted); index++) {
      const found = parameter(of, dayOf(first + index, 1));
      const from = found?.from ?? null;
      if (!parts.length || parts[parts.length - 1].from !== from) parts.push({ from, months: 0, monthly: share(found) });
      const part = parts[parts.length - 1];
      part.months = plain(part.months + Math.min(1, counted - index));
    }
    return parts;
  }

  return { outcome, outcomes, questions, result, holds, changed };
}
