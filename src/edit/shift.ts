import { columnOf, leadingBlanks, stepIndent } from './column.js';
import { gapLines } from './gap.js';
import type { Source } from './source.js';

/** Kept code whose indentation changes, because braces around it come or go. */
export interface Shift {
  readonly first: number;
  readonly last: number;
  /** 1 or -1. */
  readonly steps: number;
}

/** All shifts of a file. */
export class Shifts {
  readonly #source: Source;
  readonly #shifts: readonly Shift[];

  constructor(source: Source, shifts: readonly Shift[]) {
    this.#source = source;
    this.#shifts = shifts;
  }

  get ranges(): readonly Shift[] {
    return this.#shifts;
  }

  /** By how many steps the line of a token moves. */
  steps(token: number): number {
    let steps = 0;
    for (const { first, last, steps: by } of this.#shifts) if (first <= token && token <= last) steps += by;
    return steps;
  }

  /** The gap behind a token, with the indentation of the lines that begin in it moved. */
  gap(token: number): string {
    const gap = this.#source.gap(token);
    const steps = { comments: this.steps(token), next: this.steps(token + 1) };
    return steps.comments === 0 && steps.next === 0 ? gap : this.#moved(gap, token + 1, steps);
  }

  /** The indentation of a token's line, moved. */
  lineIndent(token: number): string {
    const steps = this.steps(this.#source.lineStart(token));
    return stepIndent(this.#source.lineIndent(token), this.#source.unit, steps);
  }

  #moved(gap: string, next: number, steps: { comments: number; next: number }): string {
    const lines = gapLines(gap);
    if (lines.length === 1) return gap;
    const fixed = this.#source.startsDirective(next) || this.#isOuterLabel(next);
    const moved = lines.map((line, index) => {
      if (index === 0) return line;
      if (index === lines.length - 1) return fixed ? line : this.#moveLine(line, steps.next);
      return line.trim() === '' ? line : this.#moveLine(line, steps.comments);
    });
    return moved.join(gap.includes('\r\n') ? '\r\n' : '\n');
  }

  /** A block comment's later lines move along. */
  #moveLine(line: string, steps: number): string {
    const { unit } = this.#source;
    return line.replace(/^[ \t]*(?=[^\s]|$)/gm, (indent) => stepIndent(indent, unit, steps));
  }

  #isOuterLabel(token: number): boolean {
    return this.#source.spelled(token + 1) === ':' && columnOf(leadingBlanks(this.#source.lineIndent(token))) <= 1;
  }
}
