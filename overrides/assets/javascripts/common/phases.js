/* What is said of a period or an event depends on the day, and a page is read later than it was made. From which day on
   a word holds stands beside it: "=还没开始 2026-12-01=正在报名 2026-12-21=已经结束"; so do the days of periods. */
const offset = document.querySelector("[data-utc-offset]").dataset.utcOffset;
const badges = [...document.querySelectorAll("[data-phases]")];

/** What a badge says on a day, since when, and when something changes next: never, once it is over. */
function state(badge, today) {
  const changes = badge.dataset.phases.split(" ").map((change) => change.split("="));
  const past = changes.filter(([day]) => day <= today);
  const [since, word] = past[past.length - 1];
  const [next] = changes[past.length] || [];
  return { badge, card: badge.closest("li"), word, since, next };
}

/** Soonest first; of those that change no more, the latest. */
function order(one, other) {
  const [first, second] = one.next || other.next ? [one.next || "9", other.next || "9"] : [other.since, one.since];
  return (first > second) - (first < second);
}

/** The number of a day. */
const number = (day) => Date.parse(day) / 864e5;

/** How far it is to the last day of a period, as `wording.left` says it. */
function left(days) {
  if (!days) return "今天是最后一天";
  return days > 0 ? `还有 ${days} 天` : `届满 ${-days} 天`;
}

/** Where a period and a day lie on their line, as `wording.term` draws it. */
function draw(line, today) {
  const [first, last] = line.dataset.term.split(" ").map(number);
  const start = Math.min(first, today);
  const length = Math.max(last, today) - start || 1;
  for (const [name, day] of [["from", first], ["to", last], ["today", today]]) {
    line.style.setProperty(`--${name}`, `${((day - start) / length * 100).toFixed(1)}%`);
  }
}

function show() {
  const today = new Date(Date.now() + offset * 3600e3).toISOString().slice(0, 10);
  const states = badges.map((badge) => state(badge, today));
  for (const { badge, word } of states) badge.textContent = word;
  for (const word of document.querySelectorAll("[data-ends]")) word.textContent = left(number(word.dataset.ends) - number(today));
  for (const line of document.querySelectorAll("[data-term]")) draw(line, number(today));
  for (const section of document.querySelectorAll("[data-phase]")) {
    const { phase } = section.dataset; // none: all that are not over
    const kept = states.filter(({ card, word, next }) => (phase ? word === phase : section.contains(card) && next)).sort(order);
    const list = section.querySelector("ul");
    for (const card of list.children) card.hidden = true;
    for (const { card } of kept) card.hidden = false;
    list.append(...kept.map(({ card }) => card));
    section.hidden = !kept.length;
  }
}

show();
document.addEventListener("visibilitychange", show); // a page that stayed open may be looked at again on another day
