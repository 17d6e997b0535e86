/* What a question says of the place, the money and the room: the facets of the project library. */

/** The question without the place it names, and its facets: { key, value, words, passes }. */
export function read({ banners, words, synonyms, projects }, asked, without) {
  const names = banners.flatMap(([title, short]) => [[title, title], [short, title],
    ...synonyms.filter((one) => one.title === words.plain(title) || one.title === words.plain(short)).flatMap(({ says }) => says.map((name) => [name, title]))]);
  const named = names.filter(([name]) => asked.includes(name)).sort((one, other) => other[0].length - one[0].length)[0];
  const facets = [];
  let rest = asked;
  if (named && !without.includes("banner")) {
    facets.push({ key: "banner", value: named[1], words: named[1] });
    rest = asked.replace(named[0], " ").replace(/ +/g, " ").trim();
  }
  return { rest, facets };
}
