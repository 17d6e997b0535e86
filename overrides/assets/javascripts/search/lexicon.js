/* The words of a site, loaded once for everything on a page that needs them. */
import { ready } from "./words.js";

const lexicons = new Map();

/** The lexicon of the site below `root`, ready to ask. */
export function lexicon(root) {
  const url = String(new URL("search/lexicon.json", root));
  if (!lexicons.has(url)) {
    const loading = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${response.status}: ${url}`);
      return response.json();
    }).then(ready);
    loading.catch(() => lexicons.delete(url));
    lexicons.set(url, loading);
  }
  return lexicons.get(url);
}
