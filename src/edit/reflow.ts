import { lex, spelling } from '../c/index.js';
import type { Tokens } from '../c/index.js';
import { outline } from './outline.js';
import { spaceBetween } from './spacing.js';
import type { Segment } from './values.js';

/** A line of added code: its indentation in the patch, its pieces, and all of it as text. */
export interface Line {
  readonly indent: string;
  readonly segments: readonly Segment[];
  readonly text: string;
}

/**
 * A line with several statements as several lines, and half a block's brace set apart: `a(); b();`, `{foo();`. With
 * `blocks` the insides of whole blocks are set apart too.
 */
export function splitLine(line: Line, blocks: boolean): Line[] {
  if (line.text.startsWith('#') || /\/\*(?![^]*\*\/)|^\*/.test(line.text)) return [line];
  const cuts = cutPoints(lex(line.text), blocks);
  const lead = leadOf(line);
  const pieces: Line[] = [];
  let from = 0;
  for (const cut of [...cuts, line.text.length]) {
    const text = line.text.slice(from, cut).trim();
    if (text !== '')
      pieces.push({ indent: line.indent, segments: sliceSegments(line.segments, lead + from, lead + cut), text });
    from = cut;
  }
  return pieces.length === 0 ? [line] : pieces;
}

/** White space in front of the first piece, which the line's text does not have. */
function leadOf(line: Line): number {
  const all = line.segments.map(({ text }) => text).join('');
  return all.length - all.trimStart().length;
}

function sliceSegments(segments: readonly Segment[], from: number, to: number): Segment[] {
  const result: Segment[] = [];
  let offset = 0;
  for (const { text, column } of segments) {
    const part = text.slice(Math.max(0, from - offset), Math.max(0, to - offset));
    if (part !== '') result.push({ text: part, column });
    offset += text.length;
  }
  return result;
}

/** Offsets at which a new line begins. */
function cutPoints(tokens: Tokens, blocks: boolean): number[] {
  const cuts: number[] = [];
  let round = 0;
  let depth = 0;
  for (let index = 0; index < tokens.count; index++) {
    const word = spelling(tokens, index);
    const next = index + 1 < tokens.count ? spelling(tokens, index + 1) : null;
    if (word === '(' || word === '[') round++;
    else if (word === ')' || word === ']') round--;
    const block = isBlock(tokens, index);
    if (word === '{' && (!block || !cutsAt(tokens, index, blocks))) depth++;
    if (word === '}' && (!block || !cutsAt(tokens, index, blocks))) depth--;
    else if (word === '}' && index > 0 && (spelling(tokens, index - 1) !== '{' || opensStruct(tokens, index - 1)))
      cuts.push(tokens.start[index] ?? 0);
    if (next === null || round > 0 || depth > 0 || (word === '{' && next === '}' && !opensStruct(tokens, index)))
      continue;
    const ends =
      word === ';' ||
      (blocks && word === ':' && endsCase(tokens, index)) ||
      (word === '{' && block) ||
      (word === '}' &&
        block &&
        !opensStruct(tokens, tokens.partner[index] ?? -1) &&
        !/^(?:else|while|[;,)])$/.test(next));
    if (ends) cuts.push(tokens.start[index + 1] ?? 0);
  }
  return [...new Set(cuts)];
}

/** Whether a colon ends a `case` or `default`. */
function endsCase(tokens: Tokens, colon: number): boolean {
  for (let index = colon - 1; index >= 0; index--) {
    const word = spelling(tokens, index);
    if (word === 'case' || word === 'default') return true;
    if (/^[;{}?:]$/.test(word)) return false;
  }
  return false;
}

function opensStruct(tokens: Tokens, brace: number): boolean {
  const words = [brace - 2, brace - 1].map((index) => (index < 0 ? '' : spelling(tokens, index)));
  return words.some((word) => word === 'struct' || word === 'union' || word === 'enum');
}

/** Whether a brace is to stand at a line's end or start: one without its partner, or any where blocks are set apart. */
function cutsAt(tokens: Tokens, index: number, blocks: boolean): boolean {
  return blocks || (tokens.partner[index] ?? -1) < 0;
}

/** Whether a brace holds statements or fields, rather than initial values. */
function isBlock(tokens: Tokens, index: number): boolean {
  const partner = tokens.partner[index] ?? -1;
  if (spelling(tokens, index) === '}') return partner < 0 || isBlock(tokens, partner);
  const before = index > 0 ? spelling(tokens, index - 1) : ';';
  if (/^(?:\)|else|do|;|\{|\}|struct|union)$/.test(before)) return true;
  return index > 1 && /^(?:struct|union)$/.test(spelling(tokens, index - 2));
}

/** Part of a line that was written on several lines, as one line where no comment or preprocessor line is in the way. */
export function joinLines(lines: readonly Line[]): Line[] {
  const outlines = outline(lines);
  const result: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const last = result.at(-1);
    const joins = outlines[index]?.kind === 'continued' && last !== undefined && !/\/\/|\*\/$/.test(last.text);
    if (!joins) {
      result.push(line);
      continue;
    }
    const space = between(last.text, line.text);
    const segments = [...last.segments, { text: space, column: null }, ...line.segments];
    result[result.length - 1] = { indent: last.indent, segments, text: last.text + space + line.text };
  }
  return result;
}

function between(left: string, right: string): string {
  const before = lex(left);
  const behind = lex(right);
  if (before.count === 0 || behind.count === 0) return ' ';
  const previous = before.count > 1 ? spelling(before, before.count - 2) : null;
  return spaceBetween(previous, spelling(before, before.count - 1), spelling(behind, 0));
}
