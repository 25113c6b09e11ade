import type { Stats } from 'node:fs';
import type { FileStamp } from './file-stamp.js';
import { packTable, unpackHead, unpackTable } from './packed-table.js';
import type { PackedTable } from './packed-table.js';

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

const MAGIC = 'vedalia cache 3';
/** For each file: size, times, inode, number of the pack (-1: nothing to tell), offset and length of the result. */
const NUMBERS = 7;
const PACK = 4;

interface Head {
  readonly packs: readonly string[];
}

/** The numbers and names are in the order of the sorted paths. */
type Columns = PackedTable<Head>;

const EMPTY: Columns = { head: { packs: [] }, numbers: new Float64Array(0), names: '' };

/** What is known of files. It stays as it is read; a run over the files that it is about takes no look at their names. */
export class CacheIndex {
  readonly #columns: Columns;
  /** Where the path of each file begins, and the end; made when single files are looked for. */
  #made: Int32Array | null = null;
  #last = -1;

  private constructor(columns: Columns) {
    this.#columns = columns;
  }

  /** The index that bytes hold; an empty one when they are not whole, or of another version. */
  static read(bytes: Buffer): CacheIndex {
    return new CacheIndex((unpackTable(MAGIC, bytes) as Columns | null) ?? EMPTY);
  }

  /** Number of files. */
  get size(): number {
    return this.#columns.numbers.length / NUMBERS;
  }

  get packs(): readonly string[] {
    return this.#columns.head.packs;
  }

  /** For each of some sorted files its place in the index, or -1. */
  rowsOf(files: readonly string[]): Int32Array {
    const isSame = files.length === this.size && `${files.join('\0')}\0` === this.#columns.names;
    return Int32Array.from(files, isSame ? (_, index): number => index : (file): number => this.find(file));
  }

  /** The place of a file in the index, or -1. */
  find(file: string): number {
    if (this.#isAt(file, this.#last + 1)) return ++this.#last;
    const place = this.#placeOf(file);
    if (!this.#isAt(file, place)) return -1;
    return (this.#last = place);
  }

  /** Whether a file that looks so now lacked the words when it looked the same. */
  isPassedOver(row: number, { size, mtimeMs, ctimeMs, ino }: Stats): boolean {
    const { numbers } = this.#columns;
    const at = row * NUMBERS;
    const isSame = numbers[at + 1] === mtimeMs && numbers[at + 2] === ctimeMs && numbers[at + 3] === ino;
    return isSame && numbers[at] === size && numbers[at + PACK] === -1;
  }

  pathAt(index: number): string {
    const starts = this.#starts;
    return this.#columns.names.slice(starts[index], (starts[index + 1] ?? 0) - 1);
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
      paths.push(this.#columns.names.slice(this.#starts[next], this.#starts[end]));
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
    return packTable(MAGIC, { ...withoutUnused(packs, numbers.subarray(0, files * NUMBERS)), names: paths.join('') });
  }

  get #starts(): Int32Array {
    return (this.#made ??= startsOf(this.#columns));
  }

  #isAt(file: string, index: number): boolean {
    const starts = this.#starts;
    const start = starts[index] ?? 0;
    return (starts[index + 1] ?? 0) === start + file.length + 1 && this.#columns.names.startsWith(file, start);
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

function startsOf({ numbers, names }: Columns): Int32Array {
  const starts = new Int32Array(numbers.length / NUMBERS + 1);
  for (let index = 1; index < starts.length; index++) starts[index] = names.indexOf('\0', starts[index - 1]) + 1;
  return starts;
}

function withoutUnused(packs: readonly string[], numbers: Float64Array): Omit<Columns, 'names'> {
  const used = new Set<number>();
  for (let at = PACK; at < numbers.length; at += NUMBERS) used.add(numbers[at] ?? -1);
  const kept = packs.filter((_, index) => used.has(index));
  const renumbered = packs.map((pack) => kept.indexOf(pack));
  for (let at = PACK; at < numbers.length; at += NUMBERS) numbers[at] = renumbered[numbers[at] ?? -1] ?? -1;
  return { head: { packs: kept }, numbers };
}

function byPath([left]: readonly [string, IndexEntry], [right]: readonly [string, IndexEntry]): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The packs that the entries of an index refer to; none when its head is broken. */
export function packsNamed(bytes: Buffer): readonly string[] {
  return (unpackHead(MAGIC, bytes) as Head | null)?.packs ?? [];
}
