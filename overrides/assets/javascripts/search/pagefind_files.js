/* What Pagefind's published files say about every page, read as they are: its kind, banner and industry, and its text.
   Pagefind's own functions only count them for one search at a time. The format is that of the version in requirements.lock. */

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
    if (value === 24) value = view.getUint8(at), at += 1;
    else if (value === 25) value = view.getUint16(at), at += 2;
    else if (value === 26) value = view.getUint32(at), at += 4;
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
