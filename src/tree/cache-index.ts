import type { Stats } from 'node:fs';
import type { FileStamp } from './file-stamp.js';
import { nameOfList } from './list-names.js';
import { openTable, packTable } from './packed-table.js';
import type { OpenTable } from './packed-table.js';

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

/** A file, and what is known of it; null where nothing is. */
export type IndexRow = readonly [file: string, entry: IndexEntry | null];

const MAGIC = 'vedalia cache 7';
/** For each file: size, times, inode; all NaN where nothing is known. */
const STAMP = 4;
/** Behind these, for each result that is to be told: row of the file, number of the pack, offset, length. */
const PLACE = 4;

interface Head {
  readonly files: number;
  readonly packs: readonly string[];
  /** The name of the list of files that the index begins with, if it has one. */
  readonly list: string | null;
}

/** Its text: the paths, with a zero byte behind each. */
type Columns = Pick<OpenTable<Head>, 'head' | 'numbers' | 'text' | 'close'>;

const EMPTY: Columns = {
  head: { files: 0, packs: [], list: null },
  numbers: new Float64Array(0),
  text: () => '',
  close: () => undefined,
};

/**
 * What is known of files, in the order in which a run lists them: another run over the same files finds each at its own
 * place, and takes no look at the names. It stays as it was read.
 */
export class CacheIndex {
  readonly #columns: Columns;
  #madePlaces: ReadonlyMap<number, PackPlace> | null = null;
  #decoded: string | null = null;
  /** Where the path of each file begins, and the end; made when single files are looked for. */
  #made: Int32Array | null = null;
  #byPath: ReadonlyMap<string, number> | null = null;

  private constructor(columns: Columns) {
    this.#columns = columns;
  }

  /** The index in a file, to be closed; an empty one when there is none, not the whole of one, or one of another version. */
  static open(file: string): CacheIndex {
    return new CacheIndex((openTable(MAGIC, file) as Columns | null) ?? EMPTY);
  }

  close(): void {
    this.#columns.close();
  }

  /** Number of files. */
  get size(): number {
    return this.#columns.head.files;
  }

  get packs(): readonly string[] {
    return this.#columns.head.packs;
  }

  /** Whether the index begins with these files. */
  beginsWith(files: readonly string[]): boolean {
    const name = nameOfList(files);
    if (name !== null && name === this.#columns.head.list) return true;
    const paths = this.#pathText;
    let at = 0;
    for (const file of files) {
      if (!paths.startsWith(file, at) || paths.charCodeAt(at + file.length) !== 0) return false;
      at += file.length + 1;
    }
    return true;
  }

  /** For each of some files its row in the index, or -1. */
  rowsOf(files: readonly string[]): Int32Array {
    let last = -1;
    return Int32Array.from(files, (file) => {
      const row = this.#isAt(file, last + 1) ? last + 1 : this.#find(file);
      if (row !== -1) last = row;
      return row;
    });
  }

  /** Whether a file that looks so now lacked the words when it looked the same. */
  isPassedOver(row: number, { size, mtimeMs, ctimeMs, ino }: Stats): boolean {
    const { numbers } = this.#columns;
    const at = row * STAMP;
    const isSame = numbers[at + 1] === mtimeMs && numbers[at + 2] === ctimeMs && numbers[at + 3] === ino;
    return isSame && numbers[at] === size && !this.#places.has(row);
  }

  pathAt(row: number): string {
    const starts = this.#starts;
    return this.#pathText.slice(starts[row], (starts[row + 1] ?? 0) - 1);
  }

  /** Null when nothing is known of the file. */
  entryAt(row: number): IndexEntry | null {
    const [size = 0, modified = 0, changed = 0, inode = NaN] = this.#columns.numbers.subarray(row * STAMP);
    if (Number.isNaN(inode)) return null;
    return { stamp: { size, modified, changed, inode }, place: this.#places.get(row) ?? null };
  }

  rows(): readonly IndexRow[] {
    return Array.from({ length: this.size }, (_, row) => [this.pathAt(row), this.entryAt(row)] as const);
  }

  get #places(): ReadonlyMap<number, PackPlace> {
    return (this.#madePlaces ??= placesOf(this.#columns));
  }

  /** With a zero byte behind each. */
  get #pathText(): string {
    return (this.#decoded ??= this.#columns.text(0));
  }

  get #starts(): Int32Array {
    return (this.#made ??= startsOf(this.size, this.#pathText));
  }

  #isAt(file: string, row: number): boolean {
    const starts = this.#starts;
    const start = starts[row] ?? 0;
    return (starts[row + 1] ?? 0) === start + file.length + 1 && this.#pathText.startsWith(file, start);
  }

  #find(file: string): number {
    this.#byPath ??= new Map(Array.from({ length: this.size }, (_, row) => [this.pathAt(row), row]));
    return this.#byPath.get(file) ?? -1;
  }
}

function placesOf({ head: { files, packs }, numbers }: Columns): ReadonlyMap<number, PackPlace> {
  const places = new Map<number, PackPlace>();
  for (let at = files * STAMP; at < numbers.length; at += PLACE) {
    const [row = 0, pack = 0, offset = 0, length = 0] = numbers.subarray(at, at + PLACE);
    places.set(row, { pack: packs[pack] ?? '', offset, length });
  }
  return places;
}

function startsOf(files: number, names: string): Int32Array {
  const starts = new Int32Array(files + 1);
  for (let row = 1; row < starts.length; row++) starts[row] = names.indexOf('\0', starts[row - 1]) + 1;
  return starts;
}

/** The bytes of an index of different files, which begins with a list of that name. */
export function packIndex(rows: readonly IndexRow[], list: string | null = null): Buffer {
  const packs = [...new Set(rows.flatMap(([, entry]) => entry?.place?.pack ?? []))];
  const stamps = new Float64Array(rows.length * STAMP).fill(Number.NaN);
  const places: number[] = [];
  for (const [row, [, entry]] of rows.entries()) {
    if (entry === null) continue;
    const { stamp, place } = entry;
    stamps.set([stamp.size, stamp.modified, stamp.changed, stamp.inode], row * STAMP);
    if (place !== null) places.push(row, packs.indexOf(place.pack), place.offset, place.length);
  }
  const numbers = new Float64Array(stamps.length + places.length);
  numbers.set(stamps);
  numbers.set(places, stamps.length);
  const names = rows.map(([file]) => `${file}\0`).join('');
  return packTable(MAGIC, { head: { files: rows.length, packs, list }, numbers, texts: [names] });
}

/** All that the index in a file tells of. */
export function indexRows(file: string): readonly IndexRow[] {
  return readIndex(file, (index) => index.rows());
}

/** The packs that the index in a file refers to. */
export function packsNamed(file: string): readonly string[] {
  return readIndex(file, ({ packs }) => packs);
}

function readIndex<Value>(file: string, read: (index: CacheIndex) => Value): Value {
  const index = CacheIndex.open(file);
  try {
    return read(index);
  } finally {
    index.close();
  }
}
