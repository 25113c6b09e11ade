import { availableParallelism } from 'node:os';
import { runCached } from './cached-run.js';
import type { FilePatcher } from './file-patcher.js';
import { FileWorker } from './file-worker.js';
import { requiredWords } from './patch-set.js';
import type { PatchSet } from './patch-set.js';
import type { RunListener, RunOptions, RunSummary } from './result.js';
import { runInThreads } from './thread-pool.js';
import { limitHere } from './time-limit.js';

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
  const limit = limitHere(options.timeoutSeconds);
  const worker = new FileWorker(requiredWords(set, options.everyFile), () => openPatcher(set, options), limit);
  // Scripts of patches that are not divisible have something to do whatever the files hold.
  const patcher = set.divisible ? null : await worker.patcher();
  let looked = 0;
  let pass: readonly string[] | null = files;
  while (pass !== null) {
    for (const file of pass) {
      const result = await worker.run(file);
      if (result === null) {
        listener.onPassedOver?.(file);
        continue;
      }
      looked++;
      listener.onResult(result);
    }
    pass = patcher === null || options.onePass === true ? null : await patcher.next(files);
  }
  const { printed, diagnostics } = await worker.finish();
  return { files: files.length, looked, printed, diagnostics };
}

/** What patches files is loaded only when it is wanted: most of the program is that. */
async function openPatcher(set: PatchSet, options: RunOptions): Promise<FilePatcher> {
  const { FilePatcher } = await import('./file-patcher.js');
  return await FilePatcher.open(set, options);
}
