import { availableParallelism } from 'node:os';
import { runCached } from './cached-run.js';
import { compiledSet } from './compiled-set.js';
import type { FilePatcher } from './file-patcher.js';
import { FileWorker } from './file-worker.js';
import { OrderedResults } from './ordered-results.js';
import { requiredWords } from './patch-summary.js';
import type { PatchSummary } from './patch-summary.js';
import type { RunListener, RunOptions, RunSummary, WorkOptions } from './result.js';
import { runInThreads } from './thread-pool.js';
import { limitHere } from './time-limit.js';
import { WordScanner } from './word-scan.js';

/** Below these numbers of files, and of those that hold the required words, starting threads costs more than they save. */
const WORTH_THREADS = 48;
const WORTH_PATCHING = 24;
/** So many files are scanned at most before threads are started; of more that would take too long. */
const SCANNED_FIRST = 1024;

/**
 * Applies patches to files. The listener gets a result for each file that holds the words the patches require. A file
 * that cannot be read, takes too long or makes the engine throw gives a result with an error diagnostic; the run goes on.
 */
export async function runFiles(
  set: PatchSummary,
  files: readonly string[],
  options: RunOptions,
  listener: RunListener,
): Promise<RunSummary> {
  const { cache, ...own } = options;
  const work = (some: readonly string[], hear: RunListener): Promise<RunSummary> => runAll(set, some, own, hear);
  return cache === undefined
    ? await work(files, listener)
    : await runCached({ set, files, options: own, cache }, work, listener);
}

async function runAll(
  set: PatchSummary,
  files: readonly string[],
  options: WorkOptions,
  listener: RunListener,
): Promise<RunSummary> {
  const jobs = Math.min(options.jobs ?? availableParallelism(), files.length);
  const isMany = jobs > 1 && files.length >= WORTH_THREADS;
  if (!set.divisible || (options.timeoutSeconds === undefined && !isMany))
    return await runHere(set, files, options, listener);
  const few = options.timeoutSeconds === undefined ? fewWanted(set, files, options) : null;
  if (few !== null) return await runFew(set, { files, few }, options, listener);
  return await runInThreads(set, files, { ...options, jobs: Math.max(1, jobs) }, listener);
}

/** The places of the files that hold the required words; null where these are, or may be, too many for one thread. */
function fewWanted(set: PatchSummary, files: readonly string[], options: WorkOptions): readonly number[] | null {
  if (files.length > SCANNED_FIRST) return null;
  const scanner = new WordScanner(requiredWords(set, options.everyFile));
  const wanted: number[] = [];
  for (const [index, file] of files.entries()) {
    if (!scanner.isWanted(file)) continue;
    wanted.push(index);
    if (wanted.length === WORTH_PATCHING) return null;
  }
  return wanted;
}

/** Runs over some of the files here; the others are passed over. */
async function runFew(
  set: PatchSummary,
  { files, few }: { readonly files: readonly string[]; readonly few: readonly number[] },
  options: WorkOptions,
  listener: RunListener,
): Promise<RunSummary> {
  const results = new OrderedResults(files, listener);
  let [turn, next] = [0, 0];
  /** Passes over what stands in front of the next of them. */
  const advance = (): number => {
    const index = few[turn++] ?? files.length;
    results.passOver(next, index);
    next = index + 1;
    return index;
  };
  const some = few.map((index) => files[index] ?? '');
  const summary = await runHere(set, some, options, {
    onResult: (result) => {
      results.put(advance(), result);
    },
    onPassedOver: () => {
      const index = advance();
      results.passOver(index, index + 1);
    },
  });
  advance();
  return { ...summary, files: files.length };
}

async function runHere(
  set: PatchSummary,
  files: readonly string[],
  options: WorkOptions,
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

/** What compiles patches and patches files is loaded only when it is wanted: most of the program is that. */
async function openPatcher(set: PatchSummary, options: WorkOptions): Promise<FilePatcher> {
  const { FilePatcher } = await import('./file-patcher.js');
  return await FilePatcher.open(await compiledSet(set), options);
}
