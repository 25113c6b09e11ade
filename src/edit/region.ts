import type { Insertion } from './ledger.js';
import type { Source } from './source.js';
import type { View } from './view.js';
import type { Written } from './written.js';

/**
 * The stretch between two tokens that stay, next to each other in the result, where something is removed or put in.
 * With n tokens removed there are n + 1 gaps; places for insertions are numbered 0 (behind `left`, before the first gap),
 * 1 and 2 (before and behind the first removed token), ..., 2n + 1 (behind the last gap, before `right`).
 */
export interface Region {
  /** The token that stays in front; one before the range's first where there is none. */
  readonly left: number;
  /** The token that stays behind; one past the range's last where there is none. */
  readonly right: number;
  readonly inserts: readonly Placed[];
}

export interface Placed {
  readonly written: Written;
  readonly place: number;
}

/** Whether code ends within a statement, in a word such as `const` or `return`. */
export function goesOn(lines: Insertion['lines']): boolean {
  const last = lines.at(-1)?.pieces.at(-1);
  if (last === undefined || !('text' in last) || /\/[/*]|^\s*#/.test(last.text)) return false;
  return /\w\s*$/.test(last.text) && !/\b(?:else|do)\s*$/.test(last.text);
}

/** Top-level code is put in front of all of an item, its type and storage included; a word such as `const` is part of it. */
function lineAnchor({ token, where, level, lines }: Insertion, source: Source): number {
  const isApart = where === 'before' && level === 'line' && source.isTopLevel(token) && !goesOn(lines);
  return isApart ? source.statementStart(token) : token;
}

/** The number of tokens that go. */
export function removedCount(region: Region): number {
  return region.right - region.left - 1;
}

/**
 * Finds the regions of a view, in source order; `write` makes the text of an insertion, given the token that stays in
 * front of it.
 */
export function findRegions(view: View, source: Source, write: (index: number, left: number) => Written): Region[] {
  const regions = new Map<number, { left: number; right: number; inserts: Placed[] }>();
  const open = (left: number): { left: number; right: number; inserts: Placed[] } => {
    const found = regions.get(left);
    if (found !== undefined) return found;
    let right = left + 1;
    while (view.removed.has(right)) right++;
    const made = { left, right, inserts: [] };
    regions.set(left, made);
    return made;
  };
  for (const token of view.removed) if (!view.removed.has(token - 1)) open(token - 1);
  view.insertions.forEach((insertion, index) => {
    const { where } = insertion;
    const stays = !view.removed.has(insertion.token);
    const token = stays ? lineAnchor(insertion, source) : insertion.token;
    let left = where === 'after' && stays ? token : token - 1;
    while (view.removed.has(left)) left--;
    const region = open(left);
    const place = where === 'after' ? 2 * (token - left) : 2 * (token - left) - 1;
    region.inserts.push({ written: write(index, left), place });
  });
  const sorted = [...regions.values()].sort((a, b) => a.left - b.left);
  for (const { inserts } of sorted) inserts.sort((a, b) => a.place - b.place);
  return sorted;
}

/** The first removed token of the statement that an insertion belongs to, counted from 1 within the region. */
export function statementPlace(region: Region, place: number, source: Source): number {
  const anchor = region.left + ((place + 1) >> 1);
  return Math.max(1, source.statementStart(anchor, (header) => header <= region.left) - region.left);
}
