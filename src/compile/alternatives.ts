import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';

/**
 * A disjunction that isomorphisms made, first the code as written. It stands where the written code stands: its ends, and
 * so those of all nodes around it, are those of its first alternative, whatever numbers the new tokens have.
 */
export function makeAlternatives(branches: readonly Node[]): Node {
  const [written] = branches;
  const node = makeNode('disj', '', branches, []);
  return written === undefined ? node : { ...node, first: written.first, last: written.last };
}

/** Told from a disjunction that was written by its lack of tokens. */
export function isMade(node: Node): boolean {
  return node.kind === 'disj' && node.tokens.length === 0;
}

/** The tokens with which a tree can start or end: one, or one for each alternative that isomorphisms made there. */
export function edgeTokens(node: Node, side: 'first' | 'last'): readonly number[] {
  const edge = node[side];
  if (edge < 0) return [];
  if (isMade(node)) return node.kids.flatMap((kid) => (kid === null ? [] : edgeTokens(kid, side)));
  if (node.tokens.includes(edge)) return [edge];
  const kid = node.kids.find((one) => one?.[side] === edge);
  return kid == null ? [edge] : edgeTokens(kid, side);
}
