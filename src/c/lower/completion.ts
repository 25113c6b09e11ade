import { makeNode } from '../node.js';
import type { Node, NodeKind } from '../node.js';
import { TokenKind } from '../tokens.js';
import { SKIP_HIDDEN } from './cursor.js';
import type { TokenSource } from './cursor.js';
import { directiveNode } from './define.js';

/** Nodes among whose kids anything may stand. */
const lists: ReadonlySet<NodeKind> = new Set<NodeKind>([
  'block',
  'fields',
  'enumerators',
  'init-list',
  'args',
  'seq',
  'extern-c',
]);

/**
 * Puts back what lowering left out, so that no token is lost: preprocessor lines become items of the list they stand
 * in (those that stand in no list stay out of the tree), stray code becomes an `unread` item or, inside an
 * expression, own tokens of the node around it.
 */
export function complete(
  items: readonly Node[],
  source: TokenSource,
  end: number,
  typeNames: ReadonlySet<string>,
): Node[] {
  const missing = missingRuns(items, source, end);
  let root = makeNode('seq', '', items, []);
  for (const [first, behind] of missing) {
    const isDirective = source.tokens.inDirective[first] === 1;
    const node = isDirective
      ? directiveNode(source, first, behind, typeNames)
      : makeNode('unread', '', [], range(first, behind, source));
    const done = insert(root, node, new Map()) ?? (isDirective ? null : absorb(root, node));
    if (done !== null) root = done;
  }
  return root.kids.filter((kid) => kid !== null);
}

/** Runs `[first, end)` of tokens nobody owns: each preprocessor line one, each stretch of code between one. */
function missingRuns(items: readonly Node[], source: TokenSource, end: number): [number, number][] {
  const owned = new Uint8Array(Math.max(0, end - source.base));
  const mark = (node: Node): void => {
    for (const token of node.tokens) owned[token - source.base] = 1;
    for (const kid of node.kids) if (kid !== null) mark(kid);
  };
  items.forEach(mark);
  const runs: [number, number][] = [];
  for (let token = source.base; token < end; token++) {
    if (owned[token - source.base] === 1 || ((source.skip[token - source.base] ?? 0) & SKIP_HIDDEN) !== 0) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[1] === token && !startsRun(source, token)) last[1] = token + 1;
    else runs.push([token, token + 1]);
  }
  return runs;
}

function startsRun({ tokens }: TokenSource, token: number): boolean {
  return tokens.kind[token] === TokenKind.directive || tokens.inDirective[token] !== tokens.inDirective[token - 1];
}

function range(first: number, end: number, { skip, base }: TokenSource): number[] {
  const found: number[] = [];
  for (let token = first; token < end; token++) if (((skip[token - base] ?? 0) & SKIP_HIDDEN) === 0) found.push(token);
  return found;
}

/** The tree with a node put into the innermost list around its place; null when there is none. Shared nodes stay shared. */
function insert(into: Node, node: Node, done: Map<Node, Node | null>): Node | null {
  const before = done.get(into);
  if (before !== undefined) return before;
  const kids = into.kids.map((kid) => (kid !== null && encloses(kid, node) ? (insert(kid, node, done) ?? kid) : kid));
  const changed = kids.some((kid, at) => kid !== into.kids[at]);
  const result = changed ? makeNode(into.kind, into.value, kids, into.tokens) : inListKind(into, node);
  done.set(into, result);
  return result;
}

function inListKind(into: Node, node: Node): Node | null {
  return lists.has(into.kind) ? inList(into, node) : null;
}

function encloses(outer: Node, inner: Node): boolean {
  return outer.first < inner.first && inner.last < outer.last;
}

function inList(list: Node, node: Node): Node {
  const place = list.kids.findIndex((kid) => kid !== null && kid.first > node.last);
  const kids = [...list.kids];
  const at = place < 0 ? kids.length : place;
  const previous = kids[at - 1];
  if (node.kind === 'unread' && previous?.kind === 'unread' && previous.last + 1 >= node.first) {
    kids[at - 1] = makeNode('unread', '', [], [...previous.tokens, ...node.tokens]);
  } else kids.splice(at, 0, node);
  return makeNode(list.kind, list.value, kids, list.tokens);
}

/** Gives stray tokens to the innermost node around them. */
function absorb(into: Node, node: Node): Node {
  const at = into.kids.findIndex((kid) => kid !== null && encloses(kid, node));
  const kid = into.kids[at];
  if (kid === undefined || kid === null) {
    return makeNode(
      into.kind,
      into.value,
      into.kids,
      [...into.tokens, ...node.tokens].sort((left, right) => left - right),
    );
  }
  return makeNode(into.kind, into.value, into.kids.with(at, absorb(kid, node)), into.tokens);
}
