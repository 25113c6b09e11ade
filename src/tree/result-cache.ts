import { createHash, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, readSync } from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';
import { CacheIndex } from './cache-index.js';
import type { IndexEntry, PackPlace } from './cache-index.js';
import { writeWhole } from './cache-folder.js';
import { isSystemError } from './failure.js';
import { sameStamp, see } from './file-stamp.js';
import type { FileStamp, Sighting } from './file-stamp.js';
import type { SeenHeader, TreeResult } from './result.js';

/** With more packs than these, all that is alive is written into one. */
const MOST_PACKS = 8;
const INDEX = 'index';

/** A stored result: valid for one content of one file, and of the headers that were looked for. */
interface Stored {
  readonly content: string;
  readonly headers: readonly SeenHeader[];
  readonly result: Omit<TreeResult, 'before' | 'headers'>;
}

/**
 * The results of one set of patches with the same options, kept from run to run in a folder. Several runs may use the
 * folder at once: packs of results are only added under new names, the index is replaced by a rename, and what is
 * missing or broken counts as not known.
 */
export class ResultCache {
  readonly #folder: string;
  readonly #known: CacheIndex;
  readonly #news = new Map<string, IndexEntry>();
  readonly #pack = `pack-${randomBytes(8).toString('hex')}`;
  readonly #records: Buffer[] = [];
  #packed = 0;
  readonly #open = new Map<string, number>();
  readonly #headers = new Map<string, FileStamp | null>();

  constructor(folder: string) {
    this.#folder = folder;
    this.#known = loadIndex(folder);
  }

  /** For each of some sorted files where `find` and `isPassedOver` have to look; -1: nothing is known of it. */
  rowsOf(files: readonly string[]): Int32Array {
    return this.#known.rowsOf(files);
  }

  /** Whether there is no result for a file, as `find` would say in more time. */
  isPassedOver(row: number, about: Stats): boolean {
    return this.#known.isPassedOver(row, about);
  }

  /** The result of a file (null: there is none), or undefined when it has to be worked out. */
  find(row: number, sighting: Sighting): TreeResult | null | undefined {
    if (row === -1) return undefined;
    const entry = this.#known.entryAt(row);
    const isSame = sameStamp(entry.stamp, sighting.stamp);
    if (entry.place === null) return isSame ? null : undefined;
    const stored = this.#read(entry.place);
    if (stored === null || !stored.headers.every((header) => this.#isAsSeen(header))) return undefined;
    const before = isSame && !needsText(stored) ? '' : readFileSync(sighting.file, 'latin1');
    if (!isSame && contentHash(before) !== stored.content) return undefined;
    if (!isSame) this.#news.set(sighting.file, { stamp: sighting.stamp, place: entry.place });
    return { ...stored.result, before };
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
    if (this.#news.size === 0) return;
    mkdirSync(this.#folder, { recursive: true });
    const now = loadIndex(this.#folder);
    if (now.packs.length >= MOST_PACKS) this.#gather(now);
    if (this.#records.length > 0) writeWhole(path.join(this.#folder, this.#pack), Buffer.concat(this.#records));
    writeWhole(path.join(this.#folder, INDEX), now.bytesWith(this.#news));
    this.close();
  }

  /** Closes the packs that were read. */
  close(): void {
    for (const descriptor of this.#open.values()) if (descriptor >= 0) closeSync(descriptor);
    this.#open.clear();
  }

  /** Copies all records that are alive into the pack of this run; the other packs are left for `prune`. */
  #gather(index: CacheIndex): void {
    for (let at = 0; at < index.size; at++) {
      const [file, { stamp, place }] = [index.pathAt(at), index.entryAt(at)];
      const bytes = place === null || this.#news.has(file) ? null : this.#bytes(place);
      if (bytes !== null) this.#news.set(file, { stamp, place: this.#append(bytes) });
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

function loadIndex(folder: string): CacheIndex {
  try {
    return CacheIndex.read(readFileSync(path.join(folder, INDEX)));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return CacheIndex.read(Buffer.alloc(0));
  }
}

function tryOpen(file: string): number {
  try {
    return openSync(file, 'r');
  } catch {
    return -1;
  }
}
