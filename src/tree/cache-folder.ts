import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { indexRows, packsNamed } from './cache-index.js';

/** Bytes that a cache takes at most when a run has ended. */
const MOST_BYTES = 1 << 30;
/** Packs that no index names are kept for this many milliseconds: a run may be about to name them. */
const GRACE = 3_600_000;
/** What is known of files, and what came to light since that was written; see `ResultCache`. */
export const INDEX = 'index';
export const CHANGES = 'changes';
const RUN_FOLDER = /^[0-9a-f]{32}$/;

/** What a cache holds. */
export interface CacheStats {
  /** Sets of patches and options with results. */
  readonly runs: number;
  readonly files: number;
  readonly bytes: number;
}

/** The folder of the cache where none is named: `vedalia` in the user's folder for caches. */
export function defaultCacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'];
  return path.join(base === undefined || base === '' ? path.join(homedir(), '.cache') : base, 'vedalia');
}

/** The folder for what depends on all of `parts`: patches, options, version. */
export function runFolder(cache: string, parts: unknown): string {
  return path.join(cache, createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32));
}

export function cacheStats(cache: string): CacheStats {
  const runs = runsOf(cache);
  const files = runs.map(({ folder }) => filesKnown(folder));
  return {
    runs: files.filter((known) => known > 0).length,
    files: files.reduce((sum, known) => sum + known, 0),
    bytes: runs.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** Removes all results. Files that are none of the cache's own stay. */
export function clearCache(cache: string): void {
  for (const { folder } of runsOf(cache)) rmSync(folder, { recursive: true, force: true });
}

/** Removes what nothing refers to, and the sets of results used longest ago until the rest fits. `used` was just used. */
export function pruneCache(cache: string, used: string, mostBytes: number = MOST_BYTES): void {
  dropLoosePacks(used);
  touch(used);
  const runs = runsOf(cache).sort((left, right) => right.used - left.used);
  let bytes = 0;
  for (const run of runs) {
    bytes += run.bytes;
    if (bytes > mostBytes) rmSync(run.folder, { recursive: true, force: true });
  }
}

function dropLoosePacks(folder: string): void {
  const named = new Set([INDEX, CHANGES].flatMap((name) => packsNamed(path.join(folder, name))));
  for (const name of list(folder)) {
    const file = path.join(folder, name);
    const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (name !== INDEX && name !== CHANGES && !named.has(name) && age > GRACE) rmSync(file, { force: true });
  }
}

/** Says that something in a folder was used. */
export function touch(folder: string): void {
  try {
    utimesSync(folder, new Date(), new Date());
  } catch {
    // Another run has removed it: there is nothing to keep.
  }
}

interface RunFolder {
  readonly folder: string;
  readonly bytes: number;
  readonly used: number;
}

function runsOf(cache: string): RunFolder[] {
  return list(cache)
    .filter((name) => RUN_FOLDER.test(name))
    .map((name) => {
      const folder = path.join(cache, name);
      const sizes = list(folder).map((file) => statSync(path.join(folder, file), { throwIfNoEntry: false })?.size ?? 0);
      const used = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      return { folder, bytes: sizes.reduce((sum, size) => sum + size, 0), used };
    });
}

function filesKnown(folder: string): number {
  const rows = [INDEX, CHANGES].flatMap((name) => indexRows(path.join(folder, name)));
  return new Set(rows.flatMap(([file, entry]) => (entry === null ? [] : [file]))).size;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Puts a file in its place as a whole. */
export function writeWhole(file: string, bytes: Buffer): void {
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(temporary, bytes);
  renameSync(temporary, file);
}
