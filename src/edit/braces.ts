import { columnOf } from './column.js';
import { indentOf, noBraces, statement } from './placement.js';
import type { Braces, Placing } from './placement.js';
import { removedCount } from './region.js';
import type { Placed, Region } from './region.js';
import type { Shift } from './shift.js';
import { Shifts } from './shift.js';
import type { Source } from './source.js';
import type { View } from './view.js';
import type { Written } from './written.js';

interface Opened {
  readonly region: Region;
  readonly placed: Placed;
}

interface Pair {
  readonly open: Opened;
  readonly close: Opened;
}

/** Matches the braces of a view's insertions, and finds the kept code to indent differently. */
export function matchBraces(
  regions: readonly Region[],
  view: View,
  source: Source,
  placing: (shifts: Shifts, braces: Braces) => Placing,
): { braces: Braces; shifts: Shifts } {
  const pairs = pairUp(regions);
  const removed = removedPairs(view, source);
  const bodies = keptBodies(view, source);
  const heads = regions.filter((region) => bringsHeader(region, source));
  if (pairs.length + removed.length + bodies.length + heads.length === 0)
    return { braces: noBraces, shifts: new Shifts(source, []) };
  const indents = new Map<Written, string>();
  const blocks = new Set<Written>(pairs.flatMap(({ open, close }) => [open.placed.written, close.placed.written]));
  const headers = new Set(pairs.filter(({ open }) => opensBody(open, source)).map(({ open }) => open.region.left));
  const braces: Braces = {
    isBlock: (written) => blocks.has(written),
    indent: (written) => indents.get(written) ?? null,
    opensBehind: (token) => headers.has(token),
  };
  const shifts: Shift[] = [];
  for (const pair of pairs) {
    const indent = landing(pair.open, placing(new Shifts(source, shifts), braces));
    for (const { placed } of [pair.open, pair.close])
      if (!indents.has(placed.written)) indents.set(placed.written, indent);
    const shift = shiftBetween(pair, indent, source, shifts);
    if (shift !== null) shifts.push(shift);
  }
  for (const [open, close] of removed) {
    const shift = replaced(pairs, open, close) ? null : shiftBack(open, close, view, source);
    if (shift !== null) shifts.push(shift);
  }
  shifts.push(...bodies);
  for (const region of heads) {
    const place = placing(new Shifts(source, shifts), braces);
    for (const placed of region.inserts) indents.set(placed.written, indentOf(placed, region, place));
    const { right } = region;
    shifts.push({ first: right, last: source.statementEnd(right), columns: columnOf(source.unit) });
  }
  return { braces, shifts: new Shifts(source, shifts) };
}

/** Whether the statement behind a region becomes the body of a header that is put in: then it moves one step in. */
function bringsHeader(region: Region, source: Source): boolean {
  const last = region.inserts.at(-1)?.written;
  const { right } = region;
  if (last?.ownLines !== true || removedCount(region) > 0 || !endsInHeader(last.words)) return false;
  return source.startsLine(right) && !/^[{}]$/.test(source.spelled(right) ?? '}');
}

/** Whether code ends in the header of a branch or loop without its body. */
function endsInHeader(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  if (last !== ')') return last === 'else' || last === 'do';
  let depth = 0;
  const open = words.findLastIndex((word) => {
    if (word === ')') depth += 1;
    else if (word === '(') depth -= 1;
    return depth === 0;
  });
  return /^(?:if|while|for|switch)$|for_?each/i.test(words[open - 1] ?? '') && words[open - 2] !== '}';
}

