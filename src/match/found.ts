import type { Node } from '../c/index.js';
import type { Overflow } from '../ctl/index.js';
import type { Link } from './state.js';
import type { Value } from './value.js';

/** One place where a piece of the pattern matched. */
export interface MatchHit {
  /** Equal for the ways in which one piece of the pattern matched in one statement: several expressions in it. */
  readonly place: string;
  readonly links: readonly Link[];
  /** All metavariables with a value there: the match's own and those that differ from place to place. */
  readonly values: ReadonlyMap<string, Value>;
}

/** One match of a rule; of a rule that only gives values to others, all places in an item with the same values. */
export interface Match {
  /** What the exported and inherited metavariables stand for, positions included. */
  readonly bindings: ReadonlyMap<string, Value>;
  readonly hits: readonly MatchHit[];
}

/** A rule that ran out of budget in one top-level item. */
export interface GaveUp {
  readonly item: Node;
  readonly overflow: Overflow;
  readonly variables: readonly string[];
}

/** Readings of a unit with different `#if` arms share most of their code: what both find is one match. */
export function distinctMatches(matches: readonly Match[]): readonly Match[] {
  if (matches.length < 2) return matches;
  const seen = new Set<string>();
  return matches.filter((match) => {
    const links = match.hits.flatMap((hit) =>
      hit.links.map(({ patternToken, tokens }) => `${String(patternToken)}:${tokens.join(',')}`),
    );
    const key = `${[...match.bindings].map(([name, value]) => `${name}=${value.key}`).join(';')}|${links.sort().join(' ')}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
