import { setImmediate as turn } from 'node:timers/promises';
import type { RunEnd } from '../engine/index.js';
import { stage } from '../text/index.js';
import { fileFailure } from './failure.js';
import { PatchSetRun } from './patch-set.js';
import type { PatchSet } from './patch-set.js';
import type { RunOptions, TreeResult } from './result.js';
import { WordScanner } from './word-scan.js';

/** What does the work of one thread: scans, reads and patches one file after another. */
export class FileWorker {
  readonly #run: PatchSetRun;
  readonly #scanner: WordScanner;

  constructor(set: PatchSet, options: Pick<RunOptions, 'everyFile'>) {
    this.#run = new PatchSetRun(set, options.everyFile);
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
      return { ...result, before: source.text };
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
