import { createHash, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, readSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CacheIndex } from './cache-index.js';
import type { FileStamp, IndexEntry, PackPlace } from './cache-index.js';
import { isSystemError } from './failure.js';
import type { SeenHeader, TreeResult } from './result.js';

/** A file as it was found before anything read it. */
export interface Sighting {
  readonly file: string;
  readonly stamp: FileStamp;
}

/**
 * Files changed less than this many milliseconds before they are looked at may change again without getting another
 * time: their stamp is not trusted in the next run, only their content.
 */
const RACY = 2000;
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

  /** Looks at a file without reading it, at a time in milliseconds; null when it is not there. */
  static see(file: string, now: number = Date.now()): Sighting | null {
    const about = statSync(file, { throwIfNoEntry: false });
    if (about === undefined) return null;
    const { size, mtimeMs, ctimeMs, ino } = about;
    const isSettled = Math.max(mtimeMs, ctimeMs) < now - RACY;
    return { file, stamp: { size, modified: isSettled ? mtimeMs : Number.NaN, changed: ctimeMs, inode: ino } };
  }

  /** The result of a file (null: there is none), or undefined when it has to be worked out. */
  find(sighting: Sighting): TreeResult | null | undefined {
    const index = this.#known.find(sighting.file);
    if (index === -1) return undefined;
    const entry = this.#known.entryAt(index);
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
    const stored: Stored = { content: contentHash(before), headers, result: rest };
    const record = Buffer.from(JSON.stringify(stored), 'utf8');
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
    if (now === undefined) this.#headers.set(header, (now = ResultCache.see(header)?.stamp ?? null));
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
      return bytes === null ? null : (JSON.parse(bytes.toString('utf8')) as Stored);
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

/** Whether the text of the file is wanted to show a result. */
function needsText({ result }: Stored): boolean {
  return result.output !== null || result.starredLines.length > 0;
}

/** NaN is equal to nothing: a stamp that is not trusted never matches. */
export function sameStamp(left: FileStamp, right: FileStamp): boolean {
  return (
    left.size === right.size &&
    left.modified === right.modified &&
    left.changed === right.changed &&
    left.inode === right.inode
  );
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

function writeWhole(file: string, bytes: Buffer): void {
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(temporary, bytes);
  renameSync(temporary, file);
}
