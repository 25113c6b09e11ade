import { availableParallelism } from 'node:os';
import { runCached } from './cached-run.js';
import { FileWorker } from './file-worker.js';
import type { PatchSet } from './patch-set.js';
import type { RunListener, RunOptions, RunSummary } from './result.js';
import { runInThreads } from './thread-pool.js';

/** Below this number of files starting threads costs more than they save. */
const WORTH_THREADS = 48;

/**
 * Applies patches to files. The listener gets a result for each file that holds the words the patches require. A file
 * that cannot be read, takes too long or makes the engine throw gives a result with an error diagnostic; the run goes on.
 */
export async function runFiles(
  set: PatchSet,
  files: readonly string[],
  options: RunOptions,
  listener: RunListener,
): Promise<RunSummary> {
  const work = (some: readonly string[], hear: RunListener): Promise<RunSummary> => runAll(set, some, options, hear);
  return await runCached({ set, files, options }, work, listener);
}

async function runAll(
  set: PatchSet,
  files: readonly string[],
  options: RunOptions,
  listener: RunListener,
): Promise<RunSummary> {
  const jobs = Math.min(options.jobs ?? availableParallelism(), files.length);
  const threads =
    set.divisible && (options.timeoutSeconds !== undefined || (jobs > 1 && files.length >= WORTH_THREADS));
  if (threads) return await runInThreads(set, files, { ...options, jobs: Math.max(1, jobs) }, listener);
  return await runHere(set, files, options, listener);
}

async function runHere(
  set: PatchSet,
  files: readonly string[],
  options: RunOptions,
  listener: RunListener,
): Promise<RunSummary> {
  const worker = new FileWorker(set, options);
  let looked = 0;
  const onePass = options.onePass === true;
  for (let pass: readonly string[] | null = files; pass !== null; pass = onePass ? null : await worker.next(files)) {
    for (const file of pass) {
      const result = await worker.run(file);
      if (result === null) {
        listener.onPassedOver?.(file);
        continue;
      }
      looked++;
      listener.onResult(result);
    }
  }
  const { printed, diagnostics } = await worker.finish();
  return { files: files.length, looked, printed, diagnostics };
}
