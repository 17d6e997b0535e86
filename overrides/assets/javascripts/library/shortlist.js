/* The reader's shortlist: ids of projects, kept in this browser only. Where storage is blocked it lasts as long as the page. */

const KEY = "shortlist";
let memory = null;

/** The ids, the first added first. */
export function kept() {
  if (memory) return memory;
  try {
    return clean(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
}

/** Keep exactly these; false where they will be gone with the page. */
export function keep(ids) {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
    memory = null;
    return true;
  } catch {
    memory = ids;
    return false;
  }
}

/** Add a project or take it out. */
export function toggle(id) {
  const ids = kept();
  return keep(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
}

/** What was typed, stored or sent by others as ids; what is none is dropped. */
export function clean(ids) {
  return Array.isArray(ids) ? [...new Set(ids.filter((id) => typeof id === "string" && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)))] : [];
}

/** Tell when another page of the site changed the list. */
export function watch(changed) {
  addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) changed(); });
  addEventListener("pageshow", (event) => { if (event.persisted) changed(); });
}

/** Show on a button whether its project is kept. */
export function mark(button, id, title) {
  const on = kept().includes(id);
  button.setAttribute("aria-pressed", String(on));
  const said = on ? "★ 已备选" : "☆ 备选";
  button.textContent = said;
  button.setAttribute("aria-label", `${said}：${title}`); // begins as it is seen, for who speaks to it
}
