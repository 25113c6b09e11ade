import type { Node } from '../c/index.js';
import type { PlusCode, Rule } from '../smpl/index.js';

/**
 * Metavariables that a rule uses a single time, plus code and the types of others included, and nobody else does: what
 * they stand for is asked for nowhere, so a form of the code may leave it out.
 */
export function usedOnce(rule: Rule, exported: ReadonlySet<string>): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const use = (name: string): void => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  const visit = (node: Node): void => {
    if (node.kind === 'meta') use(node.value);
    for (const kid of node.kids) if (kid !== null) visit(kid);
  };
  const visitPlus = (code: PlusCode | null): void => {
    for (const { pieces } of code?.lines ?? [])
      for (const piece of pieces) if ('metavariable' in piece) use(piece.metavariable);
  };
  visit(rule.body.root);
  for (const { before, after } of rule.body.tokens) for (const code of [before, after]) visitPlus(code);
  const written = new Set(counts.keys());
  for (const { name, types } of rule.metavariables) if (written.has(name)) types.forEach(visit);
  return new Set(
    rule.metavariables
      .filter(({ name, inherited }) => counts.get(name) === 1 && inherited === null && !exported.has(name))
      .map(({ name }) => name),
  );
}
