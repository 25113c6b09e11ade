import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import { isMade, makeAlternatives } from './alternatives.js';

/** The metavariables of a side by the token they stand at. */
export function holesOf(node: Node): Map<number, string> {
  const holes = new Map<number, string>();
  const visit = (at: Node): void => {
    if (at.kind === 'meta' && at.tokens[0] !== undefined) holes.set(at.tokens[0], at.value);
    for (const kid of at.kids) if (kid !== null) visit(kid);
  };
  visit(node);
  return holes;
}

/** A copy of a tree on other tokens. */
export function moved(node: Node, places: ReadonlyMap<number, number>): Node {
  const kids = node.kids.map((kid) => (kid === null ? null : moved(kid, places)));
  if (isMade(node)) return makeAlternatives(kids.filter((kid) => kid !== null));
  return makeNode(
    node.kind,
    node.value,
    kids,
    node.tokens.map((token) => places.get(token) ?? token),
  );
}

/** The structure of a tree alone. */
export function withoutTokens(node: Node): Node {
  return makeNode(
    node.kind,
    node.value,
    node.kids.map((kid) => (kid === null ? null : withoutTokens(kid))),
    [],
  );
}
