import type { Insertion } from './ledger.js';
import { outline } from './outline.js';
import type { Outline } from './outline.js';
import { wordsOf } from './precedence.js';
import { respace } from './respace.js';
import { joinLines, splitFunctions, splitLine } from './reflow.js';
import type { Line } from './reflow.js';
import { fillIn, tokenInFront } from './values.js';
import type { Copying, Segment } from './values.js';

/** Code to put in, as lines whose values are filled in, before it has a place. */
export interface Written {
  readonly insertion: Insertion;
  /** Whether it goes on lines of its own. */
  readonly ownLines: boolean;
  readonly lines: readonly { readonly segments: readonly Segment[]; readonly outline: Outline }[];
  /** All of it as one text, for looking at its tokens. */
  readonly text: string;
  /** Its tokens' spellings. */
  readonly words: readonly string[];
}

/** How added code is spaced; `EditStyle` says what each means. */
export type Spacing = 'written' | 'linux' | 'smpl';

/** Fills in the values of an insertion, and cuts it into the lines it is to stand on. */
export function write(insertion: Insertion, copying: Copying, style: { ownLines: boolean; spacing: Spacing }): Written {
  const filled = fillIn(insertion, copying).map((segments, index) =>
    makeLine(insertion.lines[index]?.indent ?? '', style.spacing === 'smpl' ? respaceValues(segments) : segments),
  );
  const linux = style.spacing === 'linux';
  const elements = style.ownLines || standsInList(insertion, copying);
  const whole = style.ownLines || !copying.source.isInParentheses(insertion.token);
  const keepsLines = style.spacing === 'smpl' ? whole : style.ownLines && !linux;
  const joined = keepsLines ? filled : joinLines(filled, elements);
  const spaced = linux ? respaceLines(joined, style.ownLines ? null : tokenInFront(insertion, copying)) : joined;
  const blocks = style.spacing !== 'written';
  const lines = style.ownLines ? cutLines(spaced, blocks, copying.source.depth(insertion.token) === 0) : spaced;
  const outlines = outlineLines(lines);
  const text = lines.map((line) => line.text).join('\n');
  return {
    insertion,
    ownLines: style.ownLines,
    lines: lines.map(({ segments }, index) => ({ segments, outline: outlines[index] ?? { kind: 'blank' } })),
    text,
    words: wordsOf(text),
  };
}

/** Whether what is put in are elements of a braced list, which may stand below each other. */
function standsInList({ token }: Insertion, { source }: Copying): boolean {
  return source.isInList(token) && !source.isInParentheses(token);
}

function cutLines(lines: readonly Line[], blocks: boolean, topLevel: boolean): Line[] {
  const apart = { blocks, functions: false };
  return blocks && topLevel ? splitFunctions(lines, apart) : lines.flatMap((line) => splitLine(line, apart));
}

function makeLine(indent: string, segments: readonly Segment[]): Line {
  return {
    indent,
    segments,
    text: segments
      .map(({ text }) => text)
      .join('')
      .trim(),
  };
}

/** Copied values, spaced the way Coccinelle prints code. */
function respaceValues(segments: readonly Segment[]): Segment[] {
  return segments.map((segment) =>
    segment.column === null ? segment : { ...segment, text: respace(segment.text, null) },
  );
}

/** Lines inside block comments stay as they are. */
function respaceLines(lines: readonly Line[], before: string | null): Line[] {
  let inComment = false;
  return lines.map((line, index) => {
    const stays = inComment;
    inComment = leavesComment(line.text, inComment);
    return stays || (inComment && line.text.startsWith('/*')) ? line : respaceLine(line, index === 0 ? before : null);
  });
}

function leavesComment(text: string, inComment: boolean): boolean {
  const open = inComment ? 0 : text.lastIndexOf('/*');
  return open >= 0 && !text.includes('*/', open);
}

/** The line becomes one piece; a value's later lines still move with it. */
function respaceLine({ indent, segments, text: old }: Line, before: string | null): Line {
  const text = respace(old, before);
  const column = segments.find((segment) => segment.text.includes('\n'))?.column ?? null;
  return { indent, segments: text === '' ? [] : [{ text, column }], text };
}

/** Line breaks inside values do not count as lines. */
function outlineLines(lines: readonly Line[]): Outline[] {
  return outline(lines.map(({ indent, text }) => ({ indent, text: text.replace(/\r?\n/g, ' ') })));
}
