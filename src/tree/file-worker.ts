import { setImmediate as turn } from 'node:timers/promises';
import type { RunEnd } from '../engine/index.js';
import { stage } from '../text/index.js';
import { fileFailure } from './failure.js';
import { HeaderFinder } from './header-finder.js';
import { PatchSetRun } from './patch-set.js';
import type { PatchSet } from './patch-set.js';
import type { RunOptions, TreeResult } from './result.js';
import { WordScanner } from './word-scan.js';

/** What does the work of one thread: scans, reads and patches one file after another. */
export class FileWorker {
  readonly #run: PatchSetRun;
  readonly #scanner: WordScanner;
  readonly #headers: HeaderFinder;

  constructor(set: PatchSet, options: Pick<RunOptions, 'everyFile' | 'includes'>) {
    this.#headers = new HeaderFinder(options.includes ?? {});
    this.#run = new PatchSetRun(set, { ...options, headers: this.#headers });
    this.#scanner = new WordScanner(options.everyFile === true ? { op: 'true' } : set.words);
  }

  /** The result for a file, or null when it lacks the required words. Never throws. `onLook` hears before patching. */
  async run(file: string, onLook?: () => void): Promise<TreeResult | null> {
    try {
      const source = stage('read and scan', () => this.#scanner.read(file));
      if (source === null) return null;
      onLook?.();
      const result = await this.#run.apply(source);
      // Native parse trees are freed only when the event loop turns.
      await turn();
      const headers = this.#headers.takeSeen();
      return { ...result, before: source.text, ...(headers.length === 0 ? {} : { headers }) };
    } catch (error) {
      return fileFailure(file, error);
    }
  }

  /** The files of the next pass that scripts asked for, those of the first being `files`; null when there is none. */
  async next(files: readonly string[]): Promise<readonly string[] | null> {
    const pass = await this.#run.next();
    return pass === null ? null : (pass.files ?? files);
  }

  /** What scripts have to say when all files are done. */
  finish(): Promise<RunEnd> {
    return this.#run.finish();
  }
}
