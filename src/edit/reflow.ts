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

/** What stands on lines of its own, beside statements and the braces of half blocks. */
export interface Cuts {
  /** The insides of whole blocks, and the bodies of branches and loops. */
  readonly blocks: boolean;
  /** The braces that open functions. */
  readonly functions: boolean;
}

/** A line with several statements as several lines, and half a block's brace set apart: `a(); b();`, `{foo();`. */
export function splitLine(line: Line, apart: Cuts): Line[] {
  if (line.text.startsWith('#') || /\/\*(?![^]*\*\/)|^\*/.test(line.text)) return [line];
  const cuts = cutPoints(lex(line.text), apart);
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
function cutPoints(tokens: Tokens, apart: Cuts): number[] {
  const cuts = new Set<number>();
  /** Brackets that are open, from the outside in; of lists whose elements stand on lines of their own, their brace. */
  const open: ('list' | 'line' | 'block')[] = [];
  for (let index = 0; index < tokens.count; index++) {
    const word = spelling(tokens, index);
    const flat = open.includes('line');
    if (word === '(' || word === '[') open.push('line');
    else if (word === ')' || word === ']') open.pop();
    else if (word === '{') {
      if (!flat && apart.functions && open.length === 0 && opensFunction(tokens, index))
        cuts.add(tokens.start[index] ?? 0);
      open.push(braceKind(tokens, index, apart));
    } else if (word === '}') closeBrace(tokens, index, { cuts, open, apart });
    const next = index + 1 < tokens.count ? spelling(tokens, index + 1) : null;
    if (next === null || open.includes('line') || (word === '{' && next === '}' && !opensStruct(tokens, index)))
      continue;
    if (endsPiece(tokens, index, next, { blocks: apart.blocks, inList: open.at(-1) === 'list' }))
      cuts.add(tokens.start[index + 1] ?? 0);
  }
  return [...cuts];
}

/** What the inside of a brace is for breaking lines; half a brace is no list. */
function braceKind(tokens: Tokens, brace: number, { blocks }: Cuts): 'list' | 'line' | 'block' {
  if (isBlock(tokens, brace)) return cutsAt(tokens, brace, blocks) ? 'block' : 'line';
  return blocks && breaksList(tokens, brace) ? 'list' : 'line';
}

function closeBrace(
  tokens: Tokens,
  index: number,
  { cuts, open, apart }: { cuts: Set<number>; open: string[]; apart: Cuts },
): void {
  const partner = tokens.partner[index] ?? -1;
  const kind = partner < 0 ? 'block' : open.pop();
  if (kind === 'line' || open.includes('line')) return;
  if (partner < 0 && !cutsAt(tokens, index, apart.blocks)) return;
  if (index > 0 && (spelling(tokens, index - 1) !== '{' || opensStruct(tokens, index - 1)))
    cuts.add(tokens.start[index] ?? 0);
}

/** Whether a line ends with a token that is outside all brackets but braces of blocks and lists. */
function endsPiece(
  tokens: Tokens,
  index: number,
  next: string,
  { blocks, inList }: { blocks: boolean; inList: boolean },
): boolean {
  const word = spelling(tokens, index);
  if (word === ';' || (word === '{' && (inList || isBlock(tokens, index)))) return true;
  if (inList) return word === ',' && next !== '}';
  if (
    blocks &&
    ((word === ':' && (endsCase(tokens, index) || endsLabel(tokens, index))) ||
      (next !== '{' && endsHeader(tokens, index)))
  )
    return true;
  const partner = tokens.partner[index] ?? -1;
  const names =
    partner < 0 && /^\w/.test(next) && spelling(tokens, index + 2) === ';' && !/^(?:break|continue|return)$/.test(next);
  const block = word === '}' && isBlock(tokens, index) && !opensStruct(tokens, partner) && !names;
  return block && !/^(?:else|while|[;,)])$/.test(next);
}

/**
 * Whether the values in a brace stand below each other: those of a variable or a designated one, where they are several
 * or end in a comma.
 */
function breaksList(tokens: Tokens, brace: number): boolean {
  const close = tokens.partner[brace] ?? -1;
  if (close < brace || brace === 0 || spelling(tokens, brace - 1) !== '=') return false;
  for (let at = brace + 1; at < close; at = Math.max(at, tokens.partner[at] ?? -1) + 1)
    if (spelling(tokens, at) === ',') return true;
  return false;
}

