/** What a file looked like when it was read: enough to see, without reading it, that it is the same still. */
export interface FileStamp {
  readonly size: number;
  /** Milliseconds; NaN in a stamp that is not to be trusted, which is equal to none. */
  readonly modified: number;
  readonly changed: number;
  readonly inode: number;
}

/** Where a result lies: bytes of one of the packs. Null: the file lacked the words, there is nothing to tell of it. */
export interface PackPlace {
  readonly pack: string;
  readonly offset: number;
  readonly length: number;
}

/** What is known of a file. */
export interface IndexEntry {
  readonly stamp: FileStamp;
  readonly place: PackPlace | null;
}

const MAGIC = 'vedalia cache 1';
const NUMBERS = 7;

/**
 * The index as bytes: a line of JSON (packs, number of files, length of the paths), seven numbers for each file, the
 * paths. Fifty thousand files are read in some milliseconds.
 */
export function writeIndex(entries: ReadonlyMap<string, IndexEntry>): Buffer {
  const packs = [...new Set([...entries.values()].flatMap(({ place }) => (place === null ? [] : [place.pack])))];
  const numbers = new Float64Array(entries.size * NUMBERS);
  let at = 0;
  for (const { stamp, place } of entries.values()) {
    const where = place === null ? [-1, 0, 0] : [packs.indexOf(place.pack), place.offset, place.length];
    numbers.set([stamp.size, stamp.modified, stamp.changed, stamp.inode, ...where], at);
    at += NUMBERS;
  }
  const paths = Buffer.from([...entries.keys()].join('\0'), 'utf8');
  const head = JSON.stringify({ magic: MAGIC, packs, files: entries.size, paths: paths.length });
  return Buffer.concat([Buffer.from(`${head}\n`), Buffer.from(numbers.buffer), paths]);
}

/** The index that bytes hold; an empty one when they are not whole, or of another version. */
export function readIndex(bytes: Buffer): Map<string, IndexEntry> {
  const entries = new Map<string, IndexEntry>();
  const end = bytes.indexOf(10);
  const head = readHead(bytes.toString('utf8', 0, Math.max(0, end)));
  const size = head === null ? 0 : head.files * NUMBERS * 8;
  if (head === null || bytes.length !== end + 1 + size + head.paths) return entries;
  const numbers = new Float64Array(new Uint8Array(bytes.subarray(end + 1, end + 1 + size)).buffer);
  const paths = head.files === 0 ? [] : bytes.toString('utf8', end + 1 + size).split('\0');
  paths.forEach((path, index) => entries.set(path, entryAt(numbers, index * NUMBERS, head.packs)));
  return entries;
}

/** The packs that the entries of an index refer to; none when its head is broken. */
export function packsNamed(bytes: Buffer): readonly string[] {
  return readHead(bytes.toString('utf8', 0, Math.max(0, bytes.indexOf(10))))?.packs ?? [];
}

function entryAt(numbers: Float64Array, at: number, packs: readonly string[]): IndexEntry {
  const number = (offset: number): number => numbers[at + offset] ?? Number.NaN;
  const pack = packs[number(4)];
  return {
    stamp: { size: number(0), modified: number(1), changed: number(2), inode: number(3) },
    place: pack === undefined ? null : { pack, offset: number(5), length: number(6) },
  };
}

interface Head {
  readonly packs: readonly string[];
  readonly files: number;
  readonly paths: number;
}

function readHead(line: string): Head | null {
  try {
    const head = JSON.parse(line) as Head & { readonly magic: string };
    return head.magic === MAGIC ? head : null;
  } catch {
    return null;
  }
}
