import { setImmediate as turn } from 'node:timers/promises';
import { backendName, initParser } from '../engine/index.js';
import type { RunEnd } from '../engine/index.js';
import type { SourceText } from '../text/index.js';
import { HeaderFinder } from './header-finder.js';
import type { PatchSet } from './patch-set.js';
import { PatchSetRun } from './patch-set-run.js';
import { requiredWords } from './patch-summary.js';
import type { TreeResult, WorkOptions } from './result.js';
import type { ScannedFile } from './word-scan.js';

type PatcherOptions = Pick<WorkOptions, 'includes' | 'parser' | 'everyFile'>;

/** Patches one file after another that were scanned before. */
export class FilePatcher {
  readonly #run: PatchSetRun;
  readonly #headers: HeaderFinder;

  private constructor(set: PatchSet, options: PatcherOptions) {
    this.#headers = new HeaderFinder(options.includes ?? {});
    this.#run = new PatchSetRun(set, requiredWords(set, options.everyFile), this.#headers);
  }

  /** Loads all that is needed, the parser only where that has not been done yet, and runs `initialize` scripts. */
  static async open(set: PatchSet, options: PatcherOptions): Promise<FilePatcher> {
    if (options.parser !== undefined || backendName() === null) await initParser(options.parser);
    const patcher = new FilePatcher(set, options);
    await patcher.#run.start();
    return patcher;
  }

  async patch({ source, concerns }: ScannedFile): Promise<TreeResult> {
    const result = await this.#run.apply(source, concerns);
    // Native parse trees are freed only when the event loop turns.
    await turn();
    const headers = this.#headers.takeSeen();
    return { ...result, before: source.text, ...(headers.length === 0 ? {} : { headers }) };
  }

  /** Patches files as one. */
  async patchGroup(sources: readonly SourceText[]): Promise<readonly TreeResult[]> {
    const results = await this.#run.applyToGroup(sources);
    await turn();
    return results.map((result, index) => ({ ...result, before: sources[index]?.text ?? '' }));
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
