import { breaksLine, gapLines, hasComment, lastLine, trimBlanks } from './gap.js';
import { mustSeparate, tightAfter, tightBefore } from './spacing.js';

/** The spellings of the tokens kept on both sides of what is removed; null at the file's start and end. */
export interface Neighbours {
  readonly left: string | null;
  readonly right: string | null;
}

/**
 * What is left between two kept tokens when all tokens between them go: made of the first and the last gap. A line left
 * empty goes, with the comment behind the removed code; a line partly left has no white space at its end and no double
 * blank in its middle.
 */
export function removeBetween(first: string, last: string, around: Neighbours): string {
  const starts = around.left === null ? lastLine(first).trim() === '' : startsLine(first);
  const ends = around.right === null || breaksLine(last);
  if (starts && ends) return removeLines(first, last, around);
  if (starts) return first + last.trimStart();
  if (ends && first === '' && last.trim() === '' && /^[([]$/.test(around.left ?? '')) return '';
  if (ends)
    return trimBlanks(first) + (around.right === null ? last.trimStart() : last.replace(/^[ \t]+(?=\r?\n)/, ''));
  return removeInline(first, last, around);
}

/**
 * As `removeBetween`, but code that began in the file's first line leaves that line empty, as Coccinelle does, unless a
 * blank line follows anyway.
 */
export function removeAsCoccinelle(first: string, last: string, around: Neighbours): string {
  const atTop = around.left === null && first === '' && breaksLine(last);
  return atTop && !isBlank(gapLines(last).slice(1, -1)[0]) ? last : removeBetween(first, last, around);
}

function startsLine(gap: string): boolean {
  return breaksLine(gap) && lastLine(gap).trim() === '';
}

function removeInline(first: string, last: string, { left, right }: Neighbours): string {
  if (hasComment(first) || hasComment(last)) return joinComments(first, last);
  if (left !== null && tightAfter(left) && first === '') return '';
  if (right !== null && tightBefore(right) && last === '') return '';
  if (first === '') return left !== null && right !== null && mustSeparate(left, right) ? ' ' : '';
  return last.includes('\n') || (right !== null && /^[)\]}]/.test(right)) ? last : first;
}

/** Both comments stay; one blank of the two that met goes. */
function joinComments(first: string, last: string): string {
  return /\s$/.test(first) && /^\s/.test(last) ? first + last.trimStart() : first + last;
}

/** The lines between two kept lines: `above` and `below` what is removed. */
interface Surroundings {
  readonly above: string[];
  readonly below: string[];
}

function removeLines(first: string, last: string, around: Neighbours): string {
  const before = gapLines(first);
  const after = gapLines(last);
  const head = around.left === null ? [] : [before[0] ?? ''];
  const tail = after.length > 1 ? (after.at(-1) ?? '') : '';
  const lines = {
    above: before.slice(around.left === null ? 0 : 1, -1),
    below: after.slice(1, -1),
  };
  dropComment(lines, around);
  dropBlanks(lines, around);
  const eol = first.includes('\r\n') || last.includes('\r\n') ? '\r\n' : '\n';
  return [...head, ...lines.above, ...lines.below].map((line) => line + eol).join('') + tail;
}

/** A comment right above goes too, when the code below, if any, is set apart by a blank line or a comment of its own. */
function dropComment(lines: Surroundings, { left, right }: Neighbours): void {
  const { above, below } = lines;
  if (above.length === 0 || isBlank(above.at(-1))) return;
  const closed = below.length > 0 || right === null || right === '}';
  let from = above.length;
  while (from > 0 && !isBlank(above[from - 1])) from--;
  const ofFile = left === null && from === 0;
  if (closed && !ofFile) above.length = from;
}

/** Of the blank lines on both sides those above go; none is left behind an opening or before a closing brace. */
function dropBlanks(lines: Surroundings, { left, right }: Neighbours): void {
  const { above, below } = lines;
  const blankAbove = above.length > 0 && isBlank(above.at(-1));
  const blankBelow = below.length > 0 && isBlank(below[0]);
  const opens = above.every(isBlank) && (left === null || left === '{');
  const closes = below.every(isBlank) && (right === null || right === '}');
  if (blankAbove && (blankBelow || closes)) while (isBlank(above.at(-1))) above.pop();
  if (blankBelow && opens && (closes || !blankAbove)) while (isBlank(below[0])) below.shift();
}

function isBlank(line: string | undefined): boolean {
  return line?.trim() === '';
}
