import { columnOf, indentTo, leadingBlanks } from './column.js';
import { gapLines } from './gap.js';
import type { Source } from './source.js';

/** Kept code whose indentation changes, because braces around it come or go. */
export interface Shift {
  readonly first: number;
  readonly last: number;
  /** To the right; negative to the left. */
  readonly columns: number;
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

  /** By how many columns the line of a token moves. */
  columns(token: number): number {
    let columns = 0;
    for (const shift of this.#shifts) if (shift.first <= token && token <= shift.last) columns += shift.columns;
    return columns;
  }

  /** The gap behind a token, with the indentation of the lines that begin in it moved. */
  gap(token: number): string {
    const gap = this.#source.gap(token);
    const columns = { comments: this.columns(token), next: this.columns(token + 1) };
    return columns.comments === 0 && columns.next === 0 ? gap : this.#moved(gap, token + 1, columns);
  }

  /** The indentation of a token's line, moved. */
  lineIndent(token: number): string {
    return this.#move(this.#source.lineIndent(token), this.columns(this.#source.lineStart(token)));
  }

  #moved(gap: string, next: number, columns: { comments: number; next: number }): string {
    const lines = gapLines(gap);
    if (lines.length === 1) return gap;
    const fixed = this.#source.startsDirective(next) || this.#isOuterLabel(next);
    const moved = lines.map((line, index) => {
      if (index === 0) return line;
      if (index === lines.length - 1) return fixed ? line : this.#moveLine(line, columns.next);
      return line.trim() === '' ? line : this.#moveLine(line, columns.comments);
    });
    return moved.join(gap.includes('\r\n') ? '\r\n' : '\n');
  }

  /** A block comment's later lines move along. */
  #moveLine(line: string, columns: number): string {
    return line.replace(/^[ \t]*(?=[^\s]|$)/gm, (indent) => this.#move(indent, columns));
  }

  #move(indent: string, columns: number): string {
    if (columns === 0) return indent;
    const tabs = indent === '' ? this.#source.unit === '\t' : indent.includes('\t');
    return indentTo(columnOf(indent) + columns, tabs);
  }

  #isOuterLabel(token: number): boolean {
    return this.#source.spelled(token + 1) === ':' && columnOf(leadingBlanks(this.#source.lineIndent(token))) <= 1;
  }
}
