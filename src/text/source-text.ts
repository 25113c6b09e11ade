import { lowerBound } from './lower-bound.js';
import type { Place, Span } from './span.js';

/**
 * A text and the path it is shown under. Offsets are UTF-16 units; lines and columns exist only when something is
 * printed, so the line table is built on first use.
 */
export class SourceText {
  readonly path: string;
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** Offsets at which lines start; the first is 0. */
  get lineStarts(): readonly number[] {
    this.#lineStarts ??= findLineStarts(this.text);
    return this.#lineStarts;
  }

  /** The line and column (both from 1) of an offset. */
  place(offset: number): Place {
    const starts = this.lineStarts;
    const line = lowerBound((index) => (starts[index] ?? 0) <= offset, starts.length);
    return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
  }

  /** The text of a line (from 1) without its line end. */
  line(number: number): string {
    const start = this.lineStarts[number - 1];
    if (start === undefined) return '';
    const next = this.lineStarts[number] ?? this.text.length + 1;
    return this.text.slice(start, next - 1).replace(/\r$/, '');
  }

  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
