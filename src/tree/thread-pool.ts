import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { WhereaboutsBoard } from '../text/index.js';
import { fileFailure, timeoutFailure } from './failure.js';
import { OrderedResults } from './ordered-results.js';
import { requiredWords } from './patch-summary.js';
import type { PatchSummary } from './patch-summary.js';
import type { RunListener, WorkOptions, RunSummary, TreeResult } from './result.js';
import { WordScanner } from './word-scan.js';
import type { ThreadOrder, ThreadReport, ThreadStart } from './thread-message.js';

/** Orders shrink towards the end, so that no thread is left with much to do while the others are done. */
const MOST_FILES_IN_ORDER = 64;
const ORDERS_LEFT_PER_THREAD = 8;
/** The number of a thread that has ended. */
const ENDED = -1;
/** Milliseconds that a thread that was given up has to end by itself. */
const GRACE = 300;
/** How many files handed out may wait for an earlier one: bounds the memory that waiting results take. */
const WINDOW = 8192;

/** One thread: its order, and the index of the file that it is patching. */
interface Thread {
  readonly worker: Worker;
  /** What the thread is at, where there is a time limit. */
  readonly board: WhereaboutsBoard | null;
  ready: boolean;
  order: ThreadOrder | null;
  at: number | null;
  timer: NodeJS.Timeout | null;
}

/** Does what `runFiles` says, in threads of its own. Rejects only when a thread cannot even be started. */
export async function runInThreads(
  set: PatchSummary,
  files: readonly string[],
  options: WorkOptions & { readonly jobs: number },
  listener: RunListener,
): Promise<RunSummary> {
  const words = requiredWords(set, options.everyFile);
  const start = { texts: set.texts, words, options: set.options, run: options };
  const results = new OrderedResults(files, listener);
  const pool = new ThreadPool(start, files, results);
  try {
    await pool.run(options.jobs);
  } finally {
    await pool.stop();
  }
  return { files: files.length, looked: results.looked, printed: '', diagnostics: [] };
}

class ThreadPool {
  readonly #start: Omit<ThreadStart, 'board'>;
  readonly #files: readonly string[];
  readonly #results: OrderedResults;
  readonly #threads = new Set<Thread>();
  readonly #idle = new Set<Thread>();
  /** Threads that were given up and have not ended yet. */
  readonly #leaving = new Set<Promise<unknown>>();
  #jobs = 1;
  /** For one thread alone, which is needed only when some file holds the required words. */
  #scanner: WordScanner | null = null;
  #next = 0;
  #finish: () => void = () => undefined;
  #fail: (error: unknown) => void = () => undefined;

  constructor(start: Omit<ThreadStart, 'board'>, files: readonly string[], results: OrderedResults) {
    this.#start = start;
    this.#files = files;
    this.#results = results;
  }

