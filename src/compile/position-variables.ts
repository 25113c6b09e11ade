import type { Node } from '../c/index.js';
import type { Rule } from '../smpl/index.js';

/**
 * Position metavariables that are bound as others are, where one path is enough: each place on such a path is a match of
 * its own. Where every path counts, positions collect, and so do those that a match can have several of, be it in a nest
 * or on several pieces of the pattern.
 */
export function positionVariables(rule: Rule, exported: ReadonlySet<string>): ReadonlySet<string> {
  const own = rule.metavariables.filter(
    ({ kind, inherited, name }) => kind === 'position' && inherited === null && exported.has(name),
  );
  return new Set(own.map(({ name }) => name).filter((name) => uses(rule, rule.body.root, name) === 1));
}

/** How often a match can have the position. */
function uses(rule: Rule, node: Node, name: string): number {
  const inside = node.kids.map((kid) => (kid === null ? 0 : uses(rule, kid, name)));
  if (node.kind === 'disj') return Math.max(...inside);
  const times = node.kind === 'nest' ? 2 : 1;
  const here = node.tokens.filter((token) => rule.body.tokens[token]?.attached.includes(name) === true).length;
  return times * inside.reduce((sum, one) => sum + one, here);
}
