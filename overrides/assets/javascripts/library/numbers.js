/* Which page numbers a long list offers. */

/** The first, the last and those around a page, with null for a gap: as in generator/pages/projects.py. */
export function numbers(number, count) {
  const shown = [...new Set([1, number - 1, number, number + 1, count])].filter((one) => one >= 1 && one <= count).sort((a, b) => a - b);
  return shown.flatMap((one, place) => {
    const gap = one - (shown[place - 1] ?? one - 1);
    return gap === 1 ? [one] : gap === 2 ? [one - 1, one] : [null, one];
  });
}
