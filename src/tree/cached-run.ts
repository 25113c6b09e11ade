import { statSync } from 'node:fs';
import { pruneCache, runFolder } from './cache-folder.js';
import { changedFailure } from './failure.js';
import { see, stampOf } from './file-stamp.js';
import type { Sighting } from './file-stamp.js';
import { identity } from './patch-summary.js';
import type { PatchSummary } from './patch-summary.js';
import { ResultCache } from './result-cache.js';
import type { CacheOptions, RunListener, RunSummary, TreeResult, WorkOptions } from './result.js';

/** Works out the results of files, as `runFiles` does without a cache. */
type Work = (files: readonly string[], listener: RunListener) => Promise<RunSummary>;

/** Files to work on, how, and where their results are kept. */
interface CachedFiles {
  readonly set: PatchSummary;
  readonly files: readonly string[];
  readonly options: WorkOptions;
  readonly cache: CacheOptions;
}

/**
 * Runs only over the files whose results are not known, and gives all results in the order of the files. Patches that
 * keep state over all files are run without the cache.
 */
export async function runCached(
  { set, files, options, cache: place }: CachedFiles,
  work: Work,
  listener: RunListener,
): Promise<RunSummary> {
  if (!set.divisible) return await work(files, listener);
  const folder = runFolder(place.folder, [
    place.version,
    options.parser ?? process.env['VEDALIA_PARSER'] ?? null,
    process.cwd(),
    options.everyFile === true,
    options.includes,
    identity(set),
  ]);
  const cache = new ResultCache(folder, files);
  try {
    const onLooked = place.onLook?.();
    const run = new CachedRun({ cache, files, mostWaiting: place.mostWaiting ?? MOST_WAITING }, listener);
    onLooked?.();
    const summary = await work(run.unknown, {
      onResult: (result) => {
        run.take(result);
      },
    });
    run.end();
    cache.save();
    pruneCache(place.folder, folder);
    return { ...summary, files: files.length, looked: run.looked };
  } finally {
    cache.close();
  }
}

/** Characters of texts and results that may wait in memory for their turn; those beyond are read again then. */
const MOST_WAITING = 1 << 26;

interface Known {
  readonly cache: ResultCache;
  readonly files: readonly string[];
  /** See `CacheOptions`. */
  readonly mostWaiting: number;
}

/** Brings known results and new ones into one row. */
class CachedRun {
  /** Files whose results have to be worked out. */
  readonly unknown: readonly string[];
  readonly #cache: ResultCache;
  readonly #files: readonly string[];
  readonly #listener: RunListener;
  /** Known results by index of the file; null where it has to be read when its turn comes. */
  readonly #known = new Map<number, TreeResult | null>();
  readonly #mostWaiting: number;
  /** Of files of which nothing is known, by index. */
  readonly #sightings = new Map<number, Sighting>();
  #waiting = 0;
  #next = 0;
  #looked = 0;

  constructor({ cache, files, mostWaiting }: Known, listener: RunListener) {
    this.#cache = cache;
    this.#files = files;
    this.#mostWaiting = mostWaiting;
    this.#listener = listener;
    this.unknown = files.filter((file, index) => !this.#find(file, index));
  }

  /** Number of results given on. */
  get looked(): number {
    return this.#looked;
  }

  /** Takes a new result; those known of files before it go first. */
  take(result: TreeResult): void {
    this.#giveOn((file) => file === result.path);
    const sighting = this.#sightings.get(this.#next++);
    if (sighting !== undefined) this.#cache.put(sighting, result);
    this.#emit(result);
  }

  /** All new results have come. */
  end(): void {
    this.#giveOn(() => false);
  }

  #find(file: string, index: number): boolean {
    const about = statSync(file, { throwIfNoEntry: false });
    if (about === undefined) return false;
    if (this.#cache.isPassedOver(index, about)) return true;
    const sighting = { file, stamp: stampOf(about, Date.now()) };
    const result = this.#cache.find(index, sighting);
    if (result === undefined) this.#sightings.set(index, sighting);
    else if (result !== null) this.#keep(index, result);
    return result !== undefined;
  }

  #keep(index: number, result: TreeResult): void {
    const size = result.before.length + (result.output?.length ?? 0);
    const fits = this.#waiting + size <= this.#mostWaiting;
    if (fits) this.#waiting += size;
    this.#known.set(index, fits ? result : null);
  }

  /** Gives on what is known up to a file; a file that was to be worked out and is passed over has no result. */
  #giveOn(isEnd: (file: string) => boolean): void {
    for (; this.#next < this.#files.length; this.#next++) {
      const file = this.#files[this.#next] ?? '';
      if (isEnd(file)) return;
      const result = this.#known.get(this.#next);
      this.#known.delete(this.#next);
      if (result === undefined) this.#passOver(file);
      else this.#emit(result ?? this.#readAgain(file));
    }
  }

  #readAgain(file: string): TreeResult {
    const sighting = see(file);
    const result = sighting === null ? null : this.#cache.find(this.#next, sighting);
    return result ?? changedFailure(file);
  }

  #passOver(file: string): void {
    this.#listener.onPassedOver?.(file);
    const sighting = this.#sightings.get(this.#next);
    if (sighting !== undefined) this.#cache.put(sighting, null);
  }

  #emit(result: TreeResult): void {
    this.#looked++;
    this.#listener.onResult(result);
  }
}
