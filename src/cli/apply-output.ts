import { closeSync, openSync, writeSync } from 'node:fs';
import type { RunEnd } from '../engine/index.js';
import {
  colorDiff,
  formatFinding,
  gitNames,
  jsonEnd,
  jsonLines,
  ledgerLines,
  passedLedgerLine,
  resultDiff,
} from '../report/index.js';
import { replaceFile } from '../tree/index.js';
import type { RunListener, TreeResult } from '../tree/index.js';
import type { ApplyOptions } from './apply-options.js';
import { Tally } from './apply-tally.js';
import type { Io } from './io.js';
import { isError, printDiagnostics } from './patch-input.js';
import type { Progress } from './progress.js';

/** The path under which standard input is worked on. */
export const STANDARD_INPUT = '<stdin>';

/** Takes the results of a run of `vedalia apply`: writes files, prints, keeps the ledger and counts. */
export class ApplyOutput implements RunListener {
  readonly tally: Tally = new Tally();
  readonly #options: ApplyOptions;
  readonly #progress: Progress;
  readonly #io: Io;
  readonly #ledger: number | null;

  /** Throws as `node:fs` does when the ledger cannot be written. */
  constructor(options: ApplyOptions, progress: Progress) {
    this.#options = options;
    this.#progress = progress;
    this.#io = progress.io;
    this.#ledger = options.ledger === undefined ? null : openSync(options.ledger, 'w');
  }

  readonly onResult = (found: TreeResult): void => {
    const result = this.#written(found);
    this.tally.add(result);
    if (this.#ledger !== null) writeSync(this.#ledger, ledgerLines(result));
    if (this.#options.json === true) this.#io.out(Buffer.from(jsonLines(result), 'utf8'));
    else this.#print(result);
    this.#progress.step(Object.values(result.matches).reduce((sum, count) => sum + count, 0));
  };

  readonly onPassedOver = (file: string): void => {
    this.tally.passed++;
    if (this.#ledger !== null) writeSync(this.#ledger, passedLedgerLine(file));
    this.#progress.step(0);
  };

  /** What is left to say when all files are done. */
  end(end: RunEnd): void {
    this.#progress.end();
    if (this.#ledger !== null) closeSync(this.#ledger);
    if (end.diagnostics.some(isError)) this.tally.failed++;
    if (this.#options.json === true) {
      this.#io.out(Buffer.from(jsonEnd(end), 'utf8'));
    } else {
      printDiagnostics(end.diagnostics, this.#io);
      if (end.printed !== '') this.#io.out(end.printed);
    }
    const told = this.#options.verbose === true || (this.#options.quiet !== true && this.tally.files > 1);
    if (told) this.#io.error(this.tally.summary(this.#options.write === true));
  }

  /** The result as it is once its file has been written; when that failed nothing has changed. */
  #written(result: TreeResult): TreeResult {
    const { path, before, output } = result;
    if (this.#options.write !== true || output === null || path === STANDARD_INPUT) return result;
    const { backupSuffix } = this.#options;
    const problem = replaceFile(path, {
      before,
      after: output,
      ...(backupSuffix === undefined ? {} : { backupSuffix }),
    });
    if (problem === null) return result;
    return { ...result, output: null, edits: [], diagnostics: [...result.diagnostics, problem] };
  }

  #print(result: TreeResult): void {
    const io = this.#io;
    printDiagnostics(result.diagnostics, io);
    if (result.printed !== '') io.out(result.printed);
    for (const finding of result.findings) io.out(`${formatFinding(finding)}\n`);
    if (result.output !== null && this.#options.write !== true) printDiff(result, io);
    if (this.#options.verbose === true) io.error(matchLine(result));
  }
}

function printDiff(result: TreeResult, io: Io): void {
  const diff = resultDiff(result, { names: gitNames });
  io.out(io.outColor ? colorDiff(diff) : diff);
}

function matchLine({ path, matches, output }: TreeResult): string {
  const counts = Object.entries(matches).map(([rule, times]) => `${rule} ${String(times)}`);
  const what = counts.length === 0 ? 'no match' : counts.join(', ');
  return `${path}: ${what}${output === null ? '' : ' (changed)'}\n`;
}
