import type { CompiledRule } from '../compile/index.js';
import type { Match, MatchHit } from './found.js';

/**
 * Matches without the hits that would edit code which another alternative of the same pattern edits already: branches
 * of a disjunction, or forms that isomorphisms made, can match the same code with different bindings, and code inside
 * code that an earlier one matched. The outer place wins, and at one place the alternative that was written first.
 */
export function withoutRivals(rule: CompiledRule, matches: readonly Match[]): readonly Match[] {
  const claims = matches.flatMap((match) => match.hits.flatMap((hit) => claimOf(rule, match, hit) ?? []));
  if (claims.length < 2) return matches;
  const losers = new Set<MatchHit>();
  for (const rivals of groupsOf(claims)) {
    rivals.sort(byPreference);
    let winners: Claim[] = [];
    for (const claim of rivals) {
      winners = winners.filter((winner) => winner.last >= claim.first);
      if (winners.some((winner) => isRival(winner, claim))) losers.add(claim.hit);
      else winners.push(claim);
    }
  }
  if (losers.size === 0) return matches;
  return matches.map((match) => ({ ...match, hits: match.hits.filter((hit) => !losers.has(hit)) }));
}

/** What a hit edits. */
interface Claim {
  readonly match: Match;
  readonly hit: MatchHit;
  /** The pattern tokens of the alternative, ascending, and the same as text. */
  readonly pattern: readonly number[];
  readonly key: string;
  /** File tokens that edited words of the pattern stand for; what metavariables and dots took is left out. */
  readonly words: ReadonlySet<number>;
  /** Some of it is removed. */
  readonly removes: boolean;
  readonly first: number;
  readonly last: number;
}

function claimOf(rule: CompiledRule, match: Match, hit: MatchHit): Claim | null {
  const { tokens } = rule.rule.body;
  const words = new Set<number>();
  let first = Infinity;
  let last = -1;
  let edited = false;
  let removes = false;
  for (const link of hit.links) {
    const token = tokens[link.patternToken];
    const changes = token !== undefined && (token.mark === 'minus' || token.before !== null || token.after !== null);
    edited ||= changes;
    removes ||= token?.mark === 'minus';
    const isWord = changes && token.text !== '...' && !rule.metavariables.has(token.text);
    for (const one of link.tokens) {
      if (isWord) words.add(one);
      first = Math.min(first, one);
      last = Math.max(last, one);
    }
  }
  if (!edited) return null;
  const pattern = [...new Set(hit.links.map(({ patternToken }) => patternToken))].sort((left, right) => left - right);
  return { match, hit, pattern, key: pattern.join(' '), words, removes, first, last };
}

/** Claims that could be rivals: those of one piece of the pattern at one statement. */
function groupsOf(claims: readonly Claim[]): Claim[][] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const group = groups.get(claim.hit.place);
    if (group === undefined) groups.set(claim.hit.place, [claim]);
    else group.push(claim);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Whether one that is preferred leaves no room for the other. */
function isRival(winner: Claim, other: Claim): boolean {
  if (winner.key === other.key) return isOtherReading(winner, other);
  if ([...other.words].some((word) => winner.words.has(word))) return true;
  return winner.first <= other.first && winner.last >= other.last && hasSameValues(winner.hit, other.hit);
}

/** The same removal in the same match, with other values: what alternatives elsewhere in the match leave to choose. */
function isOtherReading(winner: Claim, other: Claim): boolean {
  if (winner.match !== other.match || !winner.removes || winner.words.size !== other.words.size) return false;
  return (
    [...winner.words].every((word) => other.words.has(word)) &&
    winner.words.size > 0 &&
    !hasSameValues(winner.hit, other.hit)
  );
}

function hasSameValues(one: MatchHit, other: MatchHit): boolean {
  return (
    one.values.size === other.values.size &&
    [...one.values].every(([name, value]) => other.values.get(name)?.key === value.key)
  );
}

/** Outer before inner, left before right; at one place the alternative with the smaller tokens. */
function byPreference(one: Claim, other: Claim): number {
  if (one.first !== other.first) return one.first - other.first;
  if (one.last !== other.last) return other.last - one.last;
  const index = one.pattern.findIndex((token, at) => token !== other.pattern[at]);
  return index < 0
    ? one.pattern.length - other.pattern.length
    : (one.pattern[index] ?? 0) - (other.pattern[index] ?? Infinity);
}
