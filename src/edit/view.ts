import { isInside } from './ledger.js';
import type { Insertion, Ledger, Stretch } from './ledger.js';

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

export interface Range {
  readonly first: number;
  readonly last: number;
}

function makeView(ledger: Ledger, range: Range, { without, host }: { without: readonly string[]; host: Stretch | null }): View {
  const stretches = ledger.stretches.filter(
    (stretch) =>
      stretch.first >= range.first &&
      stretch.last <= range.last &&
      !without.includes(stretch.match) &&
      (host === null || isInside(stretch, host)),
  );
  const removed = new Set<number>();
  for (const { first, last } of stretches) for (let token = first; token <= last; token++) removed.add(token);
  const insertions = ledger.insertions.filter(
    (insertion) =>
      insertion.token >= range.first &&
      insertion.token <= range.last &&
      !without.includes(insertion.match) &&
      isVisible(insertion, stretches, removed),
  );
  return { ...range, removed, insertions, without };
}

/** Insertions inside code that another match replaces show only where that match copies the code. */
function isVisible(insertion: Insertion, stretches: readonly Stretch[], removed: ReadonlySet<number>): boolean {
  const { host, token, where } = insertion;
  if (host !== null) return stretches.includes(host) && !stretches.some((other) => isInside(host, other));
  if (!removed.has(token)) return true;
  return stretches
    .filter(({ first, last }) => first <= token && token <= last)
    .every(({ first, last }) => (where === 'before' ? first : last) === token);
}
