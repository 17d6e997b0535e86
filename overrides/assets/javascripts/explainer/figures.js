/* Numbers as people type them: 10万, 十万, 三万五, １０, 两, 半年, 50%. Only what can mean one thing is taken. */

const MYRIAD = 10000;
const DIGITS = new Map([..."零一二三四五六七八九"].map((digit, value) => [digit, value]).concat([["〇", 0], ["两", 2]]));
const PLACES = new Map([["十", 10], ["百", 100], ["千", 1000]]);

/** A number in digits or characters, or in both; NaN where it is none. */
function parsed(text) {
  let sum = 0, above = 0, digit = null, last = Infinity, apart = false;
  for (const part of text.match(/\d+(\.\d+)?|./g) ?? [""]) {
    if (part === "万" && !above && (sum || digit)) [above, sum, digit, last] = [(sum + (digit ?? 0)) * MYRIAD, 0, null, MYRIAD];
    else if (PLACES.has(part) && PLACES.get(part) < last && (digit ?? part === "十")) {
      last = PLACES.get(part);
      [sum, digit] = [sum + (digit ?? 1) * last, null];
    } else if (digit !== null) return NaN;
    else if (part === "零" && sum + above) apart = true;
    else digit = DIGITS.get(part) ?? (/^\d/.test(part) ? Number(part) : NaN);
  }
  const short = !apart && last > 10 && last < Infinity && digit < 10 && Number.isInteger(digit); // 三万五, 一百五
  return above + sum + (digit ?? 0) * (short ? last / 10 : 1);
}

/** What is typed with the unit, in that unit; NaN where it is something else. */
const UNITS = {
  万元: (text) => (/万|元$|块钱?$/.test(text) ? parsed(text.replace(/(元|块钱?)$/, "")) / MYRIAD : NaN),
  个月: (text) => {
    const found = /^(?:([^年半]+)年(半)?|(半)年)?(?:([^年半]+?)个?月)?$/.exec(text);
    if (!found) return NaN;
    const [, years = "零", half, alone, months = "零"] = found;
    return parsed(years) * 12 + (half || alone ? 6 : 0) + parsed(months);
  },
  人: (text) => parsed(text.replace(/[个名位]?(人|员工)?$/, "")),
  户: (text) => parsed(text.replace(/[家户个]$/, "")),
  "%": (text) => parsed(text.replace(/^百分之|%$/, "")),
};

/** A number with its unit, as it reads. */
export const measure = (number, unit = "") => `${number}${/^[\u4e00-\u9fff]/.test(unit) ? " " : ""}${unit}`;

/** What was typed, in the question's unit: `{ number }`, or `{ fault }` that says what is wrong with it. */
export function figure(typed, { unit, most = Infinity }) {
  const text = typed.normalize("NFKC").replace(/[\s,]/g, "");
  const said = `“${typed.trim()}”`;
  const example = unit === "万元" ? "10，或者 10万" : "3，或者 三";
  if (!text) return { fault: `请填一个数，例如 ${example}。答不上来就选“不清楚”。` };
  if (/^[-负−–]/.test(text)) return { fault: `${said}是负数。请填 0 或更大的数。` };
  const bare = parsed(text);
  const measured = unit === "万元" && text.includes("万") ? NaN : bare;
  const number = Math.round((Number.isNaN(measured) ? UNITS[unit]?.(text) ?? NaN : measured) * 1e6) / 1e6;
  if (Number.isNaN(number)) return { fault: `没看懂${said}。请只填一个数，例如 ${example}。` };
  if (number <= most) return { number };
  const meant = unit === "万元" && number === bare && bare / MYRIAD <= most && bare % 100 === 0 ? `如果是 ${bare} 元，请填 ${bare / MYRIAD}。` : "";
  return { fault: `${said}太大了，最多填 ${measure(most, unit)}。${meant}` };
}
