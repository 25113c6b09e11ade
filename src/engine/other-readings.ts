import type { CFile, Tree, Unit } from '../c/index.js';
import type { CompiledRule } from '../compile/index.js';
import type { Match } from '../match/index.js';
import type { Diagnostic } from '../text/index.js';
import { firstTokenOf, leftAlone } from './left-alone.js';
import { isLeftOut } from './readings.js';

/** A match in a unit that has several readings, as `#if` arms exclude each other. */
interface Reader {
  readonly match: Match;
  readonly unit: Unit;
  /** The readings that hold all of its code. */
  readonly inside: ReadonlySet<Tree>;
  /** File tokens that it removes. */
  readonly removed: readonly number[];
}

/**
 * The matches that would remove code for a reading in which the rule does not match: code that all arms of an `#if` share
 * goes only if each reading has a match that removes it.
 */
export function partialMatches(rule: CompiledRule, file: CFile, matches: readonly Match[]): ReadonlySet<Match> {
  let kept = matches.flatMap((match) => readersOf(rule, file, match));
  const partial = new Set<Match>();
  for (;;) {
    const lost = new Set(kept.filter((reader) => takesFromOthers(file, reader, kept)).map(({ match }) => match));
    if (lost.size === 0) return partial;
    for (const match of lost) partial.add(match);
    kept = kept.filter(({ match }) => !lost.has(match));
  }
}

function readersOf(rule: CompiledRule, file: CFile, match: Match): Reader[] {
  const links = match.hits.flatMap((hit) => hit.links);
  const all = links.flatMap(({ tokens }) => tokens);
  return unitsOf(file, all).flatMap((unit): Reader[] => {
    const readings = file.trees(unit);
    if (readings.length < 2) return [];
    const here = (token: number): boolean => unit.firstToken <= token && token < unit.endToken;
    const own = all.filter(here);
    const inside = new Set(readings.filter((tree) => own.every((token) => isRead(file, tree, token))));
    const minus = links.filter(({ patternToken }) => rule.rule.body.tokens[patternToken]?.mark === 'minus');
    return [{ match, unit, inside, removed: minus.flatMap(({ tokens }) => tokens).filter(here) }];
  });
}

function unitsOf(file: CFile, tokens: readonly number[]): Unit[] {
  const wanted = [...new Set(tokens)].sort((left, right) => left - right);
  return file.units.filter(({ firstToken, endToken }) =>
    wanted.some((token) => firstToken <= token && token < endToken),
  );
}

function takesFromOthers(file: CFile, { unit, inside, removed }: Reader, all: readonly Reader[]): boolean {
  return file.trees(unit).some((tree) => {
    if (inside.has(tree)) return false;
    const own = new Set(all.filter((other) => other.inside.has(tree)).flatMap((other) => other.removed));
    return removed.some((token) => isRead(file, tree, token) && !own.has(token));
  });
}

function isRead(file: CFile, tree: Tree, token: number): boolean {
  return !isLeftOut(tree, file.tokens.start[token] ?? 0);
}

/** Tells of a match that is left out for that. */
export function partialMatch(rule: CompiledRule, file: CFile, { hits }: Match): Diagnostic {
  return leftAlone(file, firstTokenOf(hits), {
    code: 'partial-arms',
    message: `rule ${rule.rule.name} matches here with one arm of an #if, and would remove code that belongs to the other arms, too`,
    hint: 'change the arms by hand, or write a rule that matches with each of them',
  });
}
