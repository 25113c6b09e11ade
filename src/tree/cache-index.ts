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

const MAGIC = 'vedalia cache 2';
/** For each file: size, times, inode, number of the pack (-1: nothing to tell), offset and length of the result. */
const NUMBERS = 7;
const PACK = 4;

/** The parts of an index, in the order of the sorted paths. */
interface Columns {
  readonly packs: readonly string[];
  readonly numbers: Float64Array;
  /** Zero bytes between them, and one at the end. */
  readonly paths: string;
}

/**
 * What is known of files. As bytes: a line of JSON (packs, number of files, length of the paths), the numbers, the paths.
 * It stays as it is read; a run over a tree looks up its files in their order, which takes one comparison for each.
 */
export class CacheIndex {
  readonly #columns: Columns;
  /** Where the path of each file begins, and the end. */
  readonly #starts: Int32Array;
  #last = -1;

  private constructor(columns: Columns) {
    this.#columns = columns;
    this.#starts = startsOf(columns);
  }

  /** The index that bytes hold; an empty one when they are not whole, or of another version. */
  static read(bytes: Buffer): CacheIndex {
    const end = bytes.indexOf(10);
    const head = readHead(bytes.toString('utf8', 0, Math.max(0, end)));
    const size = head === null ? 0 : head.files * NUMBERS * 8;
    if (head === null || bytes.length !== end + 1 + size + head.paths)
      return new CacheIndex({ packs: [], numbers: new Float64Array(0), paths: '' });
    const numbers = new Float64Array(new Uint8Array(bytes.subarray(end + 1, end + 1 + size)).buffer);
    return new CacheIndex({ packs: head.packs, numbers, paths: bytes.toString('utf8', end + 1 + size) });
  }

  /** Number of files. */
  get size(): number {
    return this.#starts.length - 1;
  }

  get packs(): readonly string[] {
    return this.#columns.packs;
  }

  /** The place of a file in the index, or -1. */
  find(file: string): number {
    if (this.#isAt(file, this.#last + 1)) return ++this.#last;
    const place = this.#placeOf(file);
    if (!this.#isAt(file, place)) return -1;
    return (this.#last = place);
  }

  pathAt(index: number): string {
    return this.#columns.paths.slice(this.#starts[index], (this.#starts[index + 1] ?? 0) - 1);
  }

  entryAt(index: number): IndexEntry {
    const number = (offset: number): number => this.#columns.numbers[index * NUMBERS + offset] ?? Number.NaN;
    const pack = this.packs[number(PACK)];
    return {
      stamp: { size: number(0), modified: number(1), changed: number(2), inode: number(3) },
      place: pack === undefined ? null : { pack, offset: number(PACK + 1), length: number(PACK + 2) },
    };
  }

  /** The bytes of an index in which some entries are new. Packs that nothing is left of are not named. */
  bytesWith(news: ReadonlyMap<string, IndexEntry>): Buffer {
    const packs = [...new Set([...this.packs, ...[...news.values()].flatMap(({ place }) => place?.pack ?? [])])];
    const numbers = new Float64Array((this.size + news.size) * NUMBERS);
    const paths: string[] = [];
    let [files, next] = [0, 0];
    const copy = (end: number): void => {
      if (end <= next) return;
      numbers.set(this.#columns.numbers.subarray(next * NUMBERS, end * NUMBERS), files * NUMBERS);
      paths.push(this.#columns.paths.slice(this.#starts[next], this.#starts[end]));
      files += end - next;
    };
    for (const [file, { stamp, place }] of [...news].sort(byPath)) {
      const at = this.#placeOf(file);
      copy(at);
      const where = place === null ? [-1, 0, 0] : [packs.indexOf(place.pack), place.offset, place.length];
      numbers.set([stamp.size, stamp.modified, stamp.changed, stamp.inode, ...where], files++ * NUMBERS);
      paths.push(`${file}\0`);
      next = this.#isAt(file, at) ? at + 1 : at;
    }
    copy(this.size);
    return bytesOf({ ...withoutUnused(packs, numbers.subarray(0, files * NUMBERS)), paths: paths.join('') });
  }

  #isAt(file: string, index: number): boolean {
    const start = this.#starts[index] ?? 0;
    return (this.#starts[index + 1] ?? 0) === start + file.length + 1 && this.#columns.paths.startsWith(file, start);
  }

  /** Where a file stands, or would stand. */
  #placeOf(file: string): number {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pathAt(middle) < file) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function startsOf({ numbers, paths }: Columns): Int32Array {
  const starts = new Int32Array(numbers.length / NUMBERS + 1);
  for (let index = 1; index < starts.length; index++) starts[index] = paths.indexOf('\0', starts[index - 1]) + 1;
  return starts;
}

function withoutUnused(packs: readonly string[], numbers: Float64Array): Pick<Columns, 'packs' | 'numbers'> {
  const used = new Set<number>();
  for (let at = PACK; at < numbers.length; at += NUMBERS) used.add(numbers[at] ?? -1);
  const kept = packs.filter((_, index) => used.has(index));
  const renumbered = packs.map((pack) => kept.indexOf(pack));
  for (let at = PACK; at < numbers.length; at += NUMBERS) numbers[at] = renumbered[numbers[at] ?? -1] ?? -1;
  return { packs: kept, numbers };
}

function bytesOf({ packs, numbers, paths }: Columns): Buffer {
  const names = Buffer.from(paths, 'utf8');
  const head = JSON.stringify({ magic: MAGIC, packs, files: numbers.length / NUMBERS, paths: names.length });
  const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return Buffer.concat([Buffer.from(`${head}\n`), bytes, names]);
}

function byPath([left]: readonly [string, IndexEntry], [right]: readonly [string, IndexEntry]): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The packs that the entries of an index refer to; none when its head is broken. */
export function packsNamed(bytes: Buffer): readonly string[] {
  return readHead(bytes.toString('utf8', 0, Math.max(0, bytes.indexOf(10))))?.packs ?? [];
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
