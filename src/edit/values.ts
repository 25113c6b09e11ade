import { cutsMacro } from '../c/index.js';
import type { InsertPiece } from './action.js';
import { columnOf } from './column.js';
import type { Insertion, Ledger, Range } from './ledger.js';
import { needsParentheses, wordsOf } from './precedence.js';
import type { Source } from './source.js';
import { spaceBetween } from './spacing.js';
import { valueView } from './view.js';
import type { View } from './view.js';

/** A piece of a line; `column` is that of the source line it was copied from, null for text of the patch. */
export interface Segment {
  readonly text: string;
  readonly column: number | null;
}

/** Gives the text of a view's range with the edits of the view made in it. */
export type Rewrite = (view: View) => string;

/** What filling in values needs. */
export interface Copying {
  readonly source: Source;
  readonly ledger: Ledger;
  readonly view: View;
  readonly rewrite: Rewrite;
}

/** The lines of an insertion with the values filled in; in parentheses where the code around would tear them apart. */
export function fillIn(insertion: Insertion, copying: Copying): Segment[][] {
  const lines = insertion.lines.map(({ pieces }) =>
    clingStars(closeLists(pieces.map((piece) => segmentsOf(piece, insertion, copying)))),
  );
  const all = lines.flat();
  return lines.map((line) => line.map((segment) => protect(segment, all, () => keptAround(insertion, copying))));
}

/** Puts a value in parentheses where it needs them. */
function protect(segment: Segment, all: readonly Segment[], kept: () => { left: string[]; right: string[] }): Segment {
  if (segment.column === null) return segment;
  const value = wordsOf(segment.text);
  if (value.length === 1) return segment;
  const at = all.indexOf(segment);
  const around = kept();
  const left = [...around.left, ...wordsOf(textOf(all.slice(0, at)))];
  const right = [...wordsOf(textOf(all.slice(at + 1))), ...around.right];
  return needsParentheses(value, left, right) ? { ...segment, text: `(${segment.text})` } : segment;
}

/** A type that ends in a star clings to the name or the star behind it. */
function clingStars(segments: readonly Segment[]): Segment[] {
  return segments.map((segment, index) => {
    const before = segments[index - 1];
    if (before === undefined || before.column === null || !before.text.endsWith('*')) return segment;
    return { ...segment, text: segment.text.replace(/^[ \t]+(?=[\w*])/, '') };
  });
}

function textOf(segments: readonly Segment[]): string {
  return segments.map(({ text }) => text).join(' ');
}

/** The tokens that stay next to the insertion: some in front, one behind. */
function keptAround({ token, where }: Insertion, { source, view }: Copying): { left: string[]; right: string[] } {
  const removed = (at: number): boolean => view.removed.has(at);
  let left = where === 'after' && !removed(token) ? token : token - 1;
  while (removed(left)) left--;
  let right = where === 'before' && !removed(token) ? token : token + 1;
  while (removed(right)) right++;
  const words = [left - 5, left - 4, left - 3, left - 2, left - 1, left].filter((at) => at >= view.first);
  return {
    left: words.map((at) => source.spelled(at) ?? ''),
    right: right <= view.last ? [source.spelled(right) ?? ''] : [],
  };
}

/** The spelling of the token that stays in front of an insertion. */
export function tokenInFront(insertion: Insertion, copying: Copying): string | null {
  return keptAround(insertion, copying).left.at(-1) ?? null;
}

function segmentsOf(piece: InsertPiece, insertion: Insertion, copying: Copying): Segment[] {
  if ('text' in piece) return [{ text: piece.text, column: null }];
  const { source, ledger, view } = copying;
  const segments: Segment[] = [];
  let before: Range | null = null;
  for (const range of rangesOf(piece.tokens)) {
    if (before !== null) segments.push({ text: betweenRanges(source, before, range), column: null });
    const text = cutsMacro(source.tokens, range.first, range.last)
      ? spelledOut(source, range)
      : copying.rewrite(valueView(ledger, range, view, insertion));
    const line = source.isInParentheses(range.first) ? source.statementStart(range.first) : range.first;
    segments.push({ text, column: columnOf(source.lineIndent(line)) });
    before = range;
  }
  return segments;
}

/** Tokens that a macro stands for, as the file does not have their text. */
function spelledOut(source: Source, { first, last }: Range): string {
  let text = source.spelled(first) ?? '';
  for (let token = first + 1; token <= last; token++) {
    const word = source.spelled(token) ?? '';
    text += spaceBetween(source.spelled(token - 2), source.spelled(token - 1) ?? '', word) + word;
  }
  return text;
}

function betweenRanges(source: Source, left: Range, right: Range): string {
  return spaceBetween(
    source.spelled(left.last - 1),
    source.spelled(left.last) ?? '',
    source.spelled(right.first) ?? '',
  );
}

/** Runs of consecutive tokens. */
function rangesOf(tokens: readonly number[]): Range[] {
  const ranges: { first: number; last: number }[] = [];
  for (const token of tokens) {
    const open = ranges.at(-1);
    if (open !== undefined && token === open.last + 1) open.last = token;
    else ranges.push({ first: token, last: token });
  }
  return ranges;
}

/** Where a list has no elements, the comma in front of it goes, or the one behind. */
function closeLists(parts: readonly (readonly Segment[])[]): Segment[] {
  const result: Segment[] = [];
  let swallow = false;
  for (const part of parts) {
    const last = result.at(-1);
    if (part.length > 0) {
      const text = swallow ? (part[0]?.text.replace(/^\s*,\s*/, '') ?? '') : (part[0]?.text ?? '');
      result.push({ text, column: part[0]?.column ?? null }, ...part.slice(1));
      swallow = false;
    } else if (last !== undefined && /,\s*$/.test(last.text)) {
      result[result.length - 1] = { ...last, text: last.text.replace(/,\s*$/, '') };
    } else swallow = true;
  }
  return result;
}