/** Bodies without braces that stay when their header goes move one step out. */
function keptBodies(view: View, source: Source): Shift[] {
  const shifts: Shift[] = [];
  for (const token of view.removed) {
    const first = token + 1;
    if (view.removed.has(first) || first > view.last || !source.startsLine(first) || !source.endsHeader(token))
      continue;
    if (
      source.spelled(first) === '{' ||
      view.insertions.some((insertion) => view.removed.has(insertion.token) && insertion.token <= token)
    )
      continue;
    const start = source.statementStart(token, (header) => !view.removed.has(header));
    // Behind an `else` on the same line the body becomes that of the `else`.
    const deeper = !source.startsLine(start) && source.endsHeader(start - 1) ? columnOf(source.unit) : 0;
    const columns = columnOf(source.lineIndent(start)) + deeper - columnOf(source.lineIndent(first));
    if (columns < 0) shifts.push({ first, last: source.statementEnd(first), columns });
  }
  return shifts;
}

/** Pairs in order of their opening brace, so that outer ones come first. */
function pairUp(regions: readonly Region[]): Pair[] {
  const open: Opened[] = [];
  const pairs: Pair[] = [];
  for (const region of regions) {
    for (const placed of region.inserts) {
      const { closers, openers } = unmatched(placed.written);
      for (let count = 0; count < closers; count++) {
        const opened = open.pop();
        if (opened !== undefined) pairs.push({ open: opened, close: { region, placed } });
      }
      for (let count = 0; count < openers; count++) open.push({ region, placed });
    }
  }
  return pairs.sort((a, b) => a.open.region.left - b.open.region.left || b.close.region.left - a.close.region.left);
}

function unmatched({ words }: Written): { closers: number; openers: number } {
  let closers = 0;
  let openers = 0;
  for (const word of words) {
    if (word === '{') openers++;
    else if (word === '}' && openers > 0) openers--;
    else if (word === '}') closers++;
  }
  return { closers, openers };
}

/** Whether a brace opens the body of a header that stays. */
function opensBody({ region, placed }: Opened, source: Source): boolean {
  return placed.written.words[0] === '{' && source.endsHeader(region.left);
}

/** The indentation of the line that an opening brace comes to stand on. */
function landing({ region, placed }: Opened, placing: Placing): string {
  const { source } = placing;
  if (!opensBody({ region, placed }, source)) return indentOf(placed, region, placing);
  const word = source.spelled(region.left) === ')' ? source.partner(region.left) - 1 : region.left;
  return source.startsLine(word) ? placing.lineIndent(word) : statement(region.left, placing);
}

/** Code that stands no deeper than the new brace's line moves one step in. */
function shiftBetween({ open, close }: Pair, indent: string, source: Source, shifts: readonly Shift[]): Shift | null {
  const first = open.region.right;
  const last = close.region.left;
  if (first > last) return null;
  const column = columnOf(new Shifts(source, shifts).lineIndent(first));
  if (column > columnOf(indent)) return null;
  // Comments behind removed code in front of the first token are inside the block as well.
  const replaces = removedCount(open.region) > 0 && open.placed.place <= 2 * removedCount(open.region);
  return { first: replaces ? first - 1 : first, last, columns: columnOf(source.unit) };
}

/** Braces of which both are removed and something between them stays. */
function removedPairs(view: View, source: Source): [number, number][] {
  const pairs: [number, number][] = [];
  for (const token of view.removed) {
    const partner = source.partner(token);
    if (partner > token && source.spelled(token) === '{' && view.removed.has(partner)) pairs.push([token, partner]);
  }
  return pairs;
}

function replaced(pairs: readonly Pair[], first: number, last: number): boolean {
  const within = ({ left, right }: Region, token: number): boolean => left < token && token < right;
  return pairs.some(({ open, close }) => within(open.region, first) && within(close.region, last));
}

/** Code in a block that is no branch moves one step out. */
function shiftBack(open: number, close: number, view: View, source: Source): Shift | null {
  let first = open + 1;
  while (view.removed.has(first)) first++;
  let last = close - 1;
  while (view.removed.has(last)) last--;
  if (first > last || !source.startsLine(first)) return null;
  if (!view.removed.has(open - 1) && source.endsHeader(open - 1)) return null;
  const outer = columnOf(source.lineIndent(source.statementStart(open)));
  const columns = outer - columnOf(source.lineIndent(first));
  return columns < 0 ? { first, last, columns } : null;
}
