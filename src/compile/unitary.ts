import type { Node } from '../c/index.js';
import type { PlusCode, Rule } from '../smpl/index.js';

/** How often a name is used. */
type Counts = ReadonlyMap<string, number>;

/**
 * Metavariables that a rule uses a single time, plus code and the types of others included, and nobody else does: what
 * they stand for is asked for nowhere, so a form of the code may leave it out. Of a disjunction one branch counts.
 */
export function usedOnce(rule: Rule, exported: ReadonlySet<string>): ReadonlySet<string> {
  const plus = rule.body.tokens.flatMap(({ before, after }) => [...plusNames(before), ...plusNames(after)]);
  const written = added([usesIn(rule.body.root), ...plus.map((name) => new Map([[name, 1]]))]);
  const types = rule.metavariables
    .filter(({ name }) => written.has(name))
    .flatMap((metavariable) => metavariable.types);
  const counts = added([written, ...types.map(usesIn)]);
  return new Set(
    rule.metavariables
      .filter(({ name, inherited }) => counts.get(name) === 1 && inherited === null && !exported.has(name))
      .map(({ name }) => name),
  );
}

function usesIn(node: Node): Counts {
  const kids = node.kids.flatMap((kid) => (kid === null ? [] : [usesIn(kid)]));
  if (node.kind === 'disj') return combined(kids, Math.max);
  return node.kind === 'meta' ? added([new Map([[node.value, 1]]), ...kids]) : added(kids);
}

function added(counts: readonly Counts[]): Counts {
  return combined(counts, (one, other) => one + other);
}

function combined(counts: readonly Counts[], combine: (one: number, other: number) => number): Counts {
  const all = new Map<string, number>();
  for (const one of counts) for (const [name, count] of one) all.set(name, combine(all.get(name) ?? 0, count));
  return all;
}

function plusNames(code: PlusCode | null): string[] {
  return (code?.lines ?? []).flatMap(({ pieces }) =>
    pieces.flatMap((piece) => ('metavariable' in piece ? [piece.metavariable] : [])),
  );
}
