/* What Pagefind's published files say about every page, read as they are: its kind, banner and industry, and its text.
   Pagefind's own functions only count them for one search at a time. Pagefind keeps the format to itself: this module knows
   that of 1.5.*, and no other script knows any. It is written in generator/index.py, where the filters are named. */

export const LIBRARY = "project";

const MARK = 12; // bytes of “pagefind_dcd” before the data

async function unpacked(url, cache = "default") {
  const response = await fetch(url, { cache });
  if (!response.ok) throw new Error(`${response.status}: ${url}`);
  const stream = response.body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer()).subarray(MARK);
}

/** CBOR (RFC 8949) as far as Pagefind uses it: numbers, texts, arrays. */
function decode(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = new TextDecoder();
  let at = 0;
  function item() {
    const head = bytes[at++], major = head >> 5;
    let value = head & 31;
    if (value > 23) {
      const size = { 24: 1, 25: 2, 26: 4 }[value]; // bytes that hold the number
      value = { 1: view.getUint8, 2: view.getUint16, 4: view.getUint32 }[size].call(view, at);
      at += size;
    }
    if (major === 0) return value;
    if (major === 1) return -1 - value;
    if (major === 3) return text.decode(bytes.subarray(at, at += value));
    if (major !== 4) throw new Error(`CBOR ${major}`);
    return Array.from({ length: value }, item);
  }
  return item();
}

/** Every page's id, for each filter its value by id, and the ids of the pages outside the project library by path. `folder` is the URL of `pagefind/`. */
export async function shelves(folder) {
  const entry = await (await fetch(new URL("pagefind-entry.json", folder), { cache: "no-cache" })).json();
  const [{ hash }] = Object.values(entry.languages).sort((a, b) => b.page_count - a.page_count);
  const [, pages, , filters] = decode(await unpacked(new URL(`pagefind.${hash}.pf_meta`, folder), "force-cache"));
  const ids = pages.map(([id]) => id);
  const values = {};
  await Promise.all(filters.filter(([name]) => name !== "kind").map(async ([name, file]) => {
    const [, found] = decode(await unpacked(new URL(`filter/${file}.pf_filter`, folder)));
    values[name] = new Map(found.flatMap(([value, numbers]) => numbers.map((number) => [ids[number], value])));
  }));
  const { page: others = new Map(), ...rest } = values;
  const parts = [...others].map(([id, other]) => [id, ...other.split(" ")]);
  const kinds = new Map([...ids.map((id) => [id, LIBRARY]), ...parts]);
  return { ids, values: { kind: kinds, ...rest }, places: new Map(parts.map(([id, , path]) => [path, id])) };
}

/** One page: { url, content, meta }. */
export async function fragment(folder, id) {
  return JSON.parse(new TextDecoder().decode(await unpacked(new URL(`fragment/${id}.pf_fragment`, folder))));
}
