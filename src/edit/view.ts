import { lowerBound } from '../text/index.js';
import type { Insertion, Ledger, Range, Stretch } from './ledger.js';

/**
 * The part of a ledger that holds for a range of tokens: the whole file, or the value of a metavariable that an
 * insertion puts elsewhere.
 */
export interface View {
  readonly first: number;
  readonly last: number;
  readonly removed: ReadonlySet<number>;
  /** In order of anchor, side and line of the patch. */
  readonly insertions: readonly Insertion[];
  /** Matches whose edits do not hold here: those that put this value in, innermost last. */
  readonly without: readonly string[];
}

/** All of a file. */
export function fileView(ledger: Ledger, last: number): View {
  return makeView(ledger, { first: 0, last }, { without: [], host: null });
}

/**
 * The inside of a value. The edits of other matches hold when what they remove lies inside the value and is less than
 * what the insertion replaces.
 */
export function valueView(ledger: Ledger, range: Range, outer: View, insertion: Insertion): View {
  return makeView(ledger, range, { without: [...outer.without, insertion.match], host: insertion.host });
}

function makeView(
  ledger: Ledger,
  range: Range,
  { without, host }: { without: readonly string[]; host: Stretch | null },
): View {
  const stretches = between(ledger.stretches, range, ({ first }) => first).filter(
    (stretch) =>
      stretch.last <= range.last && !without.includes(stretch.match) && (host === null || isShorter(stretch, host)),
  );
  const removed = new Set<number>();
  for (const { first, last } of stretches) for (let token = first; token <= last; token++) removed.add(token);
  const outer = outermost(stretches);
  const insertions = between(ledger.insertions, range, ({ token }) => token).filter(
    (insertion) =>
      !without.includes(insertion.match) && standsInside(insertion, range) && isVisible(insertion, outer, removed),
  );
  return { ...range, removed, insertions, without };
}

/** What stands beside a statement that is more than the range stands outside of it, though its token is the range's last. */
function standsInside({ beside }: Insertion, { first, last }: Range): boolean {
  return beside === null || (beside.first >= first && beside.last <= last);
}

/** The items, sorted by a token, whose token lies in a range. */
function between<T>(items: readonly T[], { first, last }: Range, tokenOf: (item: T) => number): readonly T[] {
  const isBefore = (token: number) => (index: number) => {
    const item = items[index];
    return item !== undefined && tokenOf(item) < token;
  };
  return items.slice(lowerBound(isBefore(first), items.length), lowerBound(isBefore(last + 1), items.length));
}

function isShorter(a: Stretch, b: Stretch): boolean {
  return a.first < b.first || a.last > b.last || a.last - a.first < b.last - b.first;
}

/** The stretches that do not lie inside a longer one. They come by first token, longer ones first. */
function outermost(stretches: readonly Stretch[]): Set<Stretch> {
  const result = new Set<Stretch>();
  let reach: Stretch | null = null;
  for (const stretch of stretches) {
    const inside =
      reach !== null && reach.last >= stretch.last && (reach.last > stretch.last || reach.first < stretch.first);
    if (!inside) result.add(stretch);
    if (reach === null || stretch.last > reach.last) reach = stretch;
  }
  return result;
}

/** Insertions inside code that another match replaces show only where that match copies the code. */
function isVisible(
  { host, token, where, heads }: Insertion,
  outer: ReadonlySet<Stretch>,
  removed: ReadonlySet<number>,
): boolean {
  if (heads.length > 0 && heads.every((head) => removed.has(head))) return false;
  if (host !== null) return outer.has(host);
  if (!removed.has(token)) return true;
  for (const { first, last } of outer) {
    if (first <= token && token <= last && (where === 'before' ? first : last) !== token) return false;
  }
  return true;
}
