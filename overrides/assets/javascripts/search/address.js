/* The search page's address. What is asked stands behind its "#", which no server sees and no other page is told. */

let here = ""; // the fragment that the page shows

/** What an address asks for; before the "#" it stood in old links. */
export const asked = () => new URLSearchParams(location.hash.slice(1) || location.search);

/** The fragment that asks for this. */
export function fragment(question, filters, without) {
  const all = new URLSearchParams();
  if (question) all.set("q", question);
  for (const [name, values] of Object.entries({ ...filters, without })) for (const value of values) all.append(name, value);
  return `${all}` && `#${all}`;
}

/** The address in its one form, with nothing before the "#" that could be sent. */
export function settle(wanted) {
  history.replaceState(history.state, "", location.pathname + wanted);
  here = location.hash;
}

/** Whether another address is to be shown than the one that is. */
export const moved = () => location.hash !== here;

/**
 * A question gets a history entry of its own; while it is still being typed it is a draft, which the next letter replaces.
 * `leave` is done before the entry of the last question is left.
 */
export function write(wanted, draft, leave) {
  if (wanted === here) {
    if (!draft) history.replaceState({ ...history.state, draft }, "");
    return;
  }
  const address = location.pathname + wanted;
  if (history.state?.draft || !here) {
    history.replaceState({ draft }, "", address);
  } else {
    leave();
    history.pushState({ draft }, "", address);
  }
  here = location.hash;
}
