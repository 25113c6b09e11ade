import { lex } from '../c/index.js';
import type { Span } from '../text/index.js';
import { leadingBlanks } from './column.js';
import { breaksLine, hasComment, lastLine, withIndent } from './gap.js';

/** A replacement within the old text. */
export interface Change {
  readonly span: Span;
  readonly text: string;
}

/** A text cut into tokens and the gaps around them; `gaps` has one more element than `words`. */
interface Cut {
  readonly words: readonly string[];
  readonly gaps: readonly string[];
}

/** Ends of statements. */
const ENDS = /^[;{}]$/;

/** Above this number of token pairs only equal ends are looked for. */
const PAIRS = 4_000_000;

/**
 * The changes that turn the old text into the new one, no wider than the tokens that differ. Between two tokens that
 * stay next to each other the old line breaks and comments are kept, unless the new text has a comment or a line break of
 * its own there; `keepBlanks` says whether old blanks are kept as well, in front of and behind all that differs.
 */
export function narrow(before: string, after: string, keepBlanks: boolean): Change[] {
  const old = cut(before);
  const fresh = cut(after);
  const { partner, same } = align(old.words, fresh.words);
  const places = withSubstitutes(partner, old.words);
  const changes: Change[] = [];
  let offset = 0;
  let from = 0;
  let text = '';
  let next = 0;
  for (let index = 0; index <= fresh.words.length; index++) {
    const place = places[index] ?? -1;
    const adjacent = place > 0 && place < old.words.length && places[index - 1] === place - 1;
    const blanks = keepBlanks && (place <= same.front || place >= old.words.length - same.back);
    const gap = fresh.gaps[index] ?? '';
    text += adjacent ? keptGap(old.gaps[place] ?? '', gap, blanks, keepBlanks) : gap;
    if (index < fresh.words.length && (partner[index] ?? -1) < 0) {
      text += fresh.words[index] ?? '';
      continue;
    }
    const end = offset + lengthBetween(old, next, place);
    if (before.slice(from, end) !== text) changes.push(trimmed(from, before.slice(from, end), text));
    from = offset = end + (old.words[place] ?? '').length;
    text = '';
    next = place + 1;
  }
  return changes;
}

/**
 * The places of the new words in the old text, one more for the end: those of equal words, and that of the one old word
 * which one new word replaces; -1 for others. What stands behind the end of a statement is none of the white space inside
 * the one that takes its place.
 */
function withSubstitutes(partner: Int32Array, old: readonly string[]): number[] {
  const at = (index: number): number =>
    index < 0 ? -1 : index === partner.length ? old.length : (partner[index] ?? -1);
  const places: number[] = [];
  for (let index = 0; index <= partner.length; index++) {
    const known = at(index);
    const before = at(index - 1);
    const replaces =
      known < 0 && (index === 0 || before >= 0) && at(index + 1) === before + 2 && !ENDS.test(old[before + 1] ?? '');
    places.push(replaces ? before + 1 : known);
  }
  return places;
}

/** The length of the old gaps and words from gap `from` up to the word `to`. */
function lengthBetween({ words, gaps }: Cut, from: number, to: number): number {
  let length = 0;
  for (let index = from; index <= to; index++) {
    length += (gaps[index] ?? '').length;
    if (index < to) length += (words[index] ?? '').length;
  }
  return length;
}

/** The gap between two tokens that stay neighbours; the outer gaps were settled when the code was laid out. */
function keptGap(old: string, fresh: string, blanks: boolean, keepBreaks = true): string {
  if (hasComment(fresh)) return fresh;
  if (!keepBreaks && !hasComment(old)) return fresh;
  if (breaksLine(fresh)) return breaksLine(old) ? withIndent(old, leadingBlanks(lastLine(fresh))) : fresh;
  return blanks || breaksLine(old) || hasComment(old) ? old : fresh;
}

function cut(text: string): Cut {
  const tokens = lex(text);
  const words: string[] = [];
  const gaps: string[] = [];
  let end = 0;
  for (let index = 0; index < tokens.count; index++) {
    const start = tokens.start[index] ?? 0;
    gaps.push(text.slice(end, start));
    end = tokens.end[index] ?? start;
    words.push(text.slice(start, end));
  }
  gaps.push(text.slice(end));
  return { words, gaps };
}

interface Alignment {
  /** For each new word the old word it is, or -1: a longest common subsequence. */
  readonly partner: Int32Array;
  /** How many words both texts begin and end with. */
  readonly same: { readonly front: number; readonly back: number };
}

function align(old: readonly string[], fresh: readonly string[]): Alignment {
  const partner = new Int32Array(fresh.length).fill(-1);
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) partner[start] = start++;
  let oldEnd = old.length;
  let freshEnd = fresh.length;
  while (oldEnd > start && freshEnd > start && old[oldEnd - 1] === fresh[freshEnd - 1]) partner[--freshEnd] = --oldEnd;
  const rows = oldEnd - start;
  const columns = freshEnd - start;
  if (rows * columns > 0 && rows * columns <= PAIRS) {
    alignMiddle(old.slice(start, oldEnd), fresh.slice(start, freshEnd), (row, column) => {
      partner[start + column] = start + row;
    });
  }
  return { partner, same: { front: start, back: old.length - oldEnd } };
}

function alignMiddle(
  old: readonly string[],
  fresh: readonly string[],
  pair: (row: number, column: number) => void,
): void {
  const width = fresh.length + 1;
  const best = new Uint32Array((old.length + 1) * width);
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = fresh.length - 1; column >= 0; column--) {
      const equal = old[row] === fresh[column];
      best[row * width + column] = equal
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < old.length && column < fresh.length;) {
    if (old[row] === fresh[column]) pair(row++, column++);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
}

/** A change without the white space that both texts begin and end with. */
function trimmed(from: number, was: string, text: string): Change {
  let start = 0;
  while (start < was.length && was[start] === text[start] && /\s/.test(was[start] ?? '')) start++;
  let end = 0;
  const room = Math.min(was.length, text.length) - start;
  while (end < room && was.at(-1 - end) === text.at(-1 - end) && /\s/.test(was.at(-1 - end) ?? '')) end++;
  return {
    span: { start: from + start, end: from + was.length - end },
    text: text.slice(start, text.length - end),
  };
}
