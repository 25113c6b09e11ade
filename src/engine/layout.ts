import type { Node, NodeKind } from '../c/index.js';
import type { Pattern } from '../smpl/index.js';

/**
 * Where in a pattern added code goes on lines of its own: behind tokens that end, and in front of tokens that start,
 * a statement, a declaration, a field or an element of a braced list. Anywhere else it becomes part of a line.
 */
export interface PatternLayout {
  readonly starts: ReadonlySet<number>;
  readonly ends: ReadonlySet<number>;
}

export function layoutOf(pattern: Pattern): PatternLayout {
  const starts = new Set<number>();
  const ends = new Set<number>();
  const mark = (node: Node): void => {
    if (node.first >= 0) starts.add(node.first);
    if (node.last >= 0) ends.add(node.last);
  };
  const walk = (node: Node, itemPlace: boolean): void => {
    if (LINE_KINDS.has(node.kind) || (itemPlace && node.kind !== 'bare')) mark(node);
    if (BRACED.has(node.kind)) markBraces(node, starts, ends);
    if (node.kind === 'init-list' || node.kind === 'enumerators') markElements(node, starts, ends);
    const inside = ITEM_PARENTS.has(node.kind);
    node.kids.forEach((kid, index) => {
      if (kid !== null) walk(kid, inside || (BRANCHES[node.kind]?.includes(index) ?? false));
    });
  };
  walk(pattern.root, false);
  return { starts, ends };
}

function markBraces(node: Node, starts: Set<number>, ends: Set<number>): void {
  const open = node.tokens[0];
  const close = node.tokens[node.tokens.length - 1];
  if (open !== undefined) ends.add(open);
  if (close !== undefined) starts.add(close);
}

function markElements(node: Node, starts: Set<number>, ends: Set<number>): void {
  for (const separator of node.tokens.slice(1, -1)) ends.add(separator);
  for (const kid of node.kids) if (kid !== null && kid.first >= 0) starts.add(kid.first);
}

const LINE_KINDS: ReadonlySet<NodeKind> = new Set<NodeKind>([
  'declaration', 'typedef', 'field', 'function', 'macro-decl', 'macro-decl-init', 'expr-stmt', 'empty', 'if', 'while',
  'do', 'for', 'iterator', 'switch', 'case', 'default', 'label', 'goto', 'break', 'continue', 'return', 'macro-stmt',
  'define', 'undef', 'include', 'directive', 'asm',
]);

const BRACED: ReadonlySet<NodeKind> = new Set<NodeKind>(['block', 'fields', 'init-list', 'enumerators']);

/** Kinds whose kids are statements or declarations. */
const ITEM_PARENTS: ReadonlySet<NodeKind> = new Set<NodeKind>(['block', 'fields']);

/** Positions of branches and bodies: a statement metavariable there stands for a statement. */
const BRANCHES: Readonly<Record<string, readonly number[]>> = {
  if: [1, 2], while: [1], for: [3], iterator: [1], do: [0], switch: [1],
};