/** Whether a brace opens the body of a function. */
function opensFunction(tokens: Tokens, brace: number): boolean {
  const name = (tokens.partner[brace - 1] ?? 0) - 1;
  return (
    name >= 0 && spelling(tokens, brace - 1) === ')' && !/^(?:if|for|while|switch|[^\w]*)$/.test(spelling(tokens, name))
  );
}

/** Whether a branch or a body without braces follows; `else if` stays together. */
function endsHeader(tokens: Tokens, index: number): boolean {
  const word = spelling(tokens, index);
  if (word === 'do') return true;
  if (word === 'else') return spelling(tokens, index + 1) !== 'if';
  if (word !== ')') return false;
  const head = (tokens.partner[index] ?? 0) - 1;
  const name = head < 0 ? '' : spelling(tokens, head);
  if (name === 'while') return spelling(tokens, index + 1) !== ';';
  return /^(?:if|for|switch)$|for_?each/i.test(name) && spelling(tokens, index + 1) !== ';';
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

/** Whether a colon behind a name at the start of a statement follows a label. */
function endsLabel(tokens: Tokens, colon: number): boolean {
  const before = colon > 1 ? spelling(tokens, colon - 2) : ';';
  return colon > 0 && /^[A-Za-z_]\w*$/.test(spelling(tokens, colon - 1)) && /^[;{}]$/.test(before);
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

/**
 * Part of a line that was written on several lines, as one line where no comment or preprocessor line is in the way.
 * With `elements` a line that ends an element of a braced list stays as it is.
 */
export function joinLines(lines: readonly Line[], elements: boolean): Line[] {
  const outlines = outline(lines);
  const commented = linesInComments(lines);
  const result: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const last = result.at(-1);
    const joins =
      outlines[index]?.kind === 'continued' &&
      last !== undefined &&
      !/\/\/|\*\/$|\/\*(?![^]*\*\/)/.test(last.text) &&
      !commented.has(index) &&
      !(elements && endsElement(last.text));
    if (!joins) {
      result.push(line);
      continue;
    }
    result[result.length - 1] = joined(last, line, between(last.text, line.text));
  }
  return result;
}

/** The lines that begin inside a block comment. */
function linesInComments(lines: readonly Line[]): Set<number> {
  const inside = new Set<number>();
  let open = false;
  for (const [index, { text }] of lines.entries()) {
    if (open) inside.add(index);
    const last = text.lastIndexOf('/*');
    open = last < 0 ? open && !text.includes('*/') : !text.includes('*/', last + 2);
  }
  return inside;
}

/** Whether a line ends in a comma outside parentheses. */
function endsElement(text: string): boolean {
  if (!text.endsWith(',')) return false;
  const tokens = lex(text);
  for (let index = 0; index < tokens.count; index++)
    if ((tokens.partner[index] ?? -1) < 0 && /^[([]$/.test(spelling(tokens, index))) return false;
  return true;
}

/** Lines whose functions have their braces where Coccinelle puts them: on lines of their own, but not behind `#if`. */
export function splitFunctions(lines: readonly Line[], apart: Cuts): Line[] {
  const result: Line[] = [];
  const whole = isWhole(lines);
  let behindIf = false;
  for (const line of lines) {
    if (line.text.startsWith('#')) behindIf = /^#\s*(?:if|el)/.test(line.text);
    const last = result.at(-1);
    const [first, ...rest] = splitLine(line, { ...apart, functions: whole && !behindIf });
    if (first === undefined) continue;
    if (behindIf && last !== undefined && first.text === '{' && last.text.endsWith(')'))
      result[result.length - 1] = joined(last, first, ' ');
    else result.push(first);
    result.push(...rest);
  }
  return result;
}

/** Whether each brace has its partner. */
function isWhole(lines: readonly Line[]): boolean {
  const tokens = lex(lines.map(({ text }) => text).join('\n'));
  for (let index = 0; index < tokens.count; index++)
    if ((tokens.partner[index] ?? -1) < 0 && /^[{}]$/.test(spelling(tokens, index))) return false;
  return true;
}

function joined(left: Line, right: Line, space: string): Line {
  const segments = [...left.segments, { text: space, column: null }, ...right.segments];
  return { indent: left.indent, segments, text: left.text + space + right.text };
}

function between(left: string, right: string): string {
  const before = lex(left);
  const behind = lex(right);
  if (before.count === 0 || behind.count === 0) return ' ';
  const previous = before.count > 1 ? spelling(before, before.count - 2) : null;
  return spaceBetween(previous, spelling(before, before.count - 1), spelling(behind, 0));
}
