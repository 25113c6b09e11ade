import { createHash, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';
import { CHANGES, INDEX, writeWhole } from './cache-folder.js';
import { CacheIndex, indexRows, packIndex } from './cache-index.js';
import type { IndexEntry, PackPlace } from './cache-index.js';
import { sameStamp, see } from './file-stamp.js';
import type { FileStamp, Sighting } from './file-stamp.js';
import { nameOfList } from './list-names.js';
import type { SeenHeader, TreeResult } from './result.js';

/** With more packs than these, all that is alive is written into one. */
const MOST_PACKS = 8;
/** How many files may be told of apart from the index: so many, and that part of it. */
const FEW_CHANGES = 64;
const CHANGED_PART = 1 / 32;

/** A stored result: valid for one content of one file, and of the headers that were looked for. */
interface Stored {
  readonly content: string;
  readonly headers: readonly SeenHeader[];
  readonly result: Omit<TreeResult, 'before' | 'headers'>;
}

/**
 * The results of one set of patches with the same options, kept from run to run in a folder. What came to light after the
 * index was written is told beside it, until that is much. Several runs may use the folder at once: packs of results are
 * only added under new names, the index and the changes are replaced by a rename, and what is missing or broken counts as
 * not known.
 */
export class ResultCache {
  readonly #folder: string;
  readonly #index: CacheIndex;
  readonly #changes: ReadonlyMap<string, IndexEntry>;
  readonly #files: readonly string[];
  /** Whether the files are where the index has them. */
  readonly #inPlace: boolean;
  /** For each file its row in the index, or -1. */
  readonly #rows: Int32Array | null;
  readonly #news = new Map<string, IndexEntry>();
  readonly #pack = `pack-${randomBytes(8).toString('hex')}`;
  readonly #records: Buffer[] = [];
  #packed = 0;
  readonly #open = new Map<string, number>();
  readonly #headers = new Map<string, FileStamp | null>();

  /** For a run over some files. */
  constructor(folder: string, files: readonly string[]) {
    this.#folder = folder;
    this.#files = files;
    this.#index = CacheIndex.open(path.join(folder, INDEX));
    this.#changes = this.#loadChanges();
    this.#inPlace = this.#index.beginsWith(files);
    this.#rows = this.#inPlace ? null : this.#index.rowsOf(files);
  }

  /** Whether there is no result for the file of this number, as `find` would say in more time. */
  isPassedOver(number: number, about: Stats): boolean {
    const row = this.#rowOf(number);
    return row !== -1 && this.#index.isPassedOver(row, about);
  }

  /** The result of the file of this number (null: there is none), or undefined when it has to be worked out. */
  find(number: number, sighting: Sighting): TreeResult | null | undefined {
    const change = this.#changes.get(sighting.file);
    const result = change === undefined ? undefined : this.#resultOf(change, sighting);
    if (result !== undefined) return result;
    const row = this.#rowOf(number);
    const entry = row === -1 ? null : this.#index.entryAt(row);
    return entry === null ? undefined : this.#resultOf(entry, sighting);
  }

  /** Keeps what a file came to. Results with errors are not kept: their cause may lie outside the file. */
  put({ file, stamp }: Sighting, result: TreeResult | null): void {
    if (result === null) {
      this.#news.set(file, { stamp, place: null });
      return;
    }
    if (result.diagnostics.some(({ severity }) => severity === 'error')) return;
    const { before, headers = [], ...rest } = result;
    const record = packRecord({ content: contentHash(before), headers, result: rest });
    this.#news.set(file, { stamp, place: this.#append(record) });
  }

  /** Writes what is new. What other runs have written since this one began stays. */
  save(): void {
    const isOutOfOrder = !this.#inPlace && 2 * this.#files.length > this.#index.size;
    if (this.#news.size === 0 && !isOutOfOrder) return;
    mkdirSync(this.#folder, { recursive: true });
    const changes = new Map([...this.#loadChanges(), ...this.#news]);
    const packs = new Set([...this.#index.packs, ...[...changes.values()].flatMap(({ place }) => place?.pack ?? [])]);
    this.#index.close();
    const isMuch = changes.size > Math.max(FEW_CHANGES, this.#index.size * CHANGED_PART);
    if (isOutOfOrder || isMuch || packs.size > MOST_PACKS) this.#writeIndex(changes, packs.size > MOST_PACKS);
    else this.#write(CHANGES, changes);
    this.close();
  }

  /** Closes the index and the packs that were read. */
  close(): void {
    this.#index.close();
    for (const descriptor of this.#open.values()) if (descriptor >= 0) closeSync(descriptor);
    this.#open.clear();
  }

  #rowOf(number: number): number {
    return this.#rows === null ? number : (this.#rows[number] ?? -1);
  }

  #loadChanges(): ReadonlyMap<string, IndexEntry> {
    const rows = indexRows(path.join(this.#folder, CHANGES));
    return new Map(rows.flatMap(([file, entry]) => (entry === null ? [] : [[file, entry] as const])));
  }

  #resultOf({ stamp, place }: IndexEntry, sighting: Sighting): TreeResult | null | undefined {
    const isSame = sameStamp(stamp, sighting.stamp);
    if (place === null) return isSame ? null : undefined;
    const stored = this.#read(place);
    if (stored === null || !stored.headers.every((header) => this.#isAsSeen(header))) return undefined;
    const before = isSame && !needsText(stored) ? '' : readFileSync(sighting.file, 'latin1');
    if (!isSame && contentHash(before) !== stored.content) return undefined;
    if (!isSame) this.#news.set(sighting.file, { stamp: sighting.stamp, place });
    return { ...stored.result, before };
  }

  /** All that is known, the files of this run first, as the next one finds them there. */
  #writeIndex(changes: ReadonlyMap<string, IndexEntry>, inOnePack: boolean): void {
    const rows = new Map<string, IndexEntry | null>(this.#files.map((file) => [file, null]));
    for (const [file, entry] of [...indexRows(path.join(this.#folder, INDEX)), ...changes]) rows.set(file, entry);
    if (inOnePack) this.#gather(rows);
    this.#write(INDEX, rows, nameOfList(this.#files));
    rmSync(path.join(this.#folder, CHANGES), { force: true });
  }

  #write(name: string, rows: ReadonlyMap<string, IndexEntry | null>, list: string | null = null): void {
    if (this.#records.length > 0) writeWhole(path.join(this.#folder, this.#pack), Buffer.concat(this.#records));
    writeWhole(path.join(this.#folder, name), packIndex([...rows], list));
  }

  /** Copies all records that are alive into the pack of this run; the other packs are left for `prune`. */
  #gather(rows: Map<string, IndexEntry | null>): void {
    for (const [file, entry] of rows) {
      const place = entry?.place ?? null;
      if (entry === null || place === null || place.pack === this.#pack) continue;
      const bytes = this.#bytes(place);
      rows.set(file, bytes === null ? null : { stamp: entry.stamp, place: this.#append(bytes) });
    }
  }

  #isAsSeen({ path: header, stamp }: SeenHeader): boolean {
    let now = this.#headers.get(header);
    if (now === undefined) this.#headers.set(header, (now = see(header)?.stamp ?? null));
    return stamp === null || now === null ? stamp === now : sameStamp(stamp, now);
  }

  #append(record: Buffer): PackPlace {
    const place = { pack: this.#pack, offset: this.#packed, length: record.length };
    this.#records.push(record);
    this.#packed += record.length;
    return place;
  }

  #read(place: PackPlace): Stored | null {
    try {
      const bytes = this.#bytes(place);
      return bytes === null ? null : unpackRecord(bytes);
    } catch {
      return null;
    }
  }

  #bytes({ pack, offset, length }: PackPlace): Buffer | null {
    let descriptor = this.#open.get(pack);
    if (descriptor === undefined) this.#open.set(pack, (descriptor = tryOpen(path.join(this.#folder, pack))));
    if (descriptor < 0) return null;
    const bytes = Buffer.allocUnsafe(length);
    return readSync(descriptor, bytes, 0, length, offset) === length ? bytes : null;
  }
}

/** A line of JSON; behind it the new text, if there is one, as its bytes: texts are long, and JSON of them takes time. */
function packRecord({ result, ...rest }: Stored): Buffer {
  const { output, ...others } = result;
  const line = JSON.stringify({ ...rest, result: { ...others, output: output === null ? null : '' } });
  return Buffer.concat([Buffer.from(`${line}\n`, 'utf8'), Buffer.from(output ?? '', 'latin1')]);
}

function unpackRecord(bytes: Buffer): Stored {
  const end = bytes.indexOf(10);
  const stored = JSON.parse(bytes.toString('utf8', 0, end)) as Stored;
  if (stored.result.output === null) return stored;
  return { ...stored, result: { ...stored.result, output: bytes.toString('latin1', end + 1) } };
}

/** Whether the text of the file is wanted to show a result. */
function needsText({ result }: Stored): boolean {
  return result.output !== null || result.starredLines.length > 0;
}

function contentHash(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('base64');
}

function tryOpen(file: string): number {
  try {
    return openSync(file, 'r');
  } catch {
    return -1;
  }
}
