import { statementKinds } from '../c/index.js';
import type { Node, NodeKind } from '../c/index.js';
import { edgeTokens } from '../compile/index.js';
import type { Pattern } from '../smpl/index.js';

/**
 * Where in a pattern added code goes on lines of its own: behind tokens that end, and in front of tokens that start,
 * a statement, a declaration, a field or an element of a braced list. Anywhere else it becomes part of a line.
 */
export interface PatternLayout {
  /** Tokens with the outermost item that starts or ends there; null for braces and elements of lists. */
  readonly starts: ReadonlyMap<number, LayoutItem | null>;
  readonly ends: ReadonlyMap<number, LayoutItem | null>;
}

/** All tokens with which an item can start and end. */
export interface LayoutItem {
  readonly firsts: readonly number[];
  readonly lasts: readonly number[];
}

export function layoutOf(pattern: Pattern): PatternLayout {
  const starts: Marks = new Map();
  const ends: Marks = new Map();
  const mark = (node: Node): void => {
    const item: LayoutItem = { firsts: edgeTokens(node, 'first'), lasts: edgeTokens(node, 'last') };
    for (const first of item.firsts) add(starts, first, item);
    for (const last of item.lasts) add(ends, last, item);
  };
  const walk = (node: Node, itemPlace: boolean): void => {
    if (LINE_KINDS.has(node.kind) || (itemPlace && !INLINE_ITEMS.has(node.kind))) mark(node);
    if (BRACED.has(node.kind)) markBraces(node, starts, ends);
    if (node.kind === 'init-list' || node.kind === 'enumerators') markElements(node, starts, ends);
    const inside = ITEM_PARENTS.has(node.kind) || (itemPlace && GROUPS.has(node.kind));
    node.kids.forEach((kid, index) => {
      if (kid !== null) walk(kid, inside || (BRANCHES[node.kind]?.includes(index) ?? false));
    });
  };
  walk(pattern.root, true);
  return { starts, ends };
}

type Marks = Map<number, LayoutItem | null>;

/** Outer items are met first and stay. */
function add(marks: Marks, token: number, item: LayoutItem | null): void {
  if (!marks.has(token)) marks.set(token, item);
}

function markBraces(node: Node, starts: Marks, ends: Marks): void {
  const open = node.tokens[0];
  const close = node.tokens[node.tokens.length - 1];
  if (open !== undefined) add(ends, open, null);
  if (close !== undefined) add(starts, close, null);
}

function markElements(node: Node, starts: Marks, ends: Marks): void {
  for (const separator of node.tokens.slice(1, -1)) add(ends, separator, null);
  for (const kid of node.kids) {
    if (kid === null) continue;
    for (const first of edgeTokens(kid, 'first')) add(starts, first, null);
  }
}

const LINE_KINDS: ReadonlySet<NodeKind> = new Set<NodeKind>([
  ...[...statementKinds].filter((kind) => kind !== 'block'),
  'declaration',
  'typedef',
  'field',
  'function',
  'macro-decl',
  'macro-decl-init',
  'case',
  'default',
  'label',
  'define',
  'undef',
  'include',
  'directive',
]);

const BRACED: ReadonlySet<NodeKind> = new Set<NodeKind>(['block', 'fields', 'init-list', 'enumerators']);

/** Items that are no statements of their own: expressions, types, and what only groups other items. */
const INLINE_ITEMS: ReadonlySet<NodeKind> = new Set<NodeKind>([
  'bare',
  'bare-type',
  'seq',
  'disj',
  'conj',
  'optional',
  'nest',
  'dots',
  'when',
]);

/** Groups whose kids are items where they are items themselves. */
const GROUPS: ReadonlySet<NodeKind> = new Set<NodeKind>(['seq', 'disj', 'conj', 'optional', 'nest']);

/** Kinds whose kids are statements or declarations. */
const ITEM_PARENTS: ReadonlySet<NodeKind> = new Set<NodeKind>(['block', 'fields']);

/** Positions of branches and bodies: a statement metavariable there stands for a statement. */
const BRANCHES: Readonly<Record<string, readonly number[]>> = {
  if: [1, 2],
  while: [1],
  for: [3],
  iterator: [1],
  do: [0],
  switch: [1],
};
