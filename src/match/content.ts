import type { Node } from '../c/index.js';
import { macroStatements, statementArguments } from '../cfg/index.js';
import type { CfgNode } from '../cfg/index.js';
import { tokensOf } from './subtree.js';

/** The kids that belong to the head of a compound statement; for a function, those in front of its body. */
export const HEAD_KIDS: Readonly<Record<string, readonly number[]>> = {
  if: [0],
  while: [0],
  for: [0, 1, 2],
  iterator: [0],
  switch: [0],
  function: [0, 1, 2, 3],
};

/** The code that a node of the graph stands for; bodies of compound statements are nodes of their own. */
export function contentOf(at: CfgNode): readonly Node[] {
  const { node } = at;
  if (node === null) return [];
  switch (at.kind) {
    case 'item':
      return macroStatements(node) === null ? [node] : node.kids.slice(0, 2).filter((kid) => kid !== null);
    case 'header':
      return (HEAD_KIDS[node.kind] ?? []).flatMap((index) => node.kids[index] ?? []);
    case 'do-tail':
      return node.kids[1] == null ? [] : [node.kids[1]];
    default:
      return [];
  }
}

/** What stands within the code of a node and is nodes of its own. */
export function innerOf({ kind, node }: CfgNode): readonly Node[] {
  return kind === 'item' && node !== null ? statementArguments(node) : [];
}

/** All tokens of a node of the graph: code and punctuation. */
export function tokensAt(at: CfgNode): readonly number[] {
  const { node } = at;
  const inner = new Set(innerOf(at).flatMap((part) => tokensOf(part)));
  const all = contentOf(at).flatMap((part) => tokensOf(part));
  const inside = inner.size === 0 ? all : all.filter((token) => !inner.has(token));
  if (node === null) return inside;
  return [...inside, ...ownTokensAt(at.kind, node)].sort((left, right) => left - right);
}

function ownTokensAt(kind: CfgNode['kind'], node: Node): readonly number[] {
  switch (kind) {
    case 'header':
      return node.kind === 'if' ? node.tokens.slice(0, 3) : node.tokens;
    case 'else':
      return node.tokens.slice(3);
    case 'do':
    case 'open':
      return node.tokens.slice(0, 1);
    case 'do-tail':
      return node.tokens.slice(1);
    case 'close':
      return node.tokens.slice(-1);
    default:
      return [];
  }
}
