import type { TreeResult } from '../tree/index.js';
import { isError } from './patch-input.js';

/** Counts what a run of `vedalia apply` comes to, in numbers of files. */
export class Tally {
  passed = 0;
  parsed = 0;
  matched = 0;
  edited = 0;
  reported = 0;
  timedOut = 0;
  failed = 0;
  notFullyRead = 0;
  /** Of those not fully read, the files where that may have kept a rule from matching. */
  missed = 0;

  /** Counts a file; `written` tells whether a change that was to be written was. */
  add(result: TreeResult): void {
    this.parsed++;
    const { states, diagnostics } = result;
    if (states.some(({ state }) => state === 'matched' || state === 'edited')) this.matched++;
    if (result.output !== null) this.edited++;
    if (result.findings.length > 0) this.reported++;
    if (diagnostics.some(({ code }) => code === 'timeout')) this.timedOut++;
    else if (diagnostics.some(isError)) this.failed++;
    if (diagnostics.some(({ code }) => code.startsWith('unread-'))) this.notFullyRead++;
    if (states.some(({ state }) => state === 'unread')) this.missed++;
  }

  get files(): number {
    return this.passed + this.parsed;
  }

  /** One line for the end of a run. */
  summary(writes: boolean): string {
    const parts = [
      `${String(this.passed)} without the words of a rule`,
      `${String(this.parsed)} parsed`,
      `${String(this.matched)} matched`,
      `${String(this.edited)} ${writes ? 'edited' : 'to be edited'}`,
      `${String(this.reported)} with findings`,
      `${String(this.timedOut)} timed out`,
      `${String(this.failed)} failed`,
      `${String(this.notFullyRead)} not fully read`,
    ];
    return `${String(this.files)} files: ${parts.join(', ')}\n`;
  }
}
