/* Whether an event is open, on or over depends on the day, and a page is read later than it was made.
   What is said of it from which day on stands beside the word: "=还没开始 2026-12-01=正在报名 2026-12-21=已经结束". */
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

/** Soonest first; of those that are over, the latest. */
function order(one, other) {
  const sooner = one.next ? one.next < other.next : one.since > other.since;
  return sooner ? -1 : 1;
}

function show() {
  const today = new Date(Date.now() + offset * 3600e3).toISOString().slice(0, 10);
  const states = badges.map((badge) => state(badge, today));
  for (const { badge, word } of states) badge.textContent = word;
  for (const section of document.querySelectorAll("[data-phase]")) {
    const { phase } = section.dataset; // none: all that are not over
    const kept = states.filter(({ card, word, next }) => (phase ? word === phase : section.contains(card) && next)).sort(order);
    if (!phase) for (const card of section.querySelectorAll("li")) card.hidden = true;
    for (const { card } of kept) card.hidden = false;
    section.querySelector("ul").append(...kept.map(({ card }) => card));
    section.hidden = !kept.length;
  }
}

show();
document.addEventListener("visibilitychange", show); // a page that stayed open may be looked at again on another day
