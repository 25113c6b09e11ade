import { measureWith, Stopwatch } from '../text/index.js';
import type { StageTime } from '../text/index.js';
import { FilePatcher } from './file-patcher.js';
import { FileWorker } from './file-worker.js';
import type { PatchSet } from './patch-set.js';
import { requiredWords } from './patch-summary.js';

/** What one file took. */
export interface FileTime {
  readonly path: string;
  readonly milliseconds: number;
  readonly bytes: number;
}

/** Where the time of a run went. */
export interface Profile {
  readonly files: number;
  /** Files that held the required words. */
  readonly looked: number;
  /** By name; rules are stages called `rule PATCH: NAME`, with all that was done for them inside. */
  readonly stages: ReadonlyMap<string, StageTime>;
  /** The files that took longest, the slowest first. */
  readonly slowest: readonly FileTime[];
}

const SLOWEST = 10;

/** Applies patches to files in this thread, writing nothing, and measures. */
export async function profileFiles(set: PatchSet, files: readonly string[]): Promise<Profile> {
  const stopwatch = new Stopwatch();
  const worker = new FileWorker(requiredWords(set), () => FilePatcher.open(set, {}));
  await worker.patcher();
  const times: FileTime[] = [];
  measureWith(stopwatch);
  try {
    for (const path of files) {
      const start = performance.now();
      const result = await worker.run(path);
      if (result === null) continue;
      times.push({ path, milliseconds: performance.now() - start, bytes: result.before.length });
    }
    await worker.finish();
  } finally {
    measureWith(null);
  }
  const slowest = [...times].sort((left, right) => right.milliseconds - left.milliseconds).slice(0, SLOWEST);
  return { files: files.length, looked: times.length, stages: stopwatch.stages, slowest };
}
