import type { RunEnd, WordFormula } from '../engine/index.js';
import { stage } from '../text/index.js';
import { fileFailure } from './failure.js';
import type { FilePatcher } from './file-patcher.js';
import type { TreeResult } from './result.js';
import { WordScanner } from './word-scan.js';

/**
 * What does the work of one thread: scans and patches one file after another. What patches them is loaded when the first
 * file is to be patched: in many runs there is none.
 */
export class FileWorker {
  readonly #scanner: WordScanner;
  readonly #open: () => Promise<FilePatcher>;
  #patcher: FilePatcher | null = null;

  /** Takes what each patch requires of a file, and what opens them. */
  constructor(words: readonly WordFormula[], open: () => Promise<FilePatcher>) {
    this.#scanner = new WordScanner(words);
    this.#open = open;
  }

  /** The result for a file, or null when it lacks the required words. Never throws. `onLook` hears before patching. */
  async run(file: string, onLook?: () => void): Promise<TreeResult | null> {
    try {
      const scanned = stage('read and scan', () => this.#scanner.read(file));
      if (scanned === null) return null;
      const patcher = await this.patcher();
      onLook?.();
      return await patcher.patch(scanned);
    } catch (error) {
      return fileFailure(file, error);
    }
  }

  /** What patches the files, loaded by now. */
  async patcher(): Promise<FilePatcher> {
    return (this.#patcher ??= await this.#open());
  }

  /** What scripts have to say when all files are done. */
  async finish(): Promise<RunEnd> {
    return (await this.#patcher?.finish()) ?? { printed: '', diagnostics: [] };
  }
}
