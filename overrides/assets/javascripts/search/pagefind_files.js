/* Pagefind's published lists of pages, read as they are: which pages hold a pair of characters. Its own script would need the
   hash of every page and WebAssembly, and its answers depend on what was asked before. Pagefind keeps the format to itself: this
   module knows that of 1.5.*, and no other script knows any. generator/search/index.py writes `pairs.json`. */

const MARK = 12; // bytes of “pagefind_dcd” before the data

async function unpacked(url) {
  const response = await fetch(url, { cache: "force-cache" }); // named after what it holds
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

/** Of each term that texts hold, the numbers of the pages. `folder` is the URL of `pagefind/`. */
export async function lists(folder, terms) {
  const { first, names } = await places(folder);
  const files = new Map();
  for (const term of terms) {
    let low = 0, high = first.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (first[middle] <= term) low = middle;
      else high = middle - 1;
    }
    files.set(names[low], [...files.get(names[low]) ?? [], term]);
  }
  const found = new Map();
  await Promise.all([...files].map(async ([name, wanted]) => {
    const held = await file(folder, name);
    for (const term of wanted) if (held.has(term)) found.set(term, held.get(term));
  }));
  return found;
}

const read = new Map();

/** The lists of one file, by term; each file is read once. */
function file(folder, name) {
  if (!read.has(name)) {
    const reading = unpacked(new URL(`index/${name}.pf_index`, folder)).then((bytes) => new Map(decode(bytes)[0].map(([term, pages]) => {
      let page = 0;
      return [term, pages.map(([step]) => (page += step))];
    })));
    reading.catch(() => read.delete(name));
    read.set(name, reading);
  }
  return read.get(name);
}

let placed;

/** Which pair is the first of which file; asked for once, and early, as every question needs it. */
export function places(folder) {
  placed = placed ?? fetch(new URL("pairs.json", folder)).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status}: ${answer.url}`);
    return answer.json();
  }).then(({ first, files }) => ({ first: first.split(","), names: files.split(",") }));
  placed.catch(() => { placed = undefined; });
  return placed;
}
