import type { Action, InsertAction, InsertLine } from './action.js';

/** A run of consecutive tokens that one match removes at one place. */
export interface Stretch {
  readonly match: string;
  readonly place: string;
  readonly first: number;
  readonly last: number;
}

/** Tokens from `first` to `last`, both included. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/** An insertion, with what equal insertions of other matches added to it. */
export interface Insertion {
  readonly token: number;
  readonly where: 'before' | 'after';
  readonly level: 'line' | 'inline';
  readonly lines: readonly InsertLine[];
  readonly replaces: boolean;
  readonly match: string;
  readonly rule: string;
  readonly patchLine: number;
  /** First and last token of the statement that it stands beside, or that it puts in braces; null inside of statements. */
  readonly beside: Range | null;
  /** Tokens of which one has to stay, if there are any. */
  readonly heads: readonly number[];
  /** The stretch of its own match that its anchor lies in; null where the anchor stays. */
  readonly host: Stretch | null;
}

/** All actions on a file, by token, with equal ones merged. */
export interface Ledger {
  /** In order of their first token, longer ones first. */
  readonly stretches: readonly Stretch[];
  /** In order of anchor, side and line of the patch. */
  readonly insertions: readonly Insertion[];
  /** The rules that remove a token. */
  readonly rules: ReadonlyMap<number, ReadonlySet<string>>;
}

/** Sorts actions into a ledger. */
export function openLedger(actions: readonly Action[]): Ledger {
  const removed = new Map<string, Set<number>>();
  const rules = new Map<number, Set<string>>();
  const matches = new Map<string, string>();
  const inserts: InsertAction[] = [];
  for (const action of actions) {
    if (action.kind === 'insert') inserts.push(action);
    else {
      entry(removed, placeOf(action), () => new Set()).add(action.token);
      matches.set(placeOf(action), matchOf(action));
      entry(rules, action.token, () => new Set()).add(action.rule);
    }
  }
  const byPlace = new Map(
    [...removed].map(([place, tokens]) => [place, stretchesOf(matches.get(place) ?? '', place, tokens)]),
  );
  const stretches = [...byPlace.values()].flat().sort((a, b) => a.first - b.first || b.last - a.last);
  return { stretches, insertions: mergeInsertions(inserts, byPlace), rules };
}

/** The name under which the actions of one match come together. */
export function matchOf(action: Action): string {
  return `${action.rule}\n${action.match === undefined ? '' : String(action.match)}`;
}

function placeOf(action: Action): string {
  return `${matchOf(action)}\n${action.hit === undefined ? '' : String(action.hit)}`;
}

/** Whether a stretch lies inside a longer one. */
export function isInside(inner: Stretch, outer: Stretch): boolean {
  if (inner.first < outer.first || inner.last > outer.last) return false;
  return inner.last - inner.first < outer.last - outer.first;
}

function stretchesOf(match: string, place: string, tokens: ReadonlySet<number>): Stretch[] {
  const sorted = [...tokens].sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  for (let at = 0; at < sorted.length;) {
    const first = sorted[at] ?? 0;
    let last = first;
    while (sorted[++at] === last + 1) last++;
    stretches.push({ match, place, first, last });
  }
  return stretches;
}

function mergeInsertions(
  actions: readonly InsertAction[],
  byPlace: ReadonlyMap<string, readonly Stretch[]>,
): Insertion[] {
  const seen = new Set<string>();
  const insertions: Reaching[] = [];
  for (const action of actions) {
    const key = JSON.stringify([
      action.token,
      action.where,
      action.level,
      action.patchLine,
      action.lines,
      reachOf(action),
    ]);
    if (seen.has(key) && !action.repeatable) continue;
    seen.add(key);
    const match = matchOf(action);
    const host =
      byPlace.get(placeOf(action))?.find(({ first, last }) => first <= action.token && action.token <= last) ?? null;
    const { token, where, level, lines, replaces, rule, patchLine, beside = null, heads = [] } = action;
    insertions.push({
      reach: reachOf(action),
      insertion: { token, where, level, lines, replaces, match, rule, patchLine, beside, heads, host },
    });
  }
  return insertions.sort(compareAnchors).map(({ insertion }) => insertion);
}

/** An insertion, and how many tokens lie between its anchor and the other end of the statement that it stands beside. */
interface Reaching {
  readonly reach: number;
  readonly insertion: Insertion;
}

function reachOf({ token, where, beside }: InsertAction): number {
  if (beside == null) return 0;
  return where === 'after' ? token - beside.first : beside.last - token;
}

function compareAnchors({ insertion: a, reach: left }: Reaching, { insertion: b, reach: right }: Reaching): number {
  const side = Number(a.where === 'after') - Number(b.where === 'after');
  const nearness = a.where === 'after' ? left - right : right - left;
  return a.token - b.token || side || nearness || a.patchLine - b.patchLine;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
