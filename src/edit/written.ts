import { lex, spelling } from '../c/index.js';
import { columnOf } from './column.js';
import type { InsertPiece } from './action.js';
import type { Insertion, Ledger } from './ledger.js';
import { outline } from './outline.js';
import type { Outline } from './outline.js';
import type { Source } from './source.js';
import { spaceBetween } from './spacing.js';
import { valueView } from './view.js';
import type { Range, View } from './view.js';

/** A piece of a line; `column` is that of the source line it was copied from, null for text of the patch. */
export interface Segment {
  readonly text: string;
  readonly column: number | null;
}

/** Code to put in, as lines whose values are filled in, before it has a place. */
export interface Written {
  readonly insertion: Insertion;
  readonly lines: readonly { readonly segments: readonly Segment[]; readonly outline: Outline }[];
  /** All of it as one text, for looking at its tokens. */
  readonly text: string;
  /** Its tokens' spellings. */
  readonly words: readonly string[];
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

/** Fills in the values of an insertion. */
export function write(insertion: Insertion, copying: Copying): Written {
  const lines = insertion.lines.map(({ indent, pieces }) => {
    const segments = closeLists(pieces.map((piece) => segmentsOf(piece, insertion, copying)));
    return { indent, segments, text: segments.map(({ text }) => text).join('').trim() };
  }).flatMap(splitBrace);
  const outlines = outline(lines.map(({ indent, text }) => ({ indent, text: firstLine(text) })));
  const text = lines.map((line) => line.text).join('\n');
  return {
    insertion,
    lines: lines.map(({ segments }, index) => ({ segments, outline: outlines[index] ?? { kind: 'blank' } })),
    text,
    words: wordsOf(text),
  };
}

function wordsOf(text: string): string[] {
  const tokens = lex(text);
  return Array.from({ length: tokens.count }, (_, index) => spelling(tokens, index));
}

interface Line {
  readonly indent: string;
  readonly segments: readonly Segment[];
  readonly text: string;
}

/** An opening brace with code behind it on its line, as in `{foo();`, gets a line of its own. */
function splitBrace(line: Line): Line[] {
  const [first, ...others] = line.segments;
  const inner = /^\s*\{\s*(?=\S)([^}]*)$/.exec(line.text) === null || first === undefined ? null : /^\s*\{\s*/.exec(first.text);
  if (inner === null || first === undefined || !/;$/.test(line.text)) return [line];
  const segments = [{ ...first, text: first.text.slice(inner[0].length) }, ...others];
  return [
    { indent: line.indent, segments: [{ text: '{', column: null }], text: '{' },
    { indent: line.indent, segments, text: line.text.slice(inner[0].length) },
  ];
}

/** Line breaks inside values must not count as lines of the run. */
function firstLine(text: string): string {
  return text.replace(/\r?\n/g, ' ');
}

function segmentsOf(piece: InsertPiece, insertion: Insertion, copying: Copying): Segment[] {
  if ('text' in piece) return [{ text: piece.text, column: null }];
  const segments: Segment[] = [];
  let before: Range | null = null;
  for (const range of rangesOf(piece.tokens)) {
    if (before !== null) segments.push({ text: betweenRanges(copying.source, before, range), column: null });
    const text = copying.rewrite(valueView(copying.ledger, range, copying.view, insertion));
    segments.push({ text, column: columnOf(copying.source.lineIndent(range.first)) });
    before = range;
  }
  return segments;
}

function betweenRanges(source: Source, left: Range, right: Range): string {
  return spaceBetween(source.spelled(left.last - 1), source.spelled(left.last) ?? '', source.spelled(right.first) ?? '');
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

/** Where a list has no elements, the comma behind it goes, or the one in front. */
function closeLists(parts: readonly (readonly Segment[])[]): Segment[] {
  const result: Segment[] = [];
  let swallow = false;
  for (const part of parts) {
    if (part.length === 0) {
      const last = result.at(-1);
      if (last !== undefined && /,\s*$/.test(last.text)) result[result.length - 1] = { ...last, text: last.text.replace(/,\s*$/, '') };
      else swallow = true;
      continue;
    }
    for (const segment of part) {
      result.push(swallow ? { ...segment, text: segment.text.replace(/^\s*,\s*/, '') } : segment);
      swallow = false;
    }
  }
  return result;
}
