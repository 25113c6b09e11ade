import type { RunListener, TreeResult } from './result.js';

/** Takes results in any order and gives them on in the order of the files. */
export class OrderedResults {
  readonly #files: readonly string[];
  readonly #listener: RunListener;
  /** By index of the file: its result, null when it was passed over, a hole while it is open. Emptied when given on. */
  readonly #results: (TreeResult | null | undefined)[];
  #waitingFor = 0;
  #looked = 0;

  constructor(files: readonly string[], listener: RunListener) {
    this.#results = new Array<TreeResult | null | undefined>(files.length);
    this.#files = files;
    this.#listener = listener;
  }

  /** Index of the first file that is still open. */
  get waitingFor(): number {
    return this.#waitingFor;
  }

  get complete(): boolean {
    return this.#waitingFor === this.#results.length;
  }

  /** Number of results given on so far. */
  get looked(): number {
    return this.#looked;
  }

  put(index: number, result: TreeResult): void {
    this.#results[index] = result;
    this.#giveOn();
  }

  /** Files from `first` up to `end` (exclusive) that have no result will get none. */
  passOver(first: number, end: number): void {
    for (let index = Math.max(first, this.#waitingFor); index < end; index++) this.#results[index] ??= null;
    this.#giveOn();
  }

  /** Index of the first open file from `first` on. */
  firstOpen(first: number): number {
    let index = Math.max(first, this.#waitingFor);
    while (index < this.#results.length && this.#results[index] !== undefined) index++;
    return index;
  }

  #giveOn(): void {
    for (;;) {
      const result = this.#results[this.#waitingFor];
      if (result === undefined) return;
      this.#results[this.#waitingFor] = null;
      const file = this.#files[this.#waitingFor++] ?? '';
      if (result === null) {
        this.#listener.onPassedOver?.(file);
      } else {
        this.#looked++;
        this.#listener.onResult(result);
      }
    }
  }
}
