import type { Node } from '../c/index.js';

/**
 * A lowered tree on one line, `(kind value kid kid)`: leaves without kids are bare when they have a value, missing
 * kids are `_`. For tests and for showing how a patch was read.
 */
export function formatTree(node: Node | null): string {
  if (node === null) return '_';
  const head = node.value === '' ? node.kind : `${node.kind}:${node.value}`;
  if (node.kids.length === 0) return head;
  return `(${[head, ...node.kids.map(formatTree)].join(' ')})`;
}
