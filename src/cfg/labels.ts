import type { Node } from '../c/index.js';

/** The blocks around each label of a function, outermost first, by the label's name. */
export function collectLabels(item: Node): ReadonlyMap<string, readonly Node[]> {
  const labels = new Map<string, readonly Node[]>();
  const walk = (node: Node, blocks: readonly Node[]): void => {
    if (node.kind === 'label') labels.set(node.value, blocks);
    const inner = node.kind === 'block' ? [...blocks, node] : blocks;
    for (const kid of node.kids) if (kid !== null && isStatementLike(kid)) walk(kid, inner);
  };
  walk(item, []);
  return labels;
}

/** Labels stand in statements only; expressions are not searched. */
function isStatementLike(node: Node): boolean {
  switch (node.kind) {
    case 'block':
    case 'seq':
    case 'if':
    case 'while':
    case 'do':
    case 'for':
    case 'iterator':
    case 'switch':
    case 'label':
      return true;
    default:
      return false;
  }
}