  async run(jobs: number): Promise<void> {
    this.#jobs = jobs;
    if (jobs === 1) this.#scanner = new WordScanner(this.#start.words);
    this.#skip();
    if (this.#results.complete) return;
    await new Promise<void>((resolve, reject) => {
      this.#finish = resolve;
      this.#fail = reject;
      for (let count = 0; count < jobs; count++) this.#spawn(null);
    });
  }

  /** Threads that have nothing to do end by themselves, so that they may keep what they have learned. */
  async stop(): Promise<void> {
    const threads = [...this.#threads];
    const idle = new Set(this.#idle);
    this.#threads.clear();
    for (const thread of threads) stopTimer(thread);
    await Promise.all(threads.map((thread) => (idle.has(thread) ? dismiss(thread) : thread.worker.terminate())));
    await Promise.all(this.#leaving);
  }

  /** Starts a thread; `order` is what a lost thread has left undone. */
  #spawn(order: ThreadOrder | null): void {
    const board = this.#start.run.timeoutSeconds === undefined ? null : new WhereaboutsBoard();
    const workerData: ThreadStart = { ...this.#start, board: board?.buffer ?? null };
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData });
    const thread: Thread = { worker, board, ready: false, order, at: null, timer: null };
    this.#threads.add(thread);
    worker.on('message', (report: ThreadReport) => {
      this.#guard(() => {
        this.#hear(thread, report);
      });
    });
    const died = (error: unknown): void => {
      this.#guard(() => {
        if (thread.ready) this.#lose(thread, (file) => fileFailure(file, error));
        else if (this.#threads.has(thread)) this.#fail(error);
      });
    };
    worker.on('error', died);
    worker.on('exit', (code) => {
      died(new Error(`the thread ended with status ${String(code)}`));
    });
  }

  #hear(thread: Thread, report: ThreadReport): void {
    if (!this.#threads.has(thread)) return;
    switch (report.kind) {
      case 'look':
        thread.at = report.index;
        this.#startTimer(thread);
        return;
      case 'result':
        stopTimer(thread);
        thread.at = null;
        this.#results.put(report.index, report.result);
        break;
      case 'done':
        this.#done(thread);
    }
    this.#advance();
  }

  /** A thread that has just started may carry what a lost one has left; any other has finished its order. */
  #done(thread: Thread): void {
    const inherited = thread.ready ? null : thread.order;
    if (inherited === null && thread.order !== null) this.#results.passOver(thread.order.first, endOf(thread.order));
    thread.ready = true;
    thread.order = inherited;
    if (inherited === null) this.#idle.add(thread);
    else thread.worker.postMessage(inherited);
  }

  /** Hands out work to idle threads and ends when all is done. */
  #advance(): void {
    for (const thread of this.#idle) {
      const order = this.#takeOrder();
      if (order === null) break;
      this.#idle.delete(thread);
      thread.order = order;
      thread.worker.postMessage(order);
    }
    if (this.#results.complete) this.#finish();
  }

  #takeOrder(): ThreadOrder | null {
    this.#skip();
    const left = this.#files.length - this.#next;
    if (left === 0 || this.#next - this.#results.waitingFor > WINDOW) return null;
    const share = Math.ceil(left / (this.#jobs * ORDERS_LEFT_PER_THREAD));
    const first = this.#next;
    this.#next += Math.min(share, MOST_FILES_IN_ORDER);
    return { first, files: this.#files.slice(first, this.#next) };
  }

  /** Passes over the next files that lack the required words, where that is not left to the threads. */
  #skip(): void {
    if (this.#scanner === null) return;
    const first = this.#next;
    for (; this.#next < this.#files.length; this.#next++)
      if (this.#scanner.isWanted(this.#files[this.#next] ?? '')) break;
    this.#results.passOver(first, this.#next);
  }

  #startTimer(thread: Thread): void {
    const seconds = this.#start.run.timeoutSeconds;
    if (seconds === undefined) return;
    thread.timer = setTimeout(() => {
      this.#guard(() => {
        this.#lose(thread, (file) => timeoutFailure(file, seconds, thread.board?.read() ?? null));
      });
    }, seconds * 1000);
  }

  /** Gives up the file that a thread is at, and the thread; another takes over the rest of its order. */
  #lose(thread: Thread, failure: (file: string) => TreeResult): void {
    if (!this.#threads.delete(thread)) return;
    stopTimer(thread);
    this.#idle.delete(thread);
    const left = leave(thread);
    this.#leaving.add(left);
    void left.finally(() => this.#leaving.delete(left));
    this.#spawn(this.#giveUp(thread, failure));
    this.#advance();
  }

  #giveUp(thread: Thread, failure: (file: string) => TreeResult): ThreadOrder | null {
    const { order } = thread;
    if (order === null) return null;
    const at = thread.at ?? this.#results.firstOpen(order.first);
    this.#results.passOver(order.first, at);
    if (at === endOf(order)) return null;
    this.#results.put(at, failure(this.#files[at] ?? ''));
    const rest = order.files.slice(at + 1 - order.first);
    return rest.length === 0 ? null : { first: at + 1, files: rest };
  }

  /** What the receiver of results throws ends the run instead of the process. */
  #guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#fail(error);
    }
  }
}

function endOf(order: ThreadOrder): number {
  return order.first + order.files.length;
}

/** Lets a thread end by itself. */
async function dismiss({ worker }: Thread): Promise<void> {
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.postMessage(null);
  await ended;
}

/** Ends a thread: by itself where it can, as it only waits for a process that it has started and will end. */
async function leave(thread: Thread): Promise<void> {
  if (thread.worker.threadId === ENDED) return;
  await Promise.race([dismiss(thread), sleep(GRACE, undefined, { ref: false })]);
  await thread.worker.terminate();
}

function stopTimer(thread: Thread): void {
  if (thread.timer !== null) clearTimeout(thread.timer);
  thread.timer = null;
}
