import type { RunEnd, WordFormula } from '../engine/index.js';
import { stage } from '../text/index.js';
import type { FilePatcher } from './file-patcher.js';
import type { TreeResult } from './result.js';
import { limited, limitedFailure } from './time-limit.js';
import type { TimeLimit } from './time-limit.js';
import { WordScanner } from './word-scan.js';

/**
 * What does the work of one thread: scans and patches one file after another. What patches them is loaded when the first
 * file is to be patched: in many runs there is none.
 */
export class FileWorker {
  readonly #scanner: WordScanner;
  readonly #open: () => Promise<FilePatcher>;
  readonly #limit: TimeLimit | null;
  #patcher: FilePatcher | null = null;

  /** Takes what each patch requires of a file, what opens them, and where nobody else watches the time, the limit. */
  constructor(words: readonly WordFormula[], open: () => Promise<FilePatcher>, limit: TimeLimit | null = null) {
    this.#scanner = new WordScanner(words);
    this.#open = open;
    this.#limit = limit;
  }

  /** The result for a file, or null when it lacks the required words. Never throws. `onLook` hears before patching. */
  async run(file: string, onLook?: () => void): Promise<TreeResult | null> {
    try {
      const scanned = stage('read and scan', () => this.#scanner.read(file));
      if (scanned === null) return null;
      const patcher = await this.patcher();
      onLook?.();
      return await limited(this.#limit, () => patcher.patch(scanned));
    } catch (error) {
      return limitedFailure(file, this.#limit, error);
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
